"""Drawing: from a picture that is planned to a matplotlib figure."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.transforms import IdentityTransform

from tracker.charts.draw.board import Board, Box, block_height
from tracker.charts.draw.layout import (
    LABEL,
    SMALL,
    SUBTITLE,
    TITLE,
    Layout,
    entry_width,
    lay_out,
    margin_of,
)
from tracker.charts.draw.letters import FAMILY, PITCH, SHAPED, SPARE, clipped, load_fonts, spread
from tracker.charts.draw.marks import FILLED, shape_of
from tracker.charts.draw.panel import draw_panel, y_of
from tracker.charts.draw.rows import draw_rows
from tracker.charts.looks import DASHES, DPI, SHEETS, colour_of
from tracker.charts.orders import Size, Theme
from tracker.charts.picture import KeyEntry, Mark, Picture
from tracker.languages import language

LOOK_OF_FILES: dict[Any, Any] = {
    "font.family": [FAMILY, SHAPED, SPARE],
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "figure-tracker",  # the same chart is the same bytes
    "pdf.fonttype": 42,  # fonts are embedded as they are, not as drawings of their letters
    "text.hinting": "none",  # letters stand where they were measured, at every size
    "hatch.linewidth": 0.6,
}


@contextmanager
def styled() -> Iterator[None]:
    """A context in which matplotlib draws and writes in our look. A sign that no font has is drawn as a box, and
    nothing is said of it.
    """
    load_fonts()
    with rc_context(LOOK_OF_FILES), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        yield


def draw_picture(picture: Picture, *, size: Size, theme: Theme) -> Board:
    """A picture on a board: its matplotlib figure, and the marks on it that lead to evidence."""
    sheet = SHEETS[size]
    with styled():
        layout = lay_out(picture, sheet, size)
        figure = Figure(figsize=(layout.width / 72, layout.height / 72), dpi=DPI)
        FigureCanvasAgg(figure)
        board = Board(figure, size, theme, language(picture.language).leftward)
        figure.set_facecolor(board.ink.paper)
        _draw_head(board, picture, layout)
        if picture.rows is not None:
            draw_rows(board, layout.plots[0], picture.rows, layout.row_lines)
        for panel, box in zip(picture.panels, layout.plots, strict=False):
            draw_panel(board, box, panel, language(picture.language) if layout.days else None)
            if layout.titled and panel.title:
                _draw_panel_title(board, box, panel.title)
        _draw_side(board, picture, layout)
        _draw_foot(board, layout)
    return board


def _draw_head(board: Board, picture: Picture, layout: Layout) -> None:
    margin, letters, ink = margin_of(board.sheet), board.sheet.letters, board.ink
    inner = board.width - 2 * margin
    y = board.block(margin, board.height - margin, inner, layout.title, letters * TITLE, colour=ink.ink, bold=True)
    if layout.subtitle:
        y = board.block(margin, y - letters * 0.3, inner, layout.subtitle, letters * SUBTITLE, colour=ink.faint)
    if layout.legend:
        _draw_legend(board, layout, y - letters * 0.5, inner)
    del picture


def _draw_legend(board: Board, layout: Layout, top: float, inner: float) -> None:
    letters = board.sheet.letters
    size = letters * LABEL
    width = inner / len(layout.legend)
    for number, column in enumerate(layout.legend):
        x, y = margin_of(board.sheet) + number * width, top
        for lines, slug, twin in column:
            middle = y - size * 0.72
            board.stroke((x, x + letters * 2), (middle, middle), colour=colour_of(slug, board.theme),
                         width=letters * 0.25, dashes=DASHES[twin % len(DASHES)])  # fmt: skip
            for index, line in enumerate(lines):
                board.line_of_text(x + letters * 2.6, y - (index * PITCH + 1.07) * size, line, size,
                                   colour=board.ink.ink)  # fmt: skip
            y -= block_height(lines, size) + letters * 0.15


def _draw_panel_title(board: Board, box: Box, title: str) -> None:
    size = board.sheet.letters * 0.98
    words = clipped(title, box.width, size, bold=True)
    align, x = ("right", box.right) if board.leftward else ("left", box.x)
    board.line_of_text(x, box.top + size * 0.6, words, size, colour=board.ink.ink, align=align, bold=True)


def _draw_side(board: Board, picture: Picture, layout: Layout) -> None:
    """Each line's name at the height where it ends, pushed apart where they would touch."""
    if not layout.side:
        return
    letters, (panel,), (box,) = board.sheet.letters, picture.panels, layout.plots
    size = letters * LABEL
    ends = sorted((y_of(panel, box, line.dots[-1].y), index) for index, line in enumerate(panel.lines))
    heights = [block_height(layout.side[index][0], size) + letters * 0.25 for _, index in ends]
    spare = max(0.0, sum(heights) - box.height)
    middles = spread([y for y, _ in ends], heights, box.y - spare - letters, box.top + letters * 0.6)
    for (_, index), height, middle in zip(ends, heights, middles, strict=True):
        lines, slug, _ = layout.side[index]
        top = middle + height / 2
        for number, line in enumerate(lines):
            board.line_of_text(box.right + letters * 0.7, top - (number * PITCH + 1.07) * size, line, size,
                               colour=colour_of(slug, board.theme))  # fmt: skip


def _draw_foot(board: Board, layout: Layout) -> None:
    margin, letters, ink = margin_of(board.sheet), board.sheet.letters, board.ink
    inner, small = board.width - 2 * margin, letters * SMALL
    y = margin
    for lines, colour in ((layout.credit, ink.faint), (layout.caption, ink.faint)):
        if lines:
            y += block_height(lines, small)
            board.block(margin, y, inner, lines, small, colour=colour)
            y += letters * 0.35
    for lines in reversed(layout.notes):
        y += block_height(lines, small)
        board.block(margin, y, inner, lines, small, colour=ink.ink)
    if layout.notes:
        y += letters * 0.3
    if layout.key:
        y += letters * 0.3
    for row in reversed(layout.key):
        _draw_key(board, row, y + letters * 0.75)
        y += letters * 1.5


# --- the key ----------------------------------------------------------------------------------------


def _draw_key(board: Board, row: list[KeyEntry], middle: float) -> None:
    letters, small = board.sheet.letters, board.sheet.letters * SMALL
    x = margin_of(board.sheet)
    if board.leftward:
        x = board.width - x
    for entry in row:
        width = entry_width(entry, letters)
        at, align = (x - letters * 0.8, "right") if board.leftward else (x + letters * 0.8, "left")
        _draw_sign(board, entry.sign, at, middle)
        words = at - letters * 1.1 if board.leftward else at + letters * 1.1
        board.line_of_text(words, middle - small * 0.35, entry.words, small, colour=board.ink.faint, align=align)
        x += -width if board.leftward else width


def _draw_sign(board: Board, sign: str, x: float, middle: float) -> None:
    """A mark as it stands on the chart, or a swatch."""
    letters, ink = board.sheet.letters, board.ink
    if sign in set(Mark):
        mark = Mark(sign)
        drawn = PathCollection(
            [shape_of(mark)], sizes=[(letters * 0.6) ** 2], offsets=[(x / board.width, middle / board.height)],
            offset_transform=board.figure.transFigure, facecolors=[ink.faint if mark in FILLED else ink.paper],
            edgecolors=[ink.faint], linewidths=[letters * 0.12],
        )  # fmt: skip
        drawn.set_transform(IdentityTransform())
        board.figure.add_artist(drawn)
        return
    half, high = letters * 0.7, letters * 0.4
    corners = [(x + dx * half, middle + dy * high) for dx, dy in ((-1, -1), (-1, 1), (1, 1), (1, -1))]
    hatched = sign == "remainder"
    board.figure.add_artist(
        PolyCollection(
            [[(px / board.width, py / board.height) for px, py in corners]], transform=board.figure.transFigure,
            facecolors=[ink.paper if hatched else ink.shade if sign == "gap" else ink.faint],
            edgecolors=[ink.faint if hatched else ink.grid], linewidths=0.6, hatch="//////" if hatched else None,
            alpha=0.35 if sign in ("span", "spread") else None,
        )
    )  # fmt: skip
