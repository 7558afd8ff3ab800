"""What is drawn is what was reported: the plans of all kinds of pictures."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.charts.samples import START, figure, gathered, many, plan, window
from tracker.charts.orders import Annotation, ChartKind, Period
from tracker.charts.picture import Line, Mark, Picture, day_of, number_of
from tracker.charts.plans import plan_picture
from tracker.charts.points import points_of, row_of_point
from tracker.errors import EmptyChartError
from tracker.languages import Tongue
from tracker.model import Kind, Qualifier, Status
from tracker.query import FoundFigure


def lines_of(picture: Picture) -> tuple[Line, ...]:
    return picture.panels[0].lines


# --- totals -----------------------------------------------------------------------------------------


def test_a_line_joins_reports_and_breaks_over_a_gap_which_is_told_with_its_length() -> None:
    picture = plan([figure(1.0, 0), figure(2.0, 10), figure(3.0, 100), figure(4.0, 101)], gap_days=45)
    assert lines_of(picture)[0].stretches == ((0, 2), (2, 4))
    (gap,) = picture.panels[0].gaps
    assert (day_of(gap.start), day_of(gap.end), gap.words) == (
        START + dt.timedelta(10),
        START + dt.timedelta(100),
        "90 days",
    )


def test_another_source_in_a_gap_leaves_the_line_open() -> None:
    picture = plan([figure(1.0, 0), figure(3.0, 80), figure(2.0, 40, source="IOM")])
    assert [line.stretches for line in lines_of(picture)] == [((0, 1), (1, 2)), ((0, 1),)]
    assert picture.panels[0].gaps == ()
    assert [note.words for note in picture.notes] == ["OCHA: no report in the 80 days before"]


def test_sources_are_never_joined_and_nobody_is_no_line() -> None:
    picture = plan([figure(1.0, 0), figure(2.0, 1, source="IOM"), figure(3.0, 2, source=None)])
    assert {line.slug: len(line.dots) for line in lines_of(picture)} == {"ocha": 1, "iom": 1, None: 1}
    assert next(line for line in lines_of(picture) if line.slug is None).stretches == ()


@pytest.mark.parametrize(
    ("qualifier", "mark"),
    [
        (Qualifier.EXACTLY, Mark.EXACT),
        (Qualifier.ABOUT, Mark.ABOUT),
        (Qualifier.AT_LEAST, Mark.AT_LEAST),
        (Qualifier.MORE_THAN, Mark.AT_LEAST),
        (Qualifier.NEARLY, Mark.AT_MOST),
        (Qualifier.AT_MOST, Mark.AT_MOST),
    ],
)
def test_a_hedge_has_its_mark_and_stands_in_the_key(qualifier: Qualifier, mark: Mark) -> None:
    picture = plan([figure(5.0, qualifier=qualifier)])
    assert lines_of(picture)[0].dots[0].mark is mark
    assert [entry.sign for entry in picture.key] == ([] if mark is Mark.EXACT else [mark.value])


def test_a_range_stands_at_its_middle_with_both_bounds_and_a_vague_one_at_its_least() -> None:
    between = figure(None, 0, low=10.0, high=20.0, qualifier=Qualifier.BETWEEN)
    vague = figure(None, 1, low=24.0, qualifier=Qualifier.VAGUE)
    dots = lines_of(plan([between, vague]))[0].dots
    assert [(dot.y, dot.low, dot.high, dot.told) for dot in dots] == [
        (15.0, 10.0, 20.0, "between 10 and 20"), (24.0, None, None, "“dozens”"),
    ]  # fmt: skip


def test_a_figure_that_was_replaced_is_grey_and_leads_to_what_took_its_place() -> None:
    first = figure(100.0, 0, published=START)
    later = figure(120.0, 0, published=START + dt.timedelta(9))
    picture = plan([first, later, figure(130.0, 1)])
    (line,) = lines_of(picture)
    assert [dot.y for dot in line.dots] == [120.0, 130.0]
    assert [(dot.y, dot.mark, dot.replaced_by) for dot in line.replaced] == [(100.0, Mark.REPLACED, later.id)]
    assert [row_of_point(point)["replaced_by"] for point in points_of(picture)] == [None, None, later.id]


def test_the_axis_is_from_zero_and_ends_with_the_last_report() -> None:
    panel = plan([figure(31_000.0, 0), figure(32_000.0, 100)]).panels[0]
    assert panel.low == 0
    assert panel.top > 32_000
    assert panel.right - number_of(START + dt.timedelta(100)) < 5


def test_a_logarithmic_axis_is_told_and_only_on_request() -> None:
    picture = plan([figure(1.0, 0), figure(1e7, 1)], log=True)
    assert picture.panels[0].log
    assert picture.texts.subtitle.endswith("logarithmic axis")
    assert not plan([figure(1.0, 0), figure(1e7, 1)]).panels[0].log
    assert not plan([figure(0.0)], log=True).panels[0].log


# --- notes ------------------------------------------------------------------------------------------


def test_a_change_of_basis_or_baseline_breaks_the_line_and_is_noted() -> None:
    new = {"basis": "identified"}
    picture = plan([figure(100.0, 0), figure(110.0, 5), figure(60.0, 9, **new), figure(66.0, 12, **new)])
    assert [(line.slug, line.twin, len(line.dots)) for line in lines_of(picture)] == [("ocha", 0, 2), ("ocha", 1, 2)]
    assert [(note.number, day_of(note.x), note.words) for note in picture.notes] == [
        (1, START + dt.timedelta(9), "OCHA: from here identified, not comparable with before")
    ]


def test_two_places_are_no_change_of_counting() -> None:
    elsewhere = {"place": "Kabul", "place_id": "af/kabul", "basis": "identified"}
    assert plan([figure(100.0, 0), figure(60.0, 9, **elsewhere)]).notes == ()


def test_a_total_that_falls_is_noted_unless_its_hedge_explains_it() -> None:
    told = plan([figure(100.0, 0), figure(90.0, 3)]).notes
    assert [note.words for note in told] == ["OCHA: revised down from 100 to 90"]
    assert plan([figure(30_228.0, 0), figure(30_000.0, 3, qualifier=Qualifier.ABOUT)]).notes == ()


def test_deaths_counted_late_are_noted() -> None:
    late = replace(figure(1300.0, 3), evidence="The ministry retroactively added 300 deaths.")
    assert [note.words for note in plan([figure(1000.0, 0), late]).notes] == [
        "OCHA: 300 added that the report says were counted late"
    ]


def test_what_the_order_tells_is_noted_first_and_only_the_weightiest_are_kept() -> None:
    falling = [figure(1000.0 - step * step, step) for step in range(30)]
    picture = plan(falling, annotations=(Annotation(START + dt.timedelta(4), "ceasefire"),))
    assert len(picture.notes) == 9
    assert [note.number for note in picture.notes] == list(range(1, 10))
    assert "ceasefire" in [note.words for note in picture.notes]
    outside = plan(falling[:2], annotations=(Annotation(dt.date(2030, 1, 1), "later"),))
    assert "later" not in [note.words for note in outside.notes]


# --- the other kinds --------------------------------------------------------------------------------


def added(figures: list[FoundFigure], **order: object) -> Picture:
    return plan([replace(one, kind=Kind.NEW) for one in figures], kind=ChartKind.ADDED, **order)


def test_a_count_of_two_days_is_shared_out_and_marked() -> None:
    picture = added([figure(100.0, 2, window=window(1, 2)), figure(30.0, 3)])
    bars = picture.panels[0].bars
    assert [(day_of(bar.start), bar.end - bar.start, bar.height, bar.spread) for bar in bars] == [
        (START + dt.timedelta(1), 2, 50.0, True), (START + dt.timedelta(3), 1, 30.0, False),
    ]  # fmt: skip
    assert [entry.sign for entry in picture.key] == ["spread"]


def test_days_are_never_counted_twice() -> None:
    picture = added([figure(100.0, 2, window=window(1, 2)), figure(60.0, 1), figure(40.0, 2)])
    assert [bar.height for bar in picture.panels[0].bars] == [60.0, 40.0]
    assert "1 figure over days already counted" in picture.texts.caption


def test_weeks_sum_their_days_and_share_out_what_reaches_into_two() -> None:
    # The first of 2024 is a Monday.
    picture = added([figure(10.0, 0), figure(20.0, 3), figure(80.0, 8, window=window(5, 8))], period=Period.WEEK)
    assert [(day_of(bar.start), bar.height, bar.spread) for bar in picture.panels[0].bars] == [
        (START, 70.0, True), (START + dt.timedelta(7), 40.0, True),
    ]  # fmt: skip


def test_new_figures_of_two_sources_are_never_summed() -> None:
    picture = added([figure(10.0, 0), figure(12.0, 0, source="IOM")])
    assert [(panel.title, [bar.height for bar in panel.bars]) for panel in picture.panels] == [
        ("IOM", [12.0]), ("OCHA", [10.0]),
    ]  # fmt: skip
    assert picture.panels[0].left == picture.panels[1].left


def test_parts_of_a_whole_leave_what_is_not_known() -> None:
    whole = figure(1000.0)
    parts = [figure(400.0, group="children", kind=Kind.PART, part_of=whole.id),
             figure(250.0, group="women", kind=Kind.PART, part_of=whole.id)]  # fmt: skip
    picture = plan_picture(gathered([whole, figure(5.0, 40)], parts=parts, kind=ChartKind.COMPOSITION))
    assert picture.rows is not None
    assert [(row.name, row.value, row.told, row.open_end) for row in picture.rows.rows] == [
        ("all", 1000.0, "1,000", False), ("children", 400.0, "400 (40%)", False), ("women", 250.0, "250 (25%)", False),
        ("others or not known (if nobody is counted in two parts)", 350.0, "350 (35%)", True),
    ]  # fmt: skip


def test_parts_that_overlap_leave_nothing() -> None:
    whole = figure(100.0)
    parts = [figure(70.0, group=name, kind=Kind.PART, part_of=whole.id) for name in ("women", "civilians")]
    picture = plan_picture(gathered([whole], parts=parts, kind=ChartKind.COMPOSITION))
    assert picture.rows is not None
    assert not any(row.open_end for row in picture.rows.rows)


def test_a_comparison_takes_the_last_total_of_each_source_by_the_day() -> None:
    figures = [
        figure(10.0, 0),
        figure(20.0, 5),
        figure(30.0, 9),
        figure(15.0, 3, source="IOM"),
        figure(9.0, 8, source="WHO"),
    ]
    picture = plan(figures, kind=ChartKind.COMPARISON, day=START + dt.timedelta(6))
    assert picture.rows is not None
    assert [(row.name, row.told) for row in picture.rows.rows] == [
        ("OCHA", "20, 6 January 2024"), ("IOM", "15, 4 January 2024"),
    ]  # fmt: skip
    with pytest.raises(EmptyChartError, match="by 2020-01-01"):
        plan(figures, kind=ChartKind.COMPARISON, day=dt.date(2020, 1, 1))


def test_the_band_lies_between_the_lowest_and_the_highest_claim_in_force() -> None:
    figures = [figure(10.0, 0), figure(20.0, 10), figure(12.0, 4, source="IOM"), figure(25.0, 10, source="IOM"),
               figure(99.0, 20, source="WHO", basis="estimated")]  # fmt: skip
    (band,) = plan(figures, kind=ChartKind.DISAGREEMENT).panels[0].band
    assert [day_of(x).day for x in band.xs] == [5, 11]
    assert (band.lows, band.highs) == ((10.0,), (12.0,))


def test_no_band_where_one_source_has_long_been_silent() -> None:
    figures = [
        figure(10.0, 0),
        figure(12.0, 4, source="IOM"),
        *(figure(20.0 + day, day, source="IOM") for day in range(50, 90, 10)),
    ]
    (band,) = plan(figures, kind=ChartKind.DISAGREEMENT, gap_days=30).panels[0].band
    assert band.xs[-1] == number_of(START) + 30
    with pytest.raises(EmptyChartError, match="no two sources"):
        plan([figure(10.0, 0), figure(12.0, 9)], kind=ChartKind.DISAGREEMENT)


def test_vintages_are_drawn_by_the_day_of_their_publication() -> None:
    told = [figure(100.0 + later, 0, published=START + dt.timedelta(later)) for later in (1, 5, 30)]
    picture = plan([*told, figure(400.0, 3)], kind=ChartKind.VINTAGES)
    assert [(day_of(dot.x), dot.y) for dot in lines_of(picture)[0].dots] == [
        (START + dt.timedelta(later), 100.0 + later) for later in (1, 5, 30)
    ]
    assert "1 January 2024" in picture.texts.subtitle


def test_panels_share_their_days_and_have_scales_of_their_own() -> None:
    other = {"place": "Lebanon", "place_id": "lb"}
    picture = plan([figure(10.0, 0), figure(9000.0, 50, **other)], kind=ChartKind.MULTIPLES)
    first, second = picture.panels
    assert (first.title, second.title) == ("Gaza Strip", "Lebanon")
    assert (first.left, first.right) == (second.left, second.right)
    assert first.top < 20 < second.top


# --- words ------------------------------------------------------------------------------------------


def test_the_caption_tells_sources_words_hours_reports_voices_and_days() -> None:
    hour = dt.datetime(2024, 1, 3, 14, 5, tzinfo=dt.UTC)
    figures = [figure(10.0, 0), figure(20.0, 1, source_words="the UN’s aid office", published_at=hour),
               figure(5.0, 2, source="IOM")]  # fmt: skip
    texts = plan(figures).texts
    assert texts.caption == (
        "Sources: OCHA (“the UN’s aid office”; 2 reports, last as of 2 January 2024, published 3 January 2024 14:05 "
        "UTC); IOM (1 report, last as of 3 January 2024). 3 reports, 2 independent voices. Data through "
        "3 January 2024. Ledger of 1 June 2024."
    )
    assert texts.credit == "Source: OCHA and IOM, compiled from 3 reports with figure tracker, 1 June 2024"
    assert texts.description.startswith("People killed: Gaza Strip. OCHA: rises from 10 on 1 January 2024 to 20 on")


def test_a_chart_of_one_line_is_titled_by_what_it_shows() -> None:
    assert plan([figure(32_000.0, qualifier=Qualifier.NEARLY)]).texts.title == (
        "People killed, Gaza Strip: nearly 32,000 by 1 January 2024, says OCHA"
    )
    assert plan(many(2)).texts.title == "People killed: Gaza Strip"
    assert plan(many(2), title="As we see it").texts.title == "As we see it"


def test_what_is_no_fact_is_counted_and_not_drawn() -> None:
    found = replace(gathered([figure(1.0)]), left_statuses=((Status.DENIED, 2), (Status.PROJECTED, 1)), left_series=3)
    texts = plan_picture(found).texts
    assert "Not drawn: 3 more series with fewer reports; 2 figures denied; 1 figure projected." in texts.caption


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (Tongue.FRENCH, "Personnes tuées, Gaza Strip : près de 32 000 au 1er janvier 2024, selon OCHA"),
        (Tongue.SPANISH, "Personas muertas, Gaza Strip: casi 32.000 al 1 de enero de 2024, según OCHA"),
        (Tongue.ARABIC, "القتلى، Gaza Strip: قرابة 32,000 حتى 1 يناير 2024، بحسب OCHA"),
    ],
)
def test_charts_speak_other_languages(language: Tongue, title: str) -> None:
    told = plan([figure(32_000.0, qualifier=Qualifier.NEARLY)], language=language).texts.title
    assert told.replace("\u202f", " ").replace("\xa0", " ") == title
