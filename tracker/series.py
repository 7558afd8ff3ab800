"""Series: figures that may be joined by a line, because they count the same thing from the same start.

A series is identified by its source, measure, group, place, kind, baseline, basis and unit. Two totals
that differ in one of these do not compare, and are never joined.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from tracker.model import Accuracy, Kind, Measure, Qualifier, Status, Unit
from tracker.places import Gazetteer
from tracker.places.demonyms import country_of_people
from tracker.query import FoundFigure, Order, Question, find_figures


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two figures members of one series.

    ``group`` is ``None`` where everybody is counted: "people", or the people of the place itself.
    ``baseline`` is a date, the words for an event, or ``None`` where the texts give none.
    """

    source: str | None
    source_slug: str | None
    measure: Measure
    group: str | None
    place: str | None
    place_id: str | None
    kind: Kind
    baseline: str | None
    basis: str | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Point:
    """What a source gave for a day. ``figures`` are all that say so, the one that speaks first: the most
    exact, then the last published, then the first in its text.
    """

    day: dt.date
    figures: tuple[FoundFigure, ...]

    @property
    def best(self) -> FoundFigure:
        """The figure that speaks for the day."""
        return self.figures[0]

    @property
    def height(self) -> float:
        """Where the point stands on an axis: the number as stated, else the bound that the text gives,
        for a range its middle.
        """
        best = self.best
        if best.value is not None:
            return best.value
        if best.low is not None and best.high is not None:
            return (best.low + best.high) / 2
        return best.low if best.low is not None else best.high or 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one identity, in the order of their days, one a day."""

    identity: Identity
    points: tuple[Point, ...]

    @property
    def reports(self) -> frozenset[int]:
        """The reports that stand behind the points."""
        return frozenset(figure.report_id for point in self.points for figure in point.figures)


def find_series(session: Session, question: Question, gazetteer: Gazetteer) -> tuple[Series, ...]:
    """The series that answer a question, the longest first. Only asserted figures enter: what is denied,
    disputed, projected or background is no point of a line. Totals are meant where no kind is asked for.
    """
    asked = replace(
        question, kind=question.kind or Kind.TOTAL.value, status=Status.ASSERTED.value, order=Order.OLDEST, limit=None
    )
    return series_of(find_figures(session, asked, gazetteer))


def series_of(figures: Iterable[FoundFigure]) -> tuple[Series, ...]:
    """The series that some figures make. A figure without any day is left out."""
    grouped: dict[Identity, list[FoundFigure]] = defaultdict(list)
    for figure in figures:
        if figure.day is not None:
            grouped[identity_of(figure)].append(figure)
    joined = _with_unstated_baselines_joined(grouped)
    found = [Series(identity, _points_of(members)) for identity, members in joined.items()]
    return tuple(sorted(found, key=lambda series: (-len(series.points), str(series.identity))))


def identity_of(figure: FoundFigure) -> Identity:
    """The series that a figure belongs to."""
    return Identity(
        source=figure.source,
        source_slug=figure.source_slug,
        measure=figure.measure,
        group=_group_of(figure),
        place=None if figure.place_id else (figure.place or "").casefold() or None,
        place_id=figure.place_id,
        kind=figure.kind,
        baseline=_baseline_of(figure),
        basis=figure.basis,
        unit=figure.unit,
    )


_EVERYBODY = frozenset("people persons person individuals bodies lives victims others body dead human beings".split())


def _group_of(figure: FoundFigure) -> str | None:
    """The group counted, where it is not simply everybody there."""
    if figure.group is None or figure.unit in (Unit.HOMES, Unit.HOUSEHOLDS):
        return None
    words = figure.group.casefold().split()
    if set(words) <= _EVERYBODY:
        return None
    country = country_of_people(words[-1]) if len(words) == 1 else None
    home = figure.place_id.partition("/")[0] if figure.place_id else None
    return None if country is not None and country == home else " ".join(words)


def _baseline_of(figure: FoundFigure) -> str | None:
    """Since when a total counts: a date as far as it is known, or the words for an event. The beginning of
    the crisis itself says no more than that the total is one.
    """
    if figure.baseline is not None:
        exact = figure.baseline.accuracy is Accuracy.DAY
        return str(figure.baseline) if exact else str(figure.baseline)[:7]
    return None if figure.from_outset else figure.baseline_words


def _with_unstated_baselines_joined(
    grouped: dict[Identity, list[FoundFigure]],
) -> dict[Identity, list[FoundFigure]]:
    """Totals whose text gives no baseline belong to the one that the same source states most often for the
    same thing (the earliest of several); one that is known to the month, to the day that lies in it.
    """
    joined = dict(grouped)
    for bare in {replace(identity, baseline=None) for identity in grouped}:
        stated = [identity for identity in joined if replace(identity, baseline=None) == bare and _is_day(identity)]
        if not stated:
            continue
        owner = min(stated, key=lambda identity: (-len(joined[identity]), str(identity.baseline)))
        for vague in (bare, replace(bare, baseline=str(owner.baseline)[:7])):
            joined[owner] = joined[owner] + joined.pop(vague, [])
    return joined


def _is_day(identity: Identity) -> bool:
    return identity.baseline is not None and len(identity.baseline) == 10 and identity.baseline[:4].isdigit()


_EXACTNESS = (Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.BETWEEN, Qualifier.AT_LEAST, Qualifier.MORE_THAN,
              Qualifier.NEARLY, Qualifier.AT_MOST, Qualifier.VAGUE)  # fmt: skip


def _points_of(figures: Sequence[FoundFigure]) -> tuple[Point, ...]:
    by_day: dict[dt.date, list[FoundFigure]] = defaultdict(list)
    for figure in figures:
        assert figure.day is not None
        by_day[figure.day].append(figure)
    return tuple(Point(day, tuple(sorted(members, key=_speaks_first))) for day, members in sorted(by_day.items()))


def _speaks_first(figure: FoundFigure) -> tuple[int, int, int]:
    published = figure.published.toordinal() if figure.published else 0
    return _EXACTNESS.index(figure.qualifier), -published, figure.id
