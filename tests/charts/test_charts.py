"""Charts from a ledger: found, drawn, and written with their proofs beside them."""

import base64
import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from tests.charts.samples import figure, gathered, many
from tracker.charts.chart import Drawn, draw_chart
from tracker.charts.draw import draw_picture
from tracker.charts.draw.letters import face_of
from tracker.charts.files import rendered, save_beside, save_chart
from tracker.charts.orders import ChartKind, ChartOrder, Theme
from tracker.charts.plans import plan_picture
from tracker.charts.points import points_of
from tracker.charts.saying import query_of
from tracker.errors import EmptyChartError, InputError, QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.languages import Tongue
from tracker.model import Qualifier
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


def by_hand(**order: Any) -> Drawn:
    found = gathered([*many(2), figure(900.0, 3, source="<IOM> & co", evidence="=1+1 <b>were</b> killed")], **order)
    picture = plan_picture(found)
    return Drawn(found.order, picture, draw_picture(picture, size=found.order.size, theme=found.order.theme))


# --- from a ledger ----------------------------------------------------------------------------------


def test_a_chart_is_drawn_from_what_reports_say(filled: Ledger) -> None:
    drawn = draw(filled)
    assert [series.name for series in drawn.picture.panels[0].lines] == [
        "Gaza health ministry", "Gaza Government Media Office",
    ]  # fmt: skip
    assert [len(line.dots) for line in drawn.picture.panels[0].lines] == [5, 1]
    assert drawn.words.subtitle.startswith("People killed, Gaza: totals as reported")
    assert "6 reports, 2 independent voices. Data through 9 June 2024." in drawn.words.caption
    steps = [line for line in drawn.figure.axes[0].lines if line.get_drawstyle() == "steps-post"]
    assert len(steps) == 2


def test_panels_of_places_that_nobody_named_are_those_most_told_of(desk: Desk, filled: Ledger, reading: Make) -> None:
    desk.file(reading("OCHA said 12 people had been killed in Kabul."))
    drawn = draw(filled, kind=ChartKind.MULTIPLES, place=None)
    assert [panel.title for panel in drawn.picture.panels] == ["Gaza", "Kabul"]


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        ({"measure": "missing"}, "no figure of missing"),
        ({"place": "Lebanon"}, "given as a total and asserted for Lebanon"),
        ({"kind": ChartKind.ADDED}, "newly reported and asserted"),
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


# --- files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_ledger_and_question_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    drawn = by_hand()
    again = Drawn(drawn.order, drawn.picture, draw_picture(drawn.picture, size=drawn.order.size, theme=Theme.LIGHT))
    first, second = (save_chart(one, tmp_path / f"x.{form}").read_bytes() for one in (drawn, again))
    assert first == second
    assert len(first) > 5_000


SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def test_an_svg_tells_what_it_shows_and_its_points_lead_to_their_sentences(tmp_path: Path) -> None:
    drawn = by_hand(title="<Killed> & counted")
    root = ET.fromstring(save_chart(drawn, tmp_path / "chart.svg").read_text(encoding="utf-8"))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert title.text == "<Killed> & counted"
    assert description is not None
    assert description.text == drawn.words.description
    assert any("<IOM> & co" in (text.text or "") for text in root.iter(f"{SVG}text"))
    links = [link.get(LINK) or "" for link in root.iter(f"{SVG}a")]
    assert len(links) == 25
    assert all(re.fullmatch(r"chart\.html#figure-\d+", link) for link in links)
    told = [link.findtext(f"{SVG}title") or "" for link in root.iter(f"{SVG}a")]
    assert "<IOM> & co, 2024-01-04: 900. =1+1 <b>were</b> killed" in told
    assert not any(link.get("target") for link in root.iter(f"{SVG}a"))


def test_every_mark_of_every_kind_is_a_link() -> None:
    replaced = [figure(5.0, 1, published=date(2024, 1, 1)), figure(6.0, 1, published=date(2024, 1, 9))]
    vague = figure(None, 2, low=24.0, qualifier=Qualifier.VAGUE)
    for kind, figures in (
        (ChartKind.TOTALS, [*many(3), *replaced, vague]),
        (ChartKind.COMPARISON, many(4)),
        (ChartKind.DISAGREEMENT, many(3)),
        (ChartKind.ADDED, many(1)),
    ):
        found = gathered(figures, kind=kind)
        picture = plan_picture(found)
        board = draw_picture(picture, size=found.order.size, theme=Theme.LIGHT)
        svg = rendered(Drawn(found.order, picture, board), "svg", base="#figure-").decode()
        told = re.findall(r'<a xlink:href="#figure-(\d+)"><title>([^<]+)</title><(?:use|path)', svg)
        wanted = {point.figure.id: point.told for point in points_of(picture) if point.figure}
        assert {int(number) for number, _ in told} == set(wanted)
        assert all(wanted[int(number)] in words for number, words in told)


def test_the_letters_of_an_svg_stand_as_wide_as_measured_on_every_machine() -> None:
    svg = rendered(by_hand(language=Tongue.ARABIC), "svg", base="#figure-").decode()
    texts = re.findall(r"<text [^>]*>([^<]*)", svg)
    assert len(texts) == len(re.findall(r'<text [^>]*textLength="[\d.]+"', svg)) > 20
    faces = re.findall(r"font-family:'([^']+)';font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", svg)
    assert {(family, weight) for family, weight, _ in faces} >= {
        ("Tracker Sans", "400"),
        ("Tracker Sans Arabic", "700"),
    }
    for family, weight, packed in faces:
        font = TTFont(io.BytesIO(base64.b64decode(packed)))
        told = {sign for words in texts for sign in unescape(words) if face_of(words).family == family}
        assert weight == "700" or {ord(sign) for sign in told} - set(font.getBestCmap()) <= {0x4E2D}
    assert "text{direction:ltr" in svg  # a page that is written leftward must not turn the picture around


def test_points_lead_to_another_place_that_is_asked_for(tmp_path: Path) -> None:
    content = save_chart(by_hand(), tmp_path / "x.svg", evidence_base="https://desk.example/figures/").read_text()
    assert content.count('xlink:href="https://desk.example/figures/') == 25


def test_a_png_and_a_pdf_tell_what_they_show_and_the_query(tmp_path: Path) -> None:
    drawn = by_hand(title="Killed")
    png = save_chart(drawn, tmp_path / "chart.png").read_bytes()
    for words in ("Title\0Killed", drawn.words.description.replace("<IOM>", "<IOM>"), query_of(drawn.order)):
        assert words.encode("latin-1", "replace") in png
    pdf = save_chart(drawn, tmp_path / "chart.pdf").read_bytes()
    assert b"/Title (Killed)" in pdf
    assert b"/FontFile2" in pdf or b"/Type3" in pdf


def test_a_png_has_twice_the_dots_of_a_screen() -> None:
    png = rendered(by_hand(), "png", base="")
    assert int.from_bytes(png[16:20], "big") == 1200


class Page(HTMLParser):
    """The anchors, links, tags and words of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.words = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.ids.add(given.get("id") or "")
        self.links.add(given.get("href") or given.get("xlink:href") or given.get("src") or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def test_beside_a_chart_stand_its_points_its_words_and_a_page_of_proofs(tmp_path: Path) -> None:
    drawn = by_hand()
    table, text, page = save_beside(drawn, tmp_path / "chart.png")
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert len(rows) == 25
    assert rows[-1]["sentence"] == "'=1+1 <b>were</b> killed"
    assert (rows[-1]["source"], rows[-1]["value"], rows[-1]["mark"]) == ("<IOM> & co", "900", "exact")
    told = text.read_text(encoding="utf-8")
    assert all(words in told for words in (drawn.words.description, drawn.words.caption, query_of(drawn.order)))
    read = Page(page.read_text(encoding="utf-8"))
    assert "script" not in read.tags
    fragments = {link for link in read.links if link.startswith("#figure-")}
    assert len(fragments) == 25
    assert {link[1:] for link in fragments} <= read.ids
    assert {link for link in read.links if "://" in link} == {"https://example.org/a"}
    assert "=1+1 <b>were</b> killed" in read.words
    assert "b" not in read.tags


def test_a_link_that_is_no_address_of_a_page_is_not_made(tmp_path: Path) -> None:
    found = gathered([figure(1.0, url="javascript:alert(1)")])
    picture = plan_picture(found)
    drawn = Drawn(found.order, picture, draw_picture(picture, size=found.order.size, theme=Theme.LIGHT))
    *_, page = save_beside(drawn, tmp_path / "x.png")
    assert "javascript" not in page.read_text()


@pytest.mark.parametrize("name", ["chart.gif", "chart", "chart.svgz"])
def test_another_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no chart format"):
        save_chart(by_hand(), tmp_path / name)
    assert list(tmp_path.glob("*chart*")) == []


def test_signs_that_no_font_has_and_dollars_are_drawn_as_text() -> None:
    found = gathered([figure(1.0, source="$x^2$ \U0001f600 中文 \u202e")])
    picture = plan_picture(found)
    board = draw_picture(picture, size=found.order.size, theme=Theme.DARK)
    assert rendered(Drawn(found.order, picture, board), "png", base="").startswith(b"\x89PNG")
