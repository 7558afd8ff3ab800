"""What a reader of a series is told of its points, and what may be reckoned from them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.model import Day, Kind, Measure, Qualifier, Span, Status, Unit, Window
from tracker.places import load_gazetteer
from tracker.query import FoundFigure, Question
from tracker.series import Flag, Series, View, bounds_of, derive, find_series, flags_of, series_of, stated_bounds
from tracker.store.database import Ledger

START = date(2024, 3, 1)
_BOUNDS = {
    Qualifier.EXACTLY: (True, True), Qualifier.ABOUT: (False, False), Qualifier.AT_LEAST: (True, False),
    Qualifier.MORE_THAN: (True, False), Qualifier.NEARLY: (False, True), Qualifier.AT_MOST: (False, True),
}  # fmt: skip


def figure(
    value: float,
    day: int,
    *,
    qualifier: Qualifier = Qualifier.EXACTLY,
    kind: Kind = Kind.TOTAL,
    unit: Unit = Unit.PEOPLE,
    window: tuple[int, int] | None = None,
    published: int | None = None,
    dated: bool = True,
) -> FoundFigure:
    has_low, has_high = _BOUNDS[qualifier]
    as_of = START + timedelta(days=day)
    days = Window(START + timedelta(days=window[0]), START + timedelta(days=window[1])) if window else None
    return FoundFigure(
        id=day + 1, key="", number=f"{value:g}", value=value, low=value if has_low else None,
        high=value if has_high else None, qualifier=qualifier, measure=Measure.KILLED, unit=unit, group=None,
        place=None, place_id="af", kind=kind, status=Status.ASSERTED, day=as_of, as_of=Day(as_of) if dated else None,
        window=days, baseline=None, baseline_words=None, from_outset=False, basis=None, source="Police",
        source_slug="police", source_words=None, relays=(), relay_slugs=(), outlet="The Daily",
        published=START + timedelta(days=day if published is None else published), published_at=None,
        title=None, url=None, report_id=day + 1, copy_of=None, revision=1, span=Span(0, 1), sentence=Span(0, 1),
        credit=None, evidence="",
        rule="", extractor="", part_of=None, recorded_at=datetime(2024, 3, 1, tzinfo=UTC),
    )  # fmt: skip


def one_series(*figures: FoundFigure) -> Series:
    (series,) = series_of(figures)
    return series


@pytest.mark.parametrize(
    ("figures", "flags"),
    [
        ([figure(10, 0)], [()]),
        ([figure(10, 0, qualifier=Qualifier.MORE_THAN)], [(Flag.HEDGED,)]),
        ([figure(10, 0, dated=False)], [(Flag.UNDATED,)]),
        ([figure(10, 0), figure(9, 1)], [(), (Flag.FALLS,)]),
        ([figure(10, 0), figure(9, 1, qualifier=Qualifier.AT_LEAST)], [(), (Flag.HEDGED,)]),
        ([figure(100, 0), figure(95, 1, qualifier=Qualifier.ABOUT)], [(), (Flag.HEDGED,)]),
        ([figure(100, 0), figure(85, 1, qualifier=Qualifier.ABOUT)], [(), (Flag.HEDGED, Flag.FALLS)]),
        ([figure(10, 0), figure(11, 60)], [(), (Flag.GAP,)]),
        ([figure(10, 0), figure(12, 0, published=2)], [(Flag.REVISED,)]),
        ([figure(10, 0), figure(12, 0)], [(Flag.CONFLICTS,)]),
        ([figure(10, 0), figure(9, 0, qualifier=Qualifier.MORE_THAN)], [()]),
        ([figure(9, 0, kind=Kind.NEW), figure(4, 1, kind=Kind.NEW)], [(), ()]),
        (
            [figure(9, 2, kind=Kind.NEW, window=(0, 2)), figure(4, 3, kind=Kind.NEW, window=(2, 3))],
            [(), (Flag.OVERLAPS,)],
        ),
        (
            [figure(9, 1, kind=Kind.NEW, window=(0, 1)), figure(4, 3, kind=Kind.NEW, window=(2, 3))],
            [(), ()],
        ),
    ],
)  # fmt: skip
def test_a_point_tells_what_must_be_known(figures: list[FoundFigure], flags: list[tuple[Flag, ...]]) -> None:
    assert list(flags_of(one_series(*figures))) == flags


def test_a_total_that_leaps_is_told() -> None:
    steady = [figure(100 + 10 * day + day % 3, day) for day in range(10)]
    leap = one_series(*steady, figure(2_000, 10), figure(2_010, 11))
    assert [number for number, flags in enumerate(flags_of(leap)) if Flag.JUMPS in flags] == [10]
    assert not any(Flag.JUMPS in flags for flags in flags_of(one_series(*steady)))
    assert not any(Flag.JUMPS in flags for flags in flags_of(one_series(*steady[:2], figure(9_000, 5))))


def test_an_even_series_with_one_leap_is_told_as_well() -> None:
    even = one_series(*(figure(100 + 10 * day, day) for day in range(10)), figure(1_000, 10))
    assert Flag.JUMPS in flags_of(even)[10]


numbers = st.lists(st.integers(0, 10**6), min_size=2, max_size=8)


@given(values=numbers, qualifiers=st.lists(st.sampled_from(list(_BOUNDS)), min_size=8, max_size=8))
def test_differences_add_up_and_hold_their_bounds(values: list[int], qualifiers: list[Qualifier]) -> None:
    series = one_series(*(figure(value, day, qualifier=qualifiers[day]) for day, value in enumerate(values)))
    derived = derive(series, View.DIFFERENCE)
    assert sum(point.value for point in derived.points) == values[-1] - values[0]
    for point in derived.points:
        assert point.low is None or point.low <= point.value + abs(point.value) * 1e-9
        assert point.high is None or point.high >= point.value - abs(point.value) * 1e-9
    assert derived.label.startswith("derived")
    assert len(derived.points) == len(values) - 1


@given(values=numbers)
def test_a_rate_is_the_difference_by_days(values: list[int]) -> None:
    series = one_series(*(figure(value, 3 * day) for day, value in enumerate(values)))
    rates = derive(series, View.RATE).points
    assert [round(rate.value * 3) for rate in rates] == [after - before for before, after in pairwise(values)]


def test_households_become_people_only_by_a_stated_size() -> None:
    homes = one_series(figure(100, 0, unit=Unit.HOUSEHOLDS), figure(120, 1, unit=Unit.HOUSEHOLDS))
    derived = derive(homes, View.PEOPLE, household_size=5.2)
    assert [point.value for point in derived.points] == [520, 624]
    assert derived.label == "derived: households of 5.2 people"
    for size in (None, 0, -5, 51, float("nan")):
        with pytest.raises(QueryError, match="size of a household"):
            derive(homes, View.PEOPLE, household_size=size)
    with pytest.raises(QueryError, match="from households, not from people"):
        derive(one_series(figure(1, 0)), View.PEOPLE, household_size=5)
    with pytest.raises(QueryError, match="from totals, not from new figures"):
        derive(one_series(figure(1, 0, kind=Kind.NEW)), View.RATE)


@given(value=st.integers(0, 10**9), qualifier=st.sampled_from(list(_BOUNDS)))
def test_a_number_lies_within_its_bounds(value: int, qualifier: Qualifier) -> None:
    one = figure(value, 0, qualifier=qualifier)
    low, high = bounds_of(one)
    assert low <= value <= high
    stated = stated_bounds(one)
    assert stated[0] in (None, low)
    assert stated[1] in (None, high)


# --- within a crisis --------------------------------------------------------------------------------


def test_within_a_crisis_its_outset_is_the_baseline(
    ledger: Ledger, desk: Desk, reading: Callable[..., Reading]
) -> None:
    from tracker.crises import crisis_named, shipped_crises

    said = "Gaza's health ministry said"
    for day, words in (
        (1, f"{said} 30,228 people had been killed in Gaza since 7 October."),
        (2, f"{said} 30,320 people had been killed in Gaza."),
        (3, f"{said} 30,410 people had been killed in Gaza since October 2023."),
        (4, f"{said} 900 people had been killed in Gaza since 1 March."),
        (5, f"{said} 400 people had been killed in Rafah."),
    ):
        desk.file(reading(words, published=date(2024, 3, day)))
    war = crisis_named("gaza-war", shipped_crises())
    with ledger.reading() as session:
        found = find_series(session, Question(crisis=war), load_gazetteer())
    whole, *others = found
    assert [point.height for point in whole.points] == [30228, 30320, 30410]
    assert (whole.identity.crisis, whole.identity.baseline) == ("gaza-war", None)
    assert sorted(point.height for series in others for point in series.points) == [400, 900]
