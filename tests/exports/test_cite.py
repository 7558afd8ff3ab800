"""Sentences and references ready to paste."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.charts.samples import figure
from tracker.exports.cite import bibtex_of, csl_of, sentence_of
from tracker.model import Kind, Measure, Qualifier, Status, Unit
from tracker.query import FoundFigure


def told(**fields: Any) -> FoundFigure:
    made = {
        "source": "Gaza health ministry", "qualifier": Qualifier.NEARLY, "group": "Palestinians", "place": "Gaza",
        "day": date(2024, 3, 20), "published": date(2024, 3, 21), "outlet": "Outlet",
    }  # fmt: skip
    return replace(figure(32_000.0), **{**made, **fields})


def test_the_sentence_of_the_issue() -> None:
    assert sentence_of(told(), "en") == (
        "As of 20 March 2024, nearly 32,000 Palestinians had been killed in Gaza, according to Gaza health ministry "
        "(Outlet, 21 March 2024)."
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("fr", ("Au 20 mars 2024, personnes tuées, Palestinians (Gaza) : près de 32 000, selon Gaza health ministry "
               "(Outlet, 21 mars 2024).")),
        ("es", ("Al 20 de marzo de 2024, personas muertas, Palestinians (Gaza): casi 32.000, según Gaza health "
               "ministry (Outlet, 21 de marzo de 2024).")),
        ("ar", ("حتى 20 مارس 2024، القتلى، Palestinians (Gaza): قرابة 32,000، بحسب Gaza health ministry "
               "(Outlet، 21 مارس 2024).")),
    ],
)  # fmt: skip
def test_other_languages(code: str, sentence: str) -> None:
    assert sentence_of(told(), code).replace("\u202f", " ").replace("\xa0", " ") == sentence


def test_relays_are_told_and_what_is_no_fact_says_so_first() -> None:
    assert "according to Gaza health ministry, relayed by OCHA and WHO (" in sentence_of(
        told(relays=("OCHA", "WHO")), "en"
    )
    for status in (Status.PROJECTED, Status.DENIED, Status.DISPUTED, Status.BACKGROUND):
        assert not sentence_of(told(status=status), "en").startswith("As of")


def test_unusual_figures_have_sentences() -> None:
    homes = told(unit=Unit.HOMES, measure=Measure.HOMES_DESTROYED, group=None, kind=Kind.NEW, place=None)
    assert "nearly 32,000 homes had been destroyed, according" in sentence_of(homes, "en")
    share = told(value=0.85, unit=Unit.SHARE, measure=Measure.DISPLACED, group=None, qualifier=Qualifier.ABOUT)
    assert "about 85% of people were displaced in Gaza" in sentence_of(share, "en")
    assert "according to Outlet" in sentence_of(told(source=None), "en")


def test_references_hold_what_is_known() -> None:
    one = told(title="50% of {all} & more_", url="https://example.org/a_b?c={d}")
    entry = bibtex_of(one)
    assert entry.startswith("@misc{outlet20240321_")
    assert r"title = {50\% of \{all\} \& more\_}" in entry
    assert "url = {https://example.org/a_b?c=%7Bd%7D}" in entry
    (csl,) = json.loads(csl_of(one))
    assert (csl["container-title"], csl["issued"]["date-parts"]) == ("Outlet", [[2024, 3, 21]])
    assert "issued" not in json.loads(csl_of(told(published=None)))[0]
