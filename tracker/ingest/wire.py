"""The wire: connections that only go to public addresses, and that end when their time is up.

An address is looked up once, checked, and connected to as it was checked: a name that answers twice, once
with a public address and then with a private one, gains nothing by it.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpcore
import httpx

from tracker.errors import FetchError

_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Everything that the wire does inside this ends within some seconds, however slowly bytes come in."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def _left(timeout: float | None) -> float:
    """The seconds that one step may take: its own limit, or what is left of the whole."""
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the whole took too long")
    return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A connection every step of which is bounded by the time limit that holds."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _CheckedBackend(httpcore.SyncBackend):
    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        refused: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in addresses_of(host, allow_private=self._allow_private):
            try:
                return _TimedStream(super().connect_tcp(address, port, _left(timeout), local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refused = error
        raise refused


@cache
def _authorities() -> ssl.SSLContext:
    """Whose word on certificates is taken; reading them takes longer than a whole request."""
    return httpx.create_ssl_context()


class CheckedTransport(httpx.HTTPTransport):
    """Sends requests over checked connections."""

    def __init__(self, *, allow_private: bool, proxy: str | None = None) -> None:
        super().__init__(verify=_authorities())
        self._pool.close()
        if proxy is None:
            backend = _CheckedBackend(allow_private=allow_private)
            self._pool = httpcore.ConnectionPool(
                ssl_context=_authorities(), network_backend=backend, keepalive_expiry=5
            )
        else:  # a proxy may stand anywhere; what it connects to is for it to check
            backend = _CheckedBackend(allow_private=True)
            self._pool = httpcore.HTTPProxy(proxy, ssl_context=_authorities(), network_backend=backend)


def addresses_of(host: str, *, allow_private: bool) -> tuple[str, ...]:
    """The addresses of a host. Raises ``FetchError`` where it has none, or where any of them is not on the
    public network and private ones are not allowed.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise FetchError(host, "no such host", passing=passing) from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not (allow_private or is_public(address)):
            raise FetchError(host, f"is on a private network ({address}); TRACKER_ALLOW_PRIVATE opens it")
    return addresses


def check_literal(host: str) -> None:
    """Raise ``FetchError`` where a host is written as an address that is not on the public network."""
    try:
        public = is_public(host.strip("[]"))
    except ValueError:
        public = host != "localhost"
    if not public:
        raise FetchError(host, "is on a private network; TRACKER_ALLOW_PRIVATE opens it")


def is_public(address: str) -> bool:
    """Whether an address is on the public network; one that wraps another is judged by what it wraps.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        wrapped = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo and parsed.teredo[1])
        if wrapped:
            return is_public(str(wrapped))
        if parsed in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)))
    return parsed.is_global and not parsed.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
