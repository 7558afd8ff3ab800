"""What looks wrong about a series: falls, jumps, tenfold slips, and new figures that don't add up."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.checks.doubt import Check, Doubt, doubt_about
from tracker.model import Kind
from tracker.query import FoundFigure
from tracker.series import Identity, Point, Series, bounds_of, falls, jumps_of


def doubt_series(found: Sequence[Series], *, deviations: float) -> Iterator[Doubt]:
    """The doubts about some series of one source and one measure, totals and new figures alike."""
    daily = _daily_of(found)
    for series in found:
        if series.identity.kind is Kind.TOTAL:
            yield from _falls(series)
            yield from _jumps(series, deviations)
            yield from _sums(series, daily.get(_bare(series.identity), {}))
        yield from _slips(series)


def _falls(series: Series) -> Iterator[Doubt]:
    for before, point in pairwise(series.points):
        if falls(before, point):
            yield doubt_about(
                Check.FALL, point.best, f"{_written(point)} is less than {_written(before)} of {before.day}",
                other=before.best,
            )  # fmt: skip


def _jumps(series: Series, deviations: float) -> Iterator[Doubt]:
    for number in sorted(jumps_of(series, deviations=deviations)):
        before, point = series.points[number - 1], series.points[number]
        days = (point.day - before.day).days
        problem = f"rises from {_written(before)} to {_written(point)} in {days} days, far faster than the series"
        yield doubt_about(Check.JUMP, point.best, problem, other=before.best)


# --- tenfold slips ----------------------------------------------------------------------------------

_SLIPS = (10.0, 100.0, 1000.0)


def _slips(series: Series) -> Iterator[Doubt]:
    for point in series.points:
        yield from _slips_of_a_day(point)
    if series.identity.kind is Kind.TOTAL:
        for before, point, after in zip(series.points, series.points[1:], series.points[2:], strict=False):
            if (told := _slip_between(before, point, after)) is not None:
                yield doubt_about(Check.TENFOLD, point.best, told, other=before.best)


def _slips_of_a_day(point: Point) -> Iterator[Doubt]:
    """One day's number, given once with a digit more or less."""
    for figure in point.figures[1:]:
        height, other = point.best.value, figure.value
        if height and other and max(height, other) / min(height, other) in _SLIPS:
            problem = f"{figure.number} for the same day as {point.best.number}: a digit more or less"
            yield doubt_about(Check.TENFOLD, figure, problem, other=point.best)


def _slip_between(before: Point, point: Point, after: Point) -> str | None:
    """Whether a total lies outside its neighbours and a tenth or the tenfold of it would lie between them."""
    low, high = before.height, after.height
    if low > high or low <= point.height <= high:
        return None
    for factor in _SLIPS:
        for fitting in (point.height / factor, point.height * factor):
            if low <= fitting <= high and fitting > 0:
                return f"{_written(point)} between {_written(before)} and {_written(after)}: {fitting:,.0f} would fit"
    return None


# --- new figures against totals ---------------------------------------------------------------------

Daily = Mapping[dt.date, FoundFigure]


def _bare(identity: Identity) -> Identity:
    """What a total and the new figures of the same thing share."""
    return replace(identity, kind=Kind.NEW, baseline=None, basis=None)


def _daily_of(found: Iterable[Series]) -> dict[Identity, dict[dt.date, FoundFigure]]:
    """The new figures of single days, by what they count and by their day; a day given twice counts once."""
    daily: dict[Identity, dict[dt.date, FoundFigure]] = defaultdict(dict)
    for series in found:
        if series.identity.kind is not Kind.NEW:
            continue
        for point in series.points:
            days = _days_of(point.best)
            if days is not None:
                daily[_bare(series.identity)].setdefault(days, point.best)
    return daily


def _days_of(figure: FoundFigure) -> dt.date | None:
    """The day of a figure that counts a day, or the night before it, and no more."""
    window = figure.window
    if window is None or (window.end - window.start).days > 1:
        return None
    return window.end


def _sums(series: Series, daily: Daily) -> Iterator[Doubt]:
    if not daily:
        return
    for before, point in pairwise(series.points):
        days = [before.day + dt.timedelta(days=step) for step in range(1, (point.day - before.day).days + 1)]
        added = [daily[day] for day in days if day in daily]
        if added and (told := _mismatch(before, point, added, whole=len(added) == len(days))) is not None:
            yield doubt_about(Check.SUM, point.best, told, other=added[-1])


def _mismatch(before: Point, point: Point, added: Sequence[FoundFigure], *, whole: bool) -> str | None:
    """What is wrong between the rise of a total and what was newly reported meanwhile, for some of the days
    or for the ``whole`` of them.
    """
    (low, high), (low_after, high_after) = bounds_of(before.best), bounds_of(point.best)
    least, most = low_after - high, high_after - low
    fewest = sum(bounds_of(figure)[0] for figure in added)
    utmost = sum(bounds_of(figure)[1] for figure in added)
    rise = f"the total rose by {point.height - before.height:,.0f} from {before.day} to {point.day}"
    if fewest > most and math.isfinite(most):
        return f"{rise}, but {fewest:,.0f} were newly reported in these days"
    if whole and utmost < least:
        return f"{rise}, but only {utmost:,.0f} were newly reported in these days"
    return None


def _written(point: Point) -> str:
    return point.best.number if point.best.value is None else f"{point.best.value:,.0f}"
