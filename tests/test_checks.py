"""What a careful reader would doubt, and what nobody need doubt."""

from collections.abc import Callable
from datetime import date

import pytest

from tracker.checks import Check, Doubt, find_doubts
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Question, moment_of
from tracker.store.database import Ledger
from tracker.store.generic import is_generic

Doubted = Callable[..., list[Doubt]]
SAID = "Gaza's health ministry said"


def total(number: str) -> str:
    return f"{SAID} {number} people had been killed in Gaza since 7 October."


def added(number: str) -> str:
    return f"{SAID} {number} people were killed in Gaza in the past 24 hours."


@pytest.fixture
def doubted(desk: Desk, ledger: Ledger, reading: Callable[..., Reading]) -> Doubted:
    def doubt(*reports: tuple[int, str], only: tuple[Check, ...] = (), **options: object) -> list[Doubt]:
        for day, words in reports:
            desk.file(reading(words, published=date(2024, 3, day)))
        with ledger.reading() as session:
            found = find_doubts(session, Question(), load_gazetteer(), only=only, **options)  # type: ignore[arg-type]
            return list(found)

    return doubt


def kinds(doubts: list[Doubt]) -> list[Check]:
    return [doubt.check for doubt in doubts]


@pytest.mark.parametrize(
    ("reports", "found"),
    [
        ([(1, total("30,228")), (2, total("30,320")), (3, total("30,410"))], []),
        ([(1, total("30,228")), (2, total("30,120"))], [Check.FALL]),
        ([(1, total("30,228")), (2, total("more than 30,000"))], []),
        ([(1, total("30,228")), (2, total("3,032")), (3, total("30,410"))], [Check.FALL, Check.TENFOLD]),
        ([(1, total("30,228")), (2, total("303,200")), (3, total("30,410"))], [Check.FALL, Check.TENFOLD]),
        ([(1, total("30,228")), (1, total("302,280"))], [Check.TENFOLD]),
        ([(1, total("30,228")), (2, total("30,320")), (2, added("92"))], []),
        ([(1, total("30,228")), (2, total("30,320")), (2, added("192"))], [Check.SUM]),
        ([(1, total("30,228")), (2, total("30,320")), (2, added("12"))], [Check.SUM]),
        ([(1, total("30,228")), (2, total("30,320")), (2, added("at least 12"))], []),
        ([(1, total("30,228")), (4, total("30,320")), (2, added("12"))], []),
        ([(1, total("30,228")), (4, total("30,320")), (2, added("60")), (3, added("60"))], [Check.SUM]),
        ([(1, "Police said 12 people were killed in Kabul, including 40 children.")], [Check.PART]),
        ([(1, "Police said 12 people were killed in Kabul, including 4 children.")], []),
        ([(1, "Police said at least 12 people were killed in Kabul, including 40 children.")], []),
        ([(1, "The Society of Friends of Mopti said 12 people were killed in Mopti.")], [Check.NEW_SOURCE]),
        ([(1, "Local officials said 12 people were killed in Mopti.")], []),
    ],
)
def test_what_is_doubted(doubted: Doubted, reports: list[tuple[int, str]], found: list[Check]) -> None:
    assert sorted(kinds(doubted(*reports))) == sorted(found)


def test_a_leap_is_doubted(doubted: Doubted) -> None:
    steady = [(day, total(f"{30_000 + 100 * day + 7 * (day % 3):,}")) for day in range(1, 9)]
    assert doubted(*steady) == []
    (doubt,) = doubted((9, total("39,000")))
    assert doubt.check is Check.JUMP
    assert "rises from 30,8" in doubt.problem
    assert doubted(deviations=1_000) == []


def test_a_day_to_come_is_doubted(doubted: Doubted, ledger: Ledger) -> None:
    from sqlalchemy import text

    doubted((2, "Police said 12 people were killed in Kabul on 1 March."))
    with ledger.writing() as session:
        session.connection().execute(text("UPDATE figure SET as_of = '2024-03-05', as_of_accuracy = 'day'"))
    (doubt,) = doubted()
    assert (doubt.check, doubt.problem) == (Check.FUTURE, "12 for 2024-03-05, published on 2024-03-02")
    with ledger.writing() as session:
        session.connection().execute(text("UPDATE figure SET as_of = '2024-03-31', as_of_accuracy = 'month'"))
    assert doubted() == []


def test_one_source_is_not_held_against_another(doubted: Doubted) -> None:
    assert doubted((1, total("30,228")), (2, "UNRWA said 29,000 people had been killed in Gaza.")) == []


def test_checks_are_chosen_and_old_doubts_left(doubted: Doubted) -> None:
    reports = ((1, total("30,228")), (2, total("3,032")), (3, total("30,410")))
    assert kinds(doubted(*reports, only=(Check.FALL,))) == [Check.FALL]
    (doubt, *_) = doubted()
    assert doubted(since=doubt.recorded_at) != []
    assert doubted(since=moment_of("2030-01-01")) == []


def test_what_is_doubted_stays(doubted: Doubted, ledger: Ledger) -> None:
    from tracker.query import find_figures

    doubted((1, total("30,228")), (2, total("3,032")), (3, total("30,410")))
    with ledger.reading() as session:
        assert len(find_figures(session, Question(), load_gazetteer())) == 3


@pytest.mark.parametrize("name", ["officials", "a doctor", "local officials", "two security sources", "witnesses"])
def test_some_sources_are_nobody(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["Oxfam", "Kabul police", "UN officials", "", "the Gaza health ministry", "a"])
def test_others_are_somebody(name: str) -> None:
    assert not is_generic(name)
