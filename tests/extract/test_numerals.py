"""Numerals: small grammars are tested by generating every string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.numerals import Numeral, find_numerals
from tracker.lexicon.en import ENGLISH
from tracker.model import Span
from tracker.text import find_tokens

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
ONES_TO_19 = ["", *(ONES + "eighteen nineteen").split()]
TENS = ["", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]


def numerals_of(text: str) -> list[Numeral]:
    return list(find_numerals(text, list(find_tokens(text, Span(0, len(text)))), ENGLISH.numerals))


def spelled(number: int) -> str:
    """A number in words, as British newspapers write it."""
    if number < 20:
        return ONES_TO_19[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES_TO_19[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{ONES_TO_19[hundreds]} hundred" + (f" and {spelled(rest)}" if rest else "")
    scale, word = next((s, w) for s, w in ((1_000_000, "million"), (1000, "thousand")) if number >= s)
    whole, rest = divmod(number, scale)
    joint = " and " if 0 < rest < 100 else " "
    return f"{spelled(whole)} {word}" + (f"{joint}{spelled(rest)}" if rest else "")


def test_every_number_in_words_up_to_ten_thousand_has_its_value() -> None:
    wrong = []
    for number in range(1, 10_001):
        text = f"{spelled(number)} people"
        found = numerals_of(text)
        if len(found) != 1 or found[0].value != number or found[0].span != Span(0, len(spelled(number))):
            wrong.append((text, found))
    assert wrong == []


@given(st.integers(1, 999_999_999))
def test_large_numbers_in_words_have_their_value(number: int) -> None:
    found = numerals_of(f"{spelled(number)} people")
    assert [numeral.value for numeral in found] == [number]


@given(st.integers(0, 9_999_999_999))
def test_digits_with_and_without_commas_have_their_value(number: int) -> None:
    for written in (f"{number:,}", str(number)):
        found = numerals_of(f"{written} people")
        assert [(numeral.value, numeral.span.end) for numeral in found] == [(number, len(written))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("in 2014", "year"),
        ("on 7 October", "date"),
        ("on October 7,", "date"),
        ("for 48 hours", "duration"),
        ("$40", "money"),
        ("40 euros", "money"),
        ("a magnitude 6.1 quake", "magnitude"),
        ("40 km", "length"),
        ("at 10 a.m.", "time"),
        ("the 3rd", "ordinal"),
        ("flight 370", "name"),
        ("an F-16 jet", "name"),
        ("Lopez, 39, a", "age"),
        ("12 votes", "score"),
        ("300 tonnes", "weight"),
        ("a population of 300", "population"),
        ("id 99999999999", "identifier"),
    ],
)
def test_a_number_that_counts_nobody_says_why(text: str, reason: str) -> None:
    assert [numeral.refused for numeral in numerals_of(text) if numeral.span.of(text)[0].isdigit()] == [reason]
