"""Who was quoted, and whom a person means by a name."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.errors import QueryError, nearest_names
from tracker.store.sources import find_source, name_key, name_keys
from tracker.store.tables import FigureRow, SourceAliasRow, SourceRow


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
