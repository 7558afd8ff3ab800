"""What feeds and sitemaps tell of."""

import json
from datetime import UTC, date, datetime

import pytest

from tracker.errors import FetchError
from tracker.ingest.feeds import Feed, FeedKind
from tracker.ingest.items import FeedItem, read_items, read_sitemap
from tracker.ingest.reliefweb import read_page, url_of_page

FEED = "https://example.org/feed"
LONG = "The search went on through the night in the villages along the river. " * 8


def rss(*items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{"".join(items)}</channel></rss>'.encode()


def item(link: str = "https://example.org/1", **tags: str) -> str:
    return f"<item><link>{link}</link>{''.join(f'<{name}>{value}</{name}>' for name, value in tags.items())}</item>"


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("Thu, 21 Mar 2024 23:30:00 -0500", date(2024, 3, 21), datetime(2024, 3, 22, 4, 30, tzinfo=UTC)),
        ("Fri, 22 Mar 2024 01:00:00 +0530", date(2024, 3, 22), datetime(2024, 3, 21, 19, 30, tzinfo=UTC)),
        ("Thu, 21 Mar 2024 10:00:00 GMT", date(2024, 3, 21), datetime(2024, 3, 21, 10, tzinfo=UTC)),
        ("2024-03-21T23:30:00-05:00", date(2024, 3, 21), datetime(2024, 3, 22, 4, 30, tzinfo=UTC)),
        ("yesterday", None, None),
        ("Thu, 99 Mar 2024 10:00:00 GMT", None, None),
        ("0001-01-01T00:00:00+14:00", None, None),
    ],
)
def test_a_day_is_the_outlets_own_and_a_moment_is_everybodys(
    written: str, day: date | None, moment: datetime | None
) -> None:
    (found,) = read_items(rss(item(pubDate=written)), FEED)
    assert (found.published, found.published_at) == (day, moment)


def test_items_without_dates_ids_or_links() -> None:
    found = read_items(
        rss(item(title="undated"), "<item><guid>https://example.org/2</guid></item>", "<item><title>x</title></item>"),
        FEED,
    )
    assert [one.url for one in found] == ["https://example.org/1", "https://example.org/2"]


def test_an_address_is_tidied_so_that_one_story_is_one() -> None:
    links = [
        "https://example.org/a?utm_source=rss&amp;id=1", "https://example.org/a?id=1#comments", "/a?id=1",
        "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "https://example.org/" + "x" * 3000,
    ]  # fmt: skip
    found = read_items(rss(*map(item, links)), FEED)
    assert [one.url for one in found] == ["https://example.org/a?id=1"]


def test_a_change_is_told_apart_from_a_publication() -> None:
    atom = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
    <entry><link href="https://example.org/1"/><published>2024-03-21T10:00:00Z</published>
    <updated>2024-03-23T10:00:00Z</updated></entry></feed>"""
    (found,) = read_items(atom.encode(), FEED)
    assert (found.published, found.updated_at) == (date(2024, 3, 21), datetime(2024, 3, 23, 10, tzinfo=UTC))
    (plain,) = read_items(rss(item(pubDate="Thu, 21 Mar 2024 10:00:00 GMT")), FEED)
    assert plain.updated_at is None


def test_a_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://example.org/1", "title": "T", "date_published": "2024-03-21T23:30:00-05:00",
             "content_text": f"{LONG}\n\n<b>12</b> killed"},
            {"id": "https://example.org/2", "content_html": "<p>teaser</p>", "date_modified": "2024-03-22T10:00:00Z"},
            {"id": 3}, 4, {"url": 5},
        ],
    }  # fmt: skip
    first, second = read_items(json.dumps(feed).encode(), FEED)
    assert (first.published, first.title) == (date(2024, 3, 21), "T")
    assert first.content is not None
    assert "&lt;b&gt;12" in first.content
    assert (second.url, second.content, second.published) == ("https://example.org/2", None, date(2024, 3, 22))


@pytest.mark.parametrize("content", [b"", b"<html>x</html>", b"{", b'{"a": 1}', b"[1]", b"{" * 100_000, bytes(500)])
def test_what_is_no_feed_is_told(content: bytes) -> None:
    with pytest.raises(FetchError, match="is no feed"):
        read_items(content, FEED)


def test_a_feed_of_ten_thousand_items_in_a_broken_form_is_read() -> None:
    items = [item(f"https://example.org/{number}") for number in range(10_000)]
    found = read_items(rss(*items)[:-30], FEED)
    assert len(found) >= 9_999


NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
 <url><loc>https://example.org/1</loc><news:news><news:title>T</news:title>
 <news:publication_date>2024-03-21T23:30:00-05:00</news:publication_date></news:news></url>
 <url><loc> https://example.org/2 </loc><lastmod>2024-03-20</lastmod></url><url><loc>ftp://x/</loc></url></urlset>"""


def test_a_news_sitemap_and_an_index() -> None:
    second, first = read_sitemap(NEWS.encode(), FEED).items
    assert first == FeedItem(
        "https://example.org/1", "T", date(2024, 3, 21), datetime(2024, 3, 22, 4, 30, tzinfo=UTC), None, None
    )
    assert second.updated_at == datetime(2024, 3, 20, tzinfo=UTC)
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>/news.xml</loc><lastmod>2024-03-21T10:00:00Z</lastmod></sitemap><sitemap/></sitemapindex>"""
    assert read_sitemap(index.encode(), FEED).children == (
        ("https://example.org/news.xml", datetime(2024, 3, 21, 10, tzinfo=UTC)),
    )


def test_entities_of_a_sitemap_are_not_resolved() -> None:
    bomb = NEWS.replace('<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>').replace(
        "<news:title>T", "<news:title>&a;"
    )
    assert all("root:" not in (one.title or "") for one in read_sitemap(bomb.encode(), FEED).items)
    for content in (b"", b"<a/>", b"no xml", rss(item())):
        with pytest.raises(FetchError, match="is no sitemap"):
            read_sitemap(content, FEED)


MARKDOWN = f"## Head\n\n{LONG} **12** [people](https://x.y) died."


def test_a_page_of_reliefweb() -> None:
    feed = Feed("x", FeedKind.RELIEFWEB, appname="desk", country="SDN", query="displaced")
    assert "appname=desk" in url_of_page(feed, start="2024-03-01T00:00:00+00:00", offset=100)
    answer = {"data": [
        {"fields": {"title": "A", "url": "https://reliefweb.int/a", "body": MARKDOWN,
                    "date": {"created": "2024-03-22T09:00:00+00:00", "original": "2024-03-21T00:00:00+00:00"}}},
        {"fields": {"title": "B", "url": "https://reliefweb.int/b", "date": {"created": "2024-03-22T10:00:00+00:00"},
                    "file": [{"url": "https://reliefweb.int/b.pdf", "mimetype": "application/pdf"}]}},
        {"fields": {"title": "no address"}},
    ]}  # fmt: skip
    page = read_page(json.dumps(answer).encode(), feed)
    first, second = page.items
    assert (first.published, page.last, page.more) == (date(2024, 3, 21), "2024-03-22T10:00:00+00:00", False)
    assert first.content is not None
    assert "12 people died" in first.content
    assert "#" not in first.content
    assert (second.url, second.content) == ("https://reliefweb.int/b.pdf", None)
    for content in (b"", b"[]", b'{"data": [1]}', b'{"error": "appname"}'):
        with pytest.raises(FetchError, match="no answer of ReliefWeb"):
            read_page(content, feed)
