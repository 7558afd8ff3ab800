"""The points of a picture as rows: what is drawn, whose it is, and the sentence behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.charts.picture import Bar, Dot, Line, Mark, Panel, Picture, Row, day_of
from tracker.export import plain_number
from tracker.query import FoundFigure


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """One mark of a picture. ``day`` and ``until`` are ISO days, both inclusive; ``value`` is its height."""

    panel: str
    source: str
    day: str | None
    until: str | None
    value: float
    low: float | None
    high: float | None
    mark: str
    told: str
    note: str
    replaced_by: int | None
    figure: FoundFigure | None


def points_of(picture: Picture) -> Iterator[DrawnPoint]:
    """Every mark of a picture, in the order in which it is drawn."""
    for panel in picture.panels:
        for line in panel.lines:
            for dot in (*line.dots, *line.replaced):
                yield _point_of_dot(panel, line, dot)
        for bar in panel.bars:
            yield from _points_of_bar(panel, bar)
    if picture.rows is not None:
        yield from (_point_of_row(row) for row in picture.rows.rows)


def _point_of_dot(panel: Panel, line: Line, dot: Dot) -> DrawnPoint:
    day = day_of(dot.x).isoformat()
    notes = ", ".join(str(note.number) for note in panel.notes if note.x == dot.x)
    return DrawnPoint(panel.title, line.name, day, day, dot.y, dot.low, dot.high, dot.mark.value, dot.told, notes,
                      dot.replaced_by, dot.figure)  # fmt: skip


def _points_of_bar(panel: Panel, bar: Bar) -> Iterator[DrawnPoint]:
    """A row for each figure that a bar is made of."""
    mark = "spread" if bar.spread else Mark.EXACT.value
    for figure in bar.figures:
        yield DrawnPoint(
            panel.title, figure.source or "", day_of(bar.start).isoformat(), day_of(bar.end - 1).isoformat(),
            bar.height, None, None, mark, bar.told, "", None, figure,
        )  # fmt: skip


def _point_of_row(row: Row) -> DrawnPoint:
    day = row.figure.day.isoformat() if row.figure is not None and row.figure.day else None
    mark = "remainder" if row.open_end else row.mark.value
    return DrawnPoint("", row.name, day, day, row.value, row.low, row.high, mark, row.told, "", None, row.figure)


def row_of_point(point: DrawnPoint) -> dict[str, Any]:
    """A point as a row of plain values, for a table beside its chart."""
    figure = point.figure
    return {
        "panel": point.panel or None,
        "source": point.source,
        "day": point.day,
        "until": point.until,
        "value": plain_number(round(point.value, 6)),
        "low": plain_number(point.low),
        "high": plain_number(point.high),
        "mark": point.mark,
        "told": point.told,
        "note": point.note or None,
        "replaced_by": point.replaced_by,
        "figure": figure.id if figure else None,
        "key": figure.key if figure else None,
        "number": figure.number if figure else None,
        "source_words": figure.source_words if figure else None,
        "outlet": figure.outlet if figure else None,
        "published": figure.published.isoformat() if figure and figure.published else None,
        "url": figure.url if figure else None,
        "sentence": figure.evidence if figure else None,
        "verdict": figure.verdict.value if figure and figure.verdict else None,
    }
