"""A doubt: what looks wrong about a reported figure, and why."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tracker.query import FoundFigure


class Check(StrEnum):
    """What is looked for."""

    FALL = "fall"
    """A total that lies below an earlier one."""
    JUMP = "jump"
    """A total that rises far faster than its series does."""
    TENFOLD = "tenfold"
    """A number that would fit if a digit were added or dropped."""
    SUM = "sum"
    """New figures that don't agree with what the totals rose by."""
    PART = "part"
    """A part that is greater than its whole."""
    FUTURE = "future"
    """A day after the day of publication."""
    NEW_SOURCE = "new_source"
    """The first figure of a source that nobody knows."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that should be looked at. ``other_id`` is the figure that it doesn't go with, where one is."""

    check: Check
    figure_id: int
    other_id: int | None
    report_id: int
    source: str | None
    day: dt.date | None
    recorded_at: dt.datetime
    problem: str


def doubt_about(check: Check, figure: FoundFigure, problem: str, *, other: FoundFigure | None = None) -> Doubt:
    """A doubt about a figure."""
    return Doubt(
        check=check, figure_id=figure.id, other_id=other.id if other else None, report_id=figure.report_id,
        source=figure.source_slug, day=figure.day, recorded_at=figure.recorded_at, problem=problem,
    )  # fmt: skip
