"""The figures that answer a question, each with its attribution and its proof."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.errors import QueryError
from tracker.model import Accuracy, Day, Kind, Measure, Qualifier, Span, Status, Unit, Window
from tracker.places import Gazetteer
from tracker.query.conditions import conditions_of
from tracker.query.question import Order, Question
from tracker.store.reviews import Review, Verdict, reviews_of_figures
from tracker.store.tables import FigureRow, RelayRow, ReportRow, ReviewRow, Row, SourceRow

Relays = tuple[tuple[str, str], ...]
"""The words and the slugs of those who passed a number on, the one nearest to the claimant first."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of the ledger with its attribution and its proof: as it was judged, or, where the question
    asked for it raw, as it was read. Both have the same ``id``. ``reviews`` are the judgements that stand.
    """

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
    relay_slugs: tuple[str, ...]
    outlet: str | None
    published: dt.date | None
    published_at: dt.datetime | None
    title: str | None
    url: str | None
    report_id: int
    copy_of: int | None
    revision: int
    span: Span
    sentence: Span
    credit: Span | None
    evidence: str
    rule: str
    extractor: str
    part_of: int | None
    recorded_at: dt.datetime
    reviews: tuple[Review, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The last word of its reviewers."""
        return self.reviews[-1].verdict if self.reviews else None


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
        yield from _completed(session, rows)


def _completed(session: Session, rows: Sequence[Any]) -> Iterator[FoundFigure]:
    """Rows with the relays and the reviews of their figures."""
    relays = relays_of(session, [row["root"] for row in rows])
    reviews = reviews_of_figures(session, [row["root"] for row in rows if row["reviewed"]])
    for row in rows:
        standing = tuple(one for one in reviews.get(row["root"], ()) if one.stands and one.undoes is None)
        yield _found(row, relays.get(row["root"], ()), standing)


def find_figure(session: Session, name: str) -> FoundFigure:
    """One figure by its number in the ledger, or by the first characters of its key (six at least): as it
    was judged, or, where it was rejected, as it was read.
    """
    root = _root_named(session, name)
    versions = col(FigureRow.origin_id) == root, col(FigureRow.superseded_at).is_(None)
    for conditions in (versions, (col(FigureRow.id) == root,)):
        rows = session.connection().execute(_selected().where(*conditions)).mappings().all()
        if rows:
            return next(_completed(session, rows))
    raise AssertionError(root)


def _root_named(session: Session, name: str) -> int:
    """The number of the figure as it was read that is meant."""
    if name.isdigit() and len(name) < 18:
        condition = col(FigureRow.id) == int(name)
    elif len(name) >= 6:
        condition = and_(col(FigureRow.key).startswith(name, autoescape=True), col(FigureRow.origin_id).is_(None))
    else:
        raise QueryError(name, "is no number of a figure, and too short for a key")
    root = func.coalesce(col(FigureRow.origin_id), col(FigureRow.id))
    found = session.exec(select(root).where(condition).limit(2)).all()
    if not found:
        raise QueryError(name, "no such figure in this ledger")
    if len(found) > 1:
        raise QueryError(name, "more than one figure has a key that starts so")
    return int(found[0])


def _selected() -> Select[Any]:
    """The columns of a found figure. The text of a report may be large: only the sentence is taken."""
    length = col(FigureRow.sentence_end) - col(FigureRow.sentence_start)
    evidence = func.substr(col(ReportRow.text), col(FigureRow.sentence_start) + 1, length)
    root = func.coalesce(col(FigureRow.origin_id), col(FigureRow.id))
    reviewed = select(ReviewRow.id).where(col(ReviewRow.figure_id) == root).exists()
    return (
        select_columns(
            *Row.metadata.tables["figure"].columns,
            col(SourceRow.name).label("source_name"),
            col(SourceRow.slug).label("source_slug"),
            col(ReportRow.outlet),
            col(ReportRow.published),
            col(ReportRow.published_at),
            col(ReportRow.title),
            col(ReportRow.url),
            col(ReportRow.revision),
            col(ReportRow.copy_of),
            evidence.label("evidence"),
            root.label("root"),
            reviewed.label("reviewed"),
        )
        .join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
        .outerjoin(SourceRow, col(SourceRow.id) == col(FigureRow.source_id))
    )


def _found(row: Any, relays: Relays, reviews: tuple[Review, ...]) -> FoundFigure:
    return FoundFigure(
        id=row["root"],
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
        relays=tuple(words for words, _ in relays),
        relay_slugs=tuple(slug for _, slug in relays),
        outlet=row["outlet"],
        published=row["published"],
        published_at=row["published_at"],
        title=row["title"],
        url=row["url"],
        report_id=row["report_id"],
        copy_of=row["copy_of"],
        revision=row["revision"],
        span=Span(row["span_start"], row["span_end"]),
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        credit=Span(row["credit_start"], row["credit_end"]) if row["credit_start"] is not None else None,
        evidence=row["evidence"],
        rule=row["rule"],
        extractor=row["extractor"],
        part_of=row["part_of_id"],
        recorded_at=row["recorded_at"],
        reviews=reviews,
    )


def _window(row: Any) -> Window | None:
    if row["window_start"] is None:
        return None
    return Window(row["window_start"], row["window_end"], Accuracy(row["window_accuracy"]))


def relays_of(session: Session, figures: Sequence[int]) -> dict[int, Relays]:
    """The relays of figures, by figure."""
    statement = (
        select(RelayRow.figure_id, RelayRow.words, SourceRow.slug)
        .join(SourceRow, col(SourceRow.id) == col(RelayRow.source_id))
        .where(col(RelayRow.figure_id).in_(figures))
        .order_by(col(RelayRow.figure_id), col(RelayRow.position))
    )
    found: dict[int, Relays] = {}
    for figure, words, slug in session.exec(statement):
        found[figure] = (*found.get(figure, ()), (words, slug))
    return found
