"""Marks: points with their hedges, step lines, bars, bands and gaps, in the coordinates of a panel."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from tracker.charts.draw.board import Board
from tracker.charts.looks import DASHES, colour_of
from tracker.charts.picture import Band, Bar, Dot, Gap, Line, Mark, Panel

_SHAPES = {Mark.EXACT: "o", Mark.ABOUT: "o", Mark.AT_LEAST: "^", Mark.AT_MOST: "v", Mark.BETWEEN: "D", Mark.VAGUE: "s",
           Mark.REPLACED: "x"}  # fmt: skip
FILLED = frozenset({Mark.EXACT})
_BIG = {Mark.AT_LEAST: 1.25, Mark.AT_MOST: 1.25, Mark.BETWEEN: 0.85, Mark.VAGUE: 1.0, Mark.REPLACED: 0.85}


@cache
def shape_of(mark: Mark) -> Path:
    """The outline of a mark, one point across."""
    marker = MarkerStyle(_SHAPES[mark])
    return marker.get_path().transformed(marker.get_transform())


def draw_line(board: Board, axes: Axes, line: Line, panel: Panel) -> None:
    """A source: its steps, then its points."""
    colour = colour_of(line.slug, board.theme)
    letters = board.sheet.letters
    if line.stretches:
        xs, ys = _stepped(line)
        drawn = Line2D(
            xs, ys, drawstyle="steps-post", color=colour, linewidth=letters * 0.19, solid_joinstyle="round",
            solid_capstyle="round", zorder=3,
        )  # fmt: skip
        dashes = DASHES[line.twin % len(DASHES)]
        if dashes:
            drawn.set_dashes(dashes)
        drawn.set_transform(axes.transData)
        axes.add_artist(drawn)
    size = _mark_size(line, panel, axes, letters)
    for mark in Mark:
        dots = [dot for dot in (*line.dots, *line.replaced) if dot.mark is mark]
        if dots:
            _draw_dots(board, axes, dots, colour=board.ink.faint if mark is Mark.REPLACED else colour, size=size)
    _draw_ranges(board, axes, [dot for dot in line.dots if dot.low is not None], colour)
    _draw_vague(board, axes, [dot for dot in line.dots if dot.mark is Mark.VAGUE], colour, panel)


def _stepped(line: Line) -> tuple[np.ndarray, np.ndarray]:
    """All stretches in one, with a break between them."""
    xs: list[float] = []
    ys: list[float] = []
    for start, end in line.stretches:
        xs += [dot.x for dot in line.dots[start:end]] + [np.nan]
        ys += [dot.y for dot in line.dots[start:end]] + [np.nan]
    return np.array(xs[:-1]), np.array(ys[:-1])


def _mark_size(line: Line, panel: Panel, axes: Axes, letters: float) -> float:
    """Points across: smaller where they stand closely."""
    span = max(dot.x for dot in line.dots) - min(dot.x for dot in line.dots)
    share = span / (panel.right - panel.left)
    width = axes.get_position().width * axes.get_figure(root=True).get_figwidth() * 72  # type: ignore[union-attr]  # axes on a board have a figure
    room = width * share / max(1, len(line.dots) - 1) if share else width
    return letters * 0.55 * min(1.0, max(0.3, room / 3))


def _draw_dots(board: Board, axes: Axes, dots: Sequence[Dot], *, colour: str, size: float) -> None:
    """Points of one mark."""
    mark = dots[0].mark
    paper = board.ink.paper
    dots_drawn = PathCollection(
        [shape_of(mark)], sizes=[(size * _BIG.get(mark, 1.0)) ** 2], offsets=[(dot.x, dot.y) for dot in dots],
        offset_transform=axes.transData, facecolors=[colour if mark in FILLED else paper],
        edgecolors=[paper if mark in FILLED else colour], linewidths=[size * (0.1 if mark in FILLED else 0.22)],
        zorder=4 if mark is not Mark.REPLACED else 3.4, clip_on=False,
    )  # fmt: skip
    dots_drawn.set_transform(IdentityTransform())
    axes.add_collection(dots_drawn, autolim=False)
    board.link(dots_drawn, [dot.figure.id for dot in dots])


def _draw_ranges(board: Board, axes: Axes, dots: Sequence[Dot], colour: str) -> None:
    """A bar from the lower to the upper bound that a report gives."""
    if dots:
        bars = [[(dot.x, float(dot.low or 0)), (dot.x, float(dot.high or 0))] for dot in dots]
        drawn = LineCollection(bars, colors=[colour], linewidths=board.sheet.letters * 0.42, alpha=0.45, zorder=3.5)
        drawn.set_capstyle("butt")
        axes.add_collection(drawn, autolim=False)


def _draw_vague(board: Board, axes: Axes, dots: Sequence[Dot], colour: str, panel: Panel) -> None:
    """A vague number is a pale band upwards from the least that it can mean: nobody said where it ends."""
    if dots:
        bars = [[(dot.x, dot.y), (dot.x, min(panel.top, dot.y * 2))] for dot in dots]
        drawn = LineCollection(bars, colors=[colour], linewidths=board.sheet.letters * 0.8, alpha=0.18, zorder=2)
        drawn.set_capstyle("butt")
        axes.add_collection(drawn, autolim=False)


def draw_bars(board: Board, axes: Axes, bars: Sequence[Bar]) -> None:
    """Bars of new figures; those that share out a longer window are pale."""
    for spread in (False, True):
        own = [bar for bar in bars if bar.spread is spread]
        if not own:
            continue
        inset = 0.06
        corners = [
            [
                (bar.start + inset, 0),
                (bar.start + inset, bar.height),
                (bar.end - inset, bar.height),
                (bar.end - inset, 0),
            ]
            for bar in own
        ]
        colour = colour_of(own[0].slug, board.theme)
        drawn = PolyCollection(
            corners, facecolors=[to_rgba(colour, 0.35) if spread else colour], edgecolors=[colour],
            linewidths=board.sheet.letters * 0.07, zorder=3,
        )  # fmt: skip
        axes.add_collection(drawn, autolim=False)
        board.link(drawn, [bar.figures[0].id for bar in own])


def draw_band(board: Board, axes: Axes, bands: Sequence[Band]) -> None:
    """The span between the lowest and the highest claim in force."""
    corners = []
    for band in bands:
        upper = [(x, y) for start, end, y in zip(band.xs, band.xs[1:], band.highs, strict=False) for x in (start, end)]
        lower = [(x, y) for start, end, y in zip(band.xs, band.xs[1:], band.lows, strict=False) for x in (start, end)]
        corners.append(upper + lower[::-1])
    drawn = PolyCollection(corners, facecolors=[board.ink.faint], linewidths=0, alpha=0.28, zorder=1.5)
    axes.add_collection(drawn, autolim=False)


def draw_gaps(board: Board, axes: Axes, gaps: Sequence[Gap]) -> None:
    """Days in which nobody was heard, shaded from bottom to top."""
    low, top = axes.get_ylim()
    corners = [[(gap.start, low), (gap.start, top), (gap.end, top), (gap.end, low)] for gap in gaps]
    if corners:
        shade = PolyCollection(corners, facecolors=[board.ink.shade], linewidths=0, zorder=0.5)
        axes.add_collection(shade, autolim=False)
