"""Between which numbers a figure lies, as far as its words tell."""

import math

from tracker.model import Qualifier
from tracker.query import FoundFigure

ABOUT_WITHIN = 0.1
"""How far from the number an "about" may lie, as a share of it. No text says; a tenth is our reading."""


def bounds_of(figure: FoundFigure) -> tuple[float, float]:
    """The least and the most that a figure allows; what it leaves open reaches to zero or to infinity.

    "At least 12" is 12 to infinity, "nearly 12" is 0 to 12; "about" is read as within a tenth.
    """
    if figure.qualifier is Qualifier.ABOUT and figure.value is not None:
        # Rounded, for a tenth is no binary fraction: 182,000 and a tenth would be 200,200.00000000003.
        return round(figure.value * (1 - ABOUT_WITHIN), 6), round(figure.value * (1 + ABOUT_WITHIN), 6)
    low = figure.low if figure.low is not None else 0.0
    return low, figure.high if figure.high is not None else math.inf


def stated_bounds(figure: FoundFigure) -> tuple[float | None, float | None]:
    """The same, with ``None`` where the words leave it open."""
    low, high = bounds_of(figure)
    return (low if figure.low is not None or figure.qualifier is Qualifier.ABOUT else None,
            high if math.isfinite(high) else None)  # fmt: skip
