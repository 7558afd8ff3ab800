"""Copies of the same text, and what is remembered between runs, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import select

from tests.conftest import NOON
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.store.copies import are_copies, marks_of, runs_of
from tracker.store.database import Ledger
from tracker.store.tables import ReportRow
from tracker.store.upkeep import (
    FeedState,
    HostState,
    Miss,
    RunRecord,
    begin_run,
    count_misses,
    end_run,
    forget_miss,
    known_stories,
    known_texts,
    load_feed,
    load_host,
    load_misses,
    load_runs,
    newest_report,
    save_feed,
    save_host,
    save_miss,
)

WIRE = (
    "At least 12 people were killed when a bridge fell into the river near Kabul on Thursday, police said. "
    "The bridge had been closed to lorries since the spring, but drivers used it at night to avoid a toll. "
    "Rescuers lowered ropes from the banks and brought nine people out alive before the current grew too strong. "
    "The governor promised an inquiry and said that the families of the dead would be helped with the burials. "
    "Engineers had warned twice that the middle pier was giving way, according to letters seen by reporters."
)
Make = Callable[..., Reading]


def file(desk: Desk, reading: Reading, name: str, **fields: object) -> int | None:
    report = replace(reading.report, url=f"https://{name}.example/1", outlet=name, **fields)  # type: ignore[arg-type]
    return desk.file(replace(reading, report=report)).copy_of


def test_a_copy_points_at_the_first_that_came(desk: Desk, reading: Make, ledger: Ledger) -> None:
    assert file(desk, reading(WIRE), "first") is None
    assert file(desk, reading("KABUL (Agency) — " + WIRE.replace("police said", "the police said")), "second") == 1
    assert file(desk, reading(WIRE[: len(WIRE) * 2 // 3]), "cut") == 1
    assert file(desk, reading(WIRE + " Our reporter adds that the road is closed."), "longer") == 1
    other = "Nothing of this is the same text. " * 3 + " ".join(f"Word{n} and word{n + 1}." for n in range(60))
    assert file(desk, reading(other), "other") is None
    assert file(desk, reading("At least 12 people were killed, police said."), "short") is None
    with ledger.reading() as session:
        rows = session.exec(select(ReportRow.id, ReportRow.copy_of).order_by(ReportRow.id)).all()  # type: ignore[arg-type]
        assert [row[1] for row in rows] == [None, 1, 1, 1, None, None]


def test_a_revision_is_no_copy_of_itself_and_an_old_text_has_none(desk: Desk, reading: Make) -> None:
    assert file(desk, reading(WIRE), "page") is None
    assert file(desk, reading(WIRE.replace("12", "15")), "page") is None
    later = date(2024, 3, 21) + timedelta(days=40)
    assert file(desk, reading(WIRE), "anniversary", published=later) is None


def test_texts_are_alike_by_what_they_share() -> None:
    runs = runs_of(WIRE)
    assert are_copies(runs, runs)
    assert marks_of(runs) == marks_of(runs_of(WIRE.upper()))
    assert len(marks_of(runs)) == 8
    assert not are_copies(runs, runs_of(WIRE[: len(WIRE) // 4]))
    assert marks_of(runs_of("too short")) == ()
    assert all(0 <= mark < 2**63 for mark in runs)


def test_feeds_and_hosts_are_remembered(ledger: Ledger) -> None:
    state = FeedState("a", "https://a", '"1"', None, "cursor", NOON, NOON, None, 3, "why", NOON)
    host = HostState("https://a", "User-agent: *", NOON, NOON)
    for _ in range(2):
        with ledger.writing() as session:
            save_feed(session, state)
            save_host(session, host)
    with ledger.reading() as session:
        assert load_feed(session, "a", "https://a") == state
        assert load_feed(session, "a", "https://b") == FeedState("a", "https://b")
        assert (load_host(session, "https://a"), load_host(session, "x")) == (host, HostState("x"))


def test_misses_are_remembered_until_the_page_comes(ledger: Ledger) -> None:
    misses = [
        Miss("a", f"https://a/{n}", NOON + timedelta(hours=n), "404", published=date(2024, 3, 21)) for n in (1, 0)
    ]
    with ledger.writing() as session:
        for miss in misses:
            save_miss(session, miss)
        save_miss(session, replace(misses[0], failures=2))
    with ledger.reading() as session:
        assert load_misses(session, "a") == (misses[1], replace(misses[0], failures=2))
        assert count_misses(session) == {"a": 2}
    with ledger.writing() as session:
        forget_miss(session, "a", "https://a/1")
    with ledger.reading() as session:
        assert load_misses(session, "a") == (misses[1],)


def test_runs_are_remembered_and_stories_known(ledger: Ledger, desk: Desk, reading: Make) -> None:
    with ledger.writing() as session:
        first = begin_run(session, NOON)
        end_run(session, RunRecord(NOON, first, NOON + timedelta(seconds=9), added=4, stopped="told to stop"))
        second = begin_run(session, NOON + timedelta(hours=1))
    file(desk, reading(WIRE), "a")
    with ledger.reading() as session:
        newest, oldest = load_runs(session, limit=5)
        assert (newest.id, newest.finished_at) == (second, None)
        assert (oldest.added, oldest.stopped) == (4, "told to stop")
        urls = [f"https://{n}.example/1" for n in range(1_200)] + ["https://a.example/1"]
        assert list(known_stories(session, urls)) == ["https://a.example/1"]
        assert known_texts(session, urls) == {("https://a.example/1", reading(WIRE).report.sha256)}
        assert newest_report(session) == 1
