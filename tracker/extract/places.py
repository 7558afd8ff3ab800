"""Where: the places that a sentence names, and how each stands in it.

Everything is read from the words around a number; what the text doesn't say stays ``None``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.extract.chunks import Chunk, compile_pattern, letters_of
from tracker.extract.grammar import Grammar
from tracker.model import Span
from tracker.places import Gazetteer, Kind
from tracker.places.demonyms import people_of


class Hold(StrEnum):
    """How a place stands in its sentence."""

    AT = "at"
    """Something happened there: "*in* Gaza", "a quake *struck* Salta"."""
    HEAD = "head"
    """It opens a clause and holds for all of it: "*In Gaza*, …", "*Guizhou* has seen …"."""
    LOOSE = "loose"
    """It only stands by: "the *Brazil* floods", "the people *of* Rafah"."""
    MOVED = "moved"
    """Somebody moved: "fled *from* Rafah", "went *to* Russia"."""
    AREA = "area"
    """A place that is no name: "the region", "on the Israeli side"."""
    BACK = "back"
    """A place named before is meant: "*there*", "across *the country*"."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as a text names it, with the places that it lies in ("Jolo Cathedral in Mindanao").

    ``known`` tells that the gazetteer knows it; ``kind`` what sort of place a word that stands for one
    named before can mean.
    """

    span: Span
    hold: Hold
    known: bool = False
    kind: str = ""


# --- the places of a sentence -----------------------------------------------------------------------

_NAME = "CAPITAL (?: CAPITAL | HYPHEN CAPITAL|WORD | WORD HYPHEN CAPITAL | POSSESSIVE CAPITAL )*"
_NOUN = "(?: (?: WORD|VICTIM )? PLACE_NOUN (?! OF|CAPITAL ) )?"
_NOUN_OF = (
    "(?: (?! STRIKING ) COMPASS|CAPITAL|POSSESSIVE|WORD|HYPHEN|ARTICLE|DETERMINER ){0,5}? "
    f"PLACE_NOUN OF DETERMINER? (?: COMPASS )* {_NAME} {_NOUN}"
)
_NAMED = (
    f"(?: COMPASS (?: AND COMPASS )? )* {_NAME} (?: POSSESSIVE (?: COMPASS|PLACE_NOUN|CAPITAL )* )? {_NOUN} "
    f"| (?: WORD|VICTIM )? PLACE_NOUN (?<! CAPITAL ) {_NAME}"
)
_NUMBER = "(?: INERT (?<= PLACE_NOUN ) )"
_UNIT = f"(?: {_NOUN_OF} | (?: (?! STRIKING ) WORD|HYPHEN|DETERMINER|ARTICLE ){{0,2}} (?: {_NAMED} ) | {_NUMBER} )"
_KIND_OF = "(?: WORD|CAPITAL|HYPHEN|COMPASS|ARTICLE|DETERMINER|LONE_FIGURE ){1,4} (?<= PLACE_NOUN )"
_EDGE = "(?: ^ | (?<= COMMA|SUBORDINATOR|SEMICOLON|STOP|BULLET|QUOTE|DASH ) | (?<= COMMA ) AND )"
_GOES_ON = "(?= COMMA|COUNTED|HEDGE|DETERMINER|ARTICLE|NUMERAL|COLON )"

_PATTERNS = {
    "head": f"{_EDGE} (?: ADVERB )? (?P<lead> PLACE_LEAD ) (?: DETERMINER|ARTICLE )? (?P<place> {_UNIT} )",
    "seeing": f"{_EDGE} DETERMINER? (?P<place> (?: {_NAMED} ) ) (?: ADVERB|MANNER )* SEEING",
    "label": f"^ BULLET? (?P<place> (?: COMPASS )* {_NAME} (?: PLACE_NOUN )? ) (?= COLON|DASH )",
    "struck": f"(?: STRIKING | EVENT_NOUN UPON ) (?: DETERMINER|ARTICLE )? (?P<place> {_UNIT} )",
    "facility": f"(?P<lead> PLACE_LEAD ) (?P<place> {_KIND_OF} ) (?= PLACE_LEAD DETERMINER? COMPASS|CAPITAL )",
    "at": f"(?P<lead> PLACE_LEAD ) (?: DETERMINER|ARTICLE )? (?P<place> {_UNIT} )",
    "origin": f"(?P<lead> PLACE_ORIGIN ) (?: DETERMINER|ARTICLE )? (?P<place> {_UNIT} ) (?! VICTIM|PEOPLE )",
    "fled": f"INTRANSITIVE (?: DETERMINER|ARTICLE )? (?P<place> (?: {_NAMED} ) )",
    "event": f"(?P<place> (?: COMPASS )* {_NAME} ) EVENT_NOUN",
    "back": "(?P<place> THERE ) (?! AUX|PARTICIPLE|INTRANSITIVE )",
    "stand-in": "(?: PLACE_LEAD|PLACE_ORIGIN|STRIKING|OF ) (?P<place> DETERMINER STAND_IN ) "
    "(?! OF|POSSESSIVE|CAPITAL )",
    "stand-in subject": "^ (?P<place> DETERMINER STAND_IN ) (?= ADVERB* AUX|HAVING|SEEING )",
    "area": "(?: PLACE_LEAD|STRIKING ) (?P<place> DETERMINER (?: WORD|COMPASS{0,2} AREA | COMPASS ) ) "
    "(?! OF|POSSESSIVE|CAPITAL|PLACE_NOUN|WORD | COMMA CAPITAL|COMPASS )",
    "side": "PLACE_ORIGIN (?P<place> DETERMINER CAPITAL|WORD SIDE )",
}
_HOLDS = {"head": Hold.HEAD, "seeing": Hold.HEAD, "label": Hold.HEAD, "origin": Hold.LOOSE, "event": Hold.LOOSE,
          "back": Hold.BACK, "stand-in": Hold.BACK, "stand-in subject": Hold.BACK, "fled": Hold.MOVED}  # fmt: skip
_OUTER = f"DETERMINER? (?: COMPASS )* {_NAME} (?: PLACE_NOUN )?"
_FURTHER = (
    # "Tripoli, Lebanon", "Paraguay, Argentina and Uruguay", "a hotel in the Malian capital of Bamako"
    f"(?: OPEN !CLOSE{{1,16}} CLOSE )? (?: COMMA (?P<outer> {_OUTER} ) | COMMA? AND (?P<also> {_OUTER} ) "
    f"| (?: PLACE_LEAD|OF ) (?: DETERMINER|ARTICLE )? (?P<inside> {_UNIT} ) "
    # "Multan, a city in the Punjab region of Pakistan"
    f"| COMMA ARTICLE (?: WORD|COMPASS|HYPHEN ){{0,3}} PLACE_NOUN PLACE_LEAD|OF DETERMINER? (?P<called> {_UNIT} ) ) "
    "(?= COMMA|STOP|SEMICOLON|OPEN|CLOSE|DASH|QUOTE|AND|PREPOSITION|PLACE_LEAD|PLACE_ORIGIN|RELATIVE|SUBORDINATOR|TIME|"
    "ACTIVE|PARTICIPLE|INTRANSITIVE|AUX|LEAVE|COUNTED|ADVERB|INERT | $ )"
)
_ITEM = f"(?: COMPASS+ | (?: COMPASS )* {_NAME} )"
_LIST = f"(?: COMMA {_ITEM} ){{1,30}} COMMA? AND {_ITEM} (?: PLACE_NOUN )? (?! SAYING|TELLING )"


@cache
def _patterns_of(grammar: Grammar) -> dict[str, re.Pattern[str]]:
    return {name: compile_pattern(pattern, grammar.alphabet) for name, pattern in _PATTERNS.items()}


@cache
def _list_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(_LIST, grammar.alphabet)


@cache
def _further_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(_FURTHER, grammar.alphabet)


@dataclass(frozen=True, slots=True)
class _Sight:
    """A sentence while its places are looked for."""

    text: str
    chunks: Sequence[Chunk]
    letters: str
    credited: tuple[Span, ...]
    grammar: Grammar
    gazetteer: Gazetteer

    def span(self, start: int, end: int) -> Span:
        """The stretch of text under some neighbouring chunks, an article at its head left out."""
        while end - start > 1 and self.chunks[start].roles.keys() & {"determiner", "article"}:
            start += 1
        return Span(self.chunks[start].start, self.chunks[end - 1].end)

    def knows(self, start: int, end: int) -> bool:
        """Whether the gazetteer knows what some neighbouring chunks name."""
        return self.gazetteer.find(self.span(start, end).of(self.text)) is not None

    def is_kind(self, start: int, end: int) -> bool:
        """Whether some neighbouring chunks say themselves that they are a place: "Surin Province", "camp
        Mile", "the town of Eshkol", "eight provinces".
        """
        nouns = [index for index in range(start, end) if "place_noun" in self.chunks[index].roles]
        if not nouns:
            return False
        last, first = nouns[-1], nouns[0]
        if "inert" in self.chunks[first].roles:
            return True
        before_name = "capital" not in self.chunks[first].roles and first + 1 < end
        return (last == end - 1 and end - start > 1) or before_name


def find_places(
    text: str, chunks: Sequence[Chunk], credits: Iterable[Span], grammar: Grammar, gazetteer: Gazetteer
) -> tuple[NamedPlace, ...]:
    """The places that a sentence names, in the order of the text, those inside a credit left out."""
    sight = _Sight(text, chunks, letters_of(chunks), tuple(credits), grammar, gazetteer)
    found: list[NamedPlace] = []
    for name, pattern in _patterns_of(grammar).items():
        for match in pattern.finditer(sight.letters):
            place = _read_place(sight, name, match)
            if place and not any(place.span.overlaps(other.span) for other in found):
                found.append(place)
    return tuple(sorted(found, key=lambda place: place.span))


def _read_place(sight: _Sight, name: str, match: re.Match[str]) -> NamedPlace | None:
    start, end = match.span("place")
    named = sight.chunks[start:end]
    if any(chunk.roles.keys() & {"medium", "not_place", "time"} for chunk in named) or _is_month(sight, named):
        return None
    if _HOLDS.get(name) is Hold.BACK:
        kind = named[-1].roles.get("stand_in")
        return NamedPlace(sight.span(start, end), Hold.BACK, kind=kind if isinstance(kind, str) else "")
    if name in ("area", "side"):
        return NamedPlace(Span(named[0].start, named[-1].end), Hold.AREA)
    if name == "label" and sight.span(start, end).of(sight.text).isupper():
        return None  # "KOLKATA: Floods have now claimed …" tells where it was written
    return _read_name(sight, name, match)


def _read_name(sight: _Sight, name: str, match: re.Match[str]) -> NamedPlace | None:
    start, end = match.span("place")
    known = sight.knows(start, end)
    while name == "event" and not known and end - start > 1:
        if "hyphen" in sight.chunks[start + 1].roles:
            known = sight.knows(start, start + 1)  # "Turkey-Syria quake"
            break
        start += 1  # "Deadly Brazil floods": in a headline every word is written as a name
        known = sight.knows(start, end)
    if name == "event" and "strike_noun" in sight.chunks[end].roles and _is_country(sight, start, end):
        return None  # "US strikes killed 31" tells who struck
    chain_end = _end_of_chain(sight, end)
    if not known and chain_end == end and not _is_place_all_the_same(sight, name, start, end):
        return None
    span = sight.span(start, chain_end)
    if any(span.overlaps(credit) for credit in sight.credited):
        return None
    return NamedPlace(span, _hold_of(sight, name, match, chain_end), known or name != "origin")


def _is_country(sight: _Sight, start: int, end: int) -> bool:
    found = sight.gazetteer.find(sight.span(start, end).of(sight.text))
    return found is not None and found.kind is Kind.COUNTRY


def _hold_of(sight: _Sight, name: str, match: re.Match[str], end: int) -> Hold:
    if name == "origin" and "place_moved" in sight.chunks[match.start("lead")].roles:
        return Hold.MOVED
    if name == "head" and not _opens_clause(sight, end):
        return Hold.AT
    return _HOLDS.get(name, Hold.AT)


def _is_month(sight: _Sight, named: Sequence[Chunk]) -> bool:
    return len(named) == 1 and named[0].words in sight.grammar.lexicon.numerals.months


def _is_place_all_the_same(sight: _Sight, name: str, start: int, end: int) -> bool:
    """Whether what the gazetteer doesn't know is a place by its noun, or by standing right behind "in"."""
    if sight.is_kind(start, end):
        return name not in ("event", "label") and not _is_adjective(sight, start, end)
    if end - start == 1 and people_of(sight.chunks[start].words) is not None:
        return False  # "in the Israeli assault"
    if all("compass" in chunk.roles for chunk in sight.chunks[start:end]) or _is_only_before_noun(sight, start, end):
        return False
    return name in ("head", "at") and "capital" in sight.chunks[start].roles


def _is_only_before_noun(sight: _Sight, start: int, end: int) -> bool:
    """Whether a name only tells more of a noun behind it: "at an HDP rally", "in Deadliest Attack in Months"."""
    following = sight.chunks[end].roles if end < len(sight.chunks) else {}
    return "event_noun" in following or (start > 0 and "article" in sight.chunks[start - 1].roles)


def _is_adjective(sight: _Sight, start: int, end: int) -> bool:
    """Whether the only name before a noun is that of a people: "the Israeli state"."""
    words = sight.span(start, end).of(sight.text)
    return _OF_A_PEOPLE.fullmatch(words) is not None and people_of(words.split()[-2].lower()) is not None


_OF_A_PEOPLE = re.compile(r"(?:[a-z-]+ )*[A-Z]\w+(?:an|ese|ish|i|ic|ch) [a-z]+")


def _opens_clause(sight: _Sight, end: int) -> bool:
    following = sight.chunks[end].roles if end < len(sight.chunks) else {}
    return bool(following.keys() & {"comma", "counted", "hedge", "determiner", "article", "colon"})


def _end_of_chain(sight: _Sight, end: int) -> int:
    """Where a place ends with the places that follow it: those that it lies in, and its like. In a list of
    three and more not all need be known.
    """
    further_list, pattern = _list_pattern(sight.grammar), _further_pattern(sight.grammar)
    if listed := further_list.match(sight.letters, end):
        end = listed.end()
    while further := pattern.match(sight.letters, end):
        group = further.lastgroup or ""
        start, stop = further.span(group)
        if not (sight.knows(start, stop) or sight.is_kind(start, stop)):
            break
        end = stop
    return end
