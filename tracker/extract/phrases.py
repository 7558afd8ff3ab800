"""Phrases of the lexicon as patterns over text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from tracker.lexicon import phrases_of


@dataclass(slots=True)
class _Branch:
    """A node of the tree of phrases: what can follow, and whether a phrase ends here."""

    next: dict[str, "_Branch"] = field(default_factory=dict)
    ends: bool = False

    def grow(self, phrase: str) -> None:
        node = self
        for character in phrase:
            node = node.next.setdefault(character, _Branch())
        node.ends = True

    def pattern(self) -> str:
        ways = [_sign(character) + child.pattern() for character, child in sorted(self.next.items())]
        if not ways:
            return ""
        bare = len(ways) == 1 and (not self.ends or len(self.next) == len(ways[0]) == 1)
        joined = ways[0] if bare else f"(?:{'|'.join(ways)})"
        return joined + "?" if self.ends else joined


def _sign(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)


def either(phrases: Iterable[str]) -> str:
    """An alternation of phrases, the longest that fits, any white space between their words.

    Common beginnings are shared, so that a row of hundreds of phrases costs hardly more than one:

    >>> either(["dead", "death", "deaths"])
    'dea(?:d|ths?)'
    """
    root = _Branch()
    for phrase in phrases:
        root.grow(" ".join(phrase.split()))
    return root.pattern()


@cache
def phrase_pattern(row: str) -> re.Pattern[str]:
    """A pattern that finds the phrases of a row of the lexicon as whole words, capitals or not."""
    return re.compile(rf"\b(?:{either(phrases_of(row))})\b", re.IGNORECASE)


@cache
def folded_pattern(row: str) -> re.Pattern[str]:
    """The same for text in small letters, several times as fast: for what is looked for in a whole text."""
    return re.compile(rf"\b(?:{either(phrases_of(row))})\b")
