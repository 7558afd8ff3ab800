"""Laws of the ledger, on both databases."""

import hashlib
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select

from tests.conftest import NOON, Clock, schema_differences
from tracker.checks import check_integrity
from tracker.errors import LedgerError, LedgerVersionError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Order, Question, find_figures
from tracker.review import correct
from tracker.store import database, figures
from tracker.store.claims import Outcome
from tracker.store.database import SCHEMA, Ledger, create_ledger, open_ledger, schema_of, upgrade
from tracker.store.reviews import Judge
from tracker.store.tables import FigureRow, RelayRow, ReportRow, Row, SourceRow

Make = Callable[..., Reading]

TEXT = (
    "At least 26 people, including four children, were killed in Kabul on Monday, OCHA said, citing the Afghan "
    "health ministry. Police said 30 people were injured."
)


def count(ledger: Ledger, row: type[Row]) -> int:
    with ledger.reading() as session:
        return session.exec(select(func.count()).select_from(row)).one()


def test_a_report_is_stored_whole(desk: Desk, ledger: Ledger, reading: Make) -> None:
    saved = desk.file(reading(TEXT))
    assert (saved.outcome, saved.revision, saved.figures) == (Outcome.ADDED, 1, 3)
    with ledger.reading() as session:
        killed, children, injured = find_figures(session, Question(order=Order.OLDEST), load_gazetteer())
    assert (killed.value, killed.qualifier, killed.place_id) == (26, "at_least", "af/kabul")
    assert killed.as_of is not None
    assert killed.as_of.date == date(2024, 3, 18)
    assert children.part_of == killed.id
    assert killed.relays == ("OCHA",)
    assert killed.source_words == "the Afghan health ministry"
    assert injured.source == "Police"
    assert killed.evidence == TEXT.partition(". ")[0] + "."


def test_adding_again_adds_nothing(desk: Desk, ledger: Ledger, reading: Make) -> None:
    first = desk.file(reading(TEXT))
    before = [count(ledger, row) for row in (ReportRow, FigureRow, RelayRow, SourceRow)]
    again = desk.file(reading(TEXT))
    assert (again.outcome, again.report_id, again.figures) == (Outcome.KNOWN, first.report_id, 0)
    assert [count(ledger, row) for row in (ReportRow, FigureRow, RelayRow, SourceRow)] == before


def test_a_changed_page_is_a_new_revision_and_the_old_one_stays(desk: Desk, ledger: Ledger, reading: Make) -> None:
    url = "https://example.org/live"
    desk.file(reading("Police said 12 people were killed in Kabul. Some 30 were hurt.", url=url))
    saved = desk.file(reading("Police said 12 people were killed in Kabul. Some 45 were hurt.", url=url))
    assert (saved.outcome, saved.revision) == (Outcome.REVISED, 2)
    assert count(ledger, ReportRow) == 2
    assert count(ledger, FigureRow) == 4
    with ledger.reading() as session:
        found = find_figures(session, Question(), load_gazetteer())
    # The repeated figure is in force once; the one that the new text dropped was published, and stays.
    assert sorted((figure.value, figure.revision) for figure in found) == [(12, 2), (30, 1), (45, 2)]


def test_the_order_of_adding_does_not_matter(ledger: Ledger, reading: Make, tmp_path: Path, clock: Clock) -> None:
    texts = [f"The health ministry said {number} people were killed in Kabul." for number in (3, 1, 2)]
    desk = Desk(ledger, load_gazetteer(), tmp_path / "snapshots", clock)
    for words in (*texts, *reversed(texts)):
        desk.file(reading(words))
    with ledger.reading() as session:
        keys = {figure.key for figure in find_figures(session, Question(), load_gazetteer())}
    other = create_ledger(tmp_path / "other.db")
    with other:
        second = Desk(other, load_gazetteer(), tmp_path / "snapshots", clock)
        for words in sorted(texts):
            second.file(reading(words))
        with other.reading() as session:
            assert {figure.key for figure in find_figures(session, Question(), load_gazetteer())} == keys


def test_a_failure_in_the_middle_leaves_nothing(
    ledger: Ledger, desk: Desk, reading: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise SQLAlchemyError("the disk is gone")

    monkeypatch.setattr(figures, "_relay_rows", fail)
    with pytest.raises(LedgerError, match="the disk is gone"):
        desk.file(reading(TEXT))
    assert [count(ledger, row) for row in (ReportRow, FigureRow, RelayRow)] == [0, 0, 0]


def test_the_bytes_are_kept_under_their_hash(desk: Desk, reading: Make) -> None:
    import gzip

    made = reading(TEXT)
    desk.file(made)
    (kept,) = desk.snapshots.rglob("*.gz")
    assert gzip.decompress(kept.read_bytes()) == made.raw
    assert kept.name == hashlib.sha256(made.raw).hexdigest() + ".gz"


def test_looking_writes_nothing(desk: Desk, ledger: Ledger, reading: Make) -> None:
    looked = desk.look(reading(TEXT))
    assert (looked.outcome, looked.figures) == (Outcome.ADDED, 3)
    assert count(ledger, ReportRow) == 0
    assert not desk.snapshots.exists()


def test_integrity_holds_and_its_breach_is_found(desk: Desk, ledger: Ledger, reading: Make) -> None:
    desk.file(reading(TEXT))
    with ledger.reading() as session:
        assert list(check_integrity(session)) == []
    with ledger.writing() as session:
        session.execute(update(ReportRow).values(text=TEXT.replace("26", "62")))
    with ledger.reading() as session:
        found = list(check_integrity(session))
    assert [finding.check for finding in found] == ["text", "span"]


@pytest.mark.parametrize(
    ("row", "change", "check"),
    [
        (FigureRow, {"value": 27.0}, "key"),
        (FigureRow, {"source_words": "nobody"}, "key"),
        (FigureRow, {"sentence_end": 3}, "sentence"),
        (FigureRow, {"credit_end": 99_999}, "credit"),
        (RelayRow, {"words": "somebody else"}, "key"),
        (ReportRow, {"sha256_text": "0" * 64}, "text"),
    ],
)
def test_whatever_is_changed_in_a_ledger_is_found(
    desk: Desk, ledger: Ledger, reading: Make, row: type[Row], change: dict[str, object], check: str
) -> None:
    desk.file(reading(TEXT))
    with ledger.writing() as session:
        session.execute(update(row).values(**change))
    with ledger.reading() as session:
        assert check in {finding.check for finding in check_integrity(session)}


def test_a_version_that_no_judgement_made_is_found(desk: Desk, ledger: Ledger, reading: Make) -> None:
    desk.file(reading(TEXT))
    with ledger.writing() as session:
        correct(session, "1", Judge("Ana", "a slip", NOON), ["value=27"], load_gazetteer())
        session.execute(update(FigureRow).where(col(FigureRow.origin_id) == 1).values(value=28))
    with ledger.reading() as session:
        assert [(finding.check, finding.figure_id) for finding in check_integrity(session)] == [("review", 1)]


def test_foreign_keys_hold(ledger: Ledger) -> None:
    with pytest.raises(LedgerError), ledger.writing() as session:
        session.add(RelayRow(figure_id=999, position=0, words="x", source_id=999))


def test_text_survives_as_it_is(desk: Desk, ledger: Ledger, reading: Make) -> None:
    words = "قالت وزارة الصحة — “12 people were killed” 🕊️ in Kabul, O’Hara said.\n=1+1\t\u200f"
    desk.file(reading(words, outlet="=cmd()", title="\u202etitle"))
    with ledger.reading() as session:
        row = session.exec(select(ReportRow)).one()
        assert (row.text, row.outlet, row.title) == (words, "=cmd()", "\u202etitle")
        assert row.retrieved_at.tzinfo is not None
        assert row.retrieved_at > NOON - timedelta(days=1)


def test_eight_writers_at_once_lose_nothing(
    ledger: Ledger, ledger_url: str | Path, reading: Make, tmp_path: Path
) -> None:
    failures: list[BaseException] = []

    def write(worker: int) -> None:
        try:
            with open_ledger(ledger_url) as own:
                desk = Desk(own, load_gazetteer(), tmp_path / "snapshots", Clock())
                for number in range(5):
                    desk.file(reading(f"Police in town {worker} said {number + 2} people were killed."))
        except BaseException as error:  # noqa: BLE001  # whatever a thread raises is a failure of this test
            failures.append(error)

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert count(ledger, ReportRow) == 40
    assert count(ledger, FigureRow) == 40


def test_the_migrations_make_exactly_the_tables(ledger: Ledger) -> None:
    with ledger.connected() as connection:
        differences = schema_differences(connection)
    assert differences == []


def test_the_program_knows_the_newest_migration() -> None:
    folder = Path(database.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == SCHEMA


def test_upgrading_again_does_nothing(ledger: Ledger) -> None:
    assert upgrade(ledger) == (SCHEMA, SCHEMA)
    assert schema_of(ledger) == SCHEMA


def test_a_ledger_from_a_newer_version_is_refused(ledger: Ledger, ledger_url: str | Path) -> None:
    with ledger.writing() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerVersionError, match="newer version"):
        open_ledger(ledger_url)


def test_what_is_no_ledger_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="tracker init"):
        open_ledger(tmp_path / "none.db")
    (tmp_path / "rubbish.db").write_bytes(b"rubbish" * 500)
    with pytest.raises(LedgerError, match="not a database"):
        open_ledger(tmp_path / "rubbish.db")


@pytest.mark.parametrize("url", ["postgresql://", "nonsense://x", "not a url://"])
def test_a_url_that_leads_nowhere_is_told_in_one_line(url: str) -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger(url)
    assert "\n" not in str(caught.value)


def test_a_password_is_never_shown() -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql://reader:geheim@127.0.0.1:1/none")
    assert "geheim" not in str(caught.value)


def test_sqlite_runs_with_write_ahead_logging(tmp_path: Path) -> None:
    with create_ledger(tmp_path / "tracker.db") as made, made.reading() as session:
        pragmas = [
            session.connection().execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys")
        ]
    assert pragmas == ["wal", 1]


def test_a_moment_of_the_ledger_is_read_as_one(ledger: Ledger, desk: Desk, reading: Make) -> None:
    desk.file(reading(TEXT))

    def values(session: Session) -> list[float | None]:
        return list(session.exec(select(FigureRow.value).order_by(col(FigureRow.id))))

    with ledger.reading() as session:
        assert values(session) == [26, 4, 30]
        desk.file(reading("Police said 40 people were killed in Herat."))
        assert values(session) == [26, 4, 30]
    with ledger.reading() as session:
        assert values(session) == [26, 4, 30, 40]


def test_a_writer_that_waits_too_long_is_told_so(
    ledger: Ledger, ledger_url: str | Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.2)
    monkeypatch.setattr(database, "_ALONE", text(database._ALONE.text.replace("30s", "200ms")))
    with open_ledger(ledger_url) as other, ledger.writing() as session:
        session.connection()
        with pytest.raises(LedgerError, match="another program has been writing"), other.writing() as late:
            late.connection()
