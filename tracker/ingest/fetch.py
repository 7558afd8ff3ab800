"""Fetching over HTTP: the one room that knows httpx.

Only http and https; every hop of a redirect is checked before it is taken; addresses that are not public
are refused unless a setting opens them; a page may be only so large and take only so long.
"""

import ipaddress
import socket
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from tracker.errors import FetchError
from tracker.settings import Settings

MOST_HOPS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: ``content`` is empty where ``unchanged`` is true."""

    url: str
    content: bytes
    charset: str | None
    media_type: str
    etag: str | None
    last_modified: str | None
    unchanged: bool = False


class Fetcher:
    """Fetches pages for a run. ``transport`` stands in for the network in tests."""

    def __init__(
        self,
        *,
        contact: str = "",
        allow_private: bool = False,
        timeout: float = 30.0,
        max_bytes: int = 20_000_000,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._timeout = timeout
        self._max_bytes = max_bytes
        name = f"figure-tracker/{version('figure-tracker')}"
        headers = {"User-Agent": f"{name} ({contact})" if contact else name, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.Client(
            headers=headers, timeout=httpx.Timeout(timeout, connect=10.0), transport=transport, trust_env=True
        )

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """A fetcher as a deployment sets it."""
        return cls(
            contact=settings.contact,
            allow_private=settings.allow_private,
            timeout=settings.timeout,
            max_bytes=settings.max_bytes,
        )

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What is at an address now. With what the last answer said of itself, an unchanged page costs
        no more than a question. Raises ``FetchError``.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        deadline = time.monotonic() + self._timeout
        for _ in range(MOST_HOPS + 1):
            check_address(url, allow_private=self._allow_private)
            answer = self._fetch_once(url, headers, deadline)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise FetchError(url, f"more than {MOST_HOPS} redirects")

    def _fetch_once(self, url: str, headers: Mapping[str, str], deadline: float) -> Fetched | str:
        """The page, or the address that it sends to."""
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                if response.is_redirect and "location" in response.headers:
                    return urljoin(url, response.headers["location"])
                if response.status_code == httpx.codes.NOT_MODIFIED:
                    return _fetched(url, response, b"", unchanged=True)
                if not response.is_success:
                    raise FetchError(url, f"answered {response.status_code} {response.reason_phrase}".rstrip())
                return _fetched(url, response, self._content_of(url, response, deadline))
        except httpx.TimeoutException as error:
            raise FetchError(url, "took too long") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise FetchError(url, _first_line(error)) from error

    def _content_of(self, url: str, response: httpx.Response, deadline: float) -> bytes:
        parts = bytearray()
        for part in response.iter_bytes():
            parts += part
            if len(parts) > self._max_bytes:
                raise FetchError(url, f"is larger than {self._max_bytes:,} bytes")
            if time.monotonic() > deadline:
                raise FetchError(url, "took too long")
        return bytes(parts)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def check_address(url: str, *, allow_private: bool) -> None:
    """Raise ``FetchError`` for an address that must not be fetched: another scheme than http, or a host
    that is not on the public network.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(url, "is no http address")
    if allow_private:
        return
    for address in _addresses_of(url, parts.hostname):
        if not ipaddress.ip_address(address).is_global:
            raise FetchError(url, f"is on a private network ({address}); TRACKER_ALLOW_PRIVATE opens it")


def _addresses_of(url: str, host: str) -> Iterable[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(url, f"no such host ({host})") from error
    return sorted({str(entry[4][0]).partition("%")[0] for entry in found})


def _fetched(url: str, response: httpx.Response, content: bytes, *, unchanged: bool = False) -> Fetched:
    return Fetched(
        url=url,
        content=content,
        charset=response.charset_encoding,
        media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        unchanged=unchanged,
    )


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
