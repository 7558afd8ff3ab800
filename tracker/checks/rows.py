"""What looks wrong about a single figure: greater than its whole, of a day to come, from nobody known."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import and_, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.checks.doubt import Check, Doubt
from tracker.model import Accuracy, Status
from tracker.places import Gazetteer
from tracker.query import Question, conditions_of
from tracker.store.generic import is_generic
from tracker.store.tables import FigureRow, ReportRow, SourceRow

_ABOUT: tuple[Any, ...] = (FigureRow.id, FigureRow.report_id, SourceRow.slug, FigureRow.day, FigureRow.recorded_at)
_AT_ONCE = 500


def doubt_rows(session: Session, question: Question, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """The doubts about single figures that answer a question."""
    yield from _parts(session, question, gazetteer)
    yield from _of_days_to_come(session, question, gazetteer)
    yield from _first_of_the_unknown(session, question, gazetteer)


def _doubts(
    session: Session, question: Question, gazetteer: Gazetteer, columns: tuple[Any, ...], *conditions: Any
) -> Iterator[Sequence[Any]]:
    statement = (
        select_columns(*_ABOUT, *columns)
        .select_from(FigureRow)
        .join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
        .outerjoin(SourceRow, col(SourceRow.id) == col(FigureRow.source_id))
        .where(*conditions_of(session, question, gazetteer), *conditions)
        .order_by(col(FigureRow.id))
    )
    for row in session.connection().execute(statement, execution_options={"yield_per": _AT_ONCE}):
        yield tuple(row)


def _doubt(check: Check, row: Sequence[Any], problem: str, other: int | None = None) -> Doubt:
    identity, report, source, day, recorded = row[:5]
    return Doubt(check, identity, other, report, source, day, recorded, problem)


def _parts(session: Session, question: Question, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """Parts of which even the least is more than the most of their whole."""
    whole = aliased(FigureRow)
    most = func.coalesce(col(whole.high), col(whole.value))
    least = func.coalesce(col(FigureRow.low), col(FigureRow.value))
    rows = _doubts(
        session, question, gazetteer, (FigureRow.number, whole.id, whole.number),
        col(FigureRow.part_of_id) == col(whole.id), col(FigureRow.unit) == col(whole.unit),
        col(whole.qualifier).in_(("exactly", "nearly", "at_most", "between")), least > most,
    )  # fmt: skip
    for row in rows:
        number, other, whole_number = row[5:]
        yield _doubt(Check.PART, row, f"{number} is said to be a part of {whole_number}", other)


def _of_days_to_come(session: Session, question: Question, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """Asserted figures for a day after their publication. A month or a year may still be running."""
    rows = _doubts(
        session, question, gazetteer, (FigureRow.number, FigureRow.as_of, ReportRow.published),
        col(FigureRow.as_of) > col(ReportRow.published),
        or_(col(FigureRow.as_of_accuracy) == Accuracy.DAY.value, col(FigureRow.as_of_accuracy).is_(None)),
        col(FigureRow.status) == Status.ASSERTED.value,
    )  # fmt: skip
    for row in rows:
        number, as_of, published = row[5:]
        yield _doubt(Check.FUTURE, row, f"{number} for {as_of}, published on {published}")


def _first_of_the_unknown(session: Session, question: Question, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """The first figure of each source that the registry doesn't hold, and that is more than "officials"."""
    first = select_columns(func.min(col(FigureRow.id))).group_by(col(FigureRow.source_id))
    rows = _doubts(
        session, question, gazetteer, (SourceRow.name,),
        and_(col(SourceRow.known).is_(False), col(FigureRow.id).in_(first)),
    )  # fmt: skip
    for row in rows:
        if not is_generic(row[5]):
            yield _doubt(Check.NEW_SOURCE, row, f"first figure of {row[5]!r}, whom the registry doesn't hold")


def recorded_since(doubt: Doubt, moment: dt.datetime | None) -> bool:
    """Whether what is doubted was recorded from a moment on."""
    return moment is None or doubt.recorded_at >= moment
