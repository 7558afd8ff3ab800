"""Tables: published series straight into attributed figures, each row a report of its own.

A row is written out as a short text, one line a number, so that its figures have their proof like any
other: the number stands at its offsets, in a line that says what it counts. A row whose numbers change
later is a new revision of the same story.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.errors import ReportError
from tracker.ingest.columns import Cell, Preset, Row, TableRow
from tracker.ingest.feeds import Feed
from tracker.ingest.presets import rows_of
from tracker.ingest.readers import Reading, decode
from tracker.model import Attribution, Claim, Day, Figure, Qualifier, Report, Span, storable
from tracker.store.rereading import TABLE_RULE

TABLES = "tables/1"
"""What made these claims, where the extractor's name stands for others: no reading of prose may redo them."""

_MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Tabled:
    """A row as a report, with the claims that it makes."""

    reading: Reading
    claims: tuple[Claim, ...]


def read_table(raw: bytes, feed: Feed, *, origin: str) -> Iterator[Tabled]:
    """The reports of a published table: CSV, JSON or XLSX, by what it looks like. Raises ``ReportError``
    for what is no table, and ``ConfigError`` for columns that it doesn't have.
    """
    table = read_rows(raw, origin=origin)
    rows = (
        rows_of(feed.preset, table, extrapolated=feed.extrapolated)
        if feed.preset is not None
        else feed.columns.rows(table)
    )
    for row in rows:
        yield _report_of(row, feed, origin, raw)


# --- rows -------------------------------------------------------------------------------------------


def read_rows(raw: bytes, *, origin: str) -> Iterator[Row]:
    """The rows of a table, each with the names of its columns."""
    if raw[:4] == b"PK\x03\x04":
        return _from_spreadsheet(raw, origin)
    text = decode(raw, origin=origin)
    if text.lstrip()[:1] in ("[", "{"):
        return _from_json(text, origin)
    return _from_csv(text, origin)


def _from_csv(text: str, origin: str) -> Iterator[Row]:
    try:
        dialect = csv.Sniffer().sniff(text[:8_192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    try:
        for row in reader:
            yield {name: value for name, value in row.items() if name is not None}
    except csv.Error as error:
        raise ReportError(origin, f"is no table: {error}", line=reader.line_num) from error


def _from_json(text: str, origin: str) -> Iterator[Row]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportError(origin, f"is no JSON: {error}") from error
    rows = found if isinstance(found, list) else _longest_list(found)
    if rows is None:
        raise ReportError(origin, "is no table: JSON without a list of rows")
    for row in rows[:_MOST_ROWS]:
        if isinstance(row, dict):
            yield row


def _longest_list(found: object) -> list[object] | None:
    """Where the rows are in an object that wraps them: ``{"results": […]}``."""
    lists = [value for value in found.values() if isinstance(value, list)] if isinstance(found, dict) else []
    return max(lists, key=len, default=None)


def _from_spreadsheet(raw: bytes, origin: str) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
        lines: Sequence[Sequence[object]] = sheet.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, IndexError) as error:
        raise ReportError(origin, "is no spreadsheet that can be read") from error
    header: list[str] = []
    for line in lines:
        cells = [int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in line]
        if not header:
            header = [str(cell).strip() for cell in cells]
        else:
            yield {name: cell if cell != "" else None for name, cell in zip(header, cells, strict=False) if name}


# --- reports ----------------------------------------------------------------------------------------


def _report_of(row: TableRow, feed: Feed, origin: str, raw: bytes) -> Tabled:
    page = _Page()
    page.head(row)
    claims = [page.claim(row, cell) for cell in row.cells]
    for remark in row.remarks:
        page.line(remark)
    where = feed.url or (f"file:{feed.path.name}" if feed.path else origin)
    report = Report(
        text=page.text,
        published=row.day,
        outlet=feed.outlet or _outlet_of(feed.preset),
        url=f"{where}#{feed.name}/{row.key}"[:1_000],
        title=f"{feed.name}: {row.key}"[:300],
    )
    return Tabled(Reading(report, raw, f"{origin}#{row.key}"), tuple(claims))


def _outlet_of(preset: Preset | None) -> str | None:
    if preset is None or preset is Preset.HXL:
        return None
    return "IDMC" if preset is Preset.IDMC else "Tech for Palestine"


class _Page:
    """The text of a row while it is written."""

    def __init__(self) -> None:
        self.text = ""
        self._credit: Span | None = None

    def line(self, words: str) -> Span:
        """Write a line; gives where it stands."""
        start = len(self.text)
        self.text += storable(" ".join(words.split())) + "\n"
        return Span(start, len(self.text) - 1)

    def head(self, row: TableRow) -> None:
        """Say where, for when, and who reports."""
        self.line(", ".join(filter(None, [row.place, row.day.isoformat() if row.day else None])) or row.key)
        if row.source:
            start = len("Source: ")
            line = self.line("Source: " + ", via ".join((row.source, *row.relays)))
            self._credit = Span(line.start + start, line.start + start + len(" ".join(row.source.split())))
        if row.url:
            self.line(f"From: {row.url}")
        self.text += "\n"

    def claim(self, row: TableRow, cell: Cell) -> Claim:
        """Write a number; gives the claim that it makes."""
        number = _printed(cell.value)
        told = [f"{cell.label}: {number}"]
        if cell.source:
            told.append(f"worked out by {cell.source}")
        line = self.line(", ".join(told))
        start = line.start + len(" ".join(cell.label.split())) + 2
        return Claim(
            span=Span(start, start + len(number)),
            number=number,
            figure=_figure_of(cell),
            measure=cell.measure,
            kind=cell.kind,
            status=cell.status,
            attribution=self._attribution(row, cell, line),
            sentence=line,
            rule=TABLE_RULE,
            place=row.place,
            as_of=Day(row.day) if row.day else None,
            window=cell.window,
            baseline=cell.baseline,
            basis=cell.basis,
        )

    def _attribution(self, row: TableRow, cell: Cell, line: Span) -> Attribution:
        if cell.source is not None:
            return Attribution(cell.source, (), Span(line.end - len(cell.source), line.end))
        return Attribution(row.source, row.relays if row.source else (), self._credit)


_BOUNDS = {
    Qualifier.EXACTLY: (True, True), Qualifier.AT_LEAST: (True, False), Qualifier.MORE_THAN: (True, False),
    Qualifier.AT_MOST: (False, True), Qualifier.NEARLY: (False, True),
}  # fmt: skip


def _figure_of(cell: Cell) -> Figure:
    low, high = _BOUNDS.get(cell.qualifier, (False, False))
    value = cell.value
    return Figure(value, value if low else None, value if high else None, cell.qualifier, cell.unit, cell.group)


def _printed(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() else repr(value)
