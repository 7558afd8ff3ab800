"""Where: the places that a sentence names, and which of them a number is about.

Everything is read from the words around a number; what the text doesn't say stays ``None``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tracker.extract.chunks import Chunk, compile_pattern, letters_of
from tracker.extract.grammar import Grammar
from tracker.extract.measures import Suffered
from tracker.extract.phrases import phrase_pattern
from tracker.lexicon import Lexicon, phrases_of
from tracker.model import Span
from tracker.places import Gazetteer


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as a text names it. ``known`` tells that the gazetteer knows it."""

    span: Span
    known: bool


_NAME = "CAPITAL (?: CAPITAL | HYPHEN CAPITAL|WORD | WORD HYPHEN CAPITAL | POSSESSIVE CAPITAL )*"
_WHOSE = "(?: POSSESSIVE (?: COMPASS|PLACE_NOUN )* )?"
_KIND = "(?: PLACE_NOUN (?! OF ) )?"
_LIST = f"(?: (?: COMMA {_NAME} )* COMMA? AND {_NAME} (?: PLACE_NOUN )? )?"
_NOUN_OF = f"(?: COMPASS|CAPITAL|POSSESSIVE )* PLACE_NOUN OF DETERMINER? {_NAME}"
_LEADING = "(?: WORD|PLACE_NOUN|HYPHEN|OF|ARTICLE|DETERMINER|POSSESSIVE|PREPOSITION ){0,6}?"
_PLACE = (
    "(?P<lead> PLACE_LEAD|PLACE_ORIGIN ) (?: DETERMINER|ARTICLE )? "
    f"{_LEADING} (?P<place> {_NOUN_OF} | (?: COMPASS )* {_NAME} {_WHOSE} {_KIND} {_LIST} )"
)


@cache
def _place_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(_PLACE, grammar.alphabet)


def find_places(
    text: str, chunks: Sequence[Chunk], credits: Iterable[Span], grammar: Grammar, gazetteer: Gazetteer
) -> tuple[NamedPlace, ...]:
    """The places that a sentence names after a preposition, those inside a credit left out. After a
    preposition that leads to people as well ("of", "by") only a known place is one.
    """
    taken = tuple(credits)
    found = []
    for match in _place_pattern(grammar).finditer(letters_of(chunks)):
        named = list(chunks[match.start("place") : match.end("place")])
        while len(named) > 1 and "determiner" in named[0].roles:
            named = named[1:]
        span = Span(named[0].start, named[-1].end)
        if any("medium" in c.roles or "not_place" in c.roles for c in named) or any(span.overlaps(c) for c in taken):
            continue
        known = gazetteer.find(span.of(text)) is not None
        if known or _is_strong(chunks[match.start("lead")]):
            found.append(NamedPlace(span, known))
    return tuple(found)


def _is_strong(lead: Chunk) -> bool:
    return "place_lead" in lead.roles and "place_origin" not in lead.roles


def place_of(suffered: Suffered, all_suffered: Sequence[Suffered], places: Sequence[NamedPlace]) -> Span | None:
    """The place that a number of a sentence is about: the first one named behind it, before the next
    number; else the last one before it; else the first one of the sentence.
    """
    figure = suffered.counted.span
    following = min(
        (one.counted.span.start for one in all_suffered if one.counted.span.start > figure.start), default=None
    )
    behind = [place.span for place in places if place.span.start > figure.start]
    own = [place for place in behind if following is None or place.start < following]
    before = [place.span for place in places if place.span.end <= figure.start]
    if own:
        return own[0]
    if before:
        return before[-1]
    return behind[0] if behind else None


_RUN_OF_CAPITALS = re.compile(r"(?:the )?[A-Z][\w’'-]*(?: (?:of |al-|el-)?[A-Z][\w’'-]*)*")


def speaks_of_settlement(text: str, sentence: Span, lexicon: Lexicon) -> bool:
    """Whether a sentence stands in the settlement that was named last: "this city has become a refuge"."""
    return phrase_pattern(lexicon.places.settlement).search(text, sentence.start, sentence.end) is not None


def place_of_source(source: str, gazetteer: Gazetteer, lexicon: Lexicon) -> str | None:
    """The place that a claimant's name holds, where it counts what happens there: Gaza for "the health
    ministry in Gaza", nothing for "the Israeli military".
    """
    words = source.casefold().split()
    if any(word.strip(",.") in words_abroad(lexicon) for word in words):
        return None
    for found in _RUN_OF_CAPITALS.finditer(source):
        for words_of_run in _parts_of_run(found.group()):
            if gazetteer.find(words_of_run) is not None:
                return words_of_run
    return None


@cache
def words_abroad(lexicon: Lexicon) -> frozenset[str]:
    """The nouns of bodies that count what happens elsewhere."""
    return frozenset(phrases_of(lexicon.places.counts_abroad))


def _parts_of_run(run: str) -> Iterable[str]:
    """A run of capitalised words, whole and word by word: "Gaza Health Ministry" holds Gaza."""
    plain = re.sub(r"['’]s$", "", run)
    yield plain
    yield from (re.sub(r"['’]s$", "", word) for word in plain.split() if len(word) > 3 and word[0].isupper())
