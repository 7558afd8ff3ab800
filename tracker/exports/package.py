"""A data package (Frictionless Data Package v1, as a zip): the figures as a table anybody can open, and, where all of
them were asked for, the whole ledger, so that another one can be made from it that holds the same.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from tracker.errors import InputError
from tracker.exports.columns import COLUMNS, Type
from tracker.exports.text_files import Row, write_csv
from tracker.store.database import SCHEMA, Ledger
from tracker.store.digest import ledger_hashes
from tracker.store.transfer import TABLES, dump_table, load_tables

_DESCRIPTOR = "datapackage.json"
_LONGEST_LINE = 64_000_000
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same ledger is the same bytes: no clock is looked at


@dataclass(frozen=True, slots=True)
class About:
    """What a package says of itself."""

    title: str = "Casualty and displacement figures"
    licence: str | None = None
    """The SPDX name of the licence under which it is given on."""


def write_package(session: Session, rows: Iterable[Row], path: Path, about: About, *, whole: bool) -> int:
    """Write a package; with ``whole``, the ledger is in it. Gives the number of figures in its table."""
    resources: list[dict[str, Any]] = []
    outlets: set[str] = set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        count, figures = _add_figures(archive, _noting(rows, outlets))
        resources.append(figures)
        if whole:
            resources += [_add_table(archive, session, name) for name in TABLES]
        descriptor = _descriptor(about, resources, sorted(outlets))
        archive.writestr(_entry(_DESCRIPTOR), json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
    return count


def _noting(rows: Iterable[Row], outlets: set[str]) -> Iterator[Row]:
    at = [column.name for column in COLUMNS].index("outlet")
    for row in rows:
        if row[at]:
            outlets.add(row[at])
        yield row


def _descriptor(about: About, resources: list[dict[str, Any]], outlets: list[str]) -> dict[str, Any]:
    licence = {"name": about.licence} if about.licence else {"name": "notspecified", "title": "License not specified"}
    return {
        "profile": "data-package",
        "name": "figures",
        "title": about.title,
        "licenses": [licence],
        "sources": [{"title": outlet} for outlet in outlets] or [{"title": "none"}],
        "resources": resources,
        "figure-tracker": {"schema": SCHEMA},
    }


class _Hashed(io.RawIOBase):
    """A file of an archive that is hashed and measured while it is written."""

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self._stream, self.digest, self.size = stream, hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._stream.write(content)
        self.digest.update(content)
        self.size += len(content)
        return len(content)


def _add_figures(archive: zipfile.ZipFile, rows: Iterable[Row]) -> tuple[int, dict[str, Any]]:
    with archive.open(_entry("figures.csv"), "w", force_zip64=True) as entry:
        hashed = _Hashed(entry)
        text = io.TextIOWrapper(io.BufferedWriter(hashed, 1 << 16), encoding="utf-8", newline="")
        count = write_csv(rows, text)
        text.flush()
    fields = [
        {"name": one.name, "type": one.type.value, "description": one.meaning, **_format(one.type)} for one in COLUMNS
    ]
    told = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return count, {
        **_resource("figures", "figures.csv", hashed),
        **told,
        "schema": {"fields": fields, "primaryKey": "id"},
    }


def _format(kind: Type) -> dict[str, str]:
    return {"format": "any"} if kind is Type.MOMENT else {}


def _add_table(archive: zipfile.ZipFile, session: Session, name: str) -> dict[str, Any]:
    with archive.open(_entry(f"ledger/{name}.jsonl"), "w", force_zip64=True) as entry:
        hashed = _Hashed(entry)
        for line in dump_table(session, name):
            hashed.write(line)
    resource = _resource(f"ledger-{name.replace('_', '-')}", f"ledger/{name}.jsonl", hashed)
    if not hashed.size:  # readers look for the columns in the first line, and there is none
        return {**resource, "type": "file"}
    return {**resource, "format": "jsonl", "mediatype": "application/x-ndjson", "encoding": "utf-8"}


def _resource(name: str, path: str, hashed: _Hashed) -> dict[str, Any]:
    return {"name": name, "path": path, "hash": f"sha256:{hashed.digest.hexdigest()}", "bytes": hashed.size}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


# --- unpacking --------------------------------------------------------------------------------------


def read_package(
    ledger: Ledger, path: Path, *, on_table: Callable[[str, int], None] = lambda *_: None
) -> dict[str, str]:
    """Fill an empty ledger from a package: all of it, or, where anything is not as it was packed, nothing. Gives the
    integrity hashes, which are those of the ledger that was packed.

    Raises ``InputError`` for a file that is no such package, was made by another schema, or was changed since.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = _wanted(archive, path)
            with ledger.writing() as session:
                counts = load_tables(session, lambda name: _lines(archive, path, name))
                hashes = ledger_hashes(session)
                for name in TABLES:
                    if hashes[name] != wanted[name]:
                        raise InputError(path, f"ledger/{name}.jsonl was changed since it was packed: its hash differs")
            for name, count in counts.items():
                on_table(name, count)
            return hashes
    except FileNotFoundError as error:
        raise InputError(path, "no such file") from error
    except (zipfile.BadZipFile, OSError, EOFError, UnicodeDecodeError, NotImplementedError, RuntimeError) as error:
        raise InputError(path, f"is no data package: {error}") from error


def _wanted(archive: zipfile.ZipFile, path: Path) -> dict[str, str]:
    """The hash of each table that the package's descriptor tells."""
    try:
        described = json.loads(archive.read(_DESCRIPTOR))
        schema = described["figure-tracker"]["schema"]
        hashes = {one["path"]: str(one["hash"]).removeprefix("sha256:") for one in described["resources"]}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(path, "is no data package of a ledger") from error
    if schema != SCHEMA:
        raise InputError(
            path, f"was packed at schema {schema}, and this program's is {SCHEMA}: upgrade, then pack anew"
        )
    if missing := [name for name in TABLES if f"ledger/{name}.jsonl" not in hashes]:
        raise InputError(path, f"holds figures and no ledger (no {missing[0]}): it was packed of a part of one")
    return {name: hashes[f"ledger/{name}.jsonl"] for name in TABLES}


def _lines(archive: zipfile.ZipFile, path: Path, name: str) -> Iterator[bytes]:
    try:
        entry = archive.open(f"ledger/{name}.jsonl")
    except KeyError as error:
        raise InputError(path, f"has no ledger/{name}.jsonl") from error
    with entry:
        while line := entry.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise InputError(path, f"ledger/{name}.jsonl has a line that is longer than any row")
            yield line
