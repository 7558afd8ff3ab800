"""What is remembered between two runs: of feeds, of hosts, of pages that did not come, and of the runs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from tracker.store.tables import FeedStateRow, FigureRow, HostStateRow, MissRow, ReportRow, Row, RunRow, SourceRow

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed: what its last answer said of itself, how far it was read, and how it has fared."""

    name: str
    url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    cursor: str | None = None
    last_tried_at: dt.datetime | None = None
    last_success_at: dt.datetime | None = None
    last_new_at: dt.datetime | None = None
    failures: int = 0
    last_problem: str | None = None
    not_before: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class HostState:
    """A host (scheme, name and port): its robots.txt, and until when it asked to be left alone."""

    host: str
    robots: str | None = None
    robots_at: dt.datetime | None = None
    not_before: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A page that did not come. Without ``not_before`` it is not asked for any more."""

    feed: str
    url: str
    last_tried_at: dt.datetime
    last_problem: str
    title: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    failures: int = 1
    not_before: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run. One without ``finished_at`` is under way, or was killed."""

    started_at: dt.datetime
    id: int | None = None
    finished_at: dt.datetime | None = None
    fetched: int = 0
    added: int = 0
    figures: int = 0
    skipped: int = 0
    failed: int = 0
    problems: str = field(default="", repr=False)
    stopped: str | None = None


def _value_of(row: Row, kind: type[State]) -> State:
    return kind(**{one.name: getattr(row, one.name) for one in fields(kind)})  # type: ignore[arg-type]  # a dataclass


def _columns_of(value: Any) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}


# --- feeds and hosts --------------------------------------------------------------------------------


def load_feed(session: Session, name: str, url: str | None) -> FeedState:
    """What is remembered of a feed. Another address under the same name has never been asked: what the old
    one said of itself does not hold for it.
    """
    row = session.get(FeedStateRow, name)
    return _value_of(row, FeedState) if row is not None and row.url == url else FeedState(name, url)


def load_feeds(session: Session) -> tuple[FeedState, ...]:
    """What is remembered of every feed there ever was, by name."""
    return tuple(_value_of(row, FeedState) for row in session.exec(select(FeedStateRow).order_by(FeedStateRow.name)))


def save_feed(session: Session, state: FeedState) -> None:
    """Remember this of a feed."""
    session.merge(FeedStateRow(**_columns_of(state)))


def load_host(session: Session, host: str) -> HostState:
    """What is remembered of a host."""
    row = session.get(HostStateRow, host)
    return _value_of(row, HostState) if row is not None else HostState(host)


def save_host(session: Session, state: HostState) -> None:
    """Remember this of a host."""
    session.merge(HostStateRow(**_columns_of(state)))


# --- pages that did not come ------------------------------------------------------------------------


def load_misses(session: Session, feed: str) -> tuple[Miss, ...]:
    """The pages of a feed that did not come, the oldest first."""
    order = (col(MissRow.last_tried_at), col(MissRow.url))
    return tuple(
        _value_of(row, Miss) for row in session.exec(select(MissRow).where(MissRow.feed == feed).order_by(*order))
    )


def count_misses(session: Session) -> dict[str, int]:
    """How many pages of each feed did not come."""
    rows = session.exec(select(MissRow.feed, func.count()).group_by(MissRow.feed))
    return dict(rows.all())


def save_miss(session: Session, miss: Miss) -> None:
    """Remember that a page did not come."""
    session.merge(MissRow(**_columns_of(miss)))


def forget_miss(session: Session, feed: str, url: str) -> None:
    """The page has come."""
    session.connection().execute(delete(MissRow).where(col(MissRow.feed) == feed, col(MissRow.url) == url))


# --- runs -------------------------------------------------------------------------------------------


def begin_run(session: Session, started_at: dt.datetime) -> int:
    """Write down that a run is under way; gives its number."""
    row = RunRow(started_at=started_at)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def end_run(session: Session, record: RunRecord) -> None:
    """Write down how a run ended."""
    columns = {name: value for name, value in _columns_of(record).items() if name not in ("id", "started_at")}
    session.connection().execute(update(RunRow).where(col(RunRow.id) == record.id).values(**columns))


def load_runs(session: Session, *, limit: int) -> tuple[RunRecord, ...]:
    """The last runs, the newest first."""
    return tuple(
        _value_of(row, RunRecord) for row in session.exec(select(RunRow).order_by(col(RunRow.id).desc()).limit(limit))
    )


def arrivals_of(session: Session, feed: str, *, since: dt.datetime) -> Sequence[dt.datetime]:
    """When reports of a feed came in, the oldest first."""
    statement = (
        select(ReportRow.recorded_at)
        .where(ReportRow.feed == feed, col(ReportRow.recorded_at) >= since)
        .order_by(col(ReportRow.recorded_at))
    )
    return session.exec(statement).all()


def newest_report(session: Session) -> int:
    """The number of the report that came last; 0 where there is none."""
    return session.exec(select(func.max(col(ReportRow.id)))).one() or 0


def topics_after(session: Session, report_id: int) -> list[tuple[str, str]]:
    """What the reports after a number have told of: the sources credited, each with what is counted."""
    topics = (
        select(SourceRow.slug, FigureRow.measure)
        .join(FigureRow, col(FigureRow.source_id) == col(SourceRow.id))
        .where(FigureRow.report_id > report_id)
        .distinct()
        .order_by(SourceRow.slug, FigureRow.measure)
    )
    return [(slug, measure) for slug, measure in session.exec(topics)]


def known_stories(session: Session, stories: Sequence[str]) -> dict[str, dt.datetime]:
    """Those of some stories that the ledger has a text of, each with the moment the last one came."""
    known: dict[str, dt.datetime] = {}
    last = func.max(col(ReportRow.retrieved_at))
    for start in range(0, len(stories), _AT_ONCE):
        some = col(ReportRow.story).in_(stories[start : start + _AT_ONCE])
        known.update(session.exec(select(ReportRow.story, last).where(some).group_by(ReportRow.story)).all())
    return known


def known_texts(session: Session, stories: Sequence[str]) -> set[tuple[str, str]]:
    """Every text that the ledger has of some stories: the story, and the hash of the text."""
    known: set[tuple[str, str]] = set()
    for start in range(0, len(stories), _AT_ONCE):
        some = col(ReportRow.story).in_(stories[start : start + _AT_ONCE])
        known.update(session.exec(select(ReportRow.story, ReportRow.sha256_text).where(some)).all())
    return known


_AT_ONCE = 500
