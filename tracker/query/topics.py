"""Who speaks of what: the sources and measures of the figures that answer a question."""

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from tracker.places import Gazetteer
from tracker.query.conditions import conditions_of
from tracker.query.naming import merges_of
from tracker.query.question import Question
from tracker.store.tables import FigureRow, ReportRow, SourceRow


def find_topics(session: Session, question: Question, gazetteer: Gazetteer) -> tuple[tuple[str, str], ...]:
    """Each source, by its slug, with each measure that it speaks of, in their order."""
    statement = (
        select_columns(col(SourceRow.slug), col(FigureRow.measure))
        .select_from(FigureRow)
        .join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
        .join(SourceRow, col(SourceRow.id) == col(FigureRow.source_id))
        .where(*conditions_of(session, question, gazetteer))
        .distinct()
    )
    merges = merges_of(session, question.recorded_by)
    told = session.connection().execute(statement)
    return tuple(sorted({(merges.slug(slug), measure) for slug, measure in told}))
