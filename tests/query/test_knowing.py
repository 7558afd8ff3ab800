"""What was known when, and what the ledger held when."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import FoundFigure, Question, find_figures, moment_of
from tracker.store.database import Ledger

Make = Callable[..., Reading]
START = date(2024, 3, 1)
DAYS = 12
_stories = count(1)


def ask(ledger: Ledger, **asked: object) -> list[FoundFigure]:
    with ledger.reading() as session:
        return list(find_figures(session, Question(**asked), load_gazetteer()))  # type: ignore[arg-type]


def desk_at(ledger: Ledger, folder: Path, moment: datetime) -> Desk:
    return Desk(ledger, load_gazetteer(), folder / "snapshots", lambda: moment)


def morning(day: int) -> datetime:
    return datetime(2024, 3, 1, 8, tzinfo=UTC) + timedelta(days=day)


def told(figures: list[FoundFigure]) -> set[tuple[str | None, str]]:
    """What is said where, whichever text of a page says it."""
    return {(figure.url, figure.number) for figure in figures}


texts = st.tuples(
    st.one_of(st.none(), st.integers(0, DAYS)),
    st.integers(0, DAYS),
    st.lists(st.integers(2, 5), min_size=1, max_size=3, unique=True),
)
"""A text of a page: its day of publication, the day of retrieval, the numbers that it tells."""


@given(pages=st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_known_is_never_unlearned(
    ledger: Ledger, tmp_path: Path, reading: Make, pages: list[list[tuple[int | None, int, list[int]]]]
) -> None:
    for page in pages:
        url = f"https://daily.example/{next(_stories)}"
        for published, retrieved, numbers in page:
            words = " ".join(f"{number} people were killed in Kabul." for number in numbers)
            day = None if published is None else START + timedelta(days=published)
            desk_at(ledger, tmp_path, morning(retrieved)).file(reading(words, published=day, url=url))
    known: set[tuple[str | None, str]] = set()
    for step in range(DAYS + 1):
        now = told(ask(ledger, known_by=START + timedelta(days=step)))
        assert known <= now
        known = now
    assert told(ask(ledger)) <= known


def test_a_page_that_changes_in_silence_was_not_known_before(ledger: Ledger, tmp_path: Path, reading: Make) -> None:
    url = "https://daily.example/live"
    first = reading("12 people were killed in Kabul.", published=START, url=url)
    second = reading("12 people were killed in Kabul. 90 people were injured.", published=START, url=url)
    desk_at(ledger, tmp_path, morning(0)).file(first)
    desk_at(ledger, tmp_path, morning(5)).file(second)
    assert told(ask(ledger, known_by=START + timedelta(days=4))) == {(url, "12")}
    assert [figure.revision for figure in ask(ledger, known_by=START + timedelta(days=4))] == [1]
    assert told(ask(ledger, known_by=START + timedelta(days=5))) == {(url, "12"), (url, "90")}


def test_the_ledger_tells_what_it_held(ledger: Ledger, tmp_path: Path, reading: Make) -> None:
    url = "https://daily.example/live"
    desk_at(ledger, tmp_path, morning(0)).file(reading("12 people were killed in Kabul.", published=START, url=url))
    desk_at(ledger, tmp_path, morning(5)).file(
        reading("12 people were killed in Kabul. 90 were injured there.", published=START, url=url)
    )
    assert ask(ledger, recorded_by=morning(0) - timedelta(seconds=1)) == []
    then = ask(ledger, recorded_by=morning(0))
    assert [(figure.number, figure.revision) for figure in then] == [("12", 1)]
    assert [figure.revision for figure in ask(ledger, recorded_by=morning(5))] == [2, 2]
    assert ask(ledger, recorded_by=morning(9)) == ask(ledger)


@given(moments=st.lists(st.integers(-10, 80), min_size=2, max_size=2))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_without_new_texts_of_a_page_the_ledger_only_grows(
    ledger: Ledger, tmp_path: Path, reading: Make, moments: list[int]
) -> None:
    for day, number in enumerate((12, 13, 14)):
        desk_at(ledger, tmp_path, morning(day)).file(reading(f"{number} people were killed in Kabul."))
    earlier, later = (morning(0) + timedelta(hours=hours) for hours in sorted(moments))
    assert told(ask(ledger, recorded_by=earlier)) <= told(ask(ledger, recorded_by=later))


@pytest.mark.parametrize("words", ["yesterday", "2024-13-01", "", "2024-03-21T99:00"])
def test_a_moment_that_is_none_is_told(words: str) -> None:
    with pytest.raises(QueryError, match="no day or moment"):
        moment_of(words)


def test_a_moment_has_a_zone() -> None:
    assert moment_of("2024-03-21T09:30+02:00") == datetime(2024, 3, 21, 7, 30, tzinfo=UTC)
