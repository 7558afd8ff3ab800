"""Phrases of the lexicon as patterns over text."""

import re
from collections.abc import Iterable
from functools import cache

from tracker.lexicon import phrases_of


def either(phrases: Iterable[str]) -> str:
    """An alternation of phrases, longest first, any white space between their words."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


@cache
def phrase_pattern(row: str) -> re.Pattern[str]:
    """A pattern that finds the phrases of a row of the lexicon as whole words, capitals or not."""
    return re.compile(rf"\b(?:{either(phrases_of(row))})\b", re.IGNORECASE)
