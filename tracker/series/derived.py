"""Numbers that nobody reported: what can be reckoned from a series, on request and under a label.

They are never stored, and never stand among reported ones without the word "derived".
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.errors import QueryError
from tracker.model import Kind, Unit
from tracker.series.bounds import stated_bounds
from tracker.series.points import Point, Series


class View(StrEnum):
    """What is reckoned."""

    DIFFERENCE = "difference"
    """From each total to the next."""
    RATE = "rate"
    """The same, a day."""
    PEOPLE = "people"
    """Households as people, by a size that the asker states."""


@dataclass(frozen=True, slots=True)
class DerivedPoint:
    """A reckoned number, and the reported points it comes from. ``low`` and ``high`` are what their hedges
    allow, ``None`` where they leave it open. A difference may be negative: the total was revised.

    ``since`` is the day after which a difference counts, ``None`` where nothing is a difference.
    """

    since: dt.date | None
    day: dt.date
    low: float | None
    value: float
    high: float | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """What was reckoned from a series; ``label`` says how."""

    series: Series
    view: View
    label: str
    points: tuple[DerivedPoint, ...]


def derive(series: Series, view: View, *, household_size: float | None = None) -> Derived:
    """Reckon a view of a series. Raises ``QueryError`` where the view makes no sense of it."""
    if view is View.PEOPLE:
        return _people(series, household_size)
    if series.identity.kind is not Kind.TOTAL:
        raise QueryError(view.value, f"is reckoned from totals, not from {series.identity.kind.value} figures")
    pairs = zip(series.points, series.points[1:], strict=False)
    steps = tuple(_difference(before, after) for before, after in pairs)
    if view is View.DIFFERENCE:
        return Derived(series, view, "derived: difference of totals", steps)
    return Derived(series, view, "derived: difference of totals, a day", tuple(map(_a_day, steps)))


def can_derive(series: Series, view: View) -> bool:
    """Whether a view makes sense of a series."""
    if view is View.PEOPLE:
        return series.identity.unit is Unit.HOUSEHOLDS
    return series.identity.kind is Kind.TOTAL


def _difference(before: Point, after: Point) -> DerivedPoint:
    (low_before, high_before), (low_after, high_after) = stated_bounds(before.best), stated_bounds(after.best)
    return DerivedPoint(
        since=before.day,
        day=after.day,
        low=None if low_after is None or high_before is None else low_after - high_before,
        value=after.height - before.height,
        high=None if high_after is None or low_before is None else high_after - low_before,
        points=(before, after),
    )


def _a_day(step: DerivedPoint) -> DerivedPoint:
    assert step.since is not None
    days = (step.day - step.since).days
    return DerivedPoint(
        since=step.since,
        day=step.day,
        low=None if step.low is None else step.low / days,
        value=step.value / days,
        high=None if step.high is None else step.high / days,
        points=step.points,
    )


def _people(series: Series, size: float | None) -> Derived:
    if size is None or not 0 < size <= _LARGEST_HOUSEHOLD:
        raise QueryError("people", f"needs the size of a household: more than 0, {_LARGEST_HOUSEHOLD} at most")
    if series.identity.unit is not Unit.HOUSEHOLDS:
        raise QueryError("people", f"is reckoned from households, not from {series.identity.unit.value}")
    label = f"derived: households of {size:g} people"
    return Derived(series, View.PEOPLE, label, tuple(_with_people(series, size)))


_LARGEST_HOUSEHOLD = 50


def _with_people(series: Series, size: float) -> Iterator[DerivedPoint]:
    for point in series.points:
        low, high = stated_bounds(point.best)
        yield DerivedPoint(
            since=None,
            day=point.day,
            low=None if low is None else low * size,
            value=point.height * size,
            high=None if high is None else high * size,
            points=(point,),
        )
