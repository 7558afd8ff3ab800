"""One look for all pictures: their sizes, their two themes, and the colour that a source has for ever."""

import hashlib
from dataclasses import dataclass

from tracker.charts.orders import Size, Theme

DPI = 192
"""Dots an inch of a PNG: twice what a screen's inch has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size: inches, the size of its letters in points, and how much of the words it has room for.

    ``tallest`` is how far a picture may grow for its words; where it equals ``height``, detail is dropped instead.
    """

    width: float
    height: float
    tallest: float
    letters: float
    caption: bool = True


SHEETS = {
    Size.REPORT: Sheet(6.25, 4.4, 9.6, 8.0),
    Size.SLIDE: Sheet(10.0, 5.625, 5.625, 10.4),
    Size.SOCIAL: Sheet(5.625, 5.625, 5.625, 8.6),
    Size.THUMB: Sheet(2.5, 1.6667, 1.6667, 6.0, caption=False),
}


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a theme. ``sources`` has the same length in every theme: a source keeps its place in it."""

    paper: str
    ink: str
    faint: str
    grid: str
    shade: str
    unnamed: str
    sources: tuple[str, ...]


# Told apart by readers with protanopia, deuteranopia and tritanopia (simulated after Machado, Oliveira and
# Fernandes, 2009), and at least 3:1 against the paper (WCAG 2.2, 1.4.11): tests/charts/test_looks.py.
INKS = {
    Theme.LIGHT: Ink("#FFFFFF", "#1B1D21", "#5C626B", "#E3E5E8", "#F1F2F4", "#767B84",
                     ("#2E58BC", "#D21B38", "#147463", "#7D1A85", "#AA6D09", "#3E320D", "#D5669F", "#2C93CE")),
    Theme.DARK: Ink("#16191F", "#F2F3F5", "#A6ADB8", "#2E333C", "#20242C", "#8D94A0",
                    ("#8E95EA", "#FF3260", "#2BB072", "#A14EF4", "#CFA649", "#ECDEBD", "#FF9BD6", "#67E3FB")),
}  # fmt: skip

DASHES: tuple[tuple[float, ...] | None, ...] = (None, (5, 2), (1.5, 1.5), (7, 2, 1.5, 2))
"""Lines of one colour differ in their dashes."""

# The most quoted sources are given colours that differ; every other one has the colour that its name's hash says.
# A row here is never changed, and never taken away: a source has its colour for ever.
_BOUND = {
    "gaza-health-ministry": 0,
    "lebanon-health-ministry": 1,
    "unrwa": 2,
    "who": 3,
    "gaza-government-media-office": 4,
    "palestinian-authority-health-ministry": 4,
    "idf": 5,
    "unicef": 6,
    "ohchr": 6,
    "ocha": 7,
    "gaza-civil-defence": 1,
    "iom": 0,
    "unhcr": 1,
}


def place_of(slug: str) -> int:
    """The place of a source among the colours of every theme."""
    bound = _BOUND.get(slug)
    if bound is not None:
        return bound
    return int(hashlib.sha256(slug.encode()).hexdigest(), 16) % len(INKS[Theme.LIGHT].sources)


def colour_of(slug: str | None, theme: Theme) -> str:
    """The colour of a source; sources without a name share one that no other has."""
    ink = INKS[theme]
    return ink.unnamed if slug is None else ink.sources[place_of(slug)]
