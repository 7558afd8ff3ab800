"""Where sources disagree."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.compare import Comparison, Said, compare_sources
from tracker.crises import Crisis
from tracker.errors import QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Question
from tracker.series import bounds_of
from tracker.store.database import Ledger

REPORTS = (
    (1, "Gaza's health ministry said 30,228 people had been killed in Gaza since 7 October."),
    (1, "OCHA said at least 29,000 people had been killed in Gaza."),
    (1, "UNRWA said more than 31,000 people had been killed in Gaza."),
    (1, "UNICEF said about 31,000 people had been killed in Gaza."),
    (1, "The Israeli army said 13,000 people had been killed in Gaza since 1 December."),
    (1, "UNICEF said 12,300 children had been killed in Gaza."),
    (1, "WHO said 400 people had been killed in Rafah."),
    (1, "The Israeli foreign ministry denied that 30,228 people had been killed in Gaza."),
    (3, "Save the Children said 28,000 people had been killed in Gaza."),
    (9, "Oxfam said 35,000 people had been killed in Gaza."),
)


@pytest.fixture
def compared(desk: Desk, ledger: Ledger, reading: Callable[..., Reading]) -> Callable[..., Comparison | None]:
    for day, words in REPORTS:
        desk.file(reading(words, published=date(2024, 3, day)))

    def compare(asked: Question, **options: object) -> Comparison | None:
        with ledger.reading() as session:
            return compare_sources(session, asked, load_gazetteer(), **options)  # type: ignore[arg-type]

    return compare


def told(pair: tuple[Said, Said]) -> tuple[str, ...]:
    return tuple(sorted(one.source for one in pair))


def test_what_cannot_both_hold(compared: Callable[..., Comparison | None]) -> None:
    found = compared(Question(measure="killed", place="Gaza"), on=date(2024, 3, 3))
    assert found is not None
    heights = {one.source: one.point.height for one in found.said}
    assert heights == {
        "Gaza health ministry": 30228, "OCHA": 29000, "UNRWA": 31000, "UNICEF": 31000,
        "Israeli military": 13000, "Save the Children": 28000,
    }  # fmt: skip
    assert found.spread is not None
    assert list(found.spread) == [13000, 31000]
    pairs = {told(pair) for pair in found.contradictions}
    assert ("Gaza health ministry", "UNRWA") in pairs
    assert ("Gaza health ministry", "Save the Children") in pairs  # two days later, and lower
    assert ("Gaza health ministry", "OCHA") not in pairs
    assert ("Gaza health ministry", "UNICEF") not in pairs
    assert not any(
        "Israeli military" in pair and "Gaza health ministry" in pair for pair in pairs
    )  # counted from another day
    (dispute,) = found.disputes
    assert [one.source for one in dispute.given_by] == ["Gaza health ministry"]
    assert dispute.figure.evidence.startswith("The Israeli foreign ministry denied")


def test_the_day_is_the_last_on_which_most_speak(compared: Callable[..., Comparison | None]) -> None:
    found = compared(Question(measure="killed", place="Gaza"))
    assert found is not None
    assert found.day == date(2024, 3, 3)
    alone = compared(Question(measure="killed", place="Gaza"), within_days=0)
    assert alone is not None
    assert alone.day == date(2024, 3, 1)
    assert "Save the Children" not in {one.source for one in alone.said}


def test_only_like_is_compared(compared: Callable[..., Comparison | None]) -> None:
    crisis = Crisis("x", "x", ("ps/gaza-strip",), date(2023, 10, 7))
    whole = compared(Question(measure="killed", crisis=crisis), on=date(2024, 3, 1))
    assert whole is not None
    assert {one.point.height for one in whole.said}.isdisjoint({400, 12300})
    children = compared(Question(measure="killed", place="Gaza", group="children"), on=date(2024, 3, 1))
    assert children is not None
    assert [one.point.height for one in children.said] == [12300]


def test_nothing_and_nonsense(compared: Callable[..., Comparison | None]) -> None:
    assert compared(Question(measure="missing", place="Gaza")) is None
    empty = compared(Question(measure="killed", place="Gaza"), on=date(2020, 1, 1))
    assert empty is not None
    assert (empty.said, empty.spread) == ((), None)
    two = Crisis("x", "x", ("ly", "sy"), date(2023, 2, 6))
    for wrong in (Question(measure="killed"), Question(measure="killed", crisis=two)):
        with pytest.raises(QueryError, match="for one place"):
            compared(wrong)
    with pytest.raises(QueryError, match="unknown measure"):
        compared(Question(place="Gaza"))


def test_contradictions_never_share_a_number(compared: Callable[..., Comparison | None]) -> None:
    found = compared(Question(measure="killed", place="Gaza"), on=date(2024, 3, 1), within_days=0)
    assert found is not None

    @given(number=st.integers(0, 40_000))
    def no_number_is_in_both(number: int) -> None:
        for one, other in found.contradictions:
            (low, high), (other_low, other_high) = bounds_of(one.point.best), bounds_of(other.point.best)
            assert not (low <= number <= high and other_low <= number <= other_high)

    no_number_is_in_both()
