"""One look for all charts."""

import hashlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from matplotlib import rc_context

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#7F4FBF", "#8C564B")
"""Told apart by colour-blind readers too: after Okabe and Ito, Color Universal Design (2008)."""

UNNAMED = "#6E6E6E"
INK = "#222222"
FAINT = "#6B6B6B"
GRID = "#DDDDDD"

SIZE = (7.2, 4.8)
"""Inches: the text column of an A4 page, and what stands around it."""
DPI = 200

_RC: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same on every machine
    "font.size": 9.0,
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "figure-tracker",  # the same chart is the same bytes
    "pdf.fonttype": 42,
    "axes.edgecolor": GRID,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
}


def styled() -> AbstractContextManager[None]:
    """A context in which matplotlib draws and writes in this look."""
    return rc_context(_RC)


def colours_for(slugs: Iterable[str | None]) -> dict[str | None, str]:
    """A colour for each source. A source has its colour in every chart, unless another one of the same
    chart has it already; then it takes the next that is free.
    """
    given: dict[str | None, str] = {}
    for slug in slugs:
        if slug is None:
            given[slug] = UNNAMED
        elif slug not in given:
            given[slug] = _colour_of(slug, given)
    return given


def _colour_of(slug: str, given: dict[str | None, str]) -> str:
    first = int(hashlib.sha256(slug.encode()).hexdigest(), 16) % len(COLOURS)
    wheel = [*COLOURS[first:], *COLOURS[:first]]
    return next((colour for colour in wheel if colour not in given.values()), wheel[0])
