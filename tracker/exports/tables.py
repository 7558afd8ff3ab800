"""Rows as typed tables: XLSX with a sheet that explains its columns, and Parquet."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.errors import InputError
from tracker.exports.columns import COLUMNS, Column, Type
from tracker.exports.text_files import Row

MOST_XLSX_ROWS = 1_048_575
"""What a sheet holds below its header."""
_LONGEST_CELL = 32_767


def write_xlsx(rows: Iterable[Row], path: Path) -> int:
    """Write rows as a workbook: typed columns, a frozen header with filters, a sheet that explains the columns. Text
    is always text: nothing is a formula or a link. Gives the number of rows.
    """
    xlsxwriter: Any = _needed("xlsxwriter", "xlsx")
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001  # the same rows are the same bytes
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet = book.add_worksheet("figures")
        sheet.freeze_panes(1, 3)
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, _width(column))
            sheet.write_string(0, index, column.name, bold)
        count = 0
        for count, row in enumerate(rows, 1):
            if count > MOST_XLSX_ROWS:
                raise InputError(
                    path, f"a sheet holds {MOST_XLSX_ROWS:,} figures and there are more: narrow the question"
                )
            _write_row(sheet, count, row, {Type.DAY: day, Type.MOMENT: moment})
        sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
        _explain(book, bold)
    return count


def _write_row(sheet: Any, number: int, row: Row, formats: dict[Type, Any]) -> None:
    for index, (column, value) in enumerate(zip(COLUMNS, row, strict=True)):
        if value is None:
            continue
        if column.type in (Type.INTEGER, Type.NUMBER):
            sheet.write_number(number, index, value)
        elif column.type in formats:
            sheet.write_datetime(number, index, _naive(column, value), formats[column.type])
        else:
            sheet.write_string(number, index, value[:_LONGEST_CELL])


def _naive(column: Column, value: str) -> dt.datetime:
    """A day or moment as a spreadsheet knows it: without a zone, which the column's meaning tells."""
    if column.type is Type.DAY:
        return dt.datetime.combine(dt.date.fromisoformat(value), dt.time())
    return dt.datetime.fromisoformat(value).replace(tzinfo=None)


def _width(column: Column) -> int:
    if column.name == "evidence":
        return 80
    return 24 if column.outside else 12


def _explain(book: Any, bold: Any) -> None:
    sheet = book.add_worksheet("columns")
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 110)
    for index, head in enumerate(("column", "type", "meaning")):
        sheet.write_string(0, index, head, bold)
    for number, column in enumerate(COLUMNS, 1):
        for index, words in enumerate((column.name, column.type.value, column.meaning)):
            sheet.write_string(number, index, words)
    sheet.freeze_panes(1, 0)


def write_parquet(rows: Iterable[Row], path: Path) -> int:
    """Write rows as a Parquet file with typed columns that carry their meaning; gives their number."""
    arrow: Any = _needed("pyarrow", "parquet")
    parquet: Any = _needed("pyarrow.parquet", "parquet")
    types = {Type.INTEGER: arrow.int64(), Type.NUMBER: arrow.float64(), Type.TEXT: arrow.string(),
             Type.DAY: arrow.date32(), Type.MOMENT: arrow.timestamp("us", tz="UTC")}  # fmt: skip
    schema = arrow.schema(
        [arrow.field(one.name, types[one.type], metadata={"description": one.meaning}) for one in COLUMNS]
    )
    count = 0
    with parquet.ParquetWriter(str(path), schema, compression="zstd") as writer:
        for some in _batches(iter(rows)):
            columns = [_typed(column, values) for column, values in zip(COLUMNS, zip(*some, strict=True), strict=True)]
            arrays = [arrow.array(values, type=types[one.type]) for one, values in zip(COLUMNS, columns, strict=True)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))
            count += len(some)
    return count


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, 10_000)):
        yield some


def _typed(column: Column, values: tuple[Any, ...]) -> list[Any]:
    if column.type is Type.DAY:
        return [None if value is None else dt.date.fromisoformat(value) for value in values]
    if column.type is Type.MOMENT:
        return [None if value is None else dt.datetime.fromisoformat(value) for value in values]
    return list(values)


def _needed(module: str, extra: str) -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        how = f"pip install 'figure-tracker[{extra}]'"
        raise InputError(f".{extra}", f"needs the Python package {package!r}: {how}") from error
