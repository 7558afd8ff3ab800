"""The words of the field as values: what a claim is, before anybody stores or draws it.

The definitions follow the field's own: IDMC and IOM for the measures of displacement, UCDP and the
casualty recorders for killed, injured and missing. Everything here is frozen, hashable and picklable;
a value that can't be true can't be built.
"""

import hashlib
import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Qualifier(StrEnum):
    """The hedge of a number: how the text bounds it."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    NEARLY = "nearly"
    AT_MOST = "at_most"
    BETWEEN = "between"
    VAGUE = "vague"


class Measure(StrEnum):
    """What the people or homes have suffered, or are suffering."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CASUALTIES = "casualties"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    REFUGEES = "refugees"
    RETURNED = "returned"
    HOMELESS = "homeless"
    SHELTERED = "sheltered"
    AFFECTED = "affected"
    IN_NEED = "in_need"
    TRAPPED = "trapped"
    HOMES_DESTROYED = "homes_destroyed"
    HOMES_DAMAGED = "homes_damaged"


class Unit(StrEnum):
    """What is counted. A ``share`` is a fraction: 85 per cent is 0.85."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    HOMES = "homes"
    SHARE = "share"


class Kind(StrEnum):
    """The whole toll so far, what a stated window or one incident added, or a subset of another number."""

    TOTAL = "total"
    NEW = "new"
    PART = "part"


class Status(StrEnum):
    """How the text stands to the number. Only asserted numbers enter a series."""

    ASSERTED = "asserted"
    PROJECTED = "projected"
    DENIED = "denied"
    DISPUTED = "disputed"
    BACKGROUND = "background"


class Basis(StrEnum):
    """How the number was made, where the text says so."""

    IDENTIFIED = "identified"
    VERIFIED = "verified"
    ESTIMATED = "estimated"


class Accuracy(StrEnum):
    """How exactly a date is known. A date known to the month stands as the month's last day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: half-open, in Unicode code points.

    >>> Span(4, 10).of("The 32,000 were …")
    '32,000'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no such span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A calendar date with the accuracy to which it is known."""

    date: date
    accuracy: Accuracy = Accuracy.DAY

    def __str__(self) -> str:
        return self.date.isoformat()


@dataclass(frozen=True, slots=True)
class Window:
    """The days over which a number was counted, both inclusive."""

    start: date
    end: date
    accuracy: Accuracy = Accuracy.DAY

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"a window that ends before it starts: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Baseline:
    """Since when a total counts: the words as written, and their day where they name one.

    ``from_outset`` tells that the words mean the beginning of the crisis itself ("since the war began"):
    then they say no more than that the total is one.
    """

    words: str
    day: Day | None = None
    from_outset: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its hedge.

    ``value`` is the number as stated, ``None`` for vague ones and ranges. ``low`` and ``high`` are what
    the text bounds, ``None`` where it does not. Raises ``ValueError`` for numbers that can't count
    anything: negative, not finite, or bounds that cross.
    """

    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: Unit = Unit.PEOPLE
    group: str | None = None

    def __post_init__(self) -> None:
        for number in (self.value, self.low, self.high):
            if number is not None and not (math.isfinite(number) and number >= 0):
                raise ValueError(f"not a count: {number}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds that cross: {self.low:.12g}..{self.high:.12g}")
        if self.value is None and self.low is None and self.high is None:
            raise ValueError("a figure without any number")

    @classmethod
    def hedged(
        cls, number: float, qualifier: Qualifier, unit: Unit = Unit.PEOPLE, group: str | None = None
    ) -> "Figure":
        """What a hedge makes of a single number.

        >>> figure = Figure.hedged(26, Qualifier.AT_LEAST)
        >>> (figure.value, figure.low, figure.high)
        (26, 26, None)
        """
        value, low, high = _BOUNDED[qualifier]
        return cls(number if value else None, number if low else None, number if high else None, qualifier, unit, group)


_BOUNDED = {
    Qualifier.EXACTLY: (True, True, True),
    Qualifier.ABOUT: (True, False, False),
    Qualifier.AT_LEAST: (True, True, False),
    Qualifier.MORE_THAN: (True, True, False),
    Qualifier.NEARLY: (True, False, True),
    Qualifier.AT_MOST: (True, False, True),
    Qualifier.BETWEEN: (False, True, False),
    Qualifier.VAGUE: (False, True, False),
}
"""Whether a hedged number stands as the value, and whether it bounds from below and from above."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who the text credits with a number.

    ``source`` is the fullest wording in the text that names the claimant, ``None`` where the outlet says
    it in its own voice. ``relays`` are those who passed it on, the one nearest to the claimant first.
    ``span`` covers the words that make the credit, where there are any.
    """

    source: str | None = None
    relays: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A number, hedged, about people somewhere up to some day, credited to someone.

    ``span`` covers the number expression alone, ``sentence`` the sentence that is its proof; both index
    the text that the claim was read from. ``part_of`` is the span of the number that this one is a part
    of. ``rule`` names the grammar rule that made the claim.
    """

    span: Span
    number: str
    figure: Figure
    measure: Measure
    kind: Kind
    status: Status
    attribution: Attribution
    sentence: Span
    rule: str
    place: str | None = None
    as_of: Day | None = None
    window: Window | None = None
    baseline: Baseline | None = None
    basis: Basis | None = None
    part_of: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. ``published`` is the outlet's own calendar day, ``published_at`` the instant
    where it is known; all offsets of claims index ``text``.
    """

    text: str
    published: date | None = None
    published_at: datetime | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str = "en"

    @property
    def sha256(self) -> str:
        """The hash of the text as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def storable(text: str) -> str:
    r"""The text with NUL and lone surrogates replaced by U+FFFD, one for one.

    >>> storable("a\x00b")
    'a\ufffdb'
    """
    return _UNSTORABLE.sub("\ufffd", text)


def is_storable(text: str) -> bool:
    r"""Whether every database can hold a text as it is.

    >>> is_storable("32,000 killed"), is_storable("a\x00b")
    (True, False)
    """
    return _UNSTORABLE.search(text) is None


def page_of(text: str, offset: int) -> int | None:
    r"""The page, from 1, on which something stands in a text whose pages a form feed divides; ``None`` for
    a text without pages.

    >>> page_of("one\ftwo\f12 killed", 8), page_of("12 killed", 0)
    (3, None)
    """
    return text.count("\f", 0, offset) + 1 if "\f" in text else None
