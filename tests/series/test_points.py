"""What may be joined by a line, and what may not."""

from collections.abc import Callable
from datetime import date

import pytest

from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Question
from tracker.series import Series, find_series
from tracker.store.database import Ledger

Make = Callable[..., Reading]
GAZA = "Gaza's health ministry said"


@pytest.fixture
def series_of(desk: Desk, ledger: Ledger, reading: Make) -> Callable[..., list[Series]]:
    def make(*reports: tuple[date, str], **asked: str) -> list[Series]:
        for published, words in reports:
            desk.file(reading(words, published=published))
        with ledger.reading() as session:
            return list(find_series(session, Question(measure="killed", **asked), load_gazetteer()))  # type: ignore[arg-type]

    return make


def day(number: int) -> date:
    return date(2024, 3, number)


def heights(series: Series) -> list[float]:
    return [point.height for point in series.points]


def test_one_source_makes_one_line(series_of: Callable[..., list[Series]]) -> None:
    (series,) = series_of(
        (day(3), f"{GAZA} 30,410 people had been killed in Gaza since 7 October."),
        (day(1), f"{GAZA} 30,228 Palestinians had been killed in Gaza since 7 October."),
        (day(2), "The death toll in Gaza has risen to 30,320, according to the Ministry of Health in Gaza."),
    )
    assert heights(series) == [30228, 30320, 30410]
    assert series.identity.source_slug == "gaza-health-ministry"
    assert series.identity.group is None
    assert len(series.reports) == 3


@pytest.mark.parametrize(
    "other",
    [
        "The UN said 30,000 people had been killed in Gaza since 7 October.",
        f"{GAZA} 70,000 people had been injured in Gaza since 7 October.",
        f"{GAZA} 12,300 children had been killed in Gaza since 7 October.",
        f"{GAZA} 400 people had been killed in Rafah since 7 October.",
        f"{GAZA} 900 people had been killed in northern Gaza since 7 October.",
        f"{GAZA} 5,000 people had been killed in Gaza since 1 March.",
        f"{GAZA} 80 people were killed in Gaza in the past 24 hours.",
        f"{GAZA} up to 40,000 people could be killed in Gaza.",
        "The army denied that 30,500 people had been killed in Gaza since 7 October.",
    ],
)
def test_what_does_not_compare_is_never_joined(series_of: Callable[..., list[Series]], other: str) -> None:
    found = series_of(
        (day(1), f"{GAZA} 30,228 people had been killed in Gaza since 7 October."),
        (day(2), other),
    )
    (main,) = [series for series in found if 30228 in heights(series)]
    assert heights(main) == [30228]


def test_a_day_has_one_point_and_the_exact_figure_speaks(series_of: Callable[..., list[Series]]) -> None:
    (series,) = series_of(
        (day(1), f"{GAZA} more than 30,000 people had been killed in Gaza."),
        (day(1), f"{GAZA} 30,035 people had been killed in Gaza."),
    )
    (point,) = series.points
    assert (point.height, len(point.figures)) == (30035, 2)


def test_an_unstated_baseline_joins_the_one_stated(series_of: Callable[..., list[Series]]) -> None:
    (series,) = series_of(
        (day(1), f"{GAZA} 30,228 people had been killed in Gaza since 7 October."),
        (day(2), f"{GAZA} 30,320 people had been killed in Gaza since the war began."),
        (day(3), f"{GAZA} 30,410 people had been killed in Gaza."),
        (day(4), f"{GAZA} 30,534 people had been killed in Gaza since October 2023."),
    )
    assert heights(series) == [30228, 30320, 30410, 30534]
    assert series.identity.baseline == "2023-10-07"


def test_a_revised_total_steps_down(series_of: Callable[..., list[Series]]) -> None:
    (series,) = series_of(
        (day(1), "The Israeli foreign ministry said 1,400 people had been killed in Israel."),
        (day(2), "The Israeli foreign ministry said 1,200 people had been killed in Israel."),
    )
    assert heights(series) == [1400, 1200]


def test_a_range_stands_in_its_middle(series_of: Callable[..., list[Series]]) -> None:
    (series,) = series_of((day(1), "Police said between 100 and 300 people were killed in Kabul."))
    assert heights(series) == [200]
