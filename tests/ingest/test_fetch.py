"""Fetching from a real server that misbehaves."""

import gzip
import time

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tracker.errors import FetchError
from tracker.ingest.fetch import Fetcher, check_address


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(contact="desk@example.org", allow_private=True, timeout=3, max_bytes=10_000)


def test_a_page_comes_with_what_it_says_of_itself(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/a").respond_with_data(
        "Grüße".encode("latin-1"),
        content_type="text/html; charset=latin-1",
        headers={"ETag": '"x"', "Last-Modified": "y"},
    )
    with fetcher:
        fetched = fetcher.fetch(httpserver.url_for("/a"))
    assert fetched.content.decode(fetched.charset or "") == "Grüße"
    assert (fetched.media_type, fetched.etag, fetched.last_modified) == ("text/html", '"x"', "y")


def test_the_contact_is_sent(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    seen: list[str] = []

    def answer(request: Request) -> Response:
        seen.append(request.headers["User-Agent"])
        return Response("x")

    httpserver.expect_request("/a").respond_with_handler(answer)
    with fetcher:
        fetcher.fetch(httpserver.url_for("/a"))
    assert seen[0].startswith("figure-tracker/")
    assert "desk@example.org" in seen[0]


def test_an_unchanged_page_costs_no_more_than_a_question(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    def answer(request: Request) -> Response:
        return Response(status=304 if request.headers.get("If-None-Match") == '"x"' else 200)

    httpserver.expect_request("/a").respond_with_handler(answer)
    with fetcher:
        assert fetcher.fetch(httpserver.url_for("/a"), etag='"x"').unchanged
        assert not fetcher.fetch(httpserver.url_for("/a")).unchanged


def test_redirects_are_followed_but_not_for_ever(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    for number in range(3):
        httpserver.expect_request(f"/{number}").respond_with_data(status=301, headers={"Location": f"/{number + 1}"})
    httpserver.expect_request("/3").respond_with_data("there")
    httpserver.expect_request("/loop").respond_with_data(status=302, headers={"Location": "/loop"})
    with fetcher:
        assert fetcher.fetch(httpserver.url_for("/0")).content == b"there"
        with pytest.raises(FetchError, match="more than 5 redirects"):
            fetcher.fetch(httpserver.url_for("/loop"))


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.org/", "http://[::1]:1/", "gopher://x", "http://169.254.169.254/"]
)
def test_every_hop_is_checked(location: str) -> None:
    with pytest.raises(FetchError):
        check_address(location, allow_private=False)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[::1]/",
     "http://0.0.0.0/", "http://2130706433/", "file:///etc/passwd", "", "http://", "http://no-such-host.invalid/"],
)  # fmt: skip
def test_what_is_not_on_the_public_network_is_refused(url: str) -> None:
    with Fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
def test_a_refusal_is_told(httpserver: HTTPServer, fetcher: Fetcher, status: int) -> None:
    httpserver.expect_request("/a").respond_with_data(status=status)
    with fetcher, pytest.raises(FetchError, match=f"answered {status}"):
        fetcher.fetch(httpserver.url_for("/a"))


def test_an_endless_body_and_a_gzip_bomb_are_cut_off(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/large").respond_with_data("x" * 20_000)
    bomb = gzip.compress(b"x" * 5_000_000)
    httpserver.expect_request("/bomb").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with fetcher:
        for path in ("/large", "/bomb"):
            with pytest.raises(FetchError, match="larger than 10,000 bytes"):
                fetcher.fetch(httpserver.url_for(path))


def test_a_slow_answer_is_cut_off(httpserver: HTTPServer) -> None:
    def drip(_: Request) -> Response:
        def parts() -> object:
            for _ in range(40):
                time.sleep(0.1)
                yield b"x"

        return Response(parts())  # type: ignore[arg-type]

    httpserver.expect_request("/slow").respond_with_handler(drip)
    start = time.monotonic()
    with Fetcher(allow_private=True, timeout=0.5) as fetcher, pytest.raises(FetchError, match="too long"):
        fetcher.fetch(httpserver.url_for("/slow"))
    assert time.monotonic() - start < 3


def test_a_closed_port_is_told(fetcher: Fetcher) -> None:
    with fetcher, pytest.raises(FetchError, match=r"127\.0\.0\.1:9"):
        fetcher.fetch("http://127.0.0.1:9/")
