"""Figures as flat rows, straight from the database: for exports of millions, where values would cost too much.

A row has the fields of :func:`tracker.export.row_of_figure`, which a test holds against it, and those that only a
file needs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, String, case, cast, func, type_coerce
from sqlalchemy import select as select_columns
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from tracker.places import Gazetteer
from tracker.query.conditions import conditions_of
from tracker.query.figures import relays_of
from tracker.query.question import Question
from tracker.store.reviews import Review, reviews_of_figures
from tracker.store.tables import FigureRow, ReportRow, ReviewRow, SourceRow

FIELDS = (
    "id", "key", "value", "low", "high", "qualifier", "measure", "unit", "group", "place", "place_id", "kind", "status",
    "day", "as_of", "as_of_accuracy", "window_start", "window_end", "baseline", "basis", "source", "source_slug",
    "source_words", "relays", "outlet", "published", "published_at", "title", "url", "report_id", "revision", "number",
    "start", "end", "sentence_start", "sentence_end", "evidence", "rule", "extractor", "part_of", "recorded_at",
    "verdict", "reviews",
)  # fmt: skip
"""The fields of a flat row, in their order."""

_AT_ONCE = 2000
_RELAYS, _VERDICT, _REVIEWS = FIELDS.index("relays"), FIELDS.index("verdict"), FIELDS.index("reviews")


def iter_flat(session: Session, question: Question, gazetteer: Gazetteer) -> Iterator[tuple[Any, ...]]:
    """The figures that answer a question as tuples of :data:`FIELDS`, the first recorded first: memory stays flat.

    Numbers are numbers, days and moments ISO text. Raises ``QueryError`` at once for a word that names nothing.
    """
    conditions = conditions_of(session, replace(question, limit=None), gazetteer)
    statement = _selected(session).where(*conditions).order_by(col(FigureRow.id)).limit(question.limit)
    return _streamed(session, statement)


def count_flat(session: Session, question: Question, gazetteer: Gazetteer) -> int:
    """How many figures answer a question."""
    counted = (
        select_columns(func.count())
        .select_from(FigureRow)
        .join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
    )
    found = session.connection().execute(counted.where(*conditions_of(session, question, gazetteer))).scalar() or 0
    return min(found, question.limit) if question.limit is not None else found


def _streamed(session: Session, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    relayed = session.exec(select(FigureRow.id).where(_has_relays()).limit(1)).first() is not None
    judged = session.exec(select(ReviewRow.id).limit(1)).first() is not None
    answer = session.connection().execute(statement, execution_options={"yield_per": _AT_ONCE})
    for rows in answer.partitions():
        if not relayed and not judged:
            yield from rows
            continue
        roots = [row[0] for row in rows]
        relays = relays_of(session, roots) if relayed else {}
        reviews = reviews_of_figures(session, roots) if judged else {}
        for row in rows:
            if row[0] in relays or row[0] in reviews:
                yield _completed(row, relays.get(row[0], ()), reviews)
            else:
                yield row


def _completed(
    row: Any, relays: tuple[tuple[str, str], ...], reviews: Mapping[int, tuple[Review, ...]]
) -> tuple[Any, ...]:
    cells = list(row)
    standing = [one for one in reviews.get(row[0], ()) if one.stands and one.undoes is None]
    cells[_RELAYS] = "; ".join(words for words, _ in relays) or None
    cells[_VERDICT] = standing[-1].verdict.value if standing else None
    cells[_REVIEWS] = len(standing)
    return tuple(cells)


def _has_relays() -> ColumnElement[bool]:
    from tracker.store.tables import RelayRow

    return col(FigureRow.id).in_(select(RelayRow.figure_id))


def _selected(session: Session) -> Select[Any]:
    """The columns of :data:`FIELDS`. Days and moments are taken as text: nobody reckons with them here."""
    sqlite = session.get_bind().dialect.name == "sqlite"

    def day(column: Any) -> ColumnElement[Any]:
        return type_coerce(column, String) if sqlite else cast(column, String)

    def moment(column: Any) -> ColumnElement[Any]:
        if sqlite:
            return func.strftime("%Y-%m-%dT%H:%M:%fZ", column, type_=String)
        return func.to_char(func.timezone("UTC", column), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"', type_=String)

    def nothing() -> ColumnElement[Any]:
        from sqlalchemy import null

        return null()

    length = col(FigureRow.sentence_end) - col(FigureRow.sentence_start)
    precise = case(
        (col(FigureRow.baseline).is_not(None), day(FigureRow.baseline)), else_=col(FigureRow.baseline_words)
    )  # fmt: skip
    figure, report = FigureRow, ReportRow
    columns: tuple[Any, ...] = (
        func.coalesce(figure.origin_id, figure.id), figure.key, figure.value, figure.low, figure.high, figure.qualifier,
        figure.measure, figure.unit, figure.group_words, figure.place_words, figure.place_id, figure.kind,
        figure.status, day(figure.day), day(figure.as_of), figure.as_of_accuracy, day(figure.window_start),
        day(figure.window_end), precise, figure.basis, SourceRow.name, SourceRow.slug, figure.source_words, nothing(),
        report.outlet, day(report.published), moment(report.published_at), report.title, report.url, figure.report_id,
        report.revision, figure.number, figure.span_start, figure.span_end, figure.sentence_start, figure.sentence_end,
        func.substr(col(report.text), col(figure.sentence_start) + 1, length), figure.rule, figure.extractor,
        figure.part_of_id, moment(figure.recorded_at), nothing(), 0,
    )  # fmt: skip
    labelled = [_labelled(column, name) for name, column in zip(FIELDS, columns, strict=True)]
    return (
        select_columns(*labelled)
        .join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
        .outerjoin(SourceRow, col(SourceRow.id) == col(FigureRow.source_id))
    )


def _labelled(column: Any, name: str) -> Any:
    from sqlalchemy import literal_column

    element = literal_column(str(column)) if isinstance(column, int) else column
    return element.label(f"flat_{name}")


def measures_of(session: Session) -> frozenset[str]:
    """The measures that a ledger has figures of."""
    return frozenset(session.exec(select(FigureRow.measure).distinct()))
