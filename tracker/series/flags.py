"""What a reader of a series must be told of its points: hedges, falls, jumps, revisions, gaps, overlaps.

A flag is a warning, never a correction: the point stays as it was reported.
"""

from collections.abc import Sequence
from enum import StrEnum
from statistics import fmean, median

from tracker.model import Kind, Qualifier
from tracker.series.bounds import bounds_of
from tracker.series.points import Point, Series

GAP_DAYS = 45
"""Days without a report after which nobody knows what happened in between."""

DEVIATIONS = 5.0
"""How many robust deviations above the median rate a rise may lie before it is a jump."""

_FEWEST_RISES = 5  # of fewer nobody can say what is usual


class Flag(StrEnum):
    """What is to be told of a point."""

    HEDGED = "hedged"
    """The number is bounded or rounded by its words."""
    FALLS = "falls"
    """A total that lies below the one before, whatever the hedges allow."""
    JUMPS = "jumps"
    """A total that rises far faster than this series does."""
    REVISED = "revised"
    """The source gave another number for the same day before."""
    CONFLICTS = "conflicts"
    """The source gave several numbers for the same day, none later than the others."""
    OVERLAPS = "window overlaps"
    """The days counted overlap those of the point before: the two must not be added up."""
    GAP = "after a gap"
    """There was no report for a long time before."""
    UNDATED = "day of publication"
    """The text gives no day: the point stands at the day of publication."""


def flags_of(
    series: Series, *, gap_days: int = GAP_DAYS, deviations: float = DEVIATIONS
) -> tuple[tuple[Flag, ...], ...]:
    """The flags of each point of a series, in their order."""
    jumping = jumps_of(series, deviations=deviations)
    found = []
    for number, point in enumerate(series.points):
        before = series.points[number - 1] if number else None
        flags = [*_own_flags(point), *(_flags_after(before, point, series, gap_days) if before else ())]
        found.append((*flags, Flag.JUMPS) if number in jumping else tuple(flags))
    return tuple(found)


def falls(before: Point, point: Point) -> bool:
    """Whether a point lies below the one before, whatever their hedges allow."""
    return bounds_of(point.best)[1] < bounds_of(before.best)[0]


def jumps_of(series: Series, *, deviations: float = DEVIATIONS) -> frozenset[int]:
    """The numbers of the points to which a total rises faster than the median rate a day by more than some
    robust standard deviations (1.4826 times the median absolute deviation, after Rousseeuw and Croux).
    """
    if series.identity.kind is not Kind.TOTAL or len(series.points) <= _FEWEST_RISES:
        return frozenset()
    rates = [
        (after.height - before.height) / (after.day - before.day).days
        for before, after in zip(series.points, series.points[1:], strict=False)
    ]
    limit = median(rates) + deviations * _spread(rates)
    return frozenset(number for number, rate in enumerate(rates, 1) if rate > max(limit, 0))


def _spread(rates: Sequence[float]) -> float:
    centre = median(rates)
    away = [abs(rate - centre) for rate in rates]
    # Where most rates are the same, the median says nothing of the others: their mean does.
    return 1.4826 * median(away) or 1.2533 * fmean(away)


def _own_flags(point: Point) -> list[Flag]:
    found = [] if point.best.qualifier is Qualifier.EXACTLY else [Flag.HEDGED]
    if point.best.as_of is None:
        found.append(Flag.UNDATED)
    if (other := _second_number(point)) is not None:
        found.append(other)
    return found


def _second_number(point: Point) -> Flag | None:
    """Whether the source said something for the day that the point's number cannot be."""
    low, high = bounds_of(point.best)
    others = [figure for figure in point.figures if bounds_of(figure)[1] < low or bounds_of(figure)[0] > high]
    if not others:
        return None
    published = point.best.published
    earlier = all(published and figure.published and figure.published < published for figure in others)
    return Flag.REVISED if earlier else Flag.CONFLICTS


def _flags_after(before: Point, point: Point, series: Series, gap_days: int) -> list[Flag]:
    found = []
    if series.identity.kind is Kind.TOTAL and falls(before, point):
        found.append(Flag.FALLS)
    if series.identity.kind is Kind.NEW and _overlap(before, point):
        found.append(Flag.OVERLAPS)
    if (point.day - before.day).days > gap_days:
        found.append(Flag.GAP)
    return found


def _overlap(before: Point, point: Point) -> bool:
    first, second = before.best.window, point.best.window
    return first is not None and second is not None and second.start <= first.end and first.start <= second.end
