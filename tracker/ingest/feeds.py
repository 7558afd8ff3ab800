"""Feeds: what a run reads, as a workspace configures it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from tracker.errors import ConfigError, QueryError, nearest_names
from tracker.ingest.columns import CONSTANTS, Columns, Preset
from tracker.ingest.readers import SUFFIXES
from tracker.toml_files import Entry, read_entries


class FeedKind(StrEnum):
    """What a feed is."""

    RSS = "rss"
    PAGE = "page"
    SITEMAP = "sitemap"
    RELIEFWEB = "reliefweb"
    FOLDER = "folder"
    TABLE = "table"


RELIEFWEB = "https://api.reliefweb.int/v2/reports"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is configured: a web feed has a ``url``, a folder a ``path``, a table either. ``outlet``
    names the publisher where its reports don't.
    """

    name: str
    kind: FeedKind
    url: str | None = None
    path: Path | None = None
    outlet: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-3: for ReliefWeb, the country that reports are about."""
    query: str | None = None
    appname: str | None = None
    """The name that ReliefWeb has approved."""
    preset: Preset | None = None
    columns: Columns = field(default_factory=Columns)
    extrapolated: bool = False
    stale_days: float | None = None
    """Days without anything new after which it is stale; without it, its own rhythm decides."""

    @property
    def address(self) -> str:
        """Where it is, for what is remembered of it."""
        asked = [part for part in (self.country, self.query) if part]
        return "#".join([self.url or str(self.path or ""), *asked])


_KEYS = frozenset({
    "name", "kind", "url", "path", "outlet", "country", "query", "appname", "preset", "columns", "constants",
    "extrapolated", "stale_days",
})  # fmt: skip


def load_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds of a workspace; paths of folders are taken from the folder of the file. Raises
    ``ConfigError`` with the line.
    """
    feeds: dict[str, Feed] = {}
    for entry in read_entries(path, "feed", _KEYS):
        feed = _read_feed(entry)
        if feed.name in feeds:
            raise entry.error(f"two feeds are called {feed.name!r}")
        feeds[feed.name] = feed
    return tuple(feeds.values())


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
        url=_url_of(entry, kind),
        path=_path_of(entry, kind),
        outlet=entry.optional_text("outlet") or ("ReliefWeb" if kind is FeedKind.RELIEFWEB else None),
        country=entry.optional_text("country"),
        query=entry.optional_text("query"),
        appname=entry.text("appname") if kind is FeedKind.RELIEFWEB else None,
        preset=_preset_of(entry, kind),
        columns=_columns_of(entry, kind),
        extrapolated=bool(entry.values.get("extrapolated", False)),
        stale_days=_days_of(entry),
    )


def _url_of(entry: Entry, kind: FeedKind) -> str | None:
    if kind is FeedKind.FOLDER or (kind is FeedKind.TABLE and "path" in entry.values):
        return None
    url = entry.optional_text("url") or RELIEFWEB if kind is FeedKind.RELIEFWEB else entry.text("url")
    if urlsplit(url).scheme not in ("http", "https"):
        raise entry.error(f"url {url!r} is none; it starts with https://")
    return url


def _path_of(entry: Entry, kind: FeedKind) -> Path | None:
    if kind is FeedKind.FOLDER or (kind is FeedKind.TABLE and "path" in entry.values):
        return entry.path.parent / entry.text("path")
    return None


def _preset_of(entry: Entry, kind: FeedKind) -> Preset | None:
    if kind is not FeedKind.TABLE or "preset" not in entry.values:
        return None
    return Preset(entry.choice("preset", set(Preset)))


def _columns_of(entry: Entry, kind: FeedKind) -> Columns:
    if kind is not FeedKind.TABLE or "preset" in entry.values:
        return Columns()
    named, constants = _words(entry, "columns"), _words(entry, "constants")
    for key in (*named, *constants):
        if key not in CONSTANTS:
            near = ", ".join(nearest_names(key, CONSTANTS)) or ", ".join(CONSTANTS)
            raise entry.error(f"columns has no {key!r} (nearest: {near})")
    if "value" not in named:
        raise entry.error('a table needs a preset, or columns = { value = "…", date = "…", … }')
    try:
        return Columns.of(named, constants)
    except ConfigError as error:
        raise entry.error(error.problem) from error


def _words(entry: Entry, key: str) -> Mapping[str, str]:
    words = entry.values.get(key, {})
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        raise entry.error(f'{key} must look like {{ date = "Day", value = "Dead" }}')
    return words


def _days_of(entry: Entry) -> float | None:
    days = entry.values.get("stale_days")
    if days is not None and (not isinstance(days, int | float) or isinstance(days, bool) or days <= 0):
        raise entry.error("stale_days must be a number of days")
    return None if days is None else float(days)


def find_files(folder: Path) -> Iterator[Path]:
    """The reports of a folder, by name; hidden files and what can't be read as a report are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and known_form(path) and path.is_file():
            yield path


def known_form(path: Path) -> bool:
    """Whether a file's name tells that a report can be read from it."""
    name = path.name.lower()
    return path.suffix.lower() in SUFFIXES or name.endswith(".warc.gz")
