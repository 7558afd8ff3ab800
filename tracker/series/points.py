"""Series: figures that may be joined by a line, because they count the same thing from the same start."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from tracker.crises import Crisis
from tracker.model import Kind, Qualifier, Status
from tracker.places import Gazetteer
from tracker.query import FoundFigure, Order, Question, iter_figures
from tracker.series.identity import Identity, identity_of, with_unstated_baselines_joined


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
    return series_of(iter_figures(session, asked, gazetteer), crisis=question.crisis)


def series_of(figures: Iterable[FoundFigure], *, crisis: Crisis | None = None) -> tuple[Series, ...]:
    """The series that some figures make, of all there is or within a crisis. A figure without any day is
    left out.
    """
    grouped: dict[Identity, list[FoundFigure]] = defaultdict(list)
    for figure in figures:
        if figure.day is not None:
            grouped[identity_of(figure, crisis)].append(figure)
    joined = grouped if crisis else with_unstated_baselines_joined(grouped)
    found = [Series(identity, _points_of(members)) for identity, members in joined.items()]
    return tuple(sorted(found, key=lambda series: (-len(series.points), str(series.identity))))


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
