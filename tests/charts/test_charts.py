"""Pictures: what is drawn is what was reported."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from tracker.charts.chart import ChartOrder, Drawn, draw_chart
from tracker.charts.files import save_chart
from tracker.charts.recipes import draw_recipe, load_recipes
from tracker.charts.style import COLOURS, colours_for
from tracker.errors import ConfigError, EmptyChartError, InputError, QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Question
from tracker.store.database import Ledger

Make = Callable[..., Reading]
GAZA = "Gaza's health ministry said"
REPORTS = (
    (date(2024, 1, 4), f"{GAZA} 22,438 people had been killed in Gaza since 7 October."),
    (date(2024, 2, 2), f"{GAZA} more than 27,000 people had been killed in Gaza since 7 October."),
    (date(2024, 2, 20), f"{GAZA} nearly 30,000 people had been killed in Gaza since 7 October."),
    (date(2024, 6, 1), f"{GAZA} about 36,000 people had been killed in Gaza since 7 October."),
    (date(2024, 6, 9), f"{GAZA} between 37,000 and 38,000 people had been killed in Gaza since 7 October."),
    (date(2024, 3, 1), "The Government Media Office in Gaza said 30,300 people had been killed in Gaza."),
)


@pytest.fixture
def filled(desk: Desk, ledger: Ledger, reading: Make) -> Ledger:
    for published, words in REPORTS:
        desk.file(reading(words, published=published))
    return ledger


def draw(ledger: Ledger, **order: object) -> Drawn:
    with ledger.reading() as session:
        return draw_chart(session, ChartOrder(**{"measure": "killed", "place": "Gaza", **order}), load_gazetteer())  # type: ignore[arg-type]


def _day(number: float) -> date:
    """The day that matplotlib counts so: days since 1970."""
    return date(1970, 1, 1) + timedelta(days=float(number))


def lines_of(figure: Figure) -> list[list[tuple[date, float]]]:
    """The stretches that are joined by a line, as days and heights."""
    return [
        [(_day(x), float(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]  # type: ignore[arg-type]
        for line in figure.axes[0].lines
        if line.get_linestyle() != "None"
    ]


def test_a_line_joins_real_reports_and_breaks_over_a_gap(filled: Ledger) -> None:
    figure = draw(filled, sources=("gaza-health-ministry",)).figure
    assert lines_of(figure) == [
        [(date(2024, 1, 4), 22438), (date(2024, 2, 2), 27000), (date(2024, 2, 20), 30000)],
        [(date(2024, 6, 1), 36000), (date(2024, 6, 9), 37500)],
    ]
    assert {line.get_drawstyle() for line in figure.axes[0].lines if line.get_linestyle() != "None"} == {"steps-post"}


def test_each_source_has_its_own_line(filled: Ledger) -> None:
    drawn = draw(filled)
    assert [series.identity.source for series in drawn.series] == [
        "Gaza health ministry",
        "Gaza Government Media Office",
    ]
    assert len(lines_of(drawn.figure)) == 3


def test_hedges_are_drawn_and_explained(filled: Ledger) -> None:
    figure = draw(filled).figure
    markers = [line.get_marker() for line in figure.axes[0].lines if line.get_linestyle() == "None"]
    assert sorted(map(str, markers)) == ["^", "o", "o", "o", "v"]
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == [
        "exact", "about", "at least, more than", "nearly, up to", "between",
    ]  # fmt: skip


def test_the_caption_names_sources_reports_and_the_last_day(filled: Ledger) -> None:
    words = draw(filled).words
    assert words.caption == (
        "Sources: Gaza health ministry (5 reports); Gaza Government Media Office (1 report). 6 reports in all. "
        "Data through 9 June 2024."
    )
    assert words.title == "People killed: Gaza"
    assert "rises from 22,438 on 4 January 2024 to between 37,000 and 38,000 on 9 June 2024" in words.description


def test_nothing_is_drawn_after_the_last_report_and_the_axis_starts_at_zero(filled: Ledger) -> None:
    axes = draw(filled).figure.axes[0]
    assert axes.get_ylim()[0] == 0
    assert (_day(axes.get_xlim()[1]) - date(2024, 6, 9)).days < 10


@pytest.mark.parametrize("millions", [False, True])
def test_no_text_leaves_the_picture_or_lies_on_another(
    filled: Ledger, desk: Desk, reading: Make, *, millions: bool
) -> None:
    if millions:
        desk.file(reading("OCHA said 10,345,678 people had been killed in Gaza."))
    figure = draw(filled, title="A very long title " * 8).figure
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [text.get_window_extent(renderer) for text in figure.texts if text.get_text()]
    top = figure.axes[0].get_ylim()[1]
    numbers = [label for label in figure.axes[0].get_yticklabels() if label.get_position()[1] <= top]
    boxes += [label.get_window_extent(renderer) for label in numbers]
    for index, box in enumerate(boxes):
        assert box.x0 >= 0, box
        assert box.x1 <= figure.bbox.x1, box
        assert box.y0 >= 0, box
        assert box.y1 <= figure.bbox.y1, box
        assert not any(box.overlaps(other) for other in boxes[index + 1 :])


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_ledger_and_question_give_the_same_bytes(filled: Ledger, tmp_path: Path, form: str) -> None:
    first, second = (
        save_chart(drawn.figure, tmp_path / f"{name}.{form}", drawn.words).read_bytes()
        for name in ("one", "two")
        for drawn in [draw(filled)]
    )
    assert first == second
    assert len(first) > 5_000


def test_an_svg_tells_what_it_shows(filled: Ledger, tmp_path: Path) -> None:
    drawn = draw(filled, title="<Killed> & counted")
    root = ET.fromstring(save_chart(drawn.figure, tmp_path / "chart.svg", drawn.words).read_text(encoding="utf-8"))
    name = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    title, description = root.find(f"{name}title"), root.find(f"{name}desc")
    assert title is not None
    assert title.text == "<Killed> & counted"
    assert description is not None
    assert description.text == drawn.words.description
    assert any("Gaza health ministry" in (text.text or "") for text in root.iter(f"{name}text"))


def test_a_png_tells_what_it_shows(filled: Ledger, tmp_path: Path) -> None:
    drawn = draw(filled)
    content = save_chart(drawn.figure, tmp_path / "chart.png", drawn.words).read_bytes()
    assert b"Description" in content
    assert drawn.words.title.encode() in content


@pytest.mark.parametrize("name", ["chart.gif", "chart", "chart.svgz"])
def test_another_format_is_refused(filled: Ledger, tmp_path: Path, name: str) -> None:
    drawn = draw(filled)
    with pytest.raises(InputError, match="no chart format"):
        save_chart(drawn.figure, tmp_path / name, drawn.words)
    assert list(tmp_path.glob("*chart*")) == []


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        ({"measure": "missing"}, "no figure of missing"),
        ({"place": "Lebanon"}, "given as a total and asserted for Lebanon"),
        ({"group": "nurses"}, "of nurses"),
        ({"sources": ("gaza-government-media-office",), "question": Question(until=date(2020, 1, 1))}, "in the days"),
    ],
)
def test_an_empty_chart_says_what_left_nothing(filled: Ledger, order: dict[str, object], problem: str) -> None:
    with pytest.raises(EmptyChartError, match=re.escape(problem)):
        draw(filled, **order)


def test_an_unknown_measure_is_told_with_the_nearest(filled: Ledger) -> None:
    with pytest.raises(QueryError, match="nearest: injured"):
        draw(filled, measure="injurd")


@pytest.mark.parametrize("numbers", [[5], [5, 5], [0], [1, 10_000_000], list(range(2, 400))])
def test_odd_numbers_make_a_picture(desk: Desk, ledger: Ledger, reading: Make, numbers: list[int]) -> None:
    for index, number in enumerate(numbers):
        words = (
            f"OCHA said {number} people had been displaced in Kabul."
            if number
            else "OCHA said no one was displaced in Kabul."
        )
        desk.file(reading(words, published=date.fromordinal(738_000 + index)))
    with ledger.reading() as session:
        drawn = draw_chart(session, ChartOrder("displaced"), load_gazetteer())
    assert len(drawn.series[0].points) == len(numbers)


def test_a_source_keeps_its_colour() -> None:
    alone = colours_for(["ocha"])["ocha"]
    assert colours_for(["ocha", "unrwa"])["ocha"] == alone
    many = colours_for([f"source-{number}" for number in range(len(COLOURS))])
    assert len(set(many.values())) == len(COLOURS)


def test_recipes_are_drawn(filled: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "recipes.toml"
    path.write_text('[[chart]]\nname = "killed"\nmeasure = "killed"\nplace = "Gaza"\nsince = 2024-01-01\n')
    (recipe,) = load_recipes(path)
    drawn = list(draw_recipe(filled, recipe, load_gazetteer(), tmp_path))
    assert [file.name for file in drawn] == ["killed.png", "killed.svg"]


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ('[[chart]]\nname = "x"\n', ":1: needs measure"),
        ('\n[[chart]]\nname = "x"\nmeasur = "killed"\n', ":2: unknown key 'measur' (nearest: measure)"),
        ('[[chart]]\nname = "../x"\nmeasure = "killed"\n', "becomes a file name"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nformats = ["gif"]\n', "no format 'gif'"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nsince = "2024"\n', "must be a date"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\ngap_days = 0\n', "gap_days"),
        ("[[chart]\n", ":1: "),
    ],
)
def test_a_broken_recipe_is_told_with_its_line(tmp_path: Path, toml: str, problem: str) -> None:
    path = tmp_path / "recipes.toml"
    path.write_text(toml)
    with pytest.raises(ConfigError) as caught:
        load_recipes(path)
    assert problem in str(caught.value)
