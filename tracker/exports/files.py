"""Exports by the suffix of their file: all of it is written, or nothing."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from sqlmodel import Session

from tracker.errors import InputError, QueryError, nearest_names
from tracker.exports.columns import HXL_MEASURES
from tracker.exports.package import About, write_package
from tracker.exports.tables import write_parquet, write_xlsx
from tracker.exports.text_files import Row, write_csv, write_hxl, write_jsonl
from tracker.places import Gazetteer
from tracker.query import Question
from tracker.query.flat import iter_flat


class Form(StrEnum):
    """The formats of exports."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"
    HXL = "hxl"
    PACKAGE = "package"


_SUFFIXES = {".csv": Form.CSV, ".jsonl": Form.JSONL, ".ndjson": Form.JSONL, ".xlsx": Form.XLSX,
             ".parquet": Form.PARQUET, ".hxl.csv": Form.HXL, ".zip": Form.PACKAGE}  # fmt: skip
_STREAMED = (Form.CSV, Form.JSONL, Form.HXL)


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported, and how. ``whole`` tells that nothing narrows the question."""

    question: Question
    form: Form
    about: About = field(default_factory=About)
    whole: bool = False


def form_of(path: Path, named: str | None) -> Form:
    """The format that was named, else the one of a file's suffix. Raises ``InputError`` and ``QueryError``."""
    if named is not None:
        if named not in set(Form):
            raise QueryError(named, "unknown format", nearest=nearest_names(named, Form) or tuple(Form))
        return Form(named)
    name = path.name.lower()
    for suffix in sorted(_SUFFIXES, key=len, reverse=True):
        if name.endswith(suffix):
            return _SUFFIXES[suffix]
    raise InputError(path, f"no export format (choose {', '.join(_SUFFIXES)}, or --format)")


def export_to_file(
    session: Session, export: Export, path: Path, gazetteer: Gazetteer, *,
    on_row: Callable[[Iterable[Row]], Iterable[Row]] = lambda rows: rows,
) -> int:  # fmt: skip
    """Write an export to a file; gives the number of figures. ``on_row`` sees the rows pass, to tell how far it is."""
    rows = on_row(iter_flat(session, export.question, gazetteer))
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        count = _write(session, export, rows, partial)
        partial.replace(path)
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def export_to_stream(session: Session, export: Export, stream: TextIO, gazetteer: Gazetteer) -> int:
    """Write an export of text to a stream; gives the number of figures."""
    if export.form not in _STREAMED:
        raise QueryError(export.form.value, "goes into a file, not to standard output", nearest=_STREAMED)
    return _write_text(export, iter_flat(session, export.question, gazetteer), stream, _measures(session, export))


def _write(session: Session, export: Export, rows: Iterable[Row], path: Path) -> int:
    if export.form is Form.XLSX:
        return write_xlsx(rows, path)
    if export.form is Form.PARQUET:
        return write_parquet(rows, path)
    if export.form is Form.PACKAGE:
        return write_package(session, rows, path, export.about, whole=export.whole)
    with path.open("w", encoding="utf-8", newline="") as stream:
        return _write_text(export, rows, stream, _measures(session, export))


def _write_text(export: Export, rows: Iterable[Row], stream: TextIO, measures: tuple[str, ...]) -> int:
    if export.form is Form.CSV:
        return write_csv(rows, stream)
    if export.form is Form.JSONL:
        return write_jsonl(rows, stream)
    return write_hxl(rows, stream, measures)


def _measures(session: Session, export: Export) -> tuple[str, ...]:
    """The measures that get columns in HXL: those of the ledger, or the one that was asked for."""
    if export.form is not Form.HXL:
        return ()
    from tracker.query.flat import measures_of

    if export.question.measure is not None:
        from tracker.model import Measure
        from tracker.query import choice_of

        return (choice_of(export.question.measure, Measure, "measure").value,)
    held = measures_of(session)
    return tuple(measure for measure in HXL_MEASURES if measure in held)


def counted(rows: Iterable[Row], tell: Callable[[int], None], every: int = 2000) -> Iterator[Row]:
    """The rows as they come, and how many have come."""
    for number, row in enumerate(rows, 1):
        if number % every == 0:
            tell(number)
        yield row
