"""Rows over an axis of numbers: dots with their ranges, or bars, each with its name and its number in words."""

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.markers import MarkerStyle

from tracker.charts.draw.board import Board, Box
from tracker.charts.draw.letters import PITCH, width_of, wrapped
from tracker.charts.draw.marks import FILLED, shape_of
from tracker.charts.draw.panel import roomy
from tracker.charts.looks import colour_of
from tracker.charts.picture import Mark, Row, Rows

_SIZE = 0.95


def rows_height(rows: Rows, letters: float, lines: int) -> float:
    """The room that rows of so many lines take, in points."""
    return len(rows.rows) * (lines * PITCH * _SIZE + 0.55) * letters


def draw_rows(board: Board, box: Box, rows: Rows, lines: int) -> None:
    """Rows in a box: names at its left, the numbers in words at its right, the axis between. Those for which a small
    preview has no room are left away.
    """
    letters = board.sheet.letters
    size = letters * _SIZE
    fit = max(1, int(box.height / (rows_height(rows, letters, lines) / len(rows.rows))))
    shown = rows.rows[:fit]
    names = min(max(width_of(row.name, size) for row in shown), box.width * 0.36)
    told = min(max(width_of(row.told, size) for row in shown), box.width * 0.27)
    plot = Box(box.x + names + letters, box.y, box.width - names - told - 2.4 * letters, box.height)
    axes = board.axes(plot)
    axes.set_xlim(rows.low, rows.top)
    if rows.log:
        axes.set_xscale("log")
    axes.set_ylim(len(shown), 0)
    _draw_numbers(board, plot, rows)
    step = box.height / len(shown)
    for number, row in enumerate(shown):
        middle = box.top - (number + 0.5) * step
        colour = board.ink.faint if row.open_end else colour_of(row.slug, board.theme)
        _words(board, box.x, middle, wrapped(row.name, names + 1, size, most=lines), board.ink.ink)
        _words(
            board, plot.right + letters * 1.4, middle, wrapped(row.told, told + 1, size, most=lines), board.ink.faint
        )
        if rows.bars:
            _draw_bar(board, axes, number, row, colour, whole=number == 0)
        else:
            _draw_dot(board, axes, number, row, colour)


def _words(board: Board, x: float, middle: float, lines: list[str], colour: str) -> None:
    size = board.sheet.letters * _SIZE
    top = middle + len(lines) * PITCH * size / 2
    for number, line in enumerate(lines):
        board.line_of_text(x, top - (number * PITCH + 1.07) * size, line, size, colour=colour)


def _draw_numbers(board: Board, plot: Box, rows: Rows) -> None:
    from math import log10

    size = board.sheet.letters * 0.9
    widest = max(width_of(tick.words, size) for tick in rows.heights)
    for tick in roomy(rows.heights, plot.width, (widest + size) / 1.7):
        share = (
            (log10(tick.at) - log10(rows.low)) / (log10(rows.top) - log10(rows.low)) if rows.log else tick.at / rows.top
        )
        if not -0.001 <= share <= 1.001:
            continue
        x = plot.x + share * plot.width
        colour = board.ink.faint if tick.at == 0 else board.ink.grid
        board.stroke((x, x), (plot.y, plot.top), colour=colour, width=0.7)
        board.line_of_text(x, plot.y - size * 1.35, tick.words, size, colour=board.ink.faint, align="center")


def _draw_dot(board: Board, axes: Axes, number: int, row: Row, colour: str) -> None:
    letters, y = board.sheet.letters, number + 0.5
    if row.low is not None and row.high is not None:
        axes.plot([row.low, row.high], [y, y], color=colour, linewidth=letters * 0.45, alpha=0.45,
                  solid_capstyle="butt", zorder=3)  # fmt: skip
    elif row.mark is Mark.VAGUE:
        axes.plot([row.value, min(axes.get_xlim()[1], row.value * 2)], [y, y], color=colour, linewidth=letters * 0.8,
                  alpha=0.2, solid_capstyle="butt", zorder=2)  # fmt: skip
    filled = row.mark in FILLED
    dots = axes.scatter(
        [row.value], [y], s=(letters * 0.9) ** 2, marker=_turned(row.mark), zorder=4, clip_on=False,
        facecolors=[colour if filled else board.ink.paper], edgecolors=[board.ink.paper if filled else colour],
        linewidths=[letters * (0.08 if filled else 0.18)],
    )  # fmt: skip
    if row.figure is not None:
        board.link(dots, [row.figure.id])


def _turned(mark: Mark) -> MarkerStyle:
    """A mark for an axis that lies: "at least" points to the right, "at most" to the left."""
    turned: dict[Mark, str] = {Mark.AT_LEAST: ">", Mark.AT_MOST: "<"}
    return MarkerStyle(turned[mark]) if mark in turned else MarkerStyle(shape_of(mark))


def _draw_bar(board: Board, axes: Axes, number: int, row: Row, colour: str, *, whole: bool) -> None:
    edge = 0.24 if whole else 0.3
    corners = [[(0, number + edge), (row.value, number + edge), (row.value, number + 1 - edge), (0, number + 1 - edge)]]
    drawn = PolyCollection(
        corners, facecolors=[board.ink.paper if row.open_end else colour], edgecolors=[colour], zorder=3,
        linewidths=board.sheet.letters * 0.08, hatch="/////" if row.open_end else None,
        alpha=1.0 if whole or row.open_end else 0.62,
    )  # fmt: skip
    axes.add_collection(drawn, autolim=False)
    if row.figure is not None:
        board.link(drawn, [row.figure.id])
