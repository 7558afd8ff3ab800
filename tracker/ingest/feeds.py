"""Feeds: what a run reads. Each kind finds its items; what is new among them is for the run to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from time import struct_time
from typing import Any

from tracker.errors import FetchError, QueryError, nearest_names
from tracker.ingest.readers import SUFFIXES
from tracker.toml_files import Entry, read_entries


class FeedKind(StrEnum):
    """What a feed is."""

    FOLDER = "folder"
    RSS = "rss"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is configured. A folder has a ``path``, a web feed a ``url``; ``outlet`` names the
    publisher where its reports don't.
    """

    name: str
    kind: FeedKind
    url: str | None = None
    path: Path | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a web feed. ``content`` is its full text in HTML where the feed holds it."""

    url: str
    title: str | None
    published: date | None
    published_at: datetime | None
    content: str | None


_KEYS = frozenset({"name", "kind", "url", "path", "outlet"})


def load_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds of a workspace; paths of folders are taken from the folder of the file. Raises
    ``ConfigError`` with the line.
    """
    feeds = tuple(_read_feed(entry) for entry in read_entries(path, "feed", _KEYS))
    names = [feed.name for feed in feeds]
    for entry in read_entries(path, "feed", _KEYS):
        if names.count(entry.text("name")) > 1:
            raise entry.error(f"two feeds are called {entry.text('name')!r}")
    return feeds


def select_feeds(feeds: Sequence[Feed], names: Sequence[str]) -> tuple[Feed, ...]:
    """The feeds with some names, or all where none are given. Raises ``QueryError`` for a name that no
    feed has.
    """
    known = {feed.name: feed for feed in feeds}
    for name in names:
        if name not in known:
            raise QueryError(name, "no such feed", nearest=nearest_names(name, known))
    return tuple(known[name] for name in names) if names else tuple(feeds)


def _read_feed(entry: Entry) -> Feed:
    kind = FeedKind(entry.choice("kind", set(FeedKind)))
    return Feed(
        name=entry.text("name"),
        kind=kind,
        url=entry.text("url") if kind is FeedKind.RSS else None,
        path=entry.path.parent / entry.text("path") if kind is FeedKind.FOLDER else None,
        outlet=entry.optional_text("outlet"),
    )


def find_files(folder: Path) -> Iterator[Path]:
    """The reports of a folder, by name; hidden files and what can't be read as a report are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


_FULL_TEXT = 400
"""Characters from which on an item's own content is taken for the full text, and no teaser."""


def read_items(content: bytes, url: str) -> tuple[FeedItem, ...]:
    """The items of an RSS or Atom feed, oldest first where they are dated. Raises ``FetchError`` for what
    is no feed.
    """
    import feedparser

    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and not parsed.get("version"):
        raise FetchError(url, "is no feed")
    items = [_read_item(entry) for entry in parsed.entries if entry.get("link")]
    return tuple(sorted(items, key=_by_moment))


def _read_item(entry: Any) -> FeedItem:
    moment = _moment_of(entry.get("published_parsed") or entry.get("updated_parsed"))
    texts = [str(part.get("value", "")) for part in entry.get("content", [])]
    full = max(texts, key=len, default="")
    return FeedItem(
        url=str(entry["link"]),
        title=str(entry["title"]) if entry.get("title") else None,
        published=moment.date() if moment else None,
        published_at=moment,
        content=full if len(full) >= _FULL_TEXT else None,
    )


def _moment_of(parsed: struct_time | None) -> datetime | None:
    """A feed's moment, which feedparser gives in UTC."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None


def _by_moment(item: FeedItem) -> tuple[bool, datetime, str]:
    return item.published_at is None, item.published_at or datetime.min.replace(tzinfo=UTC), item.url
