"""Figures for other programs: rows of plain values, as CSV, JSON and JSON Lines.

Text from outside stays text: a cell that a spreadsheet would take for a formula is marked as text.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TextIO

from tracker.model import Claim, Qualifier, Unit

if TYPE_CHECKING:  # a figure is written here and found elsewhere: writing needs no database
    from tracker.query import FoundFigure, QuotedSource


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def row_of_figure(figure: "FoundFigure") -> dict[str, Any]:
    """A figure as a row of plain values: everything that it says, who says so, and its proof."""
    return {
        "id": figure.id,
        "key": figure.key,
        "value": plain_number(figure.value),
        "low": plain_number(figure.low),
        "high": plain_number(figure.high),
        "qualifier": figure.qualifier.value,
        "measure": figure.measure.value,
        "unit": figure.unit.value,
        "group": figure.group,
        "place": figure.place,
        "place_id": figure.place_id,
        "kind": figure.kind.value,
        "status": figure.status.value,
        "as_of": str(figure.as_of) if figure.as_of else None,
        "as_of_accuracy": figure.as_of.accuracy.value if figure.as_of else None,
        "window_start": figure.window.start.isoformat() if figure.window else None,
        "window_end": figure.window.end.isoformat() if figure.window else None,
        "baseline": str(figure.baseline) if figure.baseline else figure.baseline_words,
        "basis": figure.basis,
        "source": figure.source,
        "source_slug": figure.source_slug,
        "source_words": figure.source_words,
        "relays": "; ".join(figure.relays) or None,
        "outlet": figure.outlet,
        "published": figure.published.isoformat() if figure.published else None,
        "title": figure.title,
        "url": figure.url,
        "number": figure.number,
        "start": figure.span.start,
        "end": figure.span.end,
        "evidence": figure.evidence,
        "rule": figure.rule,
        "extractor": figure.extractor,
        "part_of": figure.part_of,
        "recorded_at": figure.recorded_at.isoformat(),
        "verdict": figure.verdict.value if figure.verdict else None,
        "reviews": len(figure.reviews),
    }


def row_of_claim(claim: Claim) -> dict[str, Any]:
    """A claim as a row of plain values, with the names that labelled passages use."""
    figure, attribution = claim.figure, claim.attribution
    return {
        "start": claim.span.start,
        "end": claim.span.end,
        "number": claim.number,
        "value": plain_number(figure.value),
        "low": plain_number(figure.low),
        "high": plain_number(figure.high),
        "qualifier": figure.qualifier.value,
        "measure": claim.measure.value,
        "unit": figure.unit.value,
        "group": figure.group,
        "place": claim.place,
        "source": attribution.source,
        "via": attribution.relays[0] if attribution.relays else None,
        "kind": claim.kind.value,
        "status": claim.status.value,
        "as_of": str(claim.as_of) if claim.as_of else None,
        "rule": claim.rule,
    }


def row_of_source(source: "QuotedSource") -> dict[str, Any]:
    """A source as a row of plain values."""
    return {
        "source": source.slug,
        "name": source.name,
        "kind": source.kind,
        "country": source.country,
        "known": source.known,
        "figures": source.figures,
        "reports": source.reports,
        "first": source.first.isoformat() if source.first else None,
        "last": source.last.isoformat() if source.last else None,
    }


def write_rows(rows: Sequence[Mapping[str, Any]], form: Format, stream: TextIO) -> None:
    """Write rows to a stream as CSV (with a header), one JSON array, or a JSON object a line."""
    if form is Format.CSV:
        _write_csv(rows, stream)
    elif form is Format.JSON:
        json.dump(list(rows), stream, ensure_ascii=False, indent=2)
        stream.write("\n")
    else:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write_csv(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(stream, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: cell_of(value) for name, value in row.items()})


_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def cell_of(value: object) -> object:
    """A value as a spreadsheet may hold it: text that would run as a formula gets an apostrophe.

    >>> cell_of("=1+1"), cell_of("12 died"), cell_of(-3)
    ("'=1+1", '12 died', -3)
    """
    return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value


def text_of(cell: str) -> str:
    """The text that stands in a cell: without the apostrophe that :func:`cell_of` has put before it.

    >>> text_of("'=1+1"), text_of("'twas"), text_of(str(cell_of("'=1")))
    ('=1+1', "'twas", "'=1")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def plain_number(value: float | None) -> int | float | None:
    """A stored number as a whole number where it is one.

    >>> plain_number(32000.0), plain_number(0.85)
    (32000, 0.85)
    """
    return int(value) if value is not None and value == int(value) else value


_HEDGES = {
    Qualifier.EXACTLY: "{}",
    Qualifier.ABOUT: "about {}",
    Qualifier.AT_LEAST: "at least {}",
    Qualifier.MORE_THAN: "more than {}",
    Qualifier.NEARLY: "nearly {}",
    Qualifier.AT_MOST: "up to {}",
    Qualifier.VAGUE: "{} or more",
}


def hedged_number(figure: "FoundFigure") -> str:
    """The number with its hedge, for people to read: "nearly 32,000", "between 250 and 300", "85%"."""
    if figure.qualifier is Qualifier.BETWEEN and figure.low is not None and figure.high is not None:
        return f"between {_written(figure.low, figure.unit)} and {_written(figure.high, figure.unit)}"
    number = figure.value if figure.value is not None else figure.low
    if figure.qualifier is Qualifier.VAGUE:
        return figure.number
    return _HEDGES[figure.qualifier].format(_written(number or 0, figure.unit))


def _written(number: float, unit: Unit) -> str:
    if unit is Unit.SHARE:
        return f"{number * 100:.4g}%"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
