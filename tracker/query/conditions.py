"""From a question to the conditions that a row of the ledger must fulfil."""

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from tracker.crises import Crisis
from tracker.errors import QueryError, nearest_names
from tracker.model import Kind, Measure, Status, Unit
from tracker.places import Gazetteer
from tracker.query.knowing import in_force, known_by
from tracker.query.naming import merges_of, source_named
from tracker.query.question import Question, choice_of
from tracker.store.tables import FigureRow, ReportRow


def conditions_of(session: Session, question: Question, gazetteer: Gazetteer) -> list[ColumnElement[bool]]:
    """What a figure must fulfil to answer a question. A statement with them must join the report table.

    Raises ``QueryError`` for a word that names nothing, or more than one thing, with the nearest names.
    """
    return [
        in_force(question),
        *_choices(question),
        *_subject(session, question, gazetteer),
        *_days(question),
    ]


def _choices(question: Question) -> list[ColumnElement[bool]]:
    return [
        column == choice_of(words, choices, choices.__name__.lower()).value
        for words, choices, column in (
            (question.measure, Measure, col(FigureRow.measure)),
            (question.kind, Kind, col(FigureRow.kind)),
            (question.status, Status, col(FigureRow.status)),
            (question.unit, Unit, col(FigureRow.unit)),
        )
        if words is not None
    ]


def _subject(session: Session, question: Question, gazetteer: Gazetteer) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if question.source is not None:
        merges = merges_of(session, question.recorded_by)
        meant = merges.members(source_named(session, question.source, merges))
        source = col(FigureRow.source_id)
        found.append(source == meant[0] if len(meant) == 1 else source.in_(meant))
    if question.place is not None:
        found.append(_in_place(session, question.place, gazetteer, exact=question.exact_place))
    if question.crisis is not None:
        found += _in_crisis(question.crisis, gazetteer, exact=question.exact_place and question.place is None)
    if question.group is not None:
        found.append(func.lower(col(FigureRow.group_words)).contains(question.group.lower(), autoescape=True))
    return found


def _days(question: Question) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if question.since is not None:
        found.append(col(FigureRow.day) >= question.since)
    if question.until is not None:
        found.append(col(FigureRow.day) <= question.until)
    if question.known_by is not None:
        found.append(known_by(ReportRow, question.known_by))
    return found


def _in_crisis(crisis: Crisis, gazetteer: Gazetteer, *, exact: bool) -> list[ColumnElement[bool]]:
    """By place and day, never background, and nothing that is counted from a day before the crisis."""
    there = col(FigureRow.place_id).in_(crisis.places)
    found = [
        there if exact else or_(*(_inside(path, gazetteer) for path in crisis.places)),
        col(FigureRow.status) != Status.BACKGROUND.value,
        col(FigureRow.day) >= crisis.start,
        or_(col(FigureRow.baseline).is_(None), col(FigureRow.baseline) >= crisis.start),
        or_(col(FigureRow.window_start).is_(None), col(FigureRow.window_start) >= crisis.start),
    ]
    return [*found, col(FigureRow.day) <= crisis.end] if crisis.end is not None else found


def _in_place(session: Session, words: str, gazetteer: Gazetteer, *, exact: bool) -> ColumnElement[bool]:
    path = gazetteer.locate(words)
    as_written = func.lower(col(FigureRow.place_words)) == words.strip().lower()
    if path is None:
        if session.exec(select(FigureRow.id).where(as_written).limit(1)).first() is None:
            raise QueryError(
                words, "no such place is known or was written", nearest=_near_places(session, words, gazetteer)
            )
        return as_written
    return col(FigureRow.place_id) == path if exact else _inside(path, gazetteer)


def _inside(path: str, gazetteer: Gazetteer) -> ColumnElement[bool]:
    inside = [col(FigureRow.place_id).startswith(member + "/", autoescape=True) for member in gazetteer.members(path)]
    members = col(FigureRow.place_id).in_(gazetteer.members(path))
    return or_(members, *inside)


def _near_places(session: Session, words: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    written = session.exec(select(FigureRow.place_words).where(col(FigureRow.place_words).is_not(None)).distinct())
    return nearest_names(words, [place for place in written if place]) or nearest_names(words, gazetteer.names())
