"""A picture before it is drawn: every mark at its place, every word as it will stand. Pure values.

Days are numbers as matplotlib counts them, days since 1970; heights are counts (or fractions, for shares).
A colour is told as the source it belongs to, not as a colour.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tracker.charts.orders import ChartKind
from tracker.model import Qualifier, Unit
from tracker.query import FoundFigure


class Mark(StrEnum):
    """How a point is drawn, which is how its number is hedged."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    VAGUE = "vague"
    REPLACED = "replaced"


MARK_OF = {
    Qualifier.EXACTLY: Mark.EXACT,
    Qualifier.ABOUT: Mark.ABOUT,
    Qualifier.AT_LEAST: Mark.AT_LEAST,
    Qualifier.MORE_THAN: Mark.AT_LEAST,
    Qualifier.NEARLY: Mark.AT_MOST,
    Qualifier.AT_MOST: Mark.AT_MOST,
    Qualifier.BETWEEN: Mark.BETWEEN,
    Qualifier.VAGUE: Mark.VAGUE,
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A point where a report is. ``low`` and ``high`` are drawn as a bar where the report gives both.
    ``replaced_by`` is the number of the figure that took its place.
    """

    x: float
    y: float
    mark: Mark
    figure: FoundFigure
    told: str
    low: float | None = None
    high: float | None = None
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one source, and the stretches of them that a step line joins, as first and past-last
    index. ``twin`` counts the lines of the same colour before it: they differ in their dashes.
    """

    name: str
    slug: str | None
    dots: tuple[Dot, ...]
    stretches: tuple[tuple[int, int], ...]
    replaced: tuple[Dot, ...] = ()
    twin: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """Days, ``end`` not included, with what was newly reported for a day of theirs. ``spread``: the report counted
    several days at once, and the bar shares them out.
    """

    start: float
    end: float
    height: float
    slug: str | None
    spread: bool
    figures: tuple[FoundFigure, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Band:
    """From ``xs[i]`` to ``xs[i + 1]`` the claims in force lie between ``lows[i]`` and ``highs[i]``."""

    xs: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in which nobody was heard."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered remark on a day of the chart."""

    number: int
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis, and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Marks over time. ``left``, ``right``, ``low`` and ``top`` are the ends of the axes."""

    title: str
    left: float
    right: float
    low: float
    top: float
    log: bool
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    band: tuple[Band, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()
    heights: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison or a composition: a name, a dot with its range or a bar, and its number in words.
    ``open_end`` tells that it is no counted part but what the others leave.
    """

    name: str
    slug: str | None
    value: float
    mark: Mark
    told: str
    figure: FoundFigure | None
    low: float | None = None
    high: float | None = None
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows over one axis of numbers that starts at ``low``."""

    rows: tuple[Row, ...]
    low: float
    top: float
    log: bool
    bars: bool
    heights: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of a picture. ``captions`` say the same with less and less detail, for less and less room."""

    title: str
    subtitle: str
    captions: tuple[str, ...]
    credit: str
    description: str
    through: str

    @property
    def caption(self) -> str:
        """The caption with all its detail."""
        return self.captions[0]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of the key: a mark, or one of "spread", "gap", "span", "remainder"."""

    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn. Either ``panels`` or ``rows`` hold the marks."""

    kind: ChartKind
    language: str
    unit: Unit
    texts: Texts
    panels: tuple[Panel, ...] = ()
    rows: Rows | None = None
    key: tuple[KeyEntry, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def names(self) -> tuple[tuple[str, str | None, int], ...]:
        """The lines of all panels: name, source and twin, each once."""
        found = [(line.name, line.slug, line.twin) for panel in self.panels for line in panel.lines]
        return tuple(dict.fromkeys(found))


def number_of(day: dt.date) -> float:
    """A day as matplotlib counts it."""
    return float(day.toordinal() - 719_163)


def day_of(number: float) -> dt.date:
    """The day that a number stands for."""
    return dt.date.fromordinal(int(number) + 719_163)
