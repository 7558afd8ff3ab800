"""What was known when: by the world, from the days of publication, and by this ledger, from its own record.

A report is known from its day of publication; one that tells none, from when it was retrieved. A page that
changed while it kept its date is known with its new text only from when that text was retrieved: nobody can
have read it before.
"""

import datetime as dt

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from tracker.query.question import Question
from tracker.store.tables import FigureRow, ReportRow, Why


def known_by(report: type[ReportRow], day: dt.date) -> ColumnElement[bool]:
    """Whether a report was known at the end of a day."""
    end_of_day = dt.datetime.combine(day, dt.time.max, dt.UTC)
    earlier = aliased(ReportRow)
    changed_silently = and_(
        col(report.revision) > 1,
        exists().where(
            col(earlier.story) == col(report.story),
            col(earlier.revision) < col(report.revision),
            col(earlier.published) >= col(report.published),
        ),
    )
    # A choice, not an "or": a database then reads the figures in their order and looks each report up.
    return case(
        (col(report.published).is_(None), col(report.retrieved_at) <= end_of_day),
        (changed_silently, and_(col(report.retrieved_at) <= end_of_day, col(report.published) <= day)),
        else_=col(report.published) <= day,
    )


def in_force(question: Question) -> ColumnElement[bool]:
    """Whether a figure stands: now, at a moment of the ledger, or as the world knew it by a day.

    What a later text of its page repeats is superseded; asked for a day before that text was known, it
    still stands.
    """
    superseded, why, moment = col(FigureRow.superseded_at), col(FigureRow.superseded_why), question.recorded_by
    stands: list[ColumnElement[bool]] = [superseded.is_(None)]
    if moment is not None:
        stands.append(superseded > moment)
    if question.raw:
        stands.append(why == Why.REVIEW)
    if question.known_by is not None:
        stands.append(and_(why == Why.REVISION, not_(_repeated_by(question.known_by))))
    found: list[ColumnElement[bool]] = [or_(*stands)]
    if moment is not None:
        found.append(col(FigureRow.recorded_at) <= moment)
    if question.raw:
        # Nearly every figure has none: an index of them would only keep SQLite from the one in their order.
        found.append(func.coalesce(col(FigureRow.origin_id), 0) == 0)
    return and_(*found)


def _repeated_by(day: dt.date) -> ColumnElement[bool]:
    """Whether the next text of the figure's page was known at the end of a day."""
    later = aliased(ReportRow)
    return exists().where(
        col(later.story) == col(ReportRow.story),
        col(later.revision) == col(ReportRow.revision) + 1,
        known_by(later, day),
    )
