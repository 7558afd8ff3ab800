"""The figures that answer a question, each with its attribution and its proof."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.errors import QueryError
from tracker.model import Accuracy, Day, Kind, Measure, Qualifier, Span, Status, Unit, Window
from tracker.places import Gazetteer
from tracker.query.conditions import conditions_of
from tracker.query.naming import Merges, merges_of
from tracker.query.question import Order, Question
from tracker.store.reviews import Review, Verdict, reviews_of_figures
from tracker.store.tables import FigureRow, RelayRow, Row, SourceRow

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
    ordered = statement.order_by(*_order_of(question)).limit(question.limit)
    return _streamed(session, ordered, merges_of(session, question.recorded_by))


def _order_of(question: Question) -> tuple[ColumnElement[Any], ...]:
    day, identity = col(FigureRow.day), col(FigureRow.id)
    if question.order is Order.NEWEST:
        return day.desc().nulls_last(), identity.desc()
    return day.asc().nulls_last(), identity.asc()


_AT_ONCE = 500


def _streamed(session: Session, statement: Select[Any], merges: Merges) -> Iterator[FoundFigure]:
    answer = session.connection().execute(statement, execution_options={"yield_per": _AT_ONCE})
    for rows in answer.partitions():
        yield from _completed(session, rows, merges)


def _completed(session: Session, rows: Sequence[Sequence[Any]], merges: Merges) -> Iterator[FoundFigure]:
    """Rows with the relays and the reviews of their figures."""
    relays = relays_of(session, [root for root, _, relayed, *_ in rows if relayed])
    reviews = reviews_of_figures(session, [root for root, reviewed, *_ in rows if reviewed])
    for row in rows:
        standing = tuple(one for one in reviews.get(row[0], ()) if one.stands and one.undoes is None)
        found = _found(row, relays.get(row[0], ()), standing)
        yield _with_merges(found, merges) if merges.named else found


def _with_merges(figure: FoundFigure, merges: Merges) -> FoundFigure:
    """The figure given to the source that its own was merged into; the words of the text stay."""
    slug, name = merges.named.get(figure.source_slug or "", (figure.source_slug, figure.source))
    relays = tuple(merges.slug(relay) for relay in figure.relay_slugs)
    return replace(figure, source=name, source_slug=slug, relay_slugs=relays)


def find_figure(session: Session, name: str) -> FoundFigure:
    """One figure by its number in the ledger, or by the first characters of its key (six at least): as it
    was judged, or, where it was rejected, as it was read.
    """
    root = _root_named(session, name)
    versions = col(FigureRow.origin_id) == root, col(FigureRow.superseded_at).is_(None)
    for conditions in (versions, (col(FigureRow.id) == root,)):
        rows = session.connection().execute(_selected().where(*conditions)).all()
        if rows:
            return next(_completed(session, rows, merges_of(session)))
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


_TABLES = Row.metadata.tables  # their plain columns are put into a statement faster than attributes of classes
_JOINED = ("figure", "report", "source", "relay", "review")


@cache  # the columns are always the same, and putting them together takes longer than fifty rows
def _selected() -> Select[Any]:
    """The columns of a found figure, in the order in which :func:`_found` takes them. The text of a report
    may be large: only the sentence is taken.
    """
    figure, report, source, relay, review = (_TABLES[name].columns for name in _JOINED)
    root = func.coalesce(figure.origin_id, figure.id)
    columns: tuple[Any, ...] = (
        root,
        select_columns(review.id).where(review.figure_id == root).exists(),
        select_columns(relay.figure_id).where(relay.figure_id == root).exists(),
        figure.key, figure.number, figure.value, figure.low, figure.high, figure.qualifier,
        figure.measure, figure.unit, figure.group_words, figure.place_words, figure.place_id,
        figure.kind, figure.status, figure.day, figure.as_of, figure.as_of_accuracy,
        figure.window_start, figure.window_end, figure.window_accuracy,
        figure.baseline, figure.baseline_accuracy, figure.baseline_words, figure.from_outset,
        figure.basis, source.name, source.slug, figure.source_words,
        report.outlet, report.published, report.published_at, report.title, report.url, figure.report_id,
        report.copy_of, report.revision, figure.span_start, figure.span_end,
        figure.sentence_start, figure.sentence_end, figure.credit_start, figure.credit_end,
        func.substr(report.text, figure.sentence_start + 1, figure.sentence_end - figure.sentence_start),
        figure.rule, figure.extractor, figure.part_of_id, figure.recorded_at,
    )  # fmt: skip
    return (
        select_columns(*columns)
        .select_from(_TABLES["figure"])
        .join(_TABLES["report"], report.id == figure.report_id)
        .outerjoin(_TABLES["source"], source.id == figure.source_id)
    )


# Looked up rather than called: a long answer has a million of them.
_QUALIFIER = {one.value: one for one in Qualifier}
_MEASURE = {one.value: one for one in Measure}
_UNIT = {one.value: one for one in Unit}
_KIND = {one.value: one for one in Kind}
_STATUS = {one.value: one for one in Status}
_ACCURACY = {one.value: one for one in Accuracy}


def _found(row: Sequence[Any], relays: Relays, reviews: tuple[Review, ...]) -> FoundFigure:
    (
        root, _reviewed, _relayed, key, number, value, low, high, qualifier, measure, unit, group, place, place_id,
        kind, status, day, as_of, as_of_accuracy, window_start, window_end, window_accuracy, baseline,
        baseline_accuracy, baseline_words, from_outset, basis, source, source_slug, source_words, outlet, published,
        published_at, title, url, report_id, copy_of, revision, span_start, span_end, sentence_start,
        sentence_end, credit_start, credit_end, evidence, rule, extractor, part_of, recorded_at,
    ) = row  # fmt: skip
    return FoundFigure(
        id=root,
        key=key,
        number=number,
        value=value,
        low=low,
        high=high,
        qualifier=_QUALIFIER[qualifier],
        measure=_MEASURE[measure],
        unit=_UNIT[unit],
        group=group,
        place=place,
        place_id=place_id,
        kind=_KIND[kind],
        status=_STATUS[status],
        day=day,
        as_of=Day(as_of, _ACCURACY[as_of_accuracy]) if as_of else None,
        window=Window(window_start, window_end, _ACCURACY[window_accuracy]) if window_start else None,
        baseline=Day(baseline, _ACCURACY[baseline_accuracy]) if baseline else None,
        baseline_words=baseline_words,
        from_outset=from_outset,
        basis=basis,
        source=source,
        source_slug=source_slug,
        source_words=source_words,
        relays=tuple(words for words, _ in relays) if relays else (),
        relay_slugs=tuple(slug for _, slug in relays) if relays else (),
        outlet=outlet,
        published=published,
        published_at=published_at,
        title=title,
        url=url,
        report_id=report_id,
        copy_of=copy_of,
        revision=revision,
        span=Span(span_start, span_end),
        sentence=Span(sentence_start, sentence_end),
        credit=Span(credit_start, credit_end) if credit_start is not None else None,
        evidence=evidence,
        rule=rule,
        extractor=extractor,
        part_of=part_of,
        recorded_at=recorded_at,
        reviews=reviews,
    )


def relays_of(session: Session, figures: Sequence[int]) -> dict[int, Relays]:
    """The relays of figures, by figure."""
    if not figures:
        return {}
    statement = (
        select_columns(col(RelayRow.figure_id), col(RelayRow.words), col(SourceRow.slug))
        .join(SourceRow, col(SourceRow.id) == col(RelayRow.source_id))
        .where(col(RelayRow.figure_id).in_(figures))
        .order_by(col(RelayRow.figure_id), col(RelayRow.position))
    )
    found: dict[int, Relays] = {}
    for figure, words, slug in session.connection().execute(statement):
        found[figure] = (*found.get(figure, ()), (words, slug))
    return found
