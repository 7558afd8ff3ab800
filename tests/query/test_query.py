"""Questions to the ledger."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tracker.errors import QueryError
from tracker.export import Format, cell_of, hedged_number, row_of_figure, write_rows
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import FoundFigure, Question, find_figure, find_figures, find_report, find_sources
from tracker.store.database import Ledger

Make = Callable[..., Reading]

REPORTS = (
    (date(2024, 3, 1), "The Daily", "Gaza's health ministry said 30,228 Palestinians had been killed since 7 October."),
    (date(2024, 3, 2), "The Herald", "UNRWA said nearly 1.7 million people in Gaza were displaced."),
    (date(2024, 3, 5), "The Daily", "In Rafah, at least 12 children were injured, a doctor said."),
    (date(2024, 3, 9), "The Times", "In Lebanon, 40 people could be displaced, OCHA said."),
    (
        date(2024, 3, 9),
        "The Times",
        "In the Sahel town of Mopti in Mali, dozens of people were killed, officials said.",
    ),
)


@pytest.fixture
def filled(desk: Desk, ledger: Ledger, reading: Make) -> Ledger:
    for published, outlet, words in REPORTS:
        desk.file(reading(words, published=published, outlet=outlet))
    return ledger


def ask(ledger: Ledger, **asked: object) -> list[FoundFigure]:
    with ledger.reading() as session:
        return list(find_figures(session, Question(**asked), load_gazetteer()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, ["dozens", "40", "12", "1.7 million", "30,228"]),
        ({"source": "gaza-health-ministry"}, ["30,228"]),
        ({"source": "the Ministry of Health in Gaza"}, ["30,228"]),
        ({"source": "health ministry"}, ["30,228"]),
        ({"measure": "displaced"}, ["40", "1.7 million"]),
        ({"measure": "Displaced "}, ["40", "1.7 million"]),
        ({"place": "Gaza"}, ["12", "1.7 million", "30,228"]),
        ({"place": "Gaza", "exact_place": True}, ["1.7 million", "30,228"]),
        ({"place": "the Rafah"}, ["12"]),
        ({"place": "Palestine"}, ["12", "1.7 million", "30,228"]),
        ({"place": "Sahel"}, ["dozens"]),
        ({"group": "child"}, ["12"]),
        ({"kind": "total", "status": "projected"}, ["40"]),
        ({"since": date(2024, 3, 5)}, ["dozens", "40", "12"]),
        ({"until": date(2024, 3, 2)}, ["1.7 million", "30,228"]),
        ({"known_by": date(2024, 3, 4)}, ["1.7 million", "30,228"]),
        ({"known_by": date(2023, 1, 1)}, []),
        ({"limit": 2}, ["dozens", "40"]),
        ({"unit": "homes"}, []),
    ],
)
def test_a_question_finds_its_figures(filled: Ledger, asked: dict[str, object], numbers: list[str]) -> None:
    assert [figure.number for figure in ask(filled, **asked)] == numbers


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"measure": "kiled"}, "kiled: unknown measure (nearest: killed)"),
        ({"kind": "sum"}, "unknown kind"),
        ({"status": "true"}, "unknown status"),
        ({"source": "UNRWAA"}, "no such source was quoted; 'tracker sources' lists them (nearest: unrwa)"),
        ({"place": "Gazza"}, "no such place is known or was written (nearest: Gaza"),
        ({"place": "=cmd()"}, "no such place"),
        ({"source": ""}, "no such source"),
    ],
)
def test_a_word_that_names_nothing_is_told_with_the_nearest(
    filled: Ledger, asked: dict[str, object], problem: str
) -> None:
    with pytest.raises(QueryError) as caught:
        ask(filled, **asked)
    assert problem in str(caught.value)


def test_a_name_of_several_sources_asks_back(filled: Ledger, desk: Desk, reading: Make) -> None:
    desk.file(reading("The Lebanese health ministry said 12 people were killed in Beirut."))
    with pytest.raises(QueryError, match=r"several sources, say which: gaza-health-ministry, lebanon"):
        ask(filled, source="health ministry")


def test_known_by_is_monotone(filled: Ledger) -> None:
    day = date(2024, 2, 28)
    seen: set[int] = set()
    for step in range(14):
        now = {figure.id for figure in ask(filled, known_by=day + timedelta(days=step))}
        assert seen <= now
        seen = now
    assert len(seen) == 5


def test_a_figure_is_found_by_its_number_and_by_its_key(filled: Ledger) -> None:
    (figure,) = ask(filled, source="unrwa")
    with filled.reading() as session:
        assert find_figure(session, str(figure.id)) == figure
        assert find_figure(session, figure.key[:10]) == figure
        for name in ("99999", "0" * 40, figure.key[:3], "%%%%%%%", "9" * 30):
            with pytest.raises(QueryError):
                find_figure(session, name)
        report = find_report(session, figure.report_id)
    assert figure.span.of(report.text) == figure.number
    assert figure.sentence.of(report.text) == figure.evidence


def test_sources_are_listed_by_how_often_they_were_quoted(filled: Ledger, desk: Desk, reading: Make) -> None:
    desk.file(reading("UNRWA said 12 people in Gaza were displaced."))
    with filled.reading() as session:
        everybody = find_sources(session)
        unknown = find_sources(session, unknown=True)
    assert (everybody[0].slug, everybody[0].figures, everybody[0].reports) == ("unrwa", 2, 2)
    assert sorted(source.name for source in unknown) == ["a doctor", "officials"]
    assert not any(source.known for source in unknown)


def test_rows_survive_the_round_trip(filled: Ledger) -> None:
    rows = [row_of_figure(figure) for figure in ask(filled)]
    for form in (Format.JSON, Format.JSONL, Format.CSV):
        stream = io.StringIO()
        write_rows(rows, form, stream)
        text = stream.getvalue()
        if form is Format.JSON:
            assert json.loads(text) == rows
        elif form is Format.JSONL:
            assert [json.loads(line) for line in text.splitlines()] == rows
        else:
            read = list(csv.DictReader(io.StringIO(text)))
            assert [row["number"] for row in read] == [row["number"] for row in rows]
            assert [row["evidence"] for row in read] == [row["evidence"] for row in rows]


def test_no_rows_are_no_rows() -> None:
    for form, written in ((Format.JSON, "[]\n"), (Format.JSONL, ""), (Format.CSV, "")):
        stream = io.StringIO()
        write_rows([], form, stream)
        assert stream.getvalue() == written


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert cell_of(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Nearly 32,000 people were killed.", "nearly 32,000"),
        ("At least 26 people were killed.", "at least 26"),
        ("Over 26 people were killed.", "more than 26"),
        ("Up to 26 people were killed.", "up to 26"),
        ("About 26 people were killed.", "about 26"),
        ("Between 10 and 26 people were killed.", "between 10 and 26"),
        ("Dozens were killed.", "Dozens"),
        ("Some 85 per cent of residents were displaced.", "about 85%"),
        ("No one was killed.", "0"),
    ],
)
def test_a_number_is_told_with_its_hedge(desk: Desk, ledger: Ledger, reading: Make, words: str, told: str) -> None:
    desk.file(reading(words))
    (figure,) = ask(ledger)
    assert hedged_number(figure) == told
