"""A panel over time: its grid, its marks, the numbers and days at its edges, the notes above it."""

from tracker.charts.draw.board import Board, Box
from tracker.charts.draw.letters import PITCH, spread, width_of
from tracker.charts.draw.marks import draw_band, draw_bars, draw_gaps, draw_line
from tracker.charts.picture import Panel, Tick
from tracker.charts.ticks import day_ticks
from tracker.languages import Language

NUMBERS = 0.9
"""Size of the numbers at the axes, in sizes of the letters."""


def numbers_width(panel: Panel, letters: float) -> float:
    """The room that the numbers at the left of a panel take, in points."""
    widest = max((width_of(tick.words, letters * NUMBERS) for tick in panel.heights), default=0.0)
    return widest + letters * 0.7


def days_height(letters: float) -> float:
    """The room that the days below a panel take, in points: two lines."""
    return letters * (0.5 + 2 * PITCH * NUMBERS)


def draw_panel(board: Board, box: Box, panel: Panel, language: Language | None) -> None:
    """A panel whose axes stand in a box, with its days in a language, or without days."""
    axes = board.axes(box)
    axes.set_xlim(panel.left, panel.right)
    if panel.log:
        axes.set_yscale("log")
    axes.set_ylim(panel.low, panel.top)
    draw_gaps(board, axes, panel.gaps)
    _draw_numbers(board, box, panel)
    if language is not None:
        _draw_days(board, box, panel, language)
    if panel.band:
        draw_band(board, axes, panel.band)
    if panel.bars:
        draw_bars(board, axes, panel.bars)
    for line in panel.lines:
        draw_line(board, axes, line, panel)
    _draw_gap_words(board, box, panel)
    _draw_note_numbers(board, box, panel)


def x_of(panel: Panel, box: Box, day: float) -> float:
    """Where a day stands on the picture, in points."""
    return box.x + (day - panel.left) / (panel.right - panel.left) * box.width


def y_of(panel: Panel, box: Box, height: float) -> float:
    """Where a number stands on the picture, in points."""
    from math import log10

    if panel.log:
        share = (log10(max(height, panel.low)) - log10(panel.low)) / (log10(panel.top) - log10(panel.low))
    else:
        share = (height - panel.low) / (panel.top - panel.low)
    return box.y + share * box.height


def _draw_numbers(board: Board, box: Box, panel: Panel) -> None:
    size = board.sheet.letters * NUMBERS
    for tick in roomy(panel.heights, box.height, size):
        y = y_of(panel, box, tick.at)
        base = tick.at == 0
        board.stroke((box.x, box.right), (y, y), colour=board.ink.faint if base else board.ink.grid, width=0.7)
        board.line_of_text(box.x - board.sheet.letters * 0.5, y - size * 0.35, tick.words, size,
                           colour=board.ink.faint, align="right")  # fmt: skip


def roomy(ticks: tuple[Tick, ...], room: float, size: float) -> tuple[Tick, ...]:
    """The marks that have room: all, or every second, third … of them."""
    step = 1
    while len(ticks) > 2 and len(ticks[::step]) * size * 1.7 > room:
        step += 1
    return ticks[::step]


def _draw_days(board: Board, box: Box, panel: Panel, language: Language) -> None:
    size = board.sheet.letters * NUMBERS
    most = max(1, int(box.width / (size * 5.4)))
    taken = 0.0
    for tick in day_ticks(panel.left, panel.right, most, language):
        lines = tick.words.split("\n")
        half = max(width_of(line, size) for line in lines) / 2
        x = x_of(panel, box, tick.at)
        middle = min(max(x, half + 2), board.width - half - 2)
        if middle - half < taken:
            continue
        taken = middle + half + size * 0.5
        board.stroke((x, x), (box.y, box.y - size * 0.3), colour=board.ink.faint, width=0.7)
        for number, line in enumerate(lines):
            board.line_of_text(middle, box.y - size * (1.35 + number * PITCH), line, size, colour=board.ink.faint,
                               align="center")  # fmt: skip


def _draw_gap_words(board: Board, box: Box, panel: Panel) -> None:
    size = board.sheet.letters * 0.8
    for gap in panel.gaps:
        start, end = x_of(panel, box, gap.start), x_of(panel, box, gap.end)
        middle, wide = (start + end) / 2, width_of(gap.words, size)
        if end - start > wide + size * 2:
            board.line_of_text(middle, box.y + size * 0.6, gap.words, size, colour=board.ink.faint, align="center")
        elif end - start > size * 2.6 and wide + size * 2 < box.height:
            board.line_of_text(middle, box.y + size + wide / 2, gap.words, size, colour=board.ink.faint,
                               align="center", turned=True)  # fmt: skip


def notes_height(panel: Panel, letters: float) -> float:
    """The room that the numbers of the notes take above a panel, in points."""
    return letters * 1.3 if panel.notes else 0.0


def _draw_note_numbers(board: Board, box: Box, panel: Panel) -> None:
    """The numbers of the notes in a lane above the panel, each with a thread down to its day."""
    if not panel.notes or not board.sheet.caption:
        return
    size = board.sheet.letters * 0.8
    xs = [x_of(panel, box, note.x) for note in panel.notes]
    places = spread(xs, [size * 1.5] * len(xs), box.x, box.right)
    lane = box.top + board.sheet.letters * 0.25
    for note, x, place in zip(panel.notes, xs, places, strict=True):
        board.stroke(
            (x, x, place), (box.y, box.top, lane), colour=board.ink.faint, width=0.6, dashes=(1.5, 2), in_front=True
        )
        board.line_of_text(place, lane + size * 0.2, str(note.number), size, colour=board.ink.ink, align="center",
                           bold=True)  # fmt: skip
