"""Who was quoted, how often, and under which names."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from tracker.places import Gazetteer, load_gazetteer
from tracker.query.conditions import conditions_of
from tracker.query.naming import Merges, merges_of, source_named
from tracker.query.question import Question
from tracker.store.generic import is_generic
from tracker.store.tables import FigureRow, ReportRow, SourceAliasRow, SourceRow


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A source with how often it was quoted. One that is nobody in particular ("officials") is told apart by
    the country that it was quoted on: ``place``; others have none.
    """

    slug: str
    name: str
    kind: str | None
    country: str | None
    known: bool
    figures: int
    reports: int
    first: dt.date | None
    last: dt.date | None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class KnownSource:
    """All that is known of a source. ``merged`` are the slugs of those that were judged to be it, ``words``
    how texts name it, with how often, the most frequent first.
    """

    slug: str
    name: str
    kind: str | None
    country: str | None
    known: bool
    generic: bool
    parent: str | None
    parts: tuple[str, ...]
    names: tuple[str, ...]
    merged: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    figures: int


def find_sources(
    session: Session,
    question: Question | None = None,
    gazetteer: Gazetteer | None = None,
    *,
    unknown: bool | None = None,
) -> tuple[QuotedSource, ...]:
    """The sources of the figures that answer a question (all, where none is asked), the most quoted first;
    ``unknown`` picks those that the registry doesn't hold, or those that it does.
    """
    question, gazetteer = question or Question(), gazetteer or load_gazetteer()
    merges = merges_of(session, question.recorded_by)
    conditions = conditions_of(session, question, gazetteer)
    if unknown is not None:
        conditions.append(col(SourceRow.known).is_(not unknown))
    reports = question.known_by is not None  # nothing else is asked of them
    whole = _counted(session, conditions, merges, (), reports=reports)
    nobody = [row["id"] for row in whole if is_generic(row["name"]) and not row["known"]]
    of_nobody = [*conditions, _canonical(merges).in_(nobody)]
    by_place = _counted(session, of_nobody, merges, (_country(),), reports=reports) if nobody else ()
    told = [*(row for row in whole if row["id"] not in set(nobody)), *by_place]
    return tuple(sorted(map(_quoted, told), key=lambda one: (-one.figures, one.slug, one.place or "")))


def _canonical(merges: Merges) -> ColumnElement[Any]:
    """The source that answers for the one of a figure."""
    source: Any = col(FigureRow.source_id)
    return case(dict(merges.into), value=source, else_=source) if merges.into else source


def _country() -> ColumnElement[Any]:
    """The first step of a place's path; an area that is in no country keeps its whole path."""
    path = col(FigureRow.place_id)
    return case((path.startswith("area/"), path), else_=func.substr(path, 1, 2)).label("place")


def _counted(
    session: Session,
    conditions: Sequence[ColumnElement[bool]],
    merges: Merges,
    more: Sequence[ColumnElement[Any]],
    *,
    reports: bool,
) -> Sequence[Any]:
    figures = func.count(col(FigureRow.id)).label("figures")
    columns: tuple[Any, ...] = (
        SourceRow.id, SourceRow.slug, SourceRow.name, SourceRow.kind, SourceRow.country, SourceRow.known, figures,
        func.count(func.distinct(col(FigureRow.report_id))).label("reports"),
        func.min(col(FigureRow.day)).label("first"), func.max(col(FigureRow.day)).label("last"), *more,
    )  # fmt: skip
    statement = (
        select_columns(*columns)
        .select_from(FigureRow)
        .join(SourceRow, col(SourceRow.id) == _canonical(merges))
        .where(*conditions)
        .group_by(col(SourceRow.id), *more)
    )
    if reports:
        statement = statement.join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
    return session.connection().execute(statement).mappings().all()


def _quoted(row: Any) -> QuotedSource:
    return QuotedSource(
        slug=row["slug"], name=row["name"], kind=row["kind"], country=row["country"], known=row["known"],
        figures=row["figures"], reports=row["reports"], first=row["first"], last=row["last"], place=row.get("place"),
    )  # fmt: skip


def find_known_source(session: Session, words: str) -> KnownSource:
    """All that is known of the source that a person means. Raises ``QueryError`` as ``source_named`` does."""
    merges = merges_of(session)
    identity = source_named(session, words, merges)
    members = merges.members(identity)
    row = session.get(SourceRow, identity)
    assert row is not None
    parent, part = aliased(SourceRow), aliased(SourceRow)
    in_force = col(SourceAliasRow.superseded_at).is_(None)
    names = select(SourceAliasRow.words).where(col(SourceAliasRow.source_id).in_(members), in_force)
    others = select(SourceRow.slug).where(col(SourceRow.id).in_(members[1:]))
    words_of = _words_of(session, members)
    return KnownSource(
        slug=row.slug, name=row.name, kind=row.kind, country=row.country, known=row.known,
        generic=is_generic(row.name) and not row.known,
        parent=session.exec(select(parent.slug).where(parent.id == row.parent_id)).first(),
        parts=tuple(sorted(session.exec(select(part.slug).where(part.parent_id == identity)))),
        names=tuple(sorted(set(session.exec(names)))),
        merged=tuple(sorted(session.exec(others))),
        words=words_of[:_MOST_WORDS],
        figures=sum(count for _, count in words_of),
    )  # fmt: skip


_MOST_WORDS = 20


def _words_of(session: Session, members: Sequence[int]) -> tuple[tuple[str, int], ...]:
    count = func.count(col(FigureRow.id))
    statement = (
        select_columns(col(FigureRow.source_words), count)
        .where(col(FigureRow.source_id).in_(members), col(FigureRow.superseded_at).is_(None))
        .group_by(col(FigureRow.source_words))
        .order_by(count.desc(), col(FigureRow.source_words))
    )
    return tuple((words or "", number) for words, number in session.connection().execute(statement))
