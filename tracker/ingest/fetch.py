"""Fetching over HTTP, politely and warily: the one room, with the wire below it, that knows httpx.

Only http and https; every hop of a redirect is checked before it is taken; addresses that are not public
are refused unless a setting opens them; a page may be only so large, inflated too, and take only so long.
A host gets one request at a time with a pause between two, its robots.txt is kept, and when it asks to be
left alone it is. What may pass is tried again; what won't is not.
"""

import ssl
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
import stamina

from tracker.errors import FetchError
from tracker.ingest.hosts import Forgetful, HostMemory, host_of, origin_of
from tracker.ingest.robots import AGENT, Robots
from tracker.ingest.turns import Turns
from tracker.ingest.wire import CheckedTransport, check_literal, time_limit
from tracker.settings import Settings

MOST_HOPS = 5
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_PERMANENT = frozenset({301, 308})
_NO_CONTACT = "is not asked: set TRACKER_CONTACT to an address that its host can write to"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how large, how often: times in seconds."""

    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    """One request from its first byte to its last."""
    max_bytes: int = 20_000_000
    attempts: int = 3
    retry_wait: float = 2.0
    """Before the second attempt; it doubles, with jitter."""
    longest_wait: float = 30.0
    """A host that asks for more is left alone until a later run."""
    pause: float = 1.0
    """Between two requests to one host."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: ``content`` is empty where ``unchanged`` is true. ``moved_to`` is where the page has gone
    for good.
    """

    url: str
    content: bytes
    charset: str | None
    media_type: str
    etag: str | None
    last_modified: str | None
    unchanged: bool = False
    moved_to: str | None = None


class Fetcher:
    """Fetches pages for a run, from any number of threads. Everything of the world's can be handed in:
    what remembers hosts, the clock, the turns, and, for tests, the transport.
    """

    def __init__(
        self,
        *,
        contact: str,
        allow_private: bool = False,
        proxy: str | None = None,
        limits: Limits | None = None,
        memory: HostMemory | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        turns: Turns | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._contact = contact
        self._check_names = proxy is not None and not allow_private
        self._limits = limits or Limits()
        self._memory = memory or Forgetful()
        self._clock = clock
        self._turns = turns or Turns(pause=self._limits.pause)
        self._robots = Robots(self._read_robots, self._memory, clock)
        self._client = httpx.Client(
            headers={"User-Agent": f"{AGENT}/{version('figure-tracker')} (+{contact})", "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(self._limits.read, connect=self._limits.connect, pool=None),
            transport=transport or CheckedTransport(allow_private=allow_private, proxy=proxy),
            trust_env=False,
        )

    @classmethod
    def of(cls, settings: Settings, *, memory: HostMemory | None = None, turns: Turns | None = None) -> Self:
        """A fetcher as a deployment sets it."""
        return cls(
            contact=settings.contact, allow_private=settings.allow_private, proxy=settings.proxy,
            limits=limits_of(settings), memory=memory, turns=turns,
        )  # fmt: skip

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, robots: bool = True
    ) -> Fetched:
        """What is at an address now. With what the last answer said of itself, an unchanged page costs no
        more than a question. ``robots`` is false for an interface that is made for programs. Raises
        ``FetchError``.
        """
        if not self._contact:
            raise FetchError(url, _NO_CONTACT)
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        return self._with_retries(url, headers, robots=robots)

    def _with_retries(self, url: str, headers: Mapping[str, str], *, robots: bool) -> Fetched:
        limits = self._limits
        tries = stamina.retry_context(
            on=self._wait_after, attempts=limits.attempts, timeout=None, wait_initial=limits.retry_wait,
            wait_max=limits.longest_wait, wait_jitter=limits.retry_wait,
        )  # fmt: skip
        for attempt in tries:
            with attempt:
                return self._follow(url, headers, robots=robots)
        raise FetchError(url, "was not tried")  # a limit of no attempts at all

    def _wait_after(self, error: Exception) -> bool | float:
        """Whether to try again, and after how long where the host said so."""
        if not isinstance(error, FetchError) or not error.passing:
            return False
        if error.wait is None:
            return True
        return error.wait if error.wait <= self._limits.longest_wait else False

    def _follow(self, url: str, headers: Mapping[str, str], *, robots: bool) -> Fetched:
        """Take every redirect by hand, so that each hop is checked like the first."""
        here, for_good = url, True
        for _ in range(MOST_HOPS + 1):
            answer = self._ask(here, headers, robots=robots)
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=here) if for_good and here != url else answer
            for_good = for_good and answer.for_good
            here = answer.target
        raise FetchError(url, f"more than {MOST_HOPS} redirects")

    def _ask(self, url: str, headers: Mapping[str, str], *, robots: bool) -> "Fetched | _Redirect":
        host = host_of(url)
        if self._check_names:
            check_literal(urlsplit(url).hostname or "")
        self._check_patience(url)
        pause = self._robots.check(url) if robots else 0.0
        with self._turns.turn(host, pause=pause), time_limit(self._limits.whole):
            try:
                return self._send(url, headers)
            except FetchError as error:
                self._remember_wait(url, error)
                raise

    def _send(self, url: str, headers: Mapping[str, str]) -> "Fetched | _Redirect":
        """The page, or where it sends to. Errors of the libraries are translated here."""
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return self._answer_of(url, response)
        except FetchError as error:
            if error.subject == url:
                raise
            raise FetchError(url, error.problem, passing=error.passing) from error
        except httpx.TimeoutException as error:
            raise FetchError(url, "took too long", passing=True) from error
        except httpx.HTTPError as error:
            raise FetchError(url, _problem_of(error), passing=not _is_about_trust(error)) from error
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(url, _first_line(error)) from error

    def _answer_of(self, url: str, response: httpx.Response) -> "Fetched | _Redirect":
        if response.is_redirect and "location" in response.headers:
            return _Redirect(urljoin(url, response.headers["location"]), response.status_code in _PERMANENT)
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return _fetched(url, response, b"", unchanged=True)
        if not response.is_success:
            status = response.status_code
            raise FetchError(
                url, f"answered {status} {response.reason_phrase}".rstrip(), status=status,
                passing=status in _PASSING, wait=self._seconds(response.headers.get("retry-after")),
            )  # fmt: skip
        return _fetched(url, response, self._content_of(url, response))

    def _content_of(self, url: str, response: httpx.Response) -> bytes:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        limit = self._limits.max_bytes
        if encoding in ("gzip", "x-gzip", "deflate"):
            return inflate(response.iter_raw(), url, limit)
        if encoding not in ("", "identity"):
            raise FetchError(url, f"is packed as {encoding}, which was not asked for")
        content = bytearray()
        for part in response.iter_raw():
            content += part
            if len(content) > limit:
                raise _too_large(url, limit)
        return bytes(content)

    # --- what hosts ask for ---

    def _check_patience(self, url: str) -> None:
        until = self._memory.load_host(origin_of(url)).not_before
        if until is not None and until > self._clock():
            wait = (until - self._clock()).total_seconds()
            raise FetchError(url, f"its host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC", wait=wait)

    def _remember_wait(self, url: str, error: FetchError) -> None:
        if error.wait is not None and error.wait > self._limits.longest_wait:
            state = self._memory.load_host(origin_of(url))
            until = self._clock() + timedelta(seconds=error.wait)
            self._memory.save_host(replace(state, not_before=until))

    def _seconds(self, written: str | None) -> float | None:
        """What a ``Retry-After`` says: seconds, or a moment. A month is the most that is believed."""
        if not written:
            return None
        try:
            wait = float(written) if written.strip().isdigit() else self._seconds_until(written)
        except (ValueError, TypeError, OverflowError):
            return None
        return min(max(wait, 0.0), 30 * 86_400.0)

    def _seconds_until(self, written: str) -> float:
        return (parsedate_to_datetime(written) - self._clock()).total_seconds()

    def _read_robots(self, url: str) -> str:
        try:
            content = self._with_retries(url, {}, robots=False).content
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != httpx.codes.TOO_MANY_REQUESTS:
                return ""  # RFC 9309: a host without the file forbids nothing
            raise
        return content.decode("utf-8", errors="replace")

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: str
    for_good: bool


def limits_of(settings: Settings) -> Limits:
    """The limits that a deployment sets."""
    return Limits(
        connect=settings.connect_timeout, read=settings.read_timeout, whole=settings.timeout,
        max_bytes=settings.max_bytes, attempts=settings.attempts, retry_wait=settings.retry_wait,
        longest_wait=settings.longest_wait, pause=settings.pause,
    )  # fmt: skip


def inflate(parts: Iterable[bytes], url: str, max_bytes: int) -> bytes:
    """Unpack gzip or zlib as it comes in, and never more than ``max_bytes`` of it. Raises ``FetchError``."""
    content = bytearray()
    machine = zlib.decompressobj(zlib.MAX_WBITS | 32)  # it finds out which of the two it is
    try:
        for part in parts:
            rest = part
            while rest:
                content += machine.decompress(rest, max_bytes + 1 - len(content))
                if len(content) > max_bytes:
                    raise _too_large(url, max_bytes)
                rest = machine.unconsumed_tail or machine.unused_data
                if machine.eof and rest:  # gzip may be several files in a row
                    machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
    except zlib.error as error:
        raise FetchError(url, "is packed wrongly") from error
    if content and not machine.eof:
        raise FetchError(url, "broke off in the middle", passing=True)
    return bytes(content)


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(url, f"is larger than {limit:,} bytes")


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


def _is_about_trust(error: BaseException) -> bool:
    """Whether it is TLS that failed: asking again would not help."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _problem_of(error: httpx.HTTPError) -> str:
    return ("TLS: " if _is_about_trust(error) else "") + _first_line(error)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
