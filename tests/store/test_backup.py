"""Copies of a ledger in use, and ledgers made from them, on both databases."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from tests.conftest import Clock
from tests.store.test_migrations import FIRST, fill
from tracker.checks import check_integrity
from tracker.errors import LedgerError, LedgerVersionError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.review import correct, reject
from tracker.store.backup import back_up, prove_file, restore
from tracker.store.database import Ledger, connect, create_ledger, migrate, open_ledger
from tracker.store.reviews import Judge
from tracker.store.tables import FigureRow, ReportRow, Row

Make = Callable[..., Reading]


def everything(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row of every table."""
    with ledger.reading() as session:
        return {
            table.name: sorted(map(tuple, session.connection().execute(table.select())), key=str)
            for table in Row.metadata.sorted_tables
        }


@pytest.fixture
def filled(desk: Desk, ledger: Ledger, reading: Make, clock: Clock) -> Ledger:
    """A ledger with a page that changed, parts, relays, and judgements."""
    url = "https://example.org/live"
    desk.file(reading("At least 26 people, including four children, were killed in Kabul, OCHA said.", url=url))
    desk.file(reading("At least 26 people, including four children, were killed in Kabul, OCHA said. “So.”", url=url))
    desk.file(reading("OCHA, citing the Afghan health ministry, said 30 people were injured in Herat."))
    judge = Judge("Ana", "a slip", clock())
    with ledger.writing() as session:
        correct(session, "3", judge, ["value=62"], load_gazetteer())
        reject(session, "5", judge)
    return ledger


def test_a_copy_is_a_ledger_that_holds_the_same(filled: Ledger, tmp_path: Path) -> None:
    assert back_up(filled, tmp_path / "copy.db") == ()
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]
    with open_ledger(tmp_path / "copy.db") as copy:
        assert everything(copy) == everything(filled)


def test_a_ledger_is_made_from_a_copy_on_either_database(
    filled: Ledger, empty_url: str | Path, tmp_path: Path, reading: Make, clock: Clock
) -> None:
    back_up(filled, tmp_path / "copy.db")
    with create_ledger(empty_url) as made:
        assert restore(made, tmp_path / "copy.db", kept=tmp_path / "kept.db") is None
        assert everything(made) == everything(filled)
        # It goes on from there.
        desk = Desk(made, load_gazetteer(), tmp_path / "other", clock)
        desk.file(reading("The mayor, Ana Ruiz, said 40 people were killed in Herat."))
        with made.writing() as session:
            reject(session, "1" if _in_force(made, 1) else "4", Judge("Ben", "no", clock()))
        with made.reading() as session:
            assert list(check_integrity(session)) == []
    assert not (tmp_path / "kept.db").exists()


def _in_force(ledger: Ledger, figure: int) -> bool:
    with ledger.reading() as session:
        row = session.get(FigureRow, figure)
        return row is not None and row.superseded_at is None


def test_a_copy_is_not_overwritten_unless_told(filled: Ledger, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(LedgerError, match="is there already"):
        back_up(filled, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
    back_up(filled, tmp_path / "copy.db", replace=True)
    assert list(prove_file(tmp_path / "copy.db")) == []


def test_a_copy_that_cannot_be_written_is_told_by_its_name(filled: Ledger, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match=r"file/copy\.db"):
        back_up(filled, tmp_path / "file" / "copy.db")


def test_a_ledger_with_reports_is_replaced_only_when_told_and_kept(filled: Ledger, tmp_path: Path) -> None:
    before = everything(filled)
    with create_ledger(tmp_path / "empty.db") as empty:
        back_up(empty, tmp_path / "copy.db")
    with pytest.raises(LedgerError, match="holds reports already"):
        restore(filled, tmp_path / "copy.db", kept=tmp_path / "kept.db")
    assert everything(filled) == before
    assert restore(filled, tmp_path / "copy.db", kept=tmp_path / "kept.db", replace=True) == tmp_path / "kept.db"
    assert everything(filled)["report"] == []
    with open_ledger(tmp_path / "kept.db") as kept:
        assert everything(kept) == before


def spoil(path: Path, how: str) -> None:
    if how == "a changed text":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE report SET text = replace(text, '26', '62')")
    elif how == "a changed number":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE figure SET value = 27 WHERE value = 26")
    elif how == "a lost source":
        with sqlite3.connect(path) as connection:
            connection.execute("DELETE FROM source WHERE id = (SELECT max(source_id) FROM figure)")
    elif how == "half of its bytes":
        raw = path.read_bytes()
        path.write_bytes(raw[: len(raw) // 2])
    elif how == "no ledger":
        path.write_bytes(b"rubbish" * 500)
    elif how == "another database":
        path.unlink()
        sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close()
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        ("a changed text", "not as it was written"),
        ("a changed number", "not as it was written"),
        ("a lost source", "points at no row of 'source'"),
        ("half of its bytes", "malformed"),
        ("no ledger", "not a database"),
        ("another database", "is no copy of a ledger"),
        ("a newer schema", "newer version"),
    ],
)
def test_a_copy_that_does_not_hold_is_not_taken(filled: Ledger, tmp_path: Path, how: str, problem: str) -> None:
    before = everything(filled)
    back_up(filled, tmp_path / "copy.db")
    spoil(tmp_path / "copy.db", how)
    with pytest.raises(LedgerError, match=problem) as caught:
        restore(filled, tmp_path / "copy.db", kept=tmp_path / "kept.db", replace=True)
    assert caught.value.subject == str(tmp_path / "copy.db")
    assert isinstance(caught.value, LedgerVersionError) == (how == "a newer schema")
    assert everything(filled) == before
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name]


def test_a_copy_by_an_older_version_is_brought_forwards_and_left_as_it_is(ledger: Ledger, tmp_path: Path) -> None:
    with connect(tmp_path / "old.db") as old:
        migrate(old, "0001")
        with old.connected() as connection:
            fill(connection, FIRST)
    raw = (tmp_path / "old.db").read_bytes()
    restore(ledger, tmp_path / "old.db", kept=tmp_path / "kept.db")
    with ledger.reading() as session:
        assert session.exec(select(func.count()).select_from(FigureRow)).one() == 2
    assert (tmp_path / "old.db").read_bytes() == raw


def test_a_copy_made_while_others_write_shows_one_moment(
    ledger: Ledger, ledger_url: str | Path, reading: Make, tmp_path: Path
) -> None:
    stop, failures = threading.Event(), list[BaseException]()

    def write(worker: int) -> None:
        try:
            with open_ledger(ledger_url) as own:
                desk = Desk(own, load_gazetteer(), tmp_path / "snapshots", Clock())
                for number in range(10_000):
                    if stop.is_set():
                        return
                    words = f"Police in town {worker} said {number + 2} people were killed and {number + 3} injured."
                    desk.file(reading(words))
        except BaseException as error:  # noqa: BLE001  # whatever a thread raises is a failure of this test
            failures.append(error)

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(2)]
    for thread in threads:
        thread.start()
    counts = []
    try:
        for number in range(4):
            assert back_up(ledger, tmp_path / f"copy-{number}.db") == ()
            with open_ledger(tmp_path / f"copy-{number}.db") as copy, copy.reading() as session:
                reports = session.exec(select(func.count()).select_from(ReportRow)).one()
                figures = session.exec(select(func.count()).select_from(FigureRow)).one()
            assert figures == 2 * reports
            counts.append(reports)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
