"""The languages have the same words."""

import datetime as dt
import string
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from babel import Locale
from babel.numbers import format_decimal

from tracker.languages import Tongue, language
from tracker.model import Measure, Unit

ENGLISH = language("en")


def flat(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in words.items():
        if isinstance(value, dict) and not prefix.startswith("counted"):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tongue", tuple(Tongue))
def test_every_language_has_every_phrase_with_the_same_blanks(tongue: Tongue) -> None:
    ours, english = dict(flat(language(tongue).words)), dict(flat(ENGLISH.words))
    assert ours.keys() == english.keys()
    for key, told in ours.items():
        if isinstance(told, str) and not key.startswith("said."):
            assert blanks(told) == blanks(english[key]), key


@pytest.mark.parametrize("tongue", tuple(Tongue))
def test_every_count_has_a_form_for_every_number(tongue: Tongue) -> None:
    spoken = language(tongue)
    categories = {Locale.parse(tongue).plural_form(number) for number in range(200)}
    for noun, forms in spoken.words["counted"].items():
        assert categories <= set(forms) | {"other"}, noun
        assert all(spoken.count(noun, number) for number in (0, 1, 2, 5, 11, 100))


@pytest.mark.parametrize("tongue", tuple(Tongue))
def test_every_measure_has_its_words(tongue: Tongue) -> None:
    assert {language(tongue).what(measure, Unit.PEOPLE) for measure in Measure}.__len__() == len(Measure)
    assert set(language(tongue).words["said"]) == {measure.value for measure in Measure}


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    day = dt.date(2024, 3, 21)
    told = {tongue.value: (language(tongue).number(1234567), language(tongue).day(day)) for tongue in Tongue}
    assert {code: (number.replace("\u202f", " "), when) for code, (number, when) in told.items()} == {
        "en": ("1,234,567", "21 March 2024"),
        "fr": ("1 234 567", "21 mars 2024"),
        "es": ("1.234.567", "21 de marzo de 2024"),
        "ar": ("1,234,567", "21 مارس 2024"),
    }
    assert language("en").amount(0.855, Unit.SHARE) == "85.5%"
    assert language("en").amount(0.85, Unit.SHARE) == "85%"


@pytest.mark.parametrize("tongue", tuple(Tongue))
def test_whole_numbers_are_written_as_babel_does(tongue: Tongue) -> None:
    for number in (0, 7, 999, 1000, 12345, 9_999_999):
        assert language(tongue).number(number) == format_decimal(number, locale=tongue)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        language("tlh")
