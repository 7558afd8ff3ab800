"""Gathering: what one feed brings, kind by kind, as a stream of events for the run to file.

Nothing is written here. A page that does not come is told as a miss and stops nothing; what is not new is
not asked for again, unless its feed says that it has changed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from tracker.errors import FetchError, ReportError, TrackerError
from tracker.ingest.feeds import Feed, FeedKind, find_files
from tracker.ingest.fetch import Fetched, Fetcher, inflate
from tracker.ingest.items import FeedItem, read_items, read_sitemap
from tracker.ingest.readers import Form, Reading, form_of, read_bytes, read_file
from tracker.ingest.reliefweb import read_page, url_of_page
from tracker.ingest.tables import Tabled, read_table
from tracker.model import Claim
from tracker.store.database import Ledger
from tracker.store.upkeep import FeedState, Miss, known_stories, known_texts


@dataclass(frozen=True, slots=True)
class Brought:
    """A report, with its claims where it needs no extraction. ``url`` is the item's that told of it."""

    reading: Reading
    claims: tuple[Claim, ...] | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """Items that were not asked for: known already, or, ``waiting``, asked for again later."""

    known: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Missed:
    """An item whose page did not come, or can't be read."""

    item: FeedItem
    error: TrackerError


@dataclass(frozen=True, slots=True)
class Faulty:
    """A file or a line that can't be read."""

    error: TrackerError


@dataclass(frozen=True, slots=True)
class Asked:
    """A request was answered."""


@dataclass(frozen=True, slots=True)
class Remarked:
    """Something that its operator should know, and that is no failure."""

    words: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The feed was read. ``state`` is what to remember of it; ``whole`` is false where something was left
    for the next run.
    """

    state: FeedState
    unchanged: bool = False
    whole: bool = True


Event = Brought | Passed | Missed | Faulty | Asked | Remarked | Ended

MOST_FAILURES = 5
"""Pages in a row that may yet come and did not: then the rest of the feed is left for the next run."""


@dataclass(slots=True)
class Errand:
    """What gathering from one feed needs: the feed and what is remembered of it, and the world."""

    feed: Feed
    state: FeedState
    misses: Mapping[str, Miss]
    fetcher: Fetcher
    ledger: Ledger
    clock: Callable[[], datetime]
    max_bytes: int
    most: int
    since: date | None = None
    left: int = field(default=0)
    """Items left for a later run."""
    anew: bool = False
    """Whether files are read that have not changed: a person named the feed."""
    tried: set[str] = field(default_factory=set)
    """Pages asked for in this run."""

    def ended(self, answer: Fetched | None = None, *, cursor: str | None = None) -> Ended:
        """The end of the feed. Only one that was read whole may be answered with "unchanged" next time."""
        state = replace(self.state, cursor=cursor or self.state.cursor)
        if answer is None or answer.unchanged or self.left:
            return Ended(state, unchanged=bool(answer and answer.unchanged), whole=not self.left)
        return Ended(replace(state, etag=answer.etag, last_modified=answer.last_modified))


def gather(errand: Errand) -> Iterator[Event]:
    """What a feed brings. Raises ``TrackerError`` where it can't be read as a whole."""
    return _GATHERERS[errand.feed.kind](errand)


def _ask_feed(errand: Errand, url: str) -> Fetched:
    state = errand.state
    return errand.fetcher.fetch(url, etag=state.etag, last_modified=state.last_modified)


def _remarks_on(answer: Fetched, feed: Feed) -> Iterator[Event]:
    yield Asked()
    if answer.moved_to:
        yield Remarked(f"{feed.url}: has moved to {answer.moved_to} for good; feeds.toml can say so")


# --- items ------------------------------------------------------------------------------------------


def _gather_rss(errand: Errand) -> Iterator[Event]:
    assert errand.feed.url is not None
    answer = _ask_feed(errand, errand.feed.url)
    yield from _remarks_on(answer, errand.feed)
    items = () if answer.unchanged else read_items(answer.content, errand.feed.url)
    yield from _gather_items(errand, items)
    yield errand.ended(answer)


_MOST_CHILDREN = 10


def _gather_sitemap(errand: Errand) -> Iterator[Event]:
    assert errand.feed.url is not None
    answer = _ask_feed(errand, errand.feed.url)
    yield from _remarks_on(answer, errand.feed)
    items: list[FeedItem] = []
    if not answer.unchanged:
        sitemap = read_sitemap(_unpacked(answer, errand), errand.feed.url)
        items += sitemap.items
        for url in _changed_children(errand, sitemap.children):
            child = errand.fetcher.fetch(url)
            yield Asked()
            items += read_sitemap(_unpacked(child, errand), url).items
    yield from _gather_items(errand, [item for item in items if _is_recent(item, errand)])
    yield errand.ended(answer)


def _unpacked(answer: Fetched, errand: Errand) -> bytes:
    packed = answer.content[:2] == b"\x1f\x8b"
    return inflate([answer.content], answer.url, errand.max_bytes) if packed else answer.content


def _changed_children(errand: Errand, children: Sequence[tuple[str, datetime | None]]) -> Iterator[str]:
    """The sitemaps that have changed since the last success, the newest first."""
    last = errand.state.last_success_at
    fresh = [(url, when) for url, when in children if last is None or when is None or when > last - timedelta(hours=1)]
    fresh.sort(key=lambda child: child[1].timestamp() if child[1] else 0.0, reverse=True)
    return (url for url, _ in islice(fresh, _MOST_CHILDREN))


def _is_recent(item: FeedItem, errand: Errand) -> bool:
    """A sitemap lists a whole site: only what is new since the last success, or of the last two days, is
    news. Pages without a moment are looked at.
    """
    moment = item.published_at or item.updated_at
    last = errand.state.last_success_at or errand.clock()
    return moment is None or errand.since is not None or moment > last - timedelta(days=2)


def _gather_items(errand: Errand, items: Sequence[FeedItem]) -> Iterator[Event]:
    told = {item.url for item in items}
    due = [_item_of(miss) for miss in errand.misses.values() if miss.url not in told | errand.tried]
    wanted, passed = _new_among((*items, *due), errand)
    yield passed
    failures = 0
    for number, item in enumerate(wanted):
        if number >= errand.most or failures >= MOST_FAILURES:
            errand.left += len(wanted) - number
            yield Remarked(f"{len(wanted) - number} items are left for the next run")
            return
        try:
            yield from _bring(item, errand)
            failures = 0
        except TrackerError as error:
            failures = failures + 1 if isinstance(error, FetchError) and error.passing else 0
            yield Missed(item, error)


def _item_of(miss: Miss) -> FeedItem:
    return FeedItem(miss.url, miss.title, miss.published, miss.published_at)


def _new_among(items: Sequence[FeedItem], errand: Errand) -> tuple[list[FeedItem], Passed]:
    """The items to ask for: not known, or changed since; not too old; not to be left alone for now."""
    with errand.ledger.reading() as session:
        known = known_stories(session, [item.url for item in items if item.url])
    wanted, waiting = [], 0
    for item in items:
        if item.url in known and not _has_changed(item, known[item.url], errand):
            continue
        if errand.since and item.published and item.published < errand.since:
            errand.left += 1
        elif _must_wait(errand.misses.get(item.url or ""), errand.clock()):
            waiting += 1
        else:
            wanted.append(item)
    return wanted, Passed(sum(item.url in known for item in items) - sum(item.url in known for item in wanted), waiting)


def _has_changed(item: FeedItem, kept: datetime, errand: Errand) -> bool:
    """Whether the feed says that a page has changed since it was kept, and has not said so before."""
    last = errand.state.last_success_at
    return item.updated_at is not None and item.updated_at > kept and (last is None or item.updated_at > last)


def _must_wait(miss: Miss | None, now: datetime) -> bool:
    return miss is not None and (miss.not_before is None or miss.not_before > now)


def _bring(item: FeedItem, errand: Errand) -> Iterator[Event]:
    if item.content is not None:
        page = f"<html><body><article><p>{item.content}</p></article></body></html>"
        origin = item.url or f"{errand.feed.url}#{item.title or 'an item'}"
        reading = read_bytes(page.encode(), origin=origin, form=Form.HTML)
    else:
        assert item.url is not None
        errand.tried.add(item.url)
        answer = errand.fetcher.fetch(item.url)
        yield Asked()
        reading = reading_of(answer, item.url, errand.max_bytes)
    report = reading.report
    told = replace(
        report,
        url=item.url,
        title=report.title or item.title,
        published=item.published or report.published,
        published_at=item.published_at or report.published_at,
        outlet=errand.feed.outlet or report.outlet,
    )
    yield Brought(replace(reading, report=told), url=item.url)


def reading_of(answer: Fetched, url: str, max_bytes: int) -> Reading:
    """The report that an answer holds. Raises ``ReportError``."""
    form = form_of(answer.content, answer.media_type, origin=url)
    return read_bytes(answer.content, origin=url, form=form, charset=answer.charset, max_bytes=max_bytes)


# --- ReliefWeb --------------------------------------------------------------------------------------

_FIRST_DAYS = 30


def _gather_reliefweb(errand: Errand) -> Iterator[Event]:
    """Page by page from where the last run came to; the API is made for programs, so it has no robots.txt
    to ask.
    """
    start = errand.state.cursor or _first_day(errand)
    cursor, offset, taken = start, 0, 0
    while taken < errand.most:
        answer = errand.fetcher.fetch(url_of_page(errand.feed, start=start, offset=offset), robots=False)
        yield Asked()
        page = read_page(answer.content, errand.feed)
        for event in _gather_items(errand, page.items):
            taken += isinstance(event, Brought)
            yield event
        if errand.left:
            break
        cursor, offset = page.last or cursor, offset + page.size
        if not page.more:
            break
    yield errand.ended(cursor=cursor if not errand.left else None)


def _first_day(errand: Errand) -> str:
    first = errand.since or (errand.clock() - timedelta(days=_FIRST_DAYS)).date()
    return f"{first.isoformat()}T00:00:00+00:00"


# --- pages, tables, folders -------------------------------------------------------------------------


def _gather_page(errand: Errand) -> Iterator[Event]:
    """One page that changes in place: its day is that of its last change, or of the day it was looked at."""
    url = errand.feed.url
    assert url is not None
    answer = _ask_feed(errand, url)
    yield from _remarks_on(answer, errand.feed)
    if not answer.unchanged:
        reading = reading_of(answer, url, errand.max_bytes)
        report = replace(reading.report, url=url, published=errand.clock().date())
        if errand.feed.outlet:
            report = replace(report, outlet=errand.feed.outlet)
        yield Brought(replace(reading, report=report))
    yield errand.ended(answer)


def _gather_table(errand: Errand) -> Iterator[Event]:
    feed = errand.feed
    answer = _ask_feed(errand, feed.url) if feed.url is not None else _table_in_file(errand)
    if feed.url is not None:
        yield from _remarks_on(answer, feed)
    if not answer.unchanged:
        tabled = read_table(answer.content, feed, origin=feed.url or str(feed.path))
        while some := list(islice(tabled, 500)):
            yield from _news_of(some, errand)
    yield errand.ended(answer)


def _news_of(tabled: Sequence[Tabled], errand: Errand) -> Iterator[Event]:
    """The rows that are new or revised. A revised one is published on the day that it is seen."""
    with errand.ledger.reading() as session:
        known = known_stories(session, [one.reading.report.url or "" for one in tabled])
        same = known_texts(session, list(known))
    passed = 0
    for one in tabled:
        report = one.reading.report
        if (report.url, report.sha256) in same:
            passed += 1
            continue
        reading = one.reading
        if report.url in known:
            reading = replace(reading, report=replace(report, published=errand.clock().date()))
        yield Brought(reading, one.claims)
    yield Passed(known=passed)


def _table_in_file(errand: Errand) -> Fetched:
    """A table in a file, as if it had been fetched: its time and size tell whether it has changed."""
    path = errand.feed.path
    assert path is not None
    try:
        told = path.stat()
        mark = f"{told.st_mtime_ns}-{told.st_size}"
        if told.st_size > errand.max_bytes:
            raise ReportError(path, f"is larger than {errand.max_bytes:,} bytes")
        unchanged = mark == errand.state.etag
        content = b"" if unchanged else path.read_bytes()
    except OSError as error:
        raise ReportError(path, error.strerror or str(error)) from error
    return Fetched(str(path), content, None, "", mark, None, unchanged)


def _gather_folder(errand: Errand) -> Iterator[Event]:
    path = errand.feed.path
    if path is None or not path.is_dir():
        raise ReportError(path or errand.feed.name, "no such folder")
    settled = _settled_before(errand)
    passed = 0
    for file in find_files(path):
        if settled is not None and last_touched(file, path) < settled:
            passed += 1
            continue
        faults: list[Faulty] = []
        try:
            for reading in read_file(file, max_bytes=errand.max_bytes, on_bad=_noting(faults)):
                yield Brought(reading)
        except TrackerError as error:
            faults.append(Faulty(error))
        yield from faults
    yield Passed(known=passed)
    yield errand.ended()


_SETTLED = timedelta(hours=1)


def _settled_before(errand: Errand) -> float | None:
    """Files that nothing has touched since before this moment were read by the last run that read the whole
    folder; so a folder of years costs a look, and one broken file is told once.
    """
    last = errand.state.last_success_at
    return None if last is None or errand.anew else (last - _SETTLED).timestamp()


def last_touched(file: Path, folder: Path) -> float:
    """When a file was last written, moved or put into its place, by the system's own clock (a copy may keep
    an old date of writing, not an old date of change), or a folder that it lies in was.
    """
    inside = [one for one in file.parents if one == folder or folder in one.parents]
    return max(max(told.st_mtime, told.st_ctime) for told in (one.stat() for one in (file, *inside)))


def _noting(faults: list[Faulty]) -> Callable[[ReportError], None]:
    return lambda error: faults.append(Faulty(error))


_GATHERERS: Mapping[FeedKind, Callable[[Errand], Iterator[Event]]] = {
    FeedKind.RSS: _gather_rss,
    FeedKind.PAGE: _gather_page,
    FeedKind.SITEMAP: _gather_sitemap,
    FeedKind.RELIEFWEB: _gather_reliefweb,
    FeedKind.FOLDER: _gather_folder,
    FeedKind.TABLE: _gather_table,
}
