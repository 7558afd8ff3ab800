"""What goes out comes back: every format, the text of the world in it, and a whole ledger."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import frictionless
import hxl
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tracker.errors import InputError, QueryError
from tracker.export import cell_of, row_of_figure, text_of
from tracker.exports.columns import COLUMNS, HXL_MEASURES
from tracker.exports.files import Export, Form, export_to_file, export_to_stream, form_of
from tracker.exports.package import About, read_package
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.model import Measure
from tracker.places import load_gazetteer
from tracker.query import Order, Question, find_figures
from tracker.query.flat import FIELDS, count_flat, iter_flat
from tracker.review import accept
from tracker.store.database import Ledger, open_ledger
from tracker.store.digest import ledger_hashes, state_of
from tracker.store.reviews import Judge
from tracker.store.tables import Row
from tracker.store.transfer import TABLES

Make = Callable[..., Reading]
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HOSTILE = "=cmd|'/c calc'!A1"


@pytest.fixture
def filled(desk: Desk, ledger: Ledger, reading: Make) -> Ledger:
    """A ledger with relays, parts, a revision, a judgement, and texts that bite."""
    told = (
        "OCHA, citing the Gaza health ministry, said nearly 32,000 people had been killed in Gaza, including "
        "13,000 children."
    )
    desk.file(reading(told, url="https://example.org/a", title="first", published_at=NOW))
    desk.file(
        reading(
            told + " It is now updated.",
            outlet="@The «Daily»",
            url="https://example.org/a",
            title='مرحبا \U0001f600 "q"\nline',
        )
    )
    desk.file(
        reading(
            '"-5 people were killed", UNICEF said. 85% of the people in Gaza have been displaced, UNRWA said.',
            title=HOSTILE,
        )
    )
    desk.file(reading("Between 250 and 300 homes were destroyed in Kabul, police said.", published=None))
    with ledger.writing() as session:
        judge = Judge("Ana", "read against the page", NOW)
        first = find_figures(session, Question(), load_gazetteer())[0]
        accept(session, str(first.id), judge)
    return ledger


def exported(ledger: Ledger, path: Path, **question: Any) -> Path:
    asked = Question(**question)
    with ledger.reading() as session:
        export = Export(asked, form_of(path, None), About(licence="CC-BY-4.0"), whole=asked == Question())
        export_to_file(session, export, path, load_gazetteer())
    return path


def rows_of(ledger: Ledger) -> list[dict[str, Any]]:
    with ledger.reading() as session:
        return [dict(zip(FIELDS, row, strict=True)) for row in iter_flat(session, Question(), load_gazetteer())]


def test_a_flat_row_says_what_a_found_figure_says(filled: Ledger) -> None:
    flat = {row["id"]: row for row in rows_of(filled)}
    with filled.reading() as session:
        found = find_figures(session, Question(order=Order.OLDEST), load_gazetteer())
        assert count_flat(session, Question(), load_gazetteer()) == len(found) == len(flat)
    for figure in found:
        for name, value in row_of_figure(figure).items():
            if name == "recorded_at":
                assert datetime.fromisoformat(flat[figure.id][name]).replace(
                    microsecond=0
                ) == figure.recorded_at.replace(microsecond=0)
            elif name in FIELDS:
                assert flat[figure.id][name] == value, name
    assert any(row["relays"] for row in flat.values())
    assert any(row["verdict"] == "accept" for row in flat.values())


def test_csv_comes_back_and_no_cell_starts_a_formula(filled: Ledger, tmp_path: Path) -> None:
    content = exported(filled, tmp_path / "x.csv").read_text(encoding="utf-8")
    read = list(csv.DictReader(io.StringIO(content, newline="")))
    rows = rows_of(filled)
    assert [row["title"] for row in read if row["title"].startswith("'")] == ["'" + HOSTILE] * sum(
        row["title"] == HOSTILE for row in rows
    )
    for told, row in zip(read, rows, strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in told.values())
        for name, value in row.items():
            assert (text_of(told[name]) if isinstance(value, str) else told[name]) == (
                "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
            )


@given(st.text())
def test_every_text_comes_back_out_of_its_cell(text: str) -> None:
    cell = cell_of(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert text_of(cell) == text


def test_json_lines_come_back(filled: Ledger, tmp_path: Path) -> None:
    lines = exported(filled, tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows_of(filled)


def test_a_workbook_has_types_and_explains_its_columns(filled: Ledger, tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(str(exported(filled, tmp_path / "x.xlsx")))
    head, *rows = book.get_sheet_by_name("figures").to_python()
    assert head == [column.name for column in COLUMNS]
    told = [dict(zip(head, row, strict=True)) for row in rows]
    for read, row in zip(told, rows_of(filled), strict=True):
        assert (read["value"] or None) == row["value"]
        assert read["title"] == (row["title"] or "")
        assert read["published"] == (date.fromisoformat(row["published"]) if row["published"] else "")
    explained = book.get_sheet_by_name("columns").to_python()
    assert [row[0] for row in explained[1:]] == head
    assert all(row[2] for row in explained)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 'state="frozen"' in sheet


def test_parquet_has_types_and_meanings(filled: Ledger, tmp_path: Path) -> None:
    table = pyarrow.parquet.read_table(exported(filled, tmp_path / "x.parquet"))
    rows = rows_of(filled)
    for name in ("id", "value", "title", "evidence", "relays"):
        assert table.column(name).to_pylist() == [row[name] for row in rows]
    assert table.schema.field("day").type == pyarrow.date32()
    assert table.schema.field("day").metadata[b"description"].startswith(b"the day that")


def test_hxl_is_read_by_the_fields_own_library(filled: Ledger, tmp_path: Path) -> None:
    path = exported(filled, tmp_path / "x.hxl.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        source = hxl.data(list(csv.reader(stream)))
    told = [row.get("#affected+killed-min-max") for row in source]
    assert told.count("32000") == sum(row["measure"] == "killed" and row["value"] == 32000 for row in rows_of(filled))
    assert "#impact+homes+destroyed" in source.display_tags
    assert set(HXL_MEASURES) == {measure.value for measure in Measure}
    assert len(source.columns) == len({column.display_tag for column in source.columns})


def test_a_data_package_is_valid_and_the_same_bytes_every_time(filled: Ledger, tmp_path: Path) -> None:
    path = exported(filled, tmp_path / "x.zip")
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["type", "note"])
    assert path.read_bytes() == exported(filled, tmp_path / "y.zip").read_bytes()
    with zipfile.ZipFile(path) as archive:
        described = json.loads(archive.read("datapackage.json"))
        assert described["licenses"] == [{"name": "CC-BY-4.0"}]
        assert {"title": "@The «Daily»"} in described["sources"]
        for resource in described["resources"]:
            assert resource["hash"] == "sha256:" + hashlib.sha256(archive.read(resource["path"])).hexdigest()


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
def test_a_package_makes_the_same_ledger_again_on_either_database(
    filled: Ledger, tmp_path: Path, new_sqlite: Path, postgres_copy: str
) -> None:
    path = exported(filled, tmp_path / "x.zip")
    copy = tmp_path / "copy.db"
    copy.write_bytes(new_sqlite.read_bytes())
    with filled.reading() as session:
        hashes, rows = ledger_hashes(session), rows_of(filled)
    for address in (copy, postgres_copy):
        with open_ledger(address) as ledger:
            assert read_package(ledger, path) == hashes
            assert rows_of(ledger) == rows
            assert exported(ledger, tmp_path / "again.zip").read_bytes() == path.read_bytes()
            with pytest.raises(InputError, match="goes into an empty one"):
                read_package(ledger, path)


@pytest.mark.parametrize("ledger_url", ["postgresql"], indirect=True)
def test_a_copy_on_postgresql_takes_new_reports(
    filled: Ledger, tmp_path: Path, postgres_copy: str, reading: Make, clock: Any
) -> None:
    path = exported(filled, tmp_path / "x.zip")
    with open_ledger(postgres_copy) as ledger:
        read_package(ledger, path)
        before = len(rows_of(ledger))
        Desk(ledger, load_gazetteer(), tmp_path / "s", clock).file(
            reading("The Red Moon said 12 people were killed in Kabul.")
        )
        assert len(rows_of(ledger)) == before + 1


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    other = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return other


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("ledger/figure.jsonl", lambda old: old.replace(b"32000", b"33000"), "was changed since"),
        ("ledger/figure.jsonl", lambda old: old.replace(b'"low":', b'"lo":'), "is no row of the table figure"),
        ("ledger/report.jsonl", lambda old: old.replace(b'"revision":1', b'"revision":"1"', 1), "is no int"),
        ("ledger/relay.jsonl", lambda _: b"{", "no line of JSON"),
        ("ledger/source.jsonl", lambda _: b"", "FOREIGN KEY"),
        ("datapackage.json", lambda old: old.replace(b'"schema": "00', b'"schema": "99'), "packed at schema 99"),
        ("datapackage.json", lambda _: b"[]", "no data package of a ledger"),
    ],
)
def test_a_package_that_was_changed_leaves_the_ledger_as_it_was(
    filled: Ledger, tmp_path: Path, new_sqlite: Path, name: str, change: Callable[[bytes], bytes], problem: str
) -> None:
    path = changed(exported(filled, tmp_path / "x.zip"), name, change)
    copy = tmp_path / "copy.db"
    copy.write_bytes(new_sqlite.read_bytes())
    with open_ledger(copy) as ledger:
        with ledger.reading() as session:
            before = state_of(session), ledger_hashes(session)
        with pytest.raises(Exception, match=problem):
            read_package(ledger, path)
        with ledger.reading() as session:
            assert (state_of(session), ledger_hashes(session)) == before


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
def test_a_part_of_a_ledger_is_a_package_and_no_ledger(filled: Ledger, tmp_path: Path) -> None:
    path = exported(filled, tmp_path / "x.zip", measure="killed")
    assert frictionless.validate(str(path)).valid
    with pytest.raises(InputError, match="holds figures and no ledger"):
        read_package(filled, path)
    (tmp_path / "no.zip").write_bytes(b"PK nothing")
    with pytest.raises(InputError, match="is no data package"):
        read_package(filled, tmp_path / "no.zip")


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
def test_wrong_wishes_are_told_and_write_nothing(filled: Ledger, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no export format"):
        form_of(Path("x.doc"), None)
    with pytest.raises(QueryError, match="nearest: parquet"):
        form_of(Path("x"), "parket")
    with pytest.raises(QueryError, match="nearest: killed"):
        exported(filled, tmp_path / "x.csv", measure="kiled")
    assert list(tmp_path.glob("*x.csv*")) == []
    with filled.reading() as session, pytest.raises(QueryError, match="into a file"):
        export_to_stream(session, Export(Question(), Form.XLSX), io.StringIO(), load_gazetteer())


def test_every_table_travels_or_is_bookkeeping() -> None:
    assert set(Row.metadata.tables) == {*TABLES, "run", "feed_state", "host_state", "miss"}


def test_hashes_change_with_every_row(filled: Ledger, desk: Desk, reading: Make) -> None:
    with filled.reading() as session:
        before, state = ledger_hashes(session), state_of(session)
    desk.file(reading("The Red Moon said 12 people were killed in Kabul."))
    with filled.reading() as session:
        after = ledger_hashes(session)
        assert state_of(session) != state
    assert tuple(before) == TABLES
    assert {name for name in TABLES if after[name] != before[name]} >= {"report", "figure", "source"}
    assert after["relay"] == before["relay"]
