"""The figures that answer a question, each with its attribution and its proof."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.errors import QueryError
from tracker.model import Accuracy, Day, Kind, Measure, Qualifier, Span, Status, Unit, Window
from tracker.places import Gazetteer
from tracker.query.conditions import conditions_of
from tracker.query.question import Order, Question
from tracker.store.tables import FigureRow, RelayRow, ReportRow, Row, SourceRow


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


def find_figures(session: Session, question: Question, gazetteer: Gazetteer) -> tuple[FoundFigure, ...]:
    """The figures that answer a question. Raises ``QueryError`` for a word that names nothing, or more
    than one thing, with the nearest names.
    """
    return tuple(iter_figures(session, question, gazetteer))


def iter_figures(session: Session, question: Question, gazetteer: Gazetteer) -> Iterator[FoundFigure]:
    """The figures that answer a question, one after the other: memory stays flat however many there are.

    The session must stay open until the last one is taken. Raises ``QueryError`` as :func:`find_figures`
    does, at once and not when the first one is taken.
    """
    statement = _selected().where(*conditions_of(session, question, gazetteer))
    return _streamed(session, statement.order_by(*_order_of(question)).limit(question.limit))


def _order_of(question: Question) -> tuple[ColumnElement[Any], ...]:
    day, identity = col(FigureRow.day), col(FigureRow.id)
    if question.order is Order.NEWEST:
        return day.desc().nulls_last(), identity.desc()
    return day.asc().nulls_last(), identity.asc()


_AT_ONCE = 500


def _streamed(session: Session, statement: Select[Any]) -> Iterator[FoundFigure]:
    answer = session.connection().execute(statement, execution_options={"yield_per": _AT_ONCE}).mappings()
    for rows in answer.partitions():
        relays = _relays_of(session, [row["id"] for row in rows])
        for row in rows:
            yield _found(row, relays.get(row["id"], ()))


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


def _relays_of(session: Session, figures: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The relays of figures, by figure, the one nearest to the claimant first."""
    statement = (
        select(RelayRow.figure_id, RelayRow.words)
        .where(col(RelayRow.figure_id).in_(figures))
        .order_by(col(RelayRow.figure_id), col(RelayRow.position))
    )
    found: dict[int, tuple[str, ...]] = {}
    for figure, words in session.exec(statement):
        found[figure] = (*found.get(figure, ()), words)
    return found
