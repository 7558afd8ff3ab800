"""Where everything stands: measured before anything is drawn, so that nothing overlaps and nothing is cut.

A sheet with room to grow becomes taller for its words. On one that has none, detail is dropped step by step: names
of sources move below the plot and are shortened, the caption tells less, notes give way. What is dropped stands in
the text beside the picture.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tracker.charts.draw.board import Box, block_height
from tracker.charts.draw.letters import PITCH, clipped, width_of, wrapped
from tracker.charts.draw.panel import NUMBERS, days_height, notes_height, numbers_width
from tracker.charts.draw.rows import rows_height
from tracker.charts.looks import Sheet
from tracker.charts.orders import Size
from tracker.charts.picture import KeyEntry, Picture

TITLE, SUBTITLE, LABEL, SMALL = 1.5, 1.0, 0.92, 0.82
"""Sizes of words, in sizes of the sheet's letters."""

Name = tuple[list[str], str | None, int]
"""A name in lines, with the source and the twin that tell how its line is drawn."""


@dataclass
class Layout:
    """What is written where, in points from the bottom left."""

    width: float
    height: float
    title: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    side: list[Name] = field(default_factory=list)
    legend: list[list[Name]] = field(default_factory=list)
    """Columns of names below the title, where they don't fit beside the lines."""
    key: list[list[KeyEntry]] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)
    credit: list[str] = field(default_factory=list)
    row_lines: int = 2
    plots: list[Box] = field(default_factory=list)
    titled: bool = False
    """Whether each plot has a title of its own above it."""
    days: bool = True
    """Whether the days stand below each plot: not in a preview of several."""


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much is told: which caption, how many notes, where names go, and in how many lines."""

    caption: int
    notes: int
    side: bool
    name_lines: int
    row_lines: int = 2
    words: int = 3


_DETAILS = tuple(
    _Detail(caption, notes, side, lines, rows, words)
    for caption, notes, lines, rows, words in (
        (0, 9, 2, 2, 3), (1, 9, 2, 2, 3), (1, 4, 2, 2, 3), (2, 4, 2, 2, 2), (2, 2, 1, 2, 2), (2, 0, 1, 2, 2),
        (2, 0, 1, 1, 1),
    )
    for side in (True, False)
)  # fmt: skip


_PREVIEWED = 4
"""Panels in a small preview."""


def margin_of(sheet: Sheet) -> float:
    """The margin around everything, in points."""
    return sheet.letters * (1.7 if sheet.caption else 1.2)


def lay_out(picture: Picture, sheet: Sheet, size: Size) -> Layout:
    """The layout with the most detail that fits."""
    if size is Size.THUMB:
        panels = tuple(replace(panel, notes=()) for panel in picture.panels[:_PREVIEWED])
        return _thumb(replace(picture, panels=panels), sheet)
    tried = None
    for detail in _DETAILS:
        layout = _words(picture, sheet, detail)
        if layout is None:
            continue
        fixed, wanted = _fixed(picture, sheet, layout), _plot_height(picture, sheet, layout)
        tried = layout
        layout.height = _height(picture, sheet, fixed, wanted)
        if layout.height - fixed >= wanted - 0.01:
            break
    assert tried is not None
    return _placed(picture, sheet, tried)


def _height(picture: Picture, sheet: Sheet, fixed: float, wanted: float) -> float:
    """The height of the picture: the sheet's, more where it may grow and has to, less where it has few rows."""
    if sheet.tallest == sheet.height:
        return sheet.height * 72
    least = fixed + wanted * 1.2 if picture.rows is not None else sheet.height * 72
    return min(max(least, fixed + wanted), sheet.tallest * 72)


def _thumb(picture: Picture, sheet: Sheet) -> Layout:
    """A small preview: the title, the plot, and the last day; names only where they are few."""
    width, letters = sheet.width * 72, sheet.letters
    inner = width - 2 * margin_of(sheet)
    layout = Layout(width, sheet.height * 72, row_lines=1)
    layout.title = wrapped(picture.texts.title, inner, letters * TITLE, bold=True, most=2)
    layout.caption = wrapped(picture.texts.through, inner, letters * SMALL, most=1)
    layout.titled, layout.days = len(picture.panels) > 1, len(picture.panels) < 2
    if picture.rows is None and len(picture.panels) == 1 and 0 < len(picture.names) <= 4:
        room = inner * 0.3
        layout.side = [([clipped(name, room, letters * LABEL)], slug, twin) for name, slug, twin in picture.names]
    return _placed(picture, sheet, layout)


def _words(picture: Picture, sheet: Sheet, detail: _Detail) -> Layout | None:
    """All words in lines, or ``None`` where names don't fit where this detail puts them."""
    letters, width = sheet.letters, sheet.width * 72
    inner = width - 2 * margin_of(sheet)
    layout = Layout(width, sheet.height * 72, row_lines=detail.row_lines)
    layout.title = wrapped(picture.texts.title, inner, letters * TITLE, bold=True, most=detail.words)
    layout.subtitle = wrapped(picture.texts.subtitle, inner, letters * SUBTITLE, most=detail.words)
    layout.key = _key_rows(picture.key, inner, letters)
    layout.notes = list(_note_lines(picture, inner, letters, detail.notes))
    captions = picture.texts.captions
    layout.caption = wrapped(captions[min(detail.caption, len(captions) - 1)], inner, letters * SMALL, most=24)
    layout.credit = wrapped(picture.texts.credit, inner, letters * SMALL, most=2)
    layout.titled = len(picture.panels) > 1 or any(panel.title for panel in picture.panels)
    return layout if _names_placed(picture, layout, inner, letters, detail) else None


def _names_placed(picture: Picture, layout: Layout, inner: float, letters: float, detail: _Detail) -> bool:
    names = picture.names
    if not names or (len(picture.panels) == 1 and len(names) == 1 and not detail.side):
        return bool(not names or detail.side)
    size = letters * LABEL
    if detail.side:
        if len(picture.panels) > 1:
            return False
        room = inner * 0.27
        layout.side = [(wrapped(name, room, size), slug, twin) for name, slug, twin in names]
        return all(len(lines) <= (5 if len(names) <= 4 else 2) for lines, _, _ in layout.side)
    layout.legend = _legend(names, inner, size, letters, detail.name_lines)
    return True


def _legend(
    names: tuple[tuple[str, str | None, int], ...], inner: float, size: float, letters: float, lines: int
) -> list[list[Name]]:
    """Names in as many columns as hold them without shortening, else in two (or one) with shortened ones."""
    swatch = letters * 2.6
    widest = max(width_of(name, size) for name, _, _ in names) + swatch + letters
    columns = max(1, min(3, int(inner / widest), len(names))) if widest <= inner / 2 else (2 if lines == 1 else 1)
    room = inner / columns - swatch - letters
    rows = math.ceil(len(names) / columns)
    told = [(wrapped(name, room, size, most=lines), slug, twin) for name, slug, twin in names]
    return [told[start : start + rows] for start in range(0, len(told), rows)]


def _key_rows(key: tuple[KeyEntry, ...], inner: float, letters: float) -> list[list[KeyEntry]]:
    rows: list[list[KeyEntry]] = []
    taken = inner
    for entry in key:
        needed = entry_width(entry, letters)
        if taken + needed > inner:
            rows.append([])
            taken = 0.0
        rows[-1].append(entry)
        taken += needed
    return rows


def entry_width(entry: KeyEntry, letters: float) -> float:
    """The room that an entry of the key takes, in points."""
    return width_of(entry.words, letters * SMALL) + letters * 3.2


def _note_lines(picture: Picture, inner: float, letters: float, most: int) -> Iterator[list[str]]:
    from tracker.languages import language

    size = letters * SMALL
    shown = picture.notes[:most]
    for note in shown:
        yield wrapped(f"{note.number}. {note.words}", inner, size, most=2)
    left = len(picture.notes) - len(shown)
    if left:
        yield wrapped(language(picture.language).say("note_more", count=left), inner, size, most=1)


# --- heights ----------------------------------------------------------------------------------------


def _below(picture: Picture, sheet: Sheet, layout: Layout) -> float:
    """What stands below the plots: days, key, notes, caption, credit."""
    letters = sheet.letters
    height = margin_of(sheet)
    if layout.days:
        height += days_height(letters) if picture.panels else letters * (0.5 + PITCH * NUMBERS)
    height += len(layout.key) * letters * 1.5 + (letters * 0.5 if layout.key else 0)
    small = [layout.caption, layout.credit]
    height += sum(block_height(lines, letters * SMALL) + letters * 0.35 for lines in small if lines)
    height += sum(block_height(lines, letters * SMALL) for lines in layout.notes) + (
        letters * 0.3 if layout.notes else 0
    )
    return height + (letters * 0.3 if any(small) else 0)


def _above(picture: Picture, sheet: Sheet, layout: Layout) -> float:
    """What stands above the plots: title, subtitle, names."""
    letters = sheet.letters
    height = margin_of(sheet) + block_height(layout.title, letters * TITLE)
    height += block_height(layout.subtitle, letters * SUBTITLE) + (letters * 0.3 if layout.subtitle else 0)
    height += legend_height(layout, letters) + letters * 0.9
    return height + (notes_height(picture.panels[0], letters) if len(picture.panels) == 1 else 0)


def legend_height(layout: Layout, letters: float) -> float:
    """The height of the names above the plots, in points."""
    if not layout.legend:
        return 0.0
    return max(sum(block_height(lines, letters * LABEL) + letters * 0.15 for lines, _, _ in column)
               for column in layout.legend) + letters * 0.6  # fmt: skip


def _fixed(picture: Picture, sheet: Sheet, layout: Layout) -> float:
    return _above(picture, sheet, layout) + _below(picture, sheet, layout)


def _plot_height(picture: Picture, sheet: Sheet, layout: Layout) -> float:
    """The least height at which the plots can be read, in points."""
    letters = sheet.letters
    if picture.rows is not None:
        return rows_height(picture.rows, letters, layout.row_lines)
    if len(picture.panels) > 1:
        _, rows = grid_of(len(picture.panels), sheet)
        return rows * letters * 8.5 + (rows - 1) * _between(layout, letters)
    side = sum(block_height(lines, letters * LABEL) + letters * 0.25 for lines, _, _ in layout.side)
    return max(letters * 14, side)


def _between(layout: Layout, letters: float) -> float:
    """From the foot of one panel to the head of the one below it: days and a title."""
    return (days_height(letters) if layout.days else 0.0) + letters * 1.9


def grid_of(panels: int, sheet: Sheet) -> tuple[int, int]:
    """Columns and rows of small multiples."""
    wide = sheet.width / sheet.height
    columns = min(panels, max(1, min(4, round(math.sqrt(panels * wide * 0.75)))))
    if panels == 3 and wide > 1.6:
        columns = 3
    return columns, math.ceil(panels / columns)


# --- boxes ------------------------------------------------------------------------------------------


def _placed(picture: Picture, sheet: Sheet, layout: Layout) -> Layout:
    letters, margin = sheet.letters, margin_of(sheet)
    bottom = _below(picture, sheet, layout)
    top = layout.height - _above(picture, sheet, layout)
    height = max(letters * 2, top - bottom)
    if picture.rows is not None:
        layout.plots = [Box(margin, bottom, layout.width - 2 * margin, height)]
    elif len(picture.panels) == 1:
        left = margin + numbers_width(picture.panels[0], letters)
        head = letters * 1.9 if layout.titled else 0.0
        right = layout.width - margin - _side_width(layout, letters)
        layout.plots = [Box(left, bottom, right - left, height - head)]
    else:
        layout.plots = list(_grid(picture, sheet, layout, Box(margin, bottom, layout.width - 2 * margin, height)))
    return layout


def _side_width(layout: Layout, letters: float) -> float:
    if not layout.side:
        return letters * 0.4
    widest = max(width_of(line, letters * LABEL) for lines, _, _ in layout.side for line in lines)
    return widest + letters * 0.9


def _grid(picture: Picture, sheet: Sheet, layout: Layout, whole: Box) -> Iterator[Box]:
    letters = sheet.letters
    columns, rows = grid_of(len(picture.panels), sheet)
    numbers = max(numbers_width(panel, letters) for panel in picture.panels)
    width = (whole.width - (columns - 1) * letters * 1.6) / columns
    head = letters * 1.9
    height = (whole.height - head - (rows - 1) * _between(layout, letters)) / rows
    for index in range(len(picture.panels)):
        row, column = divmod(index, columns)
        x = whole.x + column * (width + letters * 1.6)
        y = whole.top - head - (row + 1) * height - row * _between(layout, letters)
        yield Box(x + numbers, y, width - numbers, max(letters, height))
