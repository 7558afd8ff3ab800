"""Crises: what belongs to one, and what a file of them may say."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker.crises import Crisis, crisis_named, load_crises, shipped_crises
from tracker.errors import ConfigError, QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Question, find_figures
from tracker.store.database import Ledger

Make = Callable[..., Reading]
FLOOD = Crisis("flood", "Flood", ("ly",), date(2023, 9, 10), date(2023, 12, 31))


def crises_of(tmp_path: Path, toml: str) -> tuple[Crisis, ...]:
    path = tmp_path / "crises.toml"
    path.write_text(toml)
    return load_crises(path, load_gazetteer())


def test_a_workspace_adds_its_own_and_replaces_by_name(tmp_path: Path) -> None:
    crises = crises_of(
        tmp_path,
        '[[crisis]]\nname = "flood"\nplaces = ["Libya"]\nstart = 2023-09-10\n\n'
        '[[crisis]]\nname = "gaza-war"\nplaces = ["Gaza Strip", "West Bank"]\nstart = 2023-10-07\n',
    )
    assert crisis_named("Flood", crises) == Crisis("flood", "flood", ("ly",), date(2023, 9, 10))
    assert crisis_named("gaza war", crises).places == ("ps/gaza-strip", "ps/west-bank")
    assert len(crises) == len(shipped_crises()) + 1


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('places = ["Libya"]\nstart = 2023-09-10\nend = 2023-09-09', ":5: end 2023-09-09 is before start 2023-09-10"),
        ('places = ["Libya"]\nstart = "2023-09-10"', ":4: start must be a date without quotes"),
        ('places = ["Libya"]\nstart = 2023-09-10T10:00:00', ":4: start must be a date"),
        ('places = ["Libya"]', ":1: needs start"),
        ("places = []\nstart = 2023-09-10", ":3: needs places"),
        ('places = ["Lybia"]\nstart = 2023-09-10', ":3: places: nobody knows 'Lybia' (nearest: "),
        ('places = ["Libya"]\nstart = 2023-09-10\nstop = 2023-10-10', "unknown key 'stop'"),
        (
            'places = ["Libya"]\nstart = 2023-09-10\n[[crisis]]\nname = "x"\nplaces = ["Libya"]\nstart = 2023-09-10',
            ":6: name 'x' comes twice",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, toml: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        crises_of(tmp_path, f'[[crisis]]\nname = "x"\n{toml}\n')
    assert told in str(caught.value)


def test_an_impossible_crisis_can_not_be_made() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Crisis("x", "x", ("ly",), date(2023, 9, 10), date(2023, 9, 9))


def test_an_unknown_crisis_is_told_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="nearest: gaza-war"):
        crisis_named("gaza", shipped_crises())


@pytest.mark.parametrize(
    ("published", "words", "belongs"),
    [
        (date(2023, 9, 12), "In Libya, 2,300 people were killed, the Red Crescent said.", True),
        (date(2023, 9, 12), "In Derna in Libya, 2,300 people were killed, the Red Crescent said.", True),
        (date(2023, 9, 10), "In Libya, 12 people were killed, officials said.", True),
        (date(2023, 9, 9), "In Libya, 12 people were killed, officials said.", False),
        (date(2024, 1, 1), "In Libya, 12 people were killed, officials said.", False),
        (date(2023, 9, 12), "In Egypt, 12 people were killed, officials said.", False),
        (date(2023, 9, 12), "Some 30,000 people had been killed in Libya since 1 March 2011, officials said.", False),
        (date(2023, 9, 12), "12 people were killed, officials said.", False),
    ],
)
def test_a_figure_belongs_by_its_place_and_its_day(
    ledger: Ledger, desk: Desk, reading: Make, published: date, words: str, belongs: bool
) -> None:
    assert desk.file(reading(words, published=published)).figures == 1
    with ledger.reading() as session:
        assert len(find_figures(session, Question(crisis=FLOOD), load_gazetteer())) == belongs


def test_the_places_of_a_crisis_can_be_meant_themselves(ledger: Ledger, desk: Desk, reading: Make) -> None:
    for where in ("Libya", "Derna in Libya"):
        desk.file(reading(f"In {where}, 2,300 people were killed, officials said.", published=date(2023, 9, 12)))
    with ledger.reading() as session:
        whole = find_figures(session, Question(crisis=FLOOD, exact_place=True), load_gazetteer())
        inside = find_figures(session, Question(crisis=FLOOD, place="Derna", exact_place=True), load_gazetteer())
    assert [figure.place_id for figure in whole] == ["ly"]
    assert [figure.place for figure in inside] != [figure.place for figure in whole]
    assert len(inside) == 1


def test_what_is_background_belongs_to_no_crisis(ledger: Ledger, desk: Desk, reading: Make) -> None:
    desk.file(
        reading(
            "In Libya, 2,300 people were killed, officials said. In 2011, an uprising killed 30,000 people in Libya.",
            published=date(2023, 9, 12),
        )
    )
    with ledger.reading() as session:
        everything = find_figures(session, Question(), load_gazetteer())
        of_crisis = find_figures(session, Question(crisis=FLOOD), load_gazetteer())
    assert {figure.status.value for figure in everything} == {"asserted", "background"}
    assert [figure.number for figure in of_crisis] == ["2,300"]
