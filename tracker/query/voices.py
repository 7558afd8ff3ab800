"""How many stand behind a number: independent claimants, not articles that repeat them.

A *statement* is one number for one thing and one day, whoever gives it. Its *claimants* are those whom the
texts credit with it. Of these, one that is seen to pass the same number on from another, and a body of
which a part speaks for itself, is no voice of its own. *Witnesses* are the outlets that carry it, as many
as have a text of their own: copies of one text are one witness, and so are several texts of one outlet. An
outlet that credits nobody witnesses, and is no voice: it doesn't say how it knows.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import ColumnElement, RowMapping, and_, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.model import Kind, Measure, Status, Unit
from tracker.places import Gazetteer
from tracker.query.figures import FoundFigure, find_figures, relays_of
from tracker.query.groups import group_counted
from tracker.query.knowing import in_force, known_by
from tracker.query.naming import merges_of
from tracker.query.question import Question
from tracker.query.witnesses import count_witnesses
from tracker.store.tables import FigureRow, ReportRow, SourceRow

Lineage = Mapping[str, tuple[str, ...]]
"""The bodies that a source belongs to, by its slug: its parent, the parent's parent …"""


class Testimony(Protocol):
    """Who said a number in which report; a found figure is one."""

    @property
    def source_slug(self) -> str | None: ...  # noqa: D102 - as the figure names them
    @property
    def relay_slugs(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def outlet(self) -> str | None: ...  # noqa: D102
    @property
    def report_id(self) -> int: ...  # noqa: D102
    @property
    def copy_of(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Voices:
    """Who stands behind a number. ``independent`` and ``dependent`` are claimants, ``relays`` those who
    passed it on, ``reports`` the reports that hold it.
    """

    independent: tuple[str, ...] = ()
    dependent: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    witnesses: int = 0
    reports: int = 0

    @property
    def count(self) -> int:
        """How many independent claimants there are."""
        return len(self.independent)


@dataclass(frozen=True, slots=True)
class Statement:
    """One number for one thing and day, whoever gives it. ``number`` is the value as stated, or its bounds
    where the text gives no value; ``place`` a path, or the words where they were not resolved.
    """

    measure: Measure
    unit: Unit
    group: str | None
    place: str | None
    kind: Kind
    day: dt.date | None
    number: tuple[float | None, float | None]


def voices_behind(testimonies: Iterable[Testimony], lineage: Lineage | None = None) -> Voices:
    """Who stands behind what some testimonies all say. Without ``lineage`` every claimant is taken for a
    body of its own; :func:`lineage_of` gives it.
    """
    told = list(testimonies)
    claimants = {one.source_slug for one in told if one.source_slug}
    relays = {slug for one in told if one.source_slug for slug in one.relay_slugs}
    bodies = {body for slug in claimants for body in (lineage or {}).get(slug, ())}
    dependent = claimants & (bodies | relays)
    if dependent == claimants:  # each passes it on from another of them: one has begun
        dependent = set(sorted(claimants)[1:])
    return Voices(
        independent=tuple(sorted(claimants - dependent)),
        dependent=tuple(sorted(dependent)),
        relays=tuple(sorted(relays)),
        witnesses=_count_witnesses(told),
        reports=len({one.report_id for one in told}),
    )


def _count_witnesses(told: Sequence[Testimony]) -> int:
    texts_of: dict[str, set[int]] = defaultdict(set)
    for one in told:
        text = one.copy_of if one.copy_of is not None else one.report_id
        texts_of[one.outlet.casefold() if one.outlet else f"#{text}"].add(text)
    return count_witnesses(texts_of)


def statement_of(figure: FoundFigure) -> Statement:
    """What a figure states, without who says so and how it is hedged."""
    return Statement(
        measure=figure.measure,
        unit=figure.unit,
        group=group_counted(figure.group, figure.unit, figure.place_id),
        place=figure.place_id or (figure.place.casefold() if figure.place else None),
        kind=figure.kind,
        day=figure.day,
        number=_number_of(figure.value, figure.low, figure.high),
    )


def _number_of(value: float | None, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return (value, value) if value is not None else (low, high)


def find_statements(
    session: Session, question: Question, gazetteer: Gazetteer
) -> tuple[tuple[Statement, Voices, tuple[FoundFigure, ...]], ...]:
    """The statements that answer a question, each with who stands behind it in the whole ledger and with
    the figures that answered; only asserted ones.
    """
    figures = find_figures(session, replace(question, status=question.status or Status.ASSERTED.value), gazetteer)
    voices = find_voices(session, figures, question)
    grouped: dict[Statement, list[FoundFigure]] = defaultdict(list)
    for figure in figures:
        grouped[statement_of(figure)].append(figure)
    return tuple((told, voices[members[0].id], tuple(members)) for told, members in grouped.items())


def find_voices(
    session: Session, figures: Sequence[FoundFigure], question: Question | None = None
) -> dict[int, Voices]:
    """Who stands behind each of some figures, by its number in the ledger: everybody whom the ledger has
    giving the same number for the same thing and day, as far as the question's days of knowledge reach.
    """
    lineage = lineage_of(session)
    told: dict[Statement, list[Testimony]] = defaultdict(list)
    for statement, testimony in _testimonies(session, figures, question or Question()):
        told[statement].append(testimony)
    found: dict[int, Voices] = {}
    of_statement: dict[Statement, Voices] = {}
    for figure in figures:
        statement = statement_of(figure)
        if statement not in of_statement:
            of_statement[statement] = voices_behind(told.get(statement) or [figure], lineage)
        found[figure.id] = of_statement[statement]
    return found


def lineage_of(session: Session) -> Lineage:
    """The bodies that each source belongs to."""
    child_of = {}
    slugs = {}
    for identity, slug, parent in session.exec(
        select(SourceRow.id, SourceRow.slug, SourceRow.parent_id).where(
            or_(
                col(SourceRow.parent_id).is_not(None),
                col(SourceRow.id).in_(select(SourceRow.parent_id).where(col(SourceRow.parent_id).is_not(None))),
            )
        )
    ):
        slugs[identity], child_of[identity] = slug, parent
    return {slug: tuple(slugs[body] for body in _bodies_above(identity, child_of)) for identity, slug in slugs.items()}


def _bodies_above(identity: int | None, child_of: Mapping[int | None, int | None]) -> Iterator[int | None]:
    seen = {identity}
    while (identity := child_of.get(identity)) is not None and identity not in seen:
        seen.add(identity)
        yield identity


@dataclass(frozen=True, slots=True)
class _Told:
    source_slug: str | None
    relay_slugs: tuple[str, ...]
    outlet: str | None
    report_id: int
    copy_of: int | None


_AT_ONCE = 200


def _testimonies(
    session: Session, figures: Sequence[FoundFigure], question: Question
) -> Iterator[tuple[Statement, _Told]]:
    """Everything that is asserted for the same measures, places and days."""
    days: dict[tuple[str, str | None], set[dt.date]] = defaultdict(set)
    for figure in figures:
        if figure.day is not None:
            days[figure.measure.value, figure.place_id].add(figure.day)
    each = [(*topic, day) for topic, some in days.items() for day in sorted(some)]
    for start in range(0, len(each), _AT_ONCE):
        yield from _told(session, or_(*_on_days(each[start : start + _AT_ONCE])), question)


def _on_days(each: Iterable[tuple[str, str | None, dt.date]]) -> Iterator[ColumnElement[bool]]:
    """A condition for each measure and place: of tuples in a list, SQLite would read the whole ledger."""
    for (measure, place), some in groupby(each, key=itemgetter(0, 1)):
        there = col(FigureRow.place_id) == place if place is not None else col(FigureRow.place_id).is_(None)
        on_days = col(FigureRow.day).in_([day for _, _, day in some])
        yield and_(col(FigureRow.measure) == measure, there, on_days)


def _told(session: Session, which: ColumnElement[bool], question: Question) -> Iterator[tuple[Statement, _Told]]:
    root = func.coalesce(col(FigureRow.origin_id), col(FigureRow.id))  # relays are kept with the figure as read
    columns = (
        root.label("id"), FigureRow.measure, FigureRow.unit, FigureRow.group_words, FigureRow.place_id,
        FigureRow.place_words, FigureRow.kind, FigureRow.day, FigureRow.value, FigureRow.low, FigureRow.high,
        FigureRow.report_id, SourceRow.slug, ReportRow.outlet, ReportRow.copy_of,
    )  # fmt: skip
    statement = (
        select_columns(*columns)  # type: ignore[call-overload]  # more columns than its overloads know
        .join(ReportRow, col(ReportRow.id) == col(FigureRow.report_id))
        .outerjoin(SourceRow, col(SourceRow.id) == col(FigureRow.source_id))
        .where(which, in_force(question), col(FigureRow.status) == Status.ASSERTED.value)
    )
    if question.known_by is not None:
        statement = statement.where(known_by(ReportRow, question.known_by))
    rows = session.connection().execute(statement).mappings().all()
    relays: dict[int, Any] = {}
    for start in range(0, len(rows), _AT_ONCE):
        relays |= relays_of(session, [row["id"] for row in rows[start : start + _AT_ONCE]])
    merges = merges_of(session, question.recorded_by)
    for row in rows:
        slugs = tuple(merges.slug(slug) for _, slug in relays.get(row["id"], ()))
        slug = merges.slug(row["slug"]) if row["slug"] else None
        yield _statement_in(row), _Told(slug, slugs, row["outlet"], row["report_id"], row["copy_of"])


def _statement_in(row: RowMapping) -> Statement:
    unit = Unit(row["unit"])
    return Statement(
        measure=Measure(row["measure"]),
        unit=unit,
        group=group_counted(row["group_words"], unit, row["place_id"]),
        place=row["place_id"] or (row["place_words"].casefold() if row["place_words"] else None),
        kind=Kind(row["kind"]),
        day=row["day"],
        number=_number_of(row["value"], row["low"], row["high"]),
    )
