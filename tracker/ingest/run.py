"""One pass over the feeds: gather, read, store what is new, remember how it went.

Everything from outside is handed in. One bad page or feed is written down and stops nothing; a ledger that
can't be written stops everything at once. Each report is one transaction, and what is remembered of a feed
is written after all that it brought: a run that is killed loses nothing and doubles nothing.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy.exc import DataError, IntegrityError

from tracker.errors import LedgerError, TrackerError
from tracker.ingest.feeds import Feed, FeedKind
from tracker.ingest.fetch import Fetcher
from tracker.ingest.filing import Desk, dated
from tracker.ingest.gathering import (
    Asked,
    Brought,
    Ended,
    Errand,
    Event,
    Faulty,
    Missed,
    Passed,
    Remarked,
    gather,
)
from tracker.ingest.outcomes import FeedOutcome, RunOutcome, problems_of
from tracker.ingest.patience import feed_after_failure, feed_after_success, miss_after
from tracker.ingest.workers import Broke, Workers
from tracker.store.claims import Outcome, Saved
from tracker.store.snapshots import sweep_snapshots
from tracker.store.upkeep import (
    FeedState,
    Miss,
    RunRecord,
    begin_run,
    end_run,
    forget_miss,
    load_feed,
    load_misses,
    save_feed,
    save_miss,
)

MOST_NEW = 500
"""Pages that one feed may bring in a run, unless it is said otherwise; the rest comes with the next."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with."""

    desk: Desk
    fetcher: Fetcher
    max_bytes: int
    dry: bool = False
    """Whether nothing may be written."""
    parallel: int = 8
    most: int = MOST_NEW
    since: date | None = None
    insist: bool = False
    """Whether feeds are asked that are to be left alone for now: a person named them."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set from outside, it ends the run after the report at hand."""


@dataclass(slots=True)
class _Visit:
    """A feed while it is read: what is remembered of it, and how it fares."""

    feed: Feed
    state: FeedState
    misses: dict[str, Miss]
    outcome: FeedOutcome


Listener = Callable[[FeedOutcome], None]
"""Is told of a feed whenever something has come of it."""


def run_once(feeds: Sequence[Feed], tools: Tools, *, on_feed: Listener = lambda _: None) -> RunOutcome:
    """Read every feed once and store what is new. ``on_feed`` is told how each feed fares. Raises
    ``LedgerError`` where the ledger can't be written.
    """
    record = RunRecord(started_at=tools.desk.clock())
    if not tools.dry:
        sweep_snapshots(tools.desk.snapshots, now=record.started_at)
        with tools.desk.ledger.writing() as session:
            record = replace(record, id=begin_run(session, record.started_at))
    visits = [_visit_of(feed, tools) for feed in feeds]
    try:
        _visit_all(visits, tools, on_feed)
    except BaseException:
        tools.stop.set()  # nobody takes any more what the workers bring
        raise
    stopped = "told to stop" if tools.stop.is_set() else None
    outcome = RunOutcome(tuple(visit.outcome for visit in visits), stopped=stopped)
    if not tools.dry:
        _end(record, outcome, tools)
    return outcome


def _visit_of(feed: Feed, tools: Tools) -> _Visit:
    with tools.desk.ledger.reading() as session:
        state = load_feed(session, feed.name, feed.address)
        misses = {miss.url: miss for miss in load_misses(session, feed.name)}
    outcome = FeedOutcome(feed.name)
    if state.not_before is not None and state.not_before > tools.desk.clock() and not tools.insist:
        outcome.put_off_until, outcome.ended = state.not_before, True
    return _Visit(feed, state, misses, outcome)


def _by_host(visits: Sequence[_Visit]) -> list[list[_Visit]]:
    """Feeds of one host one after the other: they would only wait for each other, and keep others waiting."""
    groups: dict[str, list[_Visit]] = {}
    for visit in visits:
        host = urlsplit(visit.feed.url).netloc if visit.feed.url else f"feed {visit.feed.name}"
        groups.setdefault(host, []).append(visit)
    return list(groups.values())


def _errand_for(visit: _Visit, tools: Tools) -> Errand:
    return Errand(
        visit.feed, visit.state, visit.misses, tools.fetcher, tools.desk.ledger, tools.desk.clock,
        tools.max_bytes, tools.most, tools.since, anew=tools.insist,
    )  # fmt: skip


def _visit_all(visits: Sequence[_Visit], tools: Tools, on_feed: Listener) -> None:
    def errand(visit: _Visit) -> Iterator[Event]:
        return gather(_errand_for(visit, tools))

    asked = [visit for visit in visits if not visit.outcome.ended]
    for visit, told in Workers(errand, _by_host(asked), parallel=tools.parallel, stop=tools.stop):
        _take(visit, told, tools)
        on_feed(visit.outcome)


# --- what feeds tell --------------------------------------------------------------------------------


def _take(visit: _Visit, told: Event | Broke | None, tools: Tools) -> None:
    outcome = visit.outcome
    match told:
        case None:
            outcome.ended = True
        case Asked():
            outcome.fetched += 1
        case Passed():
            outcome.skipped += told.known
            outcome.waiting += told.waiting
        case Remarked():
            outcome.warnings.append(told.words)
        case Faulty():
            outcome.problems.append(str(told.error))
        case Brought():
            _file(visit, told, tools)
        case _:
            _note_state(visit, told, tools)


def _note_state(visit: _Visit, told: Missed | Ended | Broke, tools: Tools) -> None:
    """What changes what is remembered."""
    match told:
        case Missed():
            visit.outcome.problems.append(str(told.error))
            _remember_miss(visit, told, tools)
        case Ended():
            visit.outcome.unchanged = told.unchanged
            new = visit.outcome.added > 0
            _remember(feed_after_success(told.state, new=new, now=tools.desk.clock()), tools)
        case Broke():
            visit.outcome.broken = str(told.error)
            _remember(feed_after_failure(visit.state, told.error, now=tools.desk.clock()), tools)


def _file(visit: _Visit, told: Brought, tools: Tools) -> None:
    feed, reading = visit.feed, told.reading
    now = tools.desk.clock()
    report = reading.report
    warning = dated(report, now=now) if told.claims is None else None
    if report.published is not None and warning:
        report = replace(report, published=None, published_at=None)  # a day that is yet to come is not believed
    reading = replace(reading, report=replace(report, outlet=report.outlet or feed.outlet))
    try:
        if tools.dry:
            saved = tools.desk.look(reading, claims=told.claims)
        else:
            saved = tools.desk.file(reading, feed=feed.name, claims=told.claims)
    except LedgerError as error:
        if not isinstance(error.__cause__, DataError | IntegrityError):
            raise  # it is the ledger that fails, and it would fail for all that follow
        visit.outcome.problems.append(f"{reading.origin}: {error.problem}")
        return
    _count(visit.outcome, saved)
    if warning and saved.outcome is not Outcome.KNOWN:
        visit.outcome.warnings.append(f"{reading.origin}: {warning}")
    if told.url in visit.misses and not tools.dry:
        with tools.desk.ledger.writing() as session:
            forget_miss(session, feed.name, told.url)


def _count(outcome: FeedOutcome, saved: Saved) -> None:
    if saved.outcome is Outcome.KNOWN:
        outcome.skipped += 1
        return
    outcome.added += 1
    outcome.revised += saved.outcome is Outcome.REVISED
    outcome.copies += saved.copy_of is not None
    outcome.figures += saved.figures


# --- what is remembered -----------------------------------------------------------------------------


def _remember(state: FeedState, tools: Tools) -> None:
    if not tools.dry:
        with tools.desk.ledger.writing() as session:
            save_feed(session, state)


def _remember_miss(visit: _Visit, told: Missed, tools: Tools) -> None:
    before = visit.misses.get(told.item.url or "")
    miss = miss_after(told.item, told.error, feed=visit.feed.name, before=before, now=tools.desk.clock())
    if miss is not None and not tools.dry:
        with tools.desk.ledger.writing() as session:
            save_miss(session, miss)


def _end(record: RunRecord, outcome: RunOutcome, tools: Tools) -> None:
    ended = replace(
        record,
        finished_at=tools.desk.clock(),
        fetched=outcome.total("fetched"),
        added=outcome.total("added"),
        figures=outcome.total("figures"),
        skipped=outcome.total("skipped"),
        failed=outcome.total("failed"),
        problems="\n".join(problems_of(outcome.feeds)),
        stopped=outcome.stopped,
    )
    with tools.desk.ledger.writing() as session:
        end_run(session, ended)


def needs_contact(feeds: Sequence[Feed]) -> bool:
    """Whether any feed is on the web."""
    return any(feed.url is not None and feed.kind is not FeedKind.FOLDER for feed in feeds)


__all__ = ["MOST_NEW", "FeedOutcome", "RunOutcome", "Tools", "TrackerError", "needs_contact", "run_once"]
