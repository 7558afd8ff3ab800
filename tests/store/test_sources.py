"""One source under its many names."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from tests.conftest import NOON
from tracker.errors import ConfigError
from tracker.store.database import Ledger
from tracker.store.sources import (
    SourceKind,
    find_source,
    load_registry,
    name_key,
    name_keys,
    save_registry,
    shipped_registry,
    slug_of,
    sources_for,
)
from tracker.store.tables import SourceRow


def source_for(session: Session, words: str, *, now: datetime) -> int:
    return sources_for(session, [words], now=now)[words]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Hamas-run Gaza health ministry", "gaza-health-ministry"),
        ("the health ministry in Gaza", "gaza-health-ministry"),
        ("Gaza's Ministry of Health", "gaza-health-ministry"),
        ("Gaza’s health ministry", "gaza-health-ministry"),
        ("MoH Gaza", "gaza-health-ministry"),
        ("the health ministry in Hamas-run Gaza", "gaza-health-ministry"),
        ("the Palestinian health ministry in Gaza", "gaza-health-ministry"),
        ("The Hamas-run health ministry", "gaza-health-ministry"),
        ("UNRWA, the UN agency for Palestine refugees", "unrwa"),
        ("U.N.", "united-nations"),
        ("the UN humanitarian office OCHA", "ocha"),
        ("UN Office for the Coordination of Humanitarian Affairs (OCHA)", "ocha"),
        ("the Israeli military", "idf"),
        ("the Syrian Observatory for Human Rights", "sohr"),
    ],
)
def test_many_names_are_one_source(ledger: Ledger, words: str, slug: str) -> None:
    with ledger.writing() as session:
        row = session.get(SourceRow, source_for(session, words, now=NOON))
        assert row is not None
        assert (row.slug, row.known) == (slug, True)


@pytest.mark.parametrize(
    "words",
    [
        "the health ministry",
        "police",
        "officials",
        "an Islamic group",
        "the ministry",
        "health officials in Gaza",
        "it",
    ],
)
def test_a_name_that_could_be_several_is_not_guessed(ledger: Ledger, words: str) -> None:
    with ledger.writing() as session:
        row = session.get(SourceRow, source_for(session, words, now=NOON))
        assert row is not None
        assert not row.known
        assert row.name == words


def test_an_unknown_source_stays_the_same_one(ledger: Ledger) -> None:
    with ledger.writing() as session:
        first = source_for(session, "Mayor Ana Ruiz", now=NOON)
        assert source_for(session, "the mayor, Ana Ruiz", now=NOON) == first
        assert source_for(session, "Mayor Ana Lopez", now=NOON) != first


def test_a_name_of_ten_thousand_characters_is_a_name(ledger: Ledger) -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    with ledger.writing() as session:
        first = source_for(session, words, now=NOON)
        assert source_for(session, words, now=NOON) == first


def test_slugs_do_not_collide(ledger: Ledger) -> None:
    with ledger.writing() as session:
        ids = [
            source_for(session, words, now=NOON) for words in ("Local police!", "local police force", "نازحون", "警察")
        ]
        slugs = {row.slug for identity in ids if (row := session.get(SourceRow, identity))}
    assert len(slugs) == 4


def test_the_shipped_registry_is_large_and_says_no_name_twice() -> None:
    registry = shipped_registry()
    assert len(registry) >= 60
    assert len({entry.slug for entry in registry}) == len(registry)
    owners: dict[str, str] = {}
    for entry in registry:
        for words in (entry.name, *entry.aliases):
            assert owners.setdefault(name_key(words), entry.slug) == entry.slug, words
    slugs = {entry.slug for entry in registry}
    assert all(entry.parent in slugs for entry in registry if entry.parent)
    assert {entry.kind for entry in registry} == set(SourceKind)


def test_parents_are_linked(ledger: Ledger) -> None:
    with ledger.reading() as session:
        identity = find_source(session, name_keys("OCHA"))
        row = session.get(SourceRow, identity)
        assert row is not None
        parent = session.get(SourceRow, row.parent_id)
        assert parent is not None
        assert parent.slug == "united-nations"


def test_a_deployment_adds_its_own(ledger: Ledger, tmp_path: Path) -> None:
    own = tmp_path / "sources.toml"
    own.write_text(
        '[[source]]\nslug = "valley-civil-defence"\nname = "Valley civil defence"\nkind = "disaster_agency"\n'
        'country = "XX"\naliases = ["Civil Defence of the Valley"]\n'
    )
    with ledger.writing() as session:
        assert save_registry(session, load_registry(own), now=NOON) == 1
        row = session.get(SourceRow, source_for(session, "the valley's civil defence", now=NOON))
        assert row is not None
        assert row.slug == "valley-civil-defence"


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("[[source]]\nslug = \n", ":2: "),
        ('\n\n[[source]]\nslug = "x"\nname = "X"\nkind = "minister"\n', ":3: kind 'minister'"),
        ('[[source]]\nslug = "x"\nname = "X"\nkindd = "ngo"\n', "unknown key 'kindd' (nearest: kind)"),
        ('[[source]]\nslug = "x"\nkind = "ngo"\n', "needs name"),
        ('[[source]]\nslug = "x"\nname = "X"\nkind = "ngo"\nparent = "idff"\n', "no source 'idff' (nearest: idf"),
        ('[source]\nslug = "x"\n', "[[source]]"),
        ('[[source]]\nslug = "x"\nname = "X"\nkind = "ngo"\naliases = "Y"\n', "list"),
    ],
)
def test_a_broken_registry_is_told_with_its_line(tmp_path: Path, toml: str, problem: str) -> None:
    own = tmp_path / "sources.toml"
    own.write_text(toml)
    with pytest.raises(ConfigError) as caught:
        load_registry(own)
    assert problem in str(caught.value)
    assert str(own) in str(caught.value)


def test_slugs_are_made_of_plain_letters() -> None:
    assert slug_of("Médecins sans Frontières (MSF)") == "medecins-sans-frontieres-msf"
    assert slug_of("!!!").startswith("source-")
