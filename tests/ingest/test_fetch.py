"""Fetching from real servers that misbehave."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.ingest.servers import RawServer, distrusted, raw_server
from tracker.errors import FetchError
from tracker.ingest.fetch import Fetcher, Limits, inflate
from tracker.ingest.hosts import Forgetful
from tracker.ingest.turns import Turns
from tracker.ingest.wire import addresses_of, is_public

NOW = datetime(2024, 3, 22, 12, tzinfo=UTC)
QUICK = Limits(connect=1, read=1, whole=1, max_bytes=10_000, attempts=3, retry_wait=0.001, longest_wait=2, pause=0)


def make(limits: Limits = QUICK, **given: object) -> Fetcher:
    arguments = {"contact": "desk@example.org", "allow_private": True, "clock": lambda: NOW, **given}
    return Fetcher(limits=limits, **arguments)  # type: ignore[arg-type]  # what a test hands in


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with make() as made:
        yield made


@pytest.fixture(scope="module")
def raw() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


def asked_of(server: HTTPServer) -> list[str]:
    return [request.path for request, _ in server.log]


# --- the ordinary -----------------------------------------------------------------------------------


def test_a_page_comes_with_what_it_says_of_itself(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/a").respond_with_data(
        "Grüße".encode("latin-1"),
        content_type="text/html; charset=latin-1",
        headers={"ETag": '"x"', "Last-Modified": "y"},
    )
    fetched = fetcher.fetch(httpserver.url_for("/a"))
    assert fetched.content.decode(fetched.charset or "") == "Grüße"
    assert (fetched.media_type, fetched.etag, fetched.last_modified) == ("text/html", '"x"', "y")


def test_the_program_says_who_it_is_and_whom_to_write_to(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/a").respond_with_data("x")
    fetcher.fetch(httpserver.url_for("/a"))
    agents = {request.headers["User-Agent"] for request, _ in httpserver.log}
    assert len(agents) == 1
    assert agents.pop().startswith("figure-tracker/")
    assert all("(+desk@example.org)" in request.headers["User-Agent"] for request, _ in httpserver.log)


def test_nothing_is_fetched_without_a_contact(httpserver: HTTPServer) -> None:
    with make(contact="") as fetcher, pytest.raises(FetchError, match="set TRACKER_CONTACT"):
        fetcher.fetch(httpserver.url_for("/a"))
    assert httpserver.log == []


def test_an_unchanged_page_costs_no_more_than_a_question(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    def answer(request: Request) -> Response:
        known = request.headers.get("If-None-Match") == '"x"' and request.headers.get("If-Modified-Since") == "y"
        return Response(status=304 if known else 200)

    httpserver.expect_request("/a").respond_with_handler(answer)
    assert fetcher.fetch(httpserver.url_for("/a"), etag='"x"', last_modified="y").unchanged
    assert not fetcher.fetch(httpserver.url_for("/a")).unchanged


# --- redirects --------------------------------------------------------------------------------------


def test_redirects_are_followed_but_not_for_ever(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    for number in range(3):
        httpserver.expect_request(f"/{number}").respond_with_data(status=301, headers={"Location": f"/{number + 1}"})
    httpserver.expect_request("/3").respond_with_data("there")
    httpserver.expect_request("/loop").respond_with_data(status=302, headers={"Location": "/loop"})
    arrived = fetcher.fetch(httpserver.url_for("/0"))
    assert arrived.content == b"there"
    assert arrived.moved_to == httpserver.url_for("/3")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.fetch(httpserver.url_for("/loop"))


def test_a_page_that_has_moved_for_a_while_has_not_moved(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/0").respond_with_data(status=302, headers={"Location": "/1"})
    httpserver.expect_request("/1").respond_with_data("there")
    assert fetcher.fetch(httpserver.url_for("/0")).moved_to is None


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "gopher://x", "//", "http://[", ""])
def test_a_redirect_leads_to_http_only(httpserver: HTTPServer, fetcher: Fetcher, location: str) -> None:
    httpserver.expect_request("/a").respond_with_data(status=302, headers={"Location": location})
    with pytest.raises(FetchError):
        fetcher.fetch(httpserver.url_for("/a"))


def test_a_redirect_to_a_private_address_is_not_followed(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is taken for public here; the second is what it is."""
    monkeypatch.setattr("tracker.ingest.wire.is_public", lambda address: address == "127.0.0.1")
    httpserver.expect_request("/a").respond_with_data(
        status=302, headers={"Location": f"http://127.0.0.2:{httpserver.port}/secret"}
    )
    with make(allow_private=False) as fetcher, pytest.raises(FetchError, match=r"private network \(127\.0\.0\.2\)"):
        fetcher.fetch(httpserver.url_for("/a").replace("localhost", "127.0.0.1"))
    assert "/secret" not in asked_of(httpserver)


# --- addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[::1]/",
     "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/", "http://169.254.169.254/", "http://[fe80::1]/",
     "http://[::ffff:127.0.0.1]/", "http://100.64.0.1/", "file:///etc/passwd", "", "http://",
     "http://no-such-host.invalid/"],
)  # fmt: skip
def test_what_is_not_on_the_public_network_is_refused(url: str) -> None:
    with make(allow_private=False) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("::ffff:93.184.215.14", True), ("224.0.0.1", False),
     ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("fd00::1", False), ("fe80::1%eth0", False)],
)  # fmt: skip
def test_an_address_is_judged_by_what_it_wraps(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that gives a public address first and a private one next is looked up only once."""
    answers = iter(["93.184.215.14", "127.0.0.1"])

    def look_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 0))]

    monkeypatch.setattr("tracker.ingest.wire.socket.getaddrinfo", look_up)
    assert addresses_of("two-faced.example", allow_private=False) == ("93.184.215.14",)
    with pytest.raises(FetchError, match="private network"):
        addresses_of("two-faced.example", allow_private=False)


def test_everything_goes_through_a_proxy_where_one_is_set(raw: RawServer) -> None:
    with make(proxy=raw.url(""), allow_private=False) as fetcher:
        assert fetcher.fetch("http://news.example/page").content == b"proxied"
        for url in ("http://127.0.0.1/", "http://localhost/", "http://[::1]/"):
            with pytest.raises(FetchError, match="private network"):
                fetcher.fetch(url)
    assert "http://news.example/robots.txt" in raw.asked


# --- refusals and retries ---------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "times"), [(403, 1), (404, 1), (410, 1), (429, 3), (500, 3), (503, 3)])
def test_what_may_pass_is_tried_again_and_what_will_not_is_not(
    httpserver: HTTPServer, fetcher: Fetcher, status: int, times: int
) -> None:
    httpserver.expect_request("/a").respond_with_data(status=status)
    with pytest.raises(FetchError, match=f"answered {status}"):
        fetcher.fetch(httpserver.url_for("/a"))
    assert asked_of(httpserver).count("/a") == times


def test_an_error_that_passes_is_no_error(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_oneshot_request("/a").respond_with_data(status=500)
    httpserver.expect_request("/a").respond_with_data("here")
    assert fetcher.fetch(httpserver.url_for("/a")).content == b"here"


def test_a_short_retry_after_is_waited_for(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_oneshot_request("/a").respond_with_data(status=429, headers={"Retry-After": "1"})
    httpserver.expect_request("/a").respond_with_data("here")
    start = time.monotonic()
    assert fetcher.fetch(httpserver.url_for("/a")).content == b"here"
    assert time.monotonic() - start >= 1


@pytest.mark.parametrize("told", ["3600", format_datetime(NOW + timedelta(hours=1), usegmt=True)])
def test_a_host_that_asks_to_be_left_alone_is(httpserver: HTTPServer, told: str) -> None:
    httpserver.expect_request("/a").respond_with_data(status=429, headers={"Retry-After": told})
    memory = Forgetful()
    with make(memory=memory) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError):
                fetcher.fetch(httpserver.url_for("/a"))
    assert asked_of(httpserver).count("/a") == 1
    httpserver.clear()
    httpserver.no_handler_status_code = 404
    httpserver.expect_request("/a").respond_with_data("here")
    with make(memory=memory, clock=lambda: NOW + timedelta(minutes=59)) as early, pytest.raises(FetchError) as caught:
        early.fetch(httpserver.url_for("/a"))
    assert "left alone until 2024-03-22 13:00 UTC" in str(caught.value)
    with make(memory=memory, clock=lambda: NOW + timedelta(minutes=61)) as late:
        assert late.fetch(httpserver.url_for("/a")).content == b"here"


@pytest.mark.parametrize("told", ["soon", "-5", "99999999999999999999", "Thu, 99 Foo 2024", "٣"])
def test_a_retry_after_that_makes_no_sense_does_no_harm(httpserver: HTTPServer, told: str) -> None:
    httpserver.expect_request("/a").respond_with_data(
        status=404, headers={"Retry-After": told.encode().decode("latin-1")}
    )
    with make() as fetcher, pytest.raises(FetchError, match="404"):
        fetcher.fetch(httpserver.url_for("/a"))


# --- too large, too slow, broken --------------------------------------------------------------------


def test_a_gzip_bomb_is_never_unpacked(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"x" * 50_000_000)
    httpserver.expect_request("/bomb").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="larger than 10,000 bytes"):
        fetcher.fetch(httpserver.url_for("/bomb"))


def test_packed_bytes_come_unpacked(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    for name, packed in (
        ("gzip", gzip.compress(b"one") + gzip.compress(b"two")),
        ("deflate", zlib.compress(b"onetwo")),
    ):
        httpserver.expect_request(f"/{name}").respond_with_data(packed, headers={"Content-Encoding": name})
        assert fetcher.fetch(httpserver.url_for(f"/{name}")).content == b"onetwo"
    for name, packed in (("br", b"x"), ("gzip", b"no gzip"), ("gzip", gzip.compress(b"x" * 99)[:-9])):
        httpserver.expect_oneshot_request("/bad").respond_with_data(packed, headers={"Content-Encoding": name})
        with make(replace(QUICK, attempts=1)) as once, pytest.raises(FetchError, match=r"packed|broke off"):
            once.fetch(httpserver.url_for("/bad"))


def test_unpacking_takes_no_more_memory_than_is_allowed() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    with pytest.raises(FetchError):
        inflate(iter([gzip.compress(b"\0" * 50_000_000)]), "x", 1_000)
    assert len(inflate(iter([bomb]), "x", 1_000_000)) < 100_000


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/endless", "larger than 10,000 bytes"),
        ("/drip", "took too long"),
        ("/drip-head", "took too long"),
        ("/silent", "took too long"),
        ("/broken-off", "peer closed connection"),
        ("/no-http", "illegal status line|disconnected"),
    ],
)
def test_a_server_that_misbehaves_costs_a_bounded_time(raw: RawServer, path: str, problem: str) -> None:
    limits = replace(QUICK, read=0.3, whole=0.4, attempts=1)
    start = time.monotonic()
    with make(limits) as fetcher, pytest.raises(FetchError, match=problem):
        fetcher.fetch(raw.url(path))
    assert time.monotonic() - start < 2


def test_a_certificate_that_nobody_vouches_for_is_refused_once() -> None:
    with raw_server(distrusted()) as server, make() as fetcher:
        failing = pytest.raises(FetchError, match=r"TLS: .*certificate verify failed")
        with failing:
            fetcher.fetch(server.url("/endless"), robots=False)
        assert server.asked == []


def test_tls_to_a_server_that_speaks_none_is_told(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="TLS: "):
        fetcher.fetch(httpserver.url_for("/a").replace("http:", "https:"), robots=False)


def test_a_closed_port_is_told(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1:9"):
        fetcher.fetch("http://127.0.0.1:9/")


# --- robots and turns -------------------------------------------------------------------------------


def test_what_robots_txt_forbids_is_not_asked(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    ours = "User-agent: figure-tracker\nDisallow: /private*.html\nAllow: /private/open.html\n"
    rules = f"User-agent: *\nDisallow: /\n\n{ours}"
    httpserver.expect_request("/robots.txt").respond_with_data(rules)
    for path in ("/open", "/private/x.html", "/private/open.html"):
        httpserver.expect_request(path).respond_with_data("x")
    fetcher.fetch(httpserver.url_for("/open"))
    fetcher.fetch(httpserver.url_for("/private/open.html"))
    with pytest.raises(FetchError, match=r"robots\.txt forbids it"):
        fetcher.fetch(httpserver.url_for("/private/x.html"))
    assert asked_of(httpserver) == ["/robots.txt", "/open", "/private/open.html"]
    assert fetcher.fetch(httpserver.url_for("/private/x.html"), robots=False).content == b"x"


def test_robots_txt_is_kept_for_a_day(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nAllow: /")
    httpserver.expect_request("/a").respond_with_data("x")
    memory = Forgetful()
    for hours in (0, 1, 23, 25):
        with make(memory=memory, clock=lambda hours=hours: NOW + timedelta(hours=hours)) as fetcher:
            fetcher.fetch(httpserver.url_for("/a"))
    assert asked_of(httpserver).count("/robots.txt") == 2


def test_a_host_that_can_not_say_what_it_forbids_is_left_alone(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(status=503)
    httpserver.expect_request("/a").respond_with_data("x")
    memory = Forgetful()
    with (
        make(replace(QUICK, attempts=1), memory=memory) as fetcher,
        pytest.raises(FetchError, match=r"robots\.txt can't"),
    ):
        fetcher.fetch(httpserver.url_for("/a"))
    httpserver.clear()
    httpserver.no_handler_status_code = 404
    httpserver.expect_request("/robots.txt").respond_with_data(status=404)
    httpserver.expect_request("/a").respond_with_data("x")
    with make(memory=memory) as fetcher:
        assert fetcher.fetch(httpserver.url_for("/a")).content == b"x"


def test_a_host_gets_one_request_at_a_time_with_its_pause() -> None:
    waited: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    turns = Turns(pause=1.0, sleep=sleep, ticks=lambda: now[0])
    for pause in (0.0, 5.0, 0.0):
        with turns.turn("a", pause=pause):
            now[0] += 0.5
    with turns.turn("b"):
        pass
    assert waited == [1.0, 5.0]


def test_hosts_are_asked_side_by_side_and_one_host_never(httpserver: HTTPServer) -> None:
    under_way = {"127.0.0.1": 0, "127.0.0.2": 0}
    most = dict(under_way)
    both = threading.Event()

    def answer(request: Request) -> Response:
        host = request.host.partition(":")[0]
        under_way[host] += 1
        most[host] = max(most[host], under_way[host])
        if all(under_way.values()):
            both.set()
        both.wait(0.3)
        under_way[host] -= 1
        return Response("x")

    httpserver.expect_request("/a").respond_with_handler(answer)
    with make() as fetcher, HTTPServer(host="127.0.0.2", port=0, threaded=True) as other:
        other.no_handler_status_code = 404
        other.expect_request("/a").respond_with_handler(answer)
        urls = [httpserver.url_for("/a").replace("localhost", "127.0.0.1"), other.url_for("/a")] * 2
        threads = [threading.Thread(target=fetcher.fetch, args=(url,)) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert both.is_set()
    assert most == {"127.0.0.1": 1, "127.0.0.2": 1}
