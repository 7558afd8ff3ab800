"""Where sources disagree: what each says for the same thing and day, and what of it cannot both hold.

Only like is compared with like: one measure, one unit, one kind, the very place that was asked for, and
everybody there unless a group was asked for. A total may be some days older than the day that is asked
for, as far as the asker allows; then it still bounds what a later one may say, since totals don't fall.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sqlmodel import Session

from tracker.errors import QueryError
from tracker.model import Kind, Measure, Status, Unit
from tracker.places import Gazetteer
from tracker.query import FoundFigure, Question, choice_of, find_figures
from tracker.series import Point, Series, bounds_of, find_series


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says: the point of its series that is in force on the day."""

    series: Series
    point: Point

    @property
    def source(self) -> str:
        """Who says it, for people."""
        return self.series.identity.source or "no source named"

    @property
    def reports(self) -> int:
        """How many reports hold it."""
        return len({figure.report_id for figure in self.point.figures})


@dataclass(frozen=True, slots=True)
class Dispute:
    """A number that one source denies or disputes, and those who give it; ``given_by`` may be nobody here."""

    figure: FoundFigure
    given_by: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What sources say on a day, the lowest first; ``contradictions`` are pairs that cannot both hold."""

    day: dt.date
    said: tuple[Said, ...]
    contradictions: tuple[tuple[Said, Said], ...]
    disputes: tuple[Dispute, ...]

    @property
    def spread(self) -> tuple[float, float] | None:
        """The lowest and the highest number, or ``None`` where nobody gives one."""
        heights = [one.point.height for one in self.said]
        return (min(heights), max(heights)) if heights else None


def compare_sources(
    session: Session, question: Question, gazetteer: Gazetteer, *, on: dt.date | None = None, within_days: int = 3
) -> Comparison | None:
    """What sources say of a measure and a place on a day, else on the last day on which most of them speak.

    ``within_days`` is how much older than the day a total may be; a new figure is of the day itself. Gives
    ``None`` where nothing answers. Raises ``QueryError`` for words that name nothing, and without a measure.
    """
    measure = choice_of(question.measure or "", Measure, "measure")
    unit = question.unit or (Unit.HOMES if measure in _OF_HOMES else Unit.PEOPLE).value
    asked = replace(
        question, measure=measure.value, unit=unit, exact_place=True, kind=question.kind or Kind.TOTAL.value,
        status=None, limit=None,
    )  # fmt: skip
    where = None if question.place else _place_of(question)
    found = [
        one
        for one in find_series(session, asked, gazetteer)
        if (question.group or one.identity.group is None) and where in (None, one.identity.place_id)
    ]
    within = within_days if asked.kind == Kind.TOTAL.value else 0
    day = on or _busiest_day(found, within)
    if day is None:
        return None
    said = tuple(sorted(_said_on(found, day, within), key=lambda one: (one.point.height, one.source)))
    return Comparison(
        day=day,
        said=said,
        contradictions=tuple(pair for pair in combinations(said, 2) if _contradict(*pair)),
        disputes=tuple(_disputes(session, replace(asked, until=day), gazetteer, said, within)),
    )


def _place_of(question: Question) -> str:
    """The one place of the crisis that is asked for."""
    if question.crisis is None or question.crisis.place is None:
        raise QueryError("--place", "sources are compared for one place; say which, or a crisis of one place")
    return question.crisis.place


_OF_HOMES = frozenset({Measure.HOMES_DESTROYED, Measure.HOMES_DAMAGED})


def _busiest_day(found: Iterable[Series], within: int) -> dt.date | None:
    """The last of the days on which most sources have a figure in force."""
    speakers: dict[dt.date, set[str | None]] = defaultdict(set)
    for series in found:
        for point in series.points:
            for later in range(within + 1):
                speakers[point.day + dt.timedelta(days=later)].add(series.identity.source_slug)
    days = {point.day for series in found for point in series.points}
    return max(days, key=lambda day: (len(speakers[day]), day), default=None)


def _said_on(found: Iterable[Series], day: dt.date, within: int) -> Iterator[Said]:
    for series in found:
        points = [point for point in series.points if 0 <= (day - point.day).days <= within]
        if points:
            yield Said(series, points[-1])


def _contradict(one: Said, other: Said) -> bool:
    """Whether two cannot both hold, whatever their hedges allow. Totals counted from different days can."""
    baselines = {one.series.identity.baseline, other.series.identity.baseline} - {None}
    if len(baselines) > 1 or one.source == other.source:
        return False
    (low, high), (other_low, other_high) = bounds_of(one.point.best), bounds_of(other.point.best)
    if one.point.day == other.point.day:
        return high < other_low or other_high < low
    # A later total may be higher, for more has happened; it can't be lower.
    return other_high < low if one.point.day < other.point.day else high < other_low


def _disputes(
    session: Session, asked: Question, gazetteer: Gazetteer, said: Sequence[Said], within: int
) -> Iterator[Dispute]:
    since = asked.until - dt.timedelta(days=within) if asked.until else None
    for status in (Status.DENIED, Status.DISPUTED):
        for figure in find_figures(session, replace(asked, status=status.value, since=since), gazetteer):
            low, high = bounds_of(figure)
            givers = (one for one in said if one.source != figure.source and low <= one.point.height <= high)
            yield Dispute(figure, tuple(givers))
