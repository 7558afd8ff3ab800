"""Items: what RSS, Atom and JSON feeds and sitemaps tell of. All of it is hostile text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tracker.errors import FetchError
from tracker.model import storable


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed. ``content`` is its full text in HTML where the feed holds it; one without a
    ``url`` has nothing else. ``published`` is the outlet's own calendar day.
    """

    url: str | None
    title: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    content: str | None = None


FULL_TEXT = 400
"""Characters from which on an item's own content is taken for the full text, and no teaser."""


def read_items(content: bytes, url: str) -> tuple[FeedItem, ...]:
    """The items of an RSS, Atom or JSON feed, oldest first where they are dated, each address once.
    Raises ``FetchError`` for what is no feed.
    """
    found = _read_json(content, url) if content.lstrip()[:1] == b"{" else _read_xml(content, url)
    once: dict[object, FeedItem] = {}
    for item in found:
        if item.url or item.content:
            once.setdefault(item.url or (item.title, item.content), item)
    return tuple(sorted(once.values(), key=_by_moment))


def _by_moment(item: FeedItem) -> tuple[bool, datetime, str]:
    moment = item.published_at or item.updated_at
    return moment is None, moment or datetime.min.replace(tzinfo=UTC), item.url or ""


# --- RSS and Atom -----------------------------------------------------------------------------------


def _read_xml(content: bytes, url: str) -> Iterator[FeedItem]:
    import feedparser

    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and not parsed.get("version"):
        raise FetchError(url, "is no feed")
    for entry in parsed.entries:
        yield _item_of(entry, url)


def _item_of(entry: Any, base: str) -> FeedItem:
    texts = [str(part.get("value", "")) for part in entry.get("content", [])]
    full = max(texts, key=len, default="")
    published, day = _told(entry, "published")
    updated, updated_day = _told(entry, "updated")
    return FeedItem(
        url=_address(entry.get("link") or _permalink(entry), base),
        title=storable(str(entry["title"])) if entry.get("title") else None,
        published=day or updated_day,
        published_at=published or updated,
        updated_at=updated,
        content=full if len(full) >= FULL_TEXT else None,
    )


def _permalink(entry: Any) -> str | None:
    identity = entry.get("id")
    return identity if isinstance(identity, str) and identity.startswith(("http://", "https://")) else None


def _told(entry: Any, name: str) -> tuple[datetime | None, date | None]:
    """A moment of an item, in UTC, and its day where it was written. feedparser's mapping itself would
    answer with the day of publication for one of change.
    """
    parsed, written = (dict.get(entry, key) for key in (f"{name}_parsed", name))
    local = _as_written(str(written)) if written else None
    moment = _moment_of(parsed) or (local.astimezone(UTC) if local else None)
    told = local or moment
    return moment, told.date() if told else None


def _moment_of(parsed: struct_time | None) -> datetime | None:
    """A feed's moment, which feedparser gives in UTC."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None


def _as_written(written: str) -> datetime | None:
    """A moment with the zone that it was written in."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(written.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if 1970 <= moment.year <= 2200:
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


# --- JSON Feed --------------------------------------------------------------------------------------


def _read_json(content: bytes, url: str) -> Iterator[FeedItem]:
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FetchError(url, "is no feed: broken JSON") from error
    items = feed.get("items")
    if not isinstance(items, list):
        raise FetchError(url, "is no feed: JSON without items")
    for item in items:
        if isinstance(item, dict):
            yield _json_item(item, url)


def _json_item(item: dict[str, Any], base: str) -> FeedItem:
    content = _text(item, "content_html") or _paragraphs(_text(item, "content_text"))
    published = _as_written(_text(item, "date_published") or "")
    updated = _as_written(_text(item, "date_modified") or "")
    told = published or updated
    return FeedItem(
        url=_address(_text(item, "url") or _permalink(item), base),
        title=storable(_text(item, "title") or "") or None,
        published=told.date() if told else None,
        published_at=told.astimezone(UTC) if told else None,
        updated_at=updated.astimezone(UTC) if updated else None,
        content=content if content and len(content) >= FULL_TEXT else None,
    )


def _text(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value else None


def _paragraphs(text: str | None) -> str | None:
    from html import escape

    return None if text is None else "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))


# --- sitemaps ---------------------------------------------------------------------------------------

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap: the pages it tells of, and the sitemaps it sends to with the moment of their change."""

    items: tuple[FeedItem, ...]
    children: tuple[tuple[str, datetime | None], ...]


def read_sitemap(content: bytes, url: str) -> Sitemap:
    """A sitemap, one for news included. Raises ``FetchError`` for what is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FetchError(url, "is no sitemap") from error
    if root is None or root.tag not in (f"{_SITEMAP}urlset", f"{_SITEMAP}sitemapindex"):
        raise FetchError(url, "is no sitemap")
    items = {item.url: item for node in root.iter(f"{_SITEMAP}url") if (item := _page_of(node, url)).url}
    children = tuple(_child_of(node, url) for node in root.iter(f"{_SITEMAP}sitemap"))
    return Sitemap(
        tuple(sorted(items.values(), key=_by_moment)), tuple((where, when) for where, when in children if where)
    )


def _page_of(node: Any, base: str) -> FeedItem:
    published = _as_written(node.findtext(f"{_NEWS}news/{_NEWS}publication_date") or "")
    changed = _as_written(node.findtext(f"{_SITEMAP}lastmod") or "")
    return FeedItem(
        url=_address(node.findtext(f"{_SITEMAP}loc"), base),
        title=storable(node.findtext(f"{_NEWS}news/{_NEWS}title") or "").strip() or None,
        published=published.date() if published else None,
        published_at=published.astimezone(UTC) if published else None,
        updated_at=changed.astimezone(UTC) if changed else None,
    )


def _child_of(node: Any, base: str) -> tuple[str, datetime | None]:
    changed = _as_written(node.findtext(f"{_SITEMAP}lastmod") or "")
    return _address(node.findtext(f"{_SITEMAP}loc"), base) or "", changed.astimezone(UTC) if changed else None


# --- addresses --------------------------------------------------------------------------------------

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src", re.IGNORECASE)
_LONGEST = 2_000


def _address(written: object, base: str) -> str | None:
    """An address as a story is known by it: whole, without what only tells where a reader came from.

    >>> _address(" /a?id=1&utm_source=rss#top", "https://example.org/feed")
    'https://example.org/a?id=1'
    """
    if not isinstance(written, str) or not written.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, storable("".join(written.split()))))
    except ValueError:
        return None
    bare = written.strip().endswith("//")
    if parts.scheme not in ("http", "https") or not parts.netloc or bare or len(written) > _LONGEST:
        return None
    query = parts.query
    if _TRACKING.search(query):
        query = urlencode(
            [pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
