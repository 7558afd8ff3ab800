"""A language made ready: its words as roles, its sentences as chunks.

Built once per lexicon and kept; everything in it is only read afterwards.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache

from tracker.extract.chunks import Alphabet, Chunk, PhraseBook, Roles
from tracker.extract.numerals import Numeral, Shape
from tracker.extract.phrases import either
from tracker.lexicon import Dress, FigureWords, Lexicon, Trigger, phrases_of, words_of
from tracker.model import Span
from tracker.text import Token, find_tokens

SIGNS: Mapping[str, str] = {
    ",": "comma", ";": "semicolon", ":": "colon", "(": "open", "[": "open", ")": "close", "]": "close",
    "-": "dash", "–": "dash", "—": "dash", "/": "slash", ".": "stop", "!": "stop", "?": "stop", "…": "stop",
    '"': "quote", "“": "quote", "”": "quote", "'s": "possessive", "’s": "possessive", "\ufffds": "possessive",
    "'": "apostrophe", "’": "apostrophe", "•": "bullet", "*": "bullet", "·": "bullet",
}  # fmt: skip

_NOUNS = ("people", "households", "homes", "things")
_CONTENT = ("body", "medium", "person", "evidence", "document")
"""Classes of nouns of the attribution, which are ordinary words to everybody else."""
_UNKNOWN = (
    {"point"},
    {"hyphen"},
    {"word"},
    {"capital"},
    {"capital", "people"},
    {"word", "people"},
    {"word", "adverb"},
    {"sign"},
)
_COUNTED = (
    {"figure", "counted"}, {"homes_figure", "counted"}, {"lives_figure", "counted"}, {"lone_figure", "counted"},
    {"figure", "counted", "verb_figure"}, {"homes_figure", "counted", "verb_figure"},
)  # fmt: skip
_NUMERALS = (
    {"numeral"},
    {"numeral", "share"},
    {"numeral", "vague"},
    {"numeral", "none"},
    {"inert"},
    {"inert", "place"},
    {"inert", "place_noun"},
    {"inert", "place", "place_noun"},
)


_ORDINARY = frozenset({"striking", "strike_noun", "seeing", "event_noun", "stand_in", "area", "side", "reports_of"})
"""Roles of words that are ordinary words to everybody who doesn't ask for a place."""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The roles of a language's words, and the letters that stand for sets of roles."""

    lexicon: Lexicon
    alphabet: Alphabet
    book: PhraseBook
    person_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    suffers: re.Pattern[str]
    """What a sentence in small letters must hold to say by itself that somebody suffered something: the longest
    uncommon word of a trigger, or lives, where the trigger takes them.
    """


@cache
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon."""
    book = PhraseBook()
    for phrase, role, payload in _rows(lexicon):
        book.add(phrase, role, payload)
    book.add_to(_ORDINARY, "word")
    alphabet = Alphabet()
    book.seal(alphabet)
    names = [(roles & _NAMEABLE) | {"capital"} for roles in book.role_sets() if roles <= _NAMEABLE | _VERBS]
    for roles in (*names, *({sign} for sign in SIGNS.values()), *_UNKNOWN, *_COUNTED, *_NUMERALS):
        alphabet.letter_for(roles)
    return Grammar(
        lexicon,
        alphabet,
        book,
        words_of(lexicon.figures.person_endings),
        words_of(lexicon.figures.adverb_endings),
        _suffering(lexicon),
    )


def _suffering(lexicon: Lexicon) -> re.Pattern[str]:
    rows = [trigger.phrases for trigger in lexicon.measures.triggers if trigger.dress is not Dress.TAKING]
    phrases = [phrase for row in (*rows, lexicon.figures.lives) for phrase in phrases_of(row)]
    common = {word for row in lexicon.measures.classes.values() for word in row.split()}
    telling = {max(_words_in(phrase), key=lambda word: (word not in common, len(word))) for phrase in phrases}
    return re.compile(rf"\b(?:{either(telling)})\b")


def _words_in(phrase: str) -> list[str]:
    return [token.lower for token in find_tokens(phrase, Span(0, len(phrase)))]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The tokens of a sentence, its words folded, and whether it is written in capitals throughout."""

    tokens: Sequence[Token]
    words: Sequence[str]
    shouting: bool


def find_chunks(tokens: Sequence[Token], numerals: Sequence[Numeral], grammar: Grammar) -> list[Chunk]:
    """The tokens of a sentence as chunks: numerals first, then the longest phrases, then single words."""
    starts = {numeral.span.start: numeral for numeral in numerals}
    sentence = _Sentence(tokens, [token.lower for token in tokens], is_shouting(tokens))
    chunks: list[Chunk] = []
    index, last = 0, len(tokens)
    while index < last:
        start, end, text, word = tokens[index]
        if start in starts:
            chunks.append(_chunk_of_numeral(starts[start], grammar))
            index += 1
            while index < last and tokens[index].start < starts[start].span.end:
                index += 1
            continue
        plain = _plain_word(grammar, word) if sentence.shouting or text.islower() else None
        if plain is not None:
            chunks.append(_make(Chunk, (plain[0], start, end, plain[1], word)))
            index += 1
        else:
            chunk, length = _chunk_at(sentence, index, grammar)
            chunks.append(chunk)
            index += length
    return chunks


_make = tuple.__new__
"""Makes a named tuple three times as fast as its class does: there is one for every word."""


@lru_cache(maxsize=1 << 16)
def _plain_word(grammar: Grammar, word: str) -> tuple[str, Roles] | None:
    """The letter and the roles of a word in small letters that are the same wherever it stands; ``None``
    where they depend on its neighbours.
    """
    if not word[0].isalpha() or grammar.book.opens_phrase(word):
        return None
    phrase = grammar.book.longest_at((word,), 0)
    roles = phrase.roles if phrase else _roles_of_plain(word, grammar)
    return grammar.alphabet.letter_for(roles), roles


def _roles_of_plain(word: str, grammar: Grammar) -> Roles:
    if word.endswith(grammar.adverb_endings):
        return _WORD_OF_MANNER
    return _WORD_OF_PEOPLE if len(word) > 4 and word.endswith(grammar.person_endings) else _WORD


def is_shouting(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is written in capitals throughout, as the wires once were."""
    letters = [token.text for token in tokens if token.text[0].isalpha()]
    return len(letters) > 3 and sum(word.isupper() for word in letters) > 0.8 * len(letters)


def _chunk_at(sentence: _Sentence, index: int, grammar: Grammar) -> tuple[Chunk, int]:
    """The chunk that starts at a token which is no numeral, and the number of its tokens."""
    token = sentence.tokens[index]
    if not sentence.shouting and token.lower in grammar.lexicon.acronyms and token.text.isupper():
        return _chunk_of(token, {"capital": None}, grammar), 1
    phrase = grammar.book.longest_at(sentence.words, index)
    if phrase is None:
        return _chunk_of(token, _roles_of_unknown(sentence, index, grammar), grammar), 1
    length = 1 + len(phrase.rest)
    words = " ".join(sentence.words[index : index + length]) if phrase.rest else token.lower
    if _is_name(sentence, index) and phrase.roles.keys() <= _NAMEABLE | _VERBS:
        nouns = {role: payload for role, payload in phrase.roles.items() if role in _NAMEABLE}
        roles: Roles = {**nouns, "capital": None}
        letter = grammar.alphabet.letter_for(roles)
    else:
        roles, letter = phrase.roles, phrase.letter
    return Chunk(letter, token.start, sentence.tokens[index + length - 1].end, roles, words), length


_NAMEABLE = {
    "word", "body", "medium", "person", "people", "evidence", "document", "generic_body", "place_noun", "compass",
    "things",
}  # fmt: skip
"""Nouns that are part of a name where they are capitalised: the West Bank, the Ministry of Health."""
_VERBS = {"saying", "counting", "telling", "showing", "aux", "having"}


def _is_name(sentence: _Sentence, index: int) -> bool:
    """Whether a word in mid-sentence is written as a name: the United States states nothing."""
    tokens = sentence.tokens
    return bool(index) and not sentence.shouting and tokens[index].capital and tokens[index - 1].text[0].isalnum()


def _is_tight(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign touches both its neighbours: a hyphen rather than a dash."""
    sign, last = tokens[index], len(tokens) - 1
    return 0 < index < last and tokens[index - 1].end == sign.start and sign.end == tokens[index + 1].start


def _roles_of_unknown(sentence: _Sentence, index: int, grammar: Grammar) -> Roles:
    token = sentence.tokens[index]
    if sign := SIGNS.get(token.lower):
        if sign == "stop" and index and f"{sentence.words[index - 1]}." in grammar.lexicon.abbreviations:
            return _POINT  # "Lt. Col. Lerner" does not stop
        joins = sign == "dash" and token.text != "—" and _is_tight(sentence.tokens, index)
        return _HYPHEN if joins else {sign: None}
    if not token.text[0].isalpha():
        return _SIGN
    if not token.capital or sentence.shouting:
        return _roles_of_plain(token.lower, grammar)
    people = len(token.text) > 4 and token.lower.endswith(grammar.person_endings)
    plural = len(token.text) > 4 and token.lower.endswith("s") and not token.lower.endswith("ss")
    return _NAME_OF_PEOPLE if index and (people or plural) else _NAME


_HYPHEN: Roles = {"hyphen": None}
_SIGN: Roles = {"sign": None}
_POINT: Roles = {"point": None}
_WORD: Roles = {"word": None}
_WORD_OF_PEOPLE: Roles = {"word": None, "people": None}
_WORD_OF_MANNER: Roles = {"word": None, "adverb": None}
_NAME: Roles = {"capital": None}
_NAME_OF_PEOPLE: Roles = {"capital": None, "people": None}


def _chunk_of(token: Token, roles: Roles, grammar: Grammar) -> Chunk:
    return Chunk(grammar.alphabet.letter_for(roles), token.start, token.end, roles, token.lower)


def _chunk_of_numeral(numeral: Numeral, grammar: Grammar) -> Chunk:
    if numeral.refused:
        roles: Roles = {"inert": numeral}
    else:
        extra = {Shape.SHARE: ["share"], Shape.VAGUE: ["vague"], Shape.NONE: ["none"]}.get(numeral.shape, [])
        roles = {"numeral": numeral, **dict.fromkeys(extra)}
    return Chunk(grammar.alphabet.letter_for(roles), numeral.span.start, numeral.span.end, roles, "")


def chunk_over(chunks: Sequence[Chunk], roles: Roles, grammar: Grammar) -> Chunk:
    """One chunk that covers several."""
    words = " ".join(chunk.words for chunk in chunks)
    return Chunk(grammar.alphabet.letter_for(roles), chunks[0].start, chunks[-1].end, roles, words)


def span_over(chunks: Sequence[Chunk]) -> Span:
    """The stretch of text that several neighbouring chunks cover."""
    return Span(chunks[0].start, chunks[-1].end)


def _rows(lexicon: Lexicon) -> Iterator[tuple[str, str, object]]:
    """Every phrase of the lexicon that a chunk can be, with its role and what goes with it."""
    yield from _rows_of_figures(lexicon.figures)
    leads = frozenset(phrases_of(lexicon.places.place_lead) + phrases_of(lexicon.places.place_origin))
    for (phrase, dress), trigger in _triggers(lexicon).items():
        yield phrase, dress, trigger
        if " " in phrase and phrase.rpartition(" ")[2] in leads:
            yield phrase, "place_origin", None  # "crowded into Rafah"
    for role, row in lexicon.measures.classes.items():
        yield from _plain(row, role)
    for field in fields(lexicon.attribution):
        yield from _plain(getattr(lexicon.attribution, field.name), field.name)
    for noun in _CONTENT:
        yield from _plain(getattr(lexicon.attribution, noun), "word")
    yield from _rows_of_places(lexicon)


def _triggers(lexicon: Lexicon) -> dict[tuple[str, str], Trigger]:
    """The trigger of each phrase in each dress; the first row that names it, which also learns what the
    words mean of homes.
    """
    found: dict[tuple[str, str], Trigger] = {}
    for trigger in lexicon.measures.triggers:
        for phrase in phrases_of(trigger.phrases):
            key = phrase, trigger.dress.value
            first = found.setdefault(key, trigger)
            if trigger.homes and not first.homes and first.of_homes is None:
                found[key] = replace(first, of_homes=trigger.measure)
    return found


def _rows_of_figures(figures: FigureWords) -> Iterator[tuple[str, str, object]]:
    yield from ((phrase, "hedge", qualifier) for phrase, qualifier in figures.hedges_before.items())
    yield from ((phrase, "hedge", qualifier) for phrase, qualifier in figures.hedges_in_verbs.items())
    yield from ((phrase, "verb_hedge", None) for phrase in figures.hedges_in_verbs)
    yield from ((phrase, "hedge_after", qualifier) for phrase, qualifier in figures.hedges_after.items())
    yield from ((phrase, "opener", joint) for phrase, joint in figures.range_openers.items())
    yield from _plain(figures.range_joints, "joint")
    yield from _plain(figures.fillers, "filler")
    yield from _plain(figures.more, "more")
    yield from _plain(figures.more_nouns, "more_noun")
    yield from _plain(figures.lives, "lives")
    yield from _plain(figures.lives_of, "lives_of")
    yield from _plain(figures.reports_of, "reports_of")
    for noun in _NOUNS:
        yield from _plain(getattr(figures, noun), noun)


def _rows_of_places(lexicon: Lexicon) -> Iterator[tuple[str, str, object]]:
    places = lexicon.places
    for name in (
        "place_lead",
        "place_origin",
        "place_moved",
        "place_noun",
        "compass",
        "not_place",
        "striking",
        "upon",
        "seeing",
        "area",
        "side",
    ):
        yield from _plain(getattr(places, name), name)
    yield from _plain(places.events, "event_noun")
    yield from _plain(places.strikes, "strike_noun")
    yield from _plain(places.there, "there")
    yield from ((noun, "stand_in", kind) for noun, kind in places.standing_for.items())
    yield from _plain(places.not_place, "capital")
    yield from _plain(places.names, "capital")
    yield from _plain(places.place_noun, "word")
    yield from _plain(places.compass, "word")
    for word in (*lexicon.numerals.weekdays, *lexicon.numerals.months, *lexicon.times.relative_days):
        if len(word) > 3:  # may, sat and sun are other words as well
            yield word, "time", None


def _plain(row: str, role: str) -> Iterator[tuple[str, str, object]]:
    return ((phrase, role, None) for phrase in phrases_of(row))
