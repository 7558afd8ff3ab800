"""Nothing overlaps and nothing is cut, at any size: measured from the boxes of what is drawn."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from tests.charts.samples import figure, many, names, plan, window
from tracker.charts.draw import draw_picture, styled
from tracker.charts.draw.letters import clipped, width_of, wrapped
from tracker.charts.orders import Annotation, ChartKind, Size, Theme
from tracker.charts.picture import Picture
from tracker.languages import Tongue
from tracker.model import Kind, Qualifier
from tracker.query import FoundFigure

LONG = "A very long title that somebody thought was needed to say everything there is to say about it " * 3
ROOM = 1.0  # a point: what stands so near is read as one


def boxes(drawn: Figure) -> list[tuple[Text, Bbox]]:
    with styled():
        renderer = drawn.canvas.get_renderer()  # type: ignore[attr-defined]  # Agg's canvas, which the stubs leave out
        return [(text, text.get_window_extent(renderer)) for text in drawn.findobj(Text) if text.get_text().strip()]


def faults(drawn: Figure) -> Iterator[str]:
    """What is cut, and what lies on another."""
    scale = drawn.dpi / 72
    found = boxes(drawn)
    for text, box in found:
        if box.x0 < 0 or box.y0 < 0 or box.x1 > drawn.bbox.x1 or box.y1 > drawn.bbox.y1:
            yield f"cut: {text.get_text()!r} {box}"
    for (one, first), (other, second) in itertools.combinations(found, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        if wide > ROOM * scale and high > ROOM * scale:
            yield f"overlap: {one.get_text()!r} on {other.get_text()!r}"
    for axes in drawn.axes:
        box = axes.get_window_extent()
        if box.width < 20 * scale or box.height < 18 * scale:
            yield f"squeezed: {box.width / scale:.0f} x {box.height / scale:.0f}"


def check(picture: Picture, size: Size) -> None:
    drawn = draw_picture(picture, size=size, theme=Theme.LIGHT).figure
    drawn.set_dpi(72)
    assert list(faults(drawn)) == []


SIZES = tuple(Size)
NAMES = (8, 60)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("length", NAMES)
@pytest.mark.parametrize("sources", [1, 2, 4, 7, 12])
def test_totals(size: Size, sources: int, length: int) -> None:
    check(plan(many(sources, length), size=size, title=LONG if length == 60 else None), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", tuple(Tongue))
def test_languages(size: Size, language: Tongue) -> None:
    check(plan(many(5, 40), size=size, language=language), size)


@pytest.mark.parametrize("size", SIZES)
def test_notes_that_crowd_the_same_days(size: Size) -> None:
    falling = [figure(10_000.0 - 900 * step, step, source="OCHA") for step in range(11)]
    told = tuple(Annotation(one.day, "a ceasefire that held for a week and a half, and was then called off by both"
                            " sides with much noise") for one in falling[:4] if one.day)  # fmt: skip
    check(plan([*falling, figure(90.0, 400, source="IOM")], size=size, annotations=told), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("length", NAMES)
@pytest.mark.parametrize("sources", [1, 5, 12])
def test_comparisons(size: Size, sources: int, length: int) -> None:
    ranges = [
        figure(None, number, source=name, low=30_000.0 + number, high=41_000.0, qualifier=Qualifier.BETWEEN,
               source_slug=f"s{number}")
        for number, name in enumerate(names(sources, length))
    ]  # fmt: skip
    check(plan(ranges, kind=ChartKind.COMPARISON, size=size, language=Tongue.FRENCH), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("panels", [2, 3, 7, 12])
def test_multiples(size: Size, panels: int) -> None:
    figures: list[FoundFigure] = []
    for number, place in enumerate(names(panels, 60)):
        figures += [
            figure(10.0**number % 9e6 + step, step * 20, place=place, place_id=f"x/{number}", source=source)
            for step in range(4)
            for source in names(3, 60)
        ]
    check(plan(figures, kind=ChartKind.MULTIPLES, size=size), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sources", [1, 4])
def test_added(size: Size, sources: int) -> None:
    figures = [
        figure(50.0 + step, step * 2, source=name, kind=Kind.NEW, window=window(step * 2, step * 2 + 1))
        for name in names(sources, 60)
        for step in range(30)
    ]
    check(plan(figures, kind=ChartKind.ADDED, size=size), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("parts", [1, 10])
def test_compositions(size: Size, parts: int) -> None:
    whole = figure(32_000.0)
    own = [figure(900.0 + number, group=name, kind=Kind.PART, part_of=whole.id) for number, name in
           enumerate(names(parts, 60))]  # fmt: skip
    check(plan([whole], parts=own, kind=ChartKind.COMPOSITION, size=size), size)


@pytest.mark.parametrize("size", SIZES)
def test_disagreements_and_vintages(size: Size) -> None:
    check(plan(many(5, 60), kind=ChartKind.DISAGREEMENT, size=size), size)
    told = [
        figure(30_000.0 + later * 20, 0, source=name, published=figure(1.0, later).day)
        for name in names(6, 60)
        for later in (1, 8, 30, 90)
    ]
    check(plan(told, kind=ChartKind.VINTAGES, size=size), size)


@pytest.mark.parametrize("figures", [
    [figure(5.0)], [figure(0.0)], [figure(1.0), figure(1e7, 1)], [figure(5.0, 0), figure(5.0, 0, source="IOM")],
    [figure(float(number % 97), number) for number in range(10_000)], [figure(1.0, 0), figure(2.0, 36_500)],
])  # fmt: skip
@pytest.mark.parametrize("log", [False, True])
def test_odd_numbers_make_a_good_picture(figures: Sequence[FoundFigure], log: Any) -> None:
    for size in (Size.REPORT, Size.THUMB):
        check(plan(figures, size=size, log=log), size)


def test_widths_are_those_that_are_drawn() -> None:
    with styled():
        board = draw_picture(plan(many(1)), size=Size.REPORT, theme=Theme.LIGHT)
        board.figure.set_dpi(720)
        for text, box in boxes(board.figure):
            if not text.get_rotation():
                wanted = width_of(text.get_text(), text.get_fontsize(), bold=text.get_fontweight() == "bold")
                assert box.width / 10 == pytest.approx(wanted, rel=0.02, abs=0.5), text.get_text()


def test_words_break_and_are_shortened_where_they_must() -> None:
    assert wrapped("", 100, 10) == []
    assert all(width_of(line, 10) <= 60 for line in wrapped("Kropyvnytskyi-Oleksandriia " * 3 + "x" * 50, 60, 10))
    assert "".join(wrapped("x" * 50, 60, 10)) == "x" * 50
    assert wrapped("one two three four five six", 40, 10, most=2)[-1].endswith("…")
    assert clipped("short", 100, 10) == "short"
