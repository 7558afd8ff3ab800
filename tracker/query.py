"""Questions to the ledger, asked through the library first; every face of the program calls these."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.errors import QueryError, nearest_names
from tracker.model import Accuracy, Day, Kind, Measure, Qualifier, Span, Status, Unit, Window
from tracker.places import Gazetteer
from tracker.store.sources import find_source, name_key, name_keys
from tracker.store.tables import FigureRow, RelayRow, ReportRow, Row, SourceAliasRow, SourceRow

Choice = TypeVar("Choice", bound=StrEnum)


class Order(StrEnum):
    """In which order figures are given."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the ledger, in a person's words; what is ``None`` is not asked.

    ``since`` and ``until`` bound the day of a figure (its as-of date, else the day of publication), both
    inclusive; ``known_by`` leaves out what was published later. ``place`` takes in what lies inside it,
    ``exact_place`` only the place itself.
    """

    source: str | None = None
    measure: str | None = None
    place: str | None = None
    group: str | None = None
    kind: str | None = None
    status: str | None = None
    unit: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    known_by: dt.date | None = None
    exact_place: bool = False
    order: Order = Order.NEWEST
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of the ledger with its attribution and its proof."""

    id: int
    key: str
    number: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    measure: Measure
    unit: Unit
    group: str | None
    place: str | None
    place_id: str | None
    kind: Kind
    status: Status
    day: dt.date | None
    as_of: Day | None
    window: Window | None
    baseline: Day | None
    baseline_words: str | None
    from_outset: bool
    basis: str | None
    source: str | None
    source_slug: str | None
    source_words: str | None
    relays: tuple[str, ...]
    outlet: str | None
    published: dt.date | None
    title: str | None
    url: str | None
    report_id: int
    revision: int
    span: Span
    sentence: Span
    credit: Span | None
    evidence: str
    rule: str
    extractor: str
    part_of: int | None
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report of the ledger, with its text."""

    id: int
    revision: int
    outlet: str | None
    title: str | None
    url: str | None
    published: dt.date | None
    retrieved_at: dt.datetime
    recorded_at: dt.datetime
    sha256_text: str
    sha256_raw: str
    feed: str | None
    text: str


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A source with how often it was quoted."""

    slug: str
    name: str
    kind: str | None
    country: str | None
    known: bool
    figures: int
    reports: int
    first: dt.date | None
    last: dt.date | None


# --- asking -----------------------------------------------------------------------------------------


def find_figures(session: Session, question: Question, gazetteer: Gazetteer) -> tuple[FoundFigure, ...]:
    """The figures that answer a question. Raises ``QueryError`` for a word that names nothing, or more
    than one thing, with the nearest names.
    """
    statement = _selected().where(*_conditions(session, question, gazetteer))
    newest = question.order is Order.NEWEST
    day, identity = col(FigureRow.day), col(FigureRow.id)
    if newest:
        statement = statement.order_by(day.desc().nulls_last(), identity.desc())
    else:
        statement = statement.order_by(day.asc().nulls_last(), identity.asc())
    rows = session.connection().execute(statement.limit(question.limit)).mappings().all()
    relays = _relays_of(session, [row["id"] for row in rows])
    return tuple(_found(row, relays.get(row["id"], ())) for row in rows)


def find_figure(session: Session, name: str) -> FoundFigure:
    """One figure by its number in the ledger, or by the first characters of its key (six at least)."""
    if name.isdigit() and len(name) < 18:
        condition = col(FigureRow.id) == int(name)
    elif len(name) >= 6:
        condition = col(FigureRow.key).startswith(name, autoescape=True)
    else:
        raise QueryError(name, "is no number of a figure, and too short for a key")
    rows = session.connection().execute(_selected().where(condition).limit(2)).mappings().all()
    if not rows:
        raise QueryError(name, "no such figure in this ledger")
    if len(rows) > 1:
        raise QueryError(name, "more than one figure has a key that starts so")
    return _found(rows[0], _relays_of(session, [rows[0]["id"]]).get(rows[0]["id"], ()))


def find_report(session: Session, report_id: int) -> FoundReport:
    """A report by its number in the ledger."""
    row = session.get(ReportRow, report_id)
    if row is None:
        raise QueryError(str(report_id), "no such report in this ledger")
    return FoundReport(
        id=report_id, revision=row.revision, outlet=row.outlet, title=row.title, url=row.url,
        published=row.published, retrieved_at=row.retrieved_at, recorded_at=row.recorded_at,
        sha256_text=row.sha256_text, sha256_raw=row.sha256_raw, feed=row.feed, text=row.text,
    )  # fmt: skip


def find_sources(session: Session, *, unknown: bool | None = None) -> tuple[QuotedSource, ...]:
    """The sources that were quoted, the most quoted first; ``unknown`` picks those that the registry
    doesn't hold, or those that it does.
    """
    figures = func.count(col(FigureRow.id))
    statement = (
        select_columns(
            SourceRow,
            figures,
            func.count(func.distinct(col(FigureRow.report_id))),
            func.min(col(FigureRow.day)),
            func.max(col(FigureRow.day)),
        )
        .join(FigureRow, col(FigureRow.source_id) == col(SourceRow.id))
        .where(col(FigureRow.superseded_at).is_(None))
        .group_by(col(SourceRow.id))
        .order_by(figures.desc(), col(SourceRow.slug))
    )
    if unknown is not None:
        statement = statement.where(col(SourceRow.known).is_(not unknown))
    return tuple(
        QuotedSource(row.slug, row.name, row.kind, row.country, row.known, count, reports, first, last)
        for row, count, reports, first, last in session.execute(statement)
    )


def choice_of(words: str, choices: type[Choice], what: str) -> Choice:
    """The choice that words name ("homes destroyed" is ``homes_destroyed``)."""
    folded = words.strip().casefold().replace(" ", "_").replace("-", "_")
    try:
        return choices(folded)
    except ValueError:
        near = nearest_names(folded, choices) or tuple(choices)
        raise QueryError(words, f"unknown {what}", nearest=near) from None


# --- the conditions ---------------------------------------------------------------------------------


def _conditions(session: Session, question: Question, gazetteer: Gazetteer) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [col(FigureRow.superseded_at).is_(None)]
    for words, choices, column in (
        (question.measure, Measure, col(FigureRow.measure)),
        (question.kind, Kind, col(FigureRow.kind)),
        (question.status, Status, col(FigureRow.status)),
        (question.unit, Unit, col(FigureRow.unit)),
    ):
        if words is not None:
            found.append(column == choice_of(words, choices, choices.__name__.lower()).value)
    if question.source is not None:
        found.append(col(FigureRow.source_id) == source_named(session, question.source))
    if question.place is not None:
        found.append(_in_place(session, question.place, gazetteer, exact=question.exact_place))
    if question.group is not None:
        found.append(func.lower(col(FigureRow.group_words)).contains(question.group.lower(), autoescape=True))
    return [*found, *_days(question)]


def _days(question: Question) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if question.since is not None:
        found.append(col(FigureRow.day) >= question.since)
    if question.until is not None:
        found.append(col(FigureRow.day) <= question.until)
    if question.known_by is not None:
        end_of_day = dt.datetime.combine(question.known_by, dt.time.max, dt.UTC)
        undated = and_(col(ReportRow.published).is_(None), col(ReportRow.retrieved_at) <= end_of_day)
        found.append(or_(col(ReportRow.published) <= question.known_by, undated))
    return found


def source_named(session: Session, words: str) -> int:
    """The identity of the source that a person means: by its slug, one of its names, or words that only
    one quoted source has in its names.
    """
    by_slug = session.exec(select(SourceRow.id).where(SourceRow.slug == words.strip().casefold())).first()
    found = by_slug if by_slug is not None else find_source(session, name_keys(words))
    if found is not None:
        return found
    quoted = _quoted_names(session)
    wanted = set(name_key(words).split())
    partly = {identity: slug for identity, slug, key in quoted if wanted and wanted <= set(key.split())}
    if len(partly) == 1:
        return next(iter(partly))
    if partly:
        raise QueryError(words, "is the name of several sources", nearest=sorted(partly.values())[:8])
    near = nearest_names(words, [slug for _, slug, _ in quoted])
    raise QueryError(words, "no such source was quoted; 'tracker sources' lists them", nearest=near)


def _quoted_names(session: Session) -> list[tuple[int, str, str]]:
    quoted = select(FigureRow.source_id).where(col(FigureRow.source_id).is_not(None)).distinct()
    statement = (
        select(SourceRow.id, SourceRow.slug, SourceAliasRow.key)
        .join(SourceAliasRow, col(SourceAliasRow.source_id) == col(SourceRow.id))
        .where(col(SourceRow.id).in_(quoted), col(SourceAliasRow.superseded_at).is_(None))
    )
    return [(int(identity or 0), slug, key) for identity, slug, key in session.exec(statement)]


def _in_place(session: Session, words: str, gazetteer: Gazetteer, *, exact: bool) -> ColumnElement[bool]:
    path = gazetteer.locate(words)
    as_written = func.lower(col(FigureRow.place_words)) == words.strip().lower()
    if path is None:
        if session.exec(select(FigureRow.id).where(as_written).limit(1)).first() is None:
            raise QueryError(
                words, "no such place is known or was written", nearest=_near_places(session, words, gazetteer)
            )
        return as_written
    if exact:
        return col(FigureRow.place_id) == path
    inside = [col(FigureRow.place_id).startswith(member + "/", autoescape=True) for member in gazetteer.members(path)]
    members = col(FigureRow.place_id).in_(gazetteer.members(path))
    return or_(members, *inside)


def _near_places(session: Session, words: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    written = session.exec(select(FigureRow.place_words).where(col(FigureRow.place_words).is_not(None)).distinct())
    return nearest_names(words, [place for place in written if place]) or nearest_names(words, gazetteer.names())


# --- the rows ---------------------------------------------------------------------------------------


def _selected() -> Select[Any]:
    """The columns of a found figure. The text of a report may be large: only the sentence is taken."""
    length = col(FigureRow.sentence_end) - col(FigureRow.sentence_start)
    evidence = func.substr(col(ReportRow.text), col(FigureRow.sentence_start) + 1, length)
    return (
        select_columns(
            *Row.metadata.tables["figure"].columns,
            col(SourceRow.name).label("source_name"),
            col(SourceRow.slug).label("source_slug"),
            col(ReportRow.outlet),
            col(ReportRow.published),
            col(ReportRow.title),
            col(ReportRow.url),
            col(ReportRow.revision),
            evidence.label("evidence"),
        )
        .join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
        .outerjoin(SourceRow, col(SourceRow.id) == col(FigureRow.source_id))
    )


def _found(row: Any, relays: tuple[str, ...]) -> FoundFigure:
    return FoundFigure(
        id=row["id"],
        key=row["key"],
        number=row["number"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        qualifier=Qualifier(row["qualifier"]),
        measure=Measure(row["measure"]),
        unit=Unit(row["unit"]),
        group=row["group_words"],
        place=row["place_words"],
        place_id=row["place_id"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        day=row["day"],
        as_of=Day(row["as_of"], Accuracy(row["as_of_accuracy"])) if row["as_of"] else None,
        window=_window(row),
        baseline=Day(row["baseline"], Accuracy(row["baseline_accuracy"])) if row["baseline"] else None,
        from_outset=row["from_outset"],
        baseline_words=row["baseline_words"],
        basis=row["basis"],
        source=row["source_name"],
        source_slug=row["source_slug"],
        source_words=row["source_words"],
        relays=relays,
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        url=row["url"],
        report_id=row["report_id"],
        revision=row["revision"],
        span=Span(row["span_start"], row["span_end"]),
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        credit=Span(row["credit_start"], row["credit_end"]) if row["credit_start"] is not None else None,
        evidence=row["evidence"],
        rule=row["rule"],
        extractor=row["extractor"],
        part_of=row["part_of_id"],
        recorded_at=row["recorded_at"],
    )


def _window(row: Any) -> Window | None:
    if row["window_start"] is None:
        return None
    return Window(row["window_start"], row["window_end"], Accuracy(row["window_accuracy"]))


_AT_ONCE = 500


def _relays_of(session: Session, figures: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The relays of figures, by figure, the one nearest to the claimant first."""
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(figures), _AT_ONCE):
        statement = (
            select(RelayRow.figure_id, RelayRow.words)
            .where(col(RelayRow.figure_id).in_(figures[start : start + _AT_ONCE]))
            .order_by(col(RelayRow.figure_id), col(RelayRow.position))
        )
        for figure, words in session.exec(statement):
            found[figure] = (*found.get(figure, ()), words)
    return found
