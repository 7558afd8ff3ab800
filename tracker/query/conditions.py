"""From a question to the conditions that a row of the ledger must fulfil."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from tracker.errors import QueryError, nearest_names
from tracker.model import Kind, Measure, Status, Unit
from tracker.places import Gazetteer
from tracker.query.question import Question, choice_of
from tracker.query.sources import source_named
from tracker.store.tables import FigureRow, ReportRow, Why


def conditions_of(session: Session, question: Question, gazetteer: Gazetteer) -> list[ColumnElement[bool]]:
    """What a figure must fulfil to answer a question. A statement with them must join the report table.

    Raises ``QueryError`` for a word that names nothing, or more than one thing, with the nearest names.
    """
    found = _in_force(question)
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


def _in_force(question: Question) -> list[ColumnElement[bool]]:
    """In force now, or at the moment that is asked for: as judged, or as read (see tracker.store.tables)."""
    superseded, moment = col(FigureRow.superseded_at), question.recorded_by
    lasting = superseded.is_(None) if moment is None else or_(superseded.is_(None), superseded > moment)
    found = [lasting] if moment is None else [col(FigureRow.recorded_at) <= moment, lasting]
    if question.raw:
        found[-1] = or_(lasting, col(FigureRow.superseded_why) == Why.REVIEW.value)
        found.append(col(FigureRow.origin_id).is_(None))
    return found


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
