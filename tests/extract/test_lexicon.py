"""The tables are kept honest: every row is seen to work, every rule reads its own example."""

from collections import Counter

import pytest

from tracker.extract import extract_claims
from tracker.extract.grammar import grammar_of
from tracker.extract.rules import RULES, Rule
from tracker.lexicon import Trigger, phrases_of
from tracker.lexicon.en import ENGLISH
from tracker.model import Measure


@pytest.mark.parametrize("trigger", ENGLISH.measures.triggers, ids=lambda row: f"{row.measure}-{row.dress}")
def test_a_row_makes_a_claim_of_the_sentence_that_forced_it(trigger: Trigger) -> None:
    found = extract_claims(trigger.seen)
    assert trigger.measure in {claim.measure for claim in found}, [(claim.measure, claim.rule) for claim in found]


def test_every_measure_has_a_row() -> None:
    assert {trigger.measure for trigger in ENGLISH.measures.triggers} == set(Measure)


def test_no_phrase_stands_twice_in_a_dress() -> None:
    rows = Counter(
        (phrase, trigger.dress, trigger.homes)
        for trigger in ENGLISH.measures.triggers
        for phrase in phrases_of(trigger.phrases)
    )
    assert [row for row, times in rows.items() if times > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_its_own_example(rule: Rule) -> None:
    found = extract_claims(f"{rule.reads[0].upper()}{rule.reads[1:]}.")
    assert rule.name in {claim.rule for claim in found}, [(claim.number, claim.rule) for claim in found]


def test_a_grammar_is_built_once() -> None:
    assert grammar_of(ENGLISH) is grammar_of(ENGLISH)
