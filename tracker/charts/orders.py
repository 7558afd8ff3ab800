"""What a chart is asked for: a question to the ledger, a kind of picture, and how it shall look."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.languages import Tongue
from tracker.query import Question


class ChartKind(StrEnum):
    """The kinds of pictures."""

    TOTALS = "totals"
    """Cumulative totals, a line a source."""
    ADDED = "added"
    """What was newly reported per day or week, a panel a source."""
    COMPOSITION = "composition"
    """The parts of one total, and what it leaves open."""
    COMPARISON = "comparison"
    """What each source says on one day."""
    MULTIPLES = "multiples"
    """Totals in a panel for each place or measure."""
    DISAGREEMENT = "disagreement"
    """The span between the lowest and the highest total in force."""
    VINTAGES = "vintages"
    """How the figure for one day changed as it was published again."""


class By(StrEnum):
    """What makes the panels of small multiples."""

    PLACE = "place"
    MEASURE = "measure"


class Period(StrEnum):
    """How wide the bars of new figures are."""

    DAY = "day"
    WEEK = "week"


class Size(StrEnum):
    """Where a picture goes: the column of an A4 page, a 16:9 slide, a square post, a small preview."""

    REPORT = "report"
    SLIDE = "slide"
    SOCIAL = "social"
    THUMB = "thumb"


class Theme(StrEnum):
    """Dark ink on white, or light ink on black."""

    LIGHT = "light"
    DARK = "dark"


GAP_DAYS = 45
"""Days without a report after which a line ends: what happened meanwhile nobody has told."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something that happened on a day, for the reader's orientation: a ceasefire, an earthquake."""

    day: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class ChartOrder:
    """What to draw: measures, and what narrows them. ``sources`` are named as in queries; none is all.

    ``day`` is the day of a comparison, a composition or of vintages; the last one there is, where it is not given.
    ``places`` and ``measures`` beyond the first are panels of small multiples.
    """

    measure: str
    place: str | None = None
    sources: tuple[str, ...] = ()
    group: str | None = None
    unit: str | None = None
    question: Question = field(default_factory=Question)
    title: str | None = None
    gap_days: int = GAP_DAYS
    kind: ChartKind = ChartKind.TOTALS
    places: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    by: By = By.PLACE
    period: Period = Period.DAY
    day: dt.date | None = None
    log: bool = False
    size: Size = Size.REPORT
    theme: Theme = Theme.LIGHT
    language: Tongue = Tongue.ENGLISH
    annotations: tuple[Annotation, ...] = ()
