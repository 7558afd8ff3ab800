"""One pass over the feeds: fetch, read, store what is new, remember how it went.

Everything from outside is handed in. One bad page or feed is written down and stops nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from tracker.errors import FetchError, ReportError, TrackerError
from tracker.ingest.feeds import Feed, FeedItem, FeedKind, find_files, read_items
from tracker.ingest.fetch import Fetcher
from tracker.ingest.filing import Desk, dated
from tracker.ingest.readers import Form, Reading, read_bytes, read_file
from tracker.store.claims import Outcome, Saved
from tracker.store.tables import FeedStateRow, RunRow


@dataclass(slots=True)
class FeedOutcome:
    """How one feed fared in a run."""

    feed: str
    fetched: int = 0
    added: int = 0
    figures: int = 0
    skipped: int = 0
    unchanged: bool = False
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    broken: str | None = None
    """Why the feed as a whole could not be read."""


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """How a run went."""

    feeds: tuple[FeedOutcome, ...]

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, 1 when something did, 2 when nothing could be done."""
        broken = sum(feed.broken is not None for feed in self.feeds)
        if not self.feeds or broken == len(self.feeds):
            return 2
        return 1 if broken or any(feed.problems for feed in self.feeds) else 0


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with."""

    desk: Desk
    fetcher: Fetcher
    max_bytes: int
    dry: bool = False
    """Whether nothing may be written."""


def run_once(feeds: Sequence[Feed], tools: Tools, *, on_feed: Callable[[Feed], None] = lambda _: None) -> RunOutcome:
    """Read every feed once and store what is new. ``on_feed`` is told of each feed before it is read."""
    started = tools.desk.clock()
    outcomes = []
    for feed in feeds:
        on_feed(feed)
        outcomes.append(_run_feed(feed, tools))
    outcome = RunOutcome(tuple(outcomes))
    if not tools.dry:
        _record_run(tools, outcome, started)
    return outcome


def _run_feed(feed: Feed, tools: Tools) -> FeedOutcome:
    outcome = FeedOutcome(feed.name)
    try:
        if feed.kind is FeedKind.FOLDER:
            _run_folder(feed, tools, outcome)
        else:
            _run_web_feed(feed, tools, outcome)
    except TrackerError as error:
        outcome.broken = str(error)
    if not tools.dry:
        _remember(feed, tools, outcome)
    return outcome


# --- folders ----------------------------------------------------------------------------------------


def _run_folder(feed: Feed, tools: Tools, outcome: FeedOutcome) -> None:
    if feed.path is None or not feed.path.is_dir():
        raise ReportError(feed.path or feed.name, "no such folder")
    for path in find_files(feed.path):
        try:
            for reading in read_file(path, max_bytes=tools.max_bytes, on_bad=_noting(outcome)):
                _file(feed, reading, tools, outcome)
        except TrackerError as error:
            outcome.problems.append(str(error))


def _noting(outcome: FeedOutcome) -> Callable[[ReportError], None]:
    return lambda error: outcome.problems.append(str(error))


# --- web feeds --------------------------------------------------------------------------------------


def _run_web_feed(feed: Feed, tools: Tools, outcome: FeedOutcome) -> None:
    assert feed.url is not None
    etag, last_modified = _validators_of(feed, tools)
    answer = tools.fetcher.fetch(feed.url, etag=etag, last_modified=last_modified)
    outcome.fetched += 1
    if answer.unchanged:
        outcome.unchanged = True
        return
    failed_before = len(outcome.problems)
    for item in read_items(answer.content, feed.url):
        try:
            _run_item(feed, item, tools, outcome)
        except TrackerError as error:
            outcome.problems.append(str(error))
    if not tools.dry and len(outcome.problems) == failed_before:
        # Only a feed that was read to its end may be answered with "unchanged" the next time.
        _keep_validators(feed, tools, answer.etag, answer.last_modified)


def _run_item(feed: Feed, item: FeedItem, tools: Tools, outcome: FeedOutcome) -> None:
    if tools.desk.has(item.url):
        outcome.skipped += 1
        return
    reading = _reading_of(item, tools, outcome)
    report = replace(
        reading.report,
        url=item.url,
        title=reading.report.title or item.title,
        published=item.published or reading.report.published,
        published_at=item.published_at or reading.report.published_at,
        outlet=feed.outlet or reading.report.outlet,
    )
    _file(feed, replace(reading, report=report), tools, outcome)


def _reading_of(item: FeedItem, tools: Tools, outcome: FeedOutcome) -> Reading:
    if item.content is not None:
        page = f"<html><body><article><p>{item.content}</p></article></body></html>"
        return read_bytes(page.encode(), origin=item.url, form=Form.HTML)
    answer = tools.fetcher.fetch(item.url)
    outcome.fetched += 1
    if answer.media_type and not answer.media_type.startswith(("text/", "application/xhtml")):
        raise FetchError(item.url, f"is {answer.media_type}, no page")
    return read_bytes(answer.content, origin=item.url, charset=answer.charset)


# --- storing ----------------------------------------------------------------------------------------


def _file(feed: Feed, reading: Reading, tools: Tools, outcome: FeedOutcome) -> None:
    if feed.outlet and not reading.report.outlet:
        reading = replace(reading, report=replace(reading.report, outlet=feed.outlet))
    saved = tools.desk.look(reading) if tools.dry else tools.desk.file(reading, feed=feed.name)
    _count(outcome, saved, reading, tools.desk.clock())


def _count(outcome: FeedOutcome, saved: Saved, reading: Reading, now: datetime) -> None:
    if saved.outcome is Outcome.KNOWN:
        outcome.skipped += 1
        return
    outcome.added += 1
    outcome.figures += saved.figures
    if warning := dated(reading.report, now=now):
        outcome.warnings.append(f"{reading.origin}: {warning}")


def _validators_of(feed: Feed, tools: Tools) -> tuple[str | None, str | None]:
    with tools.desk.ledger.reading() as session:
        state = session.get(FeedStateRow, feed.name)
        # Another address under the same name has never been asked.
        return (state.etag, state.last_modified) if state and state.url == feed.url else (None, None)


def _keep_validators(feed: Feed, tools: Tools, etag: str | None, last_modified: str | None) -> None:
    with tools.desk.ledger.writing() as session:
        state = _state_of(session, feed)
        state.etag, state.last_modified = etag, last_modified
        session.add(state)


def _remember(feed: Feed, tools: Tools, outcome: FeedOutcome) -> None:
    with tools.desk.ledger.writing() as session:
        state = _state_of(session, feed)
        state.last_tried_at = tools.desk.clock()
        state.last_problem = outcome.broken
        state.failures = state.failures + 1 if outcome.broken else 0
        if outcome.broken is None:
            state.last_success_at = state.last_tried_at
        session.add(state)


def _state_of(session: Session, feed: Feed) -> FeedStateRow:
    state = session.get(FeedStateRow, feed.name) or FeedStateRow(name=feed.name)
    if state.url != feed.url:
        state.url, state.etag, state.last_modified = feed.url, None, None
    return state


def _record_run(tools: Tools, outcome: RunOutcome, started: datetime) -> None:
    feeds = outcome.feeds
    with tools.desk.ledger.writing() as session:
        session.add(
            RunRow(
                started_at=started,
                finished_at=tools.desk.clock(),
                fetched=sum(feed.fetched for feed in feeds),
                added=sum(feed.added for feed in feeds),
                figures=sum(feed.figures for feed in feeds),
                skipped=sum(feed.skipped for feed in feeds),
                failed=sum(len(feed.problems) + (feed.broken is not None) for feed in feeds),
                problems="\n".join(_problems_of(feeds)),
            )
        )


def _problems_of(feeds: Sequence[FeedOutcome]) -> Iterator[str]:
    for feed in feeds:
        yield from (f"{feed.feed}: {problem}" for problem in feed.problems)
        if feed.broken is not None:
            yield f"{feed.feed}: {feed.broken}"
