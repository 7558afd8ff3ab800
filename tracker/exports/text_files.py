"""Rows as text: CSV, JSON Lines, and CSV with a row of HXL tags. No cell can start a formula."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO

from tracker.export import cell_of
from tracker.exports.columns import COLUMNS, HXL_MEASURES, Type

Row = tuple[Any, ...]

_OUTSIDE = tuple(index for index, column in enumerate(COLUMNS) if column.outside)
_NUMBERS = tuple(index for index, column in enumerate(COLUMNS) if column.type is Type.NUMBER)
_AT = {column.name: index for index, column in enumerate(COLUMNS)}
_AT_ONCE = 2000


def write_csv(rows: Iterable[Row], stream: TextIO) -> int:
    """Write rows as CSV with a header; gives their number."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in COLUMNS])
    return _write(rows, writer.writerows, safe_cells)


def write_jsonl(rows: Iterable[Row], stream: TextIO) -> int:
    """Write rows as a JSON object a line; gives their number."""
    names = [column.name for column in COLUMNS]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return _write(
        rows,
        stream.writelines,
        lambda row: encode(dict(zip(names, _plain(row), strict=True))) + "\n",
    )


def write_hxl(rows: Iterable[Row], stream: TextIO, measures: Sequence[str]) -> int:
    """Write rows as CSV with a second header of HXL tags. HXL tells what a number counts by its column: each measure
    has one, and one each for its bounds.
    """
    rest = [index for index, column in enumerate(COLUMNS) if column.type is not Type.NUMBER]
    writer = csv.writer(stream, lineterminator="\n")
    counted = [(measure, bound) for measure in measures for bound in ("value", "low", "high")]
    suffixes = {"value": "", "low": "+min", "high": "+max"}
    writer.writerow(
        [*(f"{m} {b}".removesuffix(" value") for m, b in counted), *(COLUMNS[index].name for index in rest)]
    )
    writer.writerow([*(HXL_MEASURES[m] + suffixes[b] for m, b in counted), *(COLUMNS[index].hxl for index in rest)])

    def cells(row: Row) -> list[Any]:
        safe = safe_cells(row)
        numbers = [safe[_AT[bound]] if row[_AT["measure"]] == measure else None for measure, bound in counted]
        return [*numbers, *(safe[index] for index in rest)]

    return _write(rows, writer.writerows, cells)


def _write(rows: Iterable[Row], write: Callable[[list[Any]], object], made: Callable[[Row], Any]) -> int:
    count, kept = 0, []
    for row in rows:
        kept.append(made(row))
        if len(kept) == _AT_ONCE:
            write(kept)
            count += len(kept)
            kept = []
    write(kept)
    return count + len(kept)


def safe_cells(row: Row) -> list[Any]:
    """The cells of a row as a spreadsheet may hold them: whole numbers whole, text from outside marked as text where
    it would run as a formula.
    """
    cells = list(row)
    for index in _NUMBERS:
        number = cells[index]
        if number is not None and number == (whole := int(number)):
            cells[index] = whole
    for index in _OUTSIDE:
        words = cells[index]
        if words and words[0] in "=+-@\t\r\n'":
            cells[index] = cell_of(words)
    return cells


def _plain(row: Row) -> list[Any]:
    cells = list(row)
    for index in _NUMBERS:
        number = cells[index]
        if number is not None and number == (whole := int(number)):
            cells[index] = whole
    return cells
