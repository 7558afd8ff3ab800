"""Who says it: the credits of a sentence, and which of them stands behind a number.

A credit is a cue with a name: "according to X", "X said", "said X", "X told Y", "(X)", "X figures show".
It governs what follows it ("X said that …") or what stands before it ("…, X said"). A relay passes on
what another says: "Y, citing X". Short forms and pronouns are given back their full name by
:mod:`tracker.extract.naming`, which has the whole text before its eyes; nothing is ever taken from
knowledge of the world.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from tracker.extract.chunks import Chunk, compile_pattern, letters_of
from tracker.extract.grammar import Grammar, span_over
from tracker.model import Span


class Reach(StrEnum):
    """What a credit governs."""

    AFTER = "after"
    BEFORE = "before"


class Naming(StrEnum):
    """How a credit names the claimant."""

    NAME = "name"
    SPEAKER = "speaker"
    """A pronoun: whoever spoke last."""
    DOCUMENT = "document"
    """What was quoted before: "the statement"."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that credit somebody. ``source`` and ``relays`` cover names, ``span`` the whole cue."""

    source: Span
    span: Span
    reach: Reach
    naming: Naming = Naming.NAME
    relays: tuple[Span, ...] = ()
    medium: bool = False
    bracketed: bool = False
    line: bool = False
    """Whether it is a line of its own below a list: "UN data from 18 November"."""
    plain: bool = False
    """Whether its verb is also said of places: "the province *reported* 27 deaths"."""
    cited: bool = False
    """Whether somebody else passes on what it says: "…, *citing officials*"."""


_WORD = "WORD|CAPITAL|POSSESSIVE|HYPHEN|PEOPLE|PLACE_NOUN|COMPASS|APOSTROPHE|POINT"
_INSIDE = f"{_WORD}|OF|PREPOSITION|DETERMINER|ARTICLE|FROM|SLASH|AND|VICTIM"
_BRACKET = "(?: OPEN CAPITAL|WORD{1,3} CLOSE )?"
_NAME = f"(?: (?: DETERMINER|ARTICLE|ANOTHER )? {_WORD} (?: {_INSIDE} ){{0,13}} {_BRACKET} (?: {_INSIDE} ){{0,5}} )"
_OFFICE = (
    # "Salta Governor Juan Ruiz": capitals and offices only, where no verb marks the end of the name
    "(?: (?: DETERMINER|ARTICLE )? (?: CAPITAL|BODY|PERSON|POSSESSIVE|HYPHEN|POINT ){1,6} "
    "(?! CAPITAL|BODY|PERSON ) (?: OF DETERMINER? (?: CAPITAL|BODY|AND ){1,5} )? )"
)
_BREAK = "COMMA|QUOTE|SEMICOLON|COLON|DASH|SUBORDINATOR|AND|STOP|RELATIVE|SAYING|CLOSE|BULLET|TIME|LEAVE|INERT"
_EDGE = (
    f"(?: ^ | (?<= {_BREAK} ) "
    "| ^ PREPOSITION DETERMINER? (?: WORD|CAPITAL|TIME|INERT|PLACE_NOUN ){1,3} (?= DETERMINER|ARTICLE ) )"
)
_SKIP = "(?: ADVERB|TIME|HAVING|MANNER | PREPOSITION TIME|INERT | COMMA TIME COMMA | INERT | PREPOSITION ADVERB TIME )*"
_ASIDE = (
    f"(?: (?: COMMA (?: {_INSIDE}|ADVERB ){{1,14}} ){{1,3}} COMMA | COMMA RELATIVE !COMMA|STOP|COUNTED{{1,14}} COMMA )?"
)
_APPOSED = (
    f"(?: COMMA (?: {_INSIDE}|OPEN|CLOSE ){{1,14}} (?= COMMA|STOP|SAYING|DASH ) | COMMA (?: {_INSIDE} ){{1,14}} $ )?"
)

_WHO = "(?: RELATIVE !COMMA|STOP|QUOTE|COUNTED|SAYING|TELLING{1,10}? )?"  # "an official who asked not to be named told"

_PATTERNS = {
    "quoted": f"{_EDGE} (?P<relay> {_NAME} ) {_SKIP} QUOTED (?P<source> {_NAME} ) {_SKIP} AS_SAYING",
    "quoted by": f"{_EDGE} (?P<source> {_NAME} ) AUX QUOTED (?P<relay> {_NAME} ) AS_SAYING",
    "told": f"{_EDGE} (?P<source> {_NAME} {_ASIDE} ) {_WHO} {_SKIP} TELLING (?: HEARER | (?P<relay> {_NAME} ) )",
    "pronoun told": f"{_EDGE} (?P<source> SPEAKER ) {_SKIP} TELLING (?: HEARER | (?P<relay> {_NAME} ) )",
    "told by": f"TELLING (?: PREPOSITION ) (?P<source> {_NAME} )",
    "said citing": f"{_EDGE} (?P<relay> {_NAME} {_ASIDE} ) {_SKIP} SAYING? {_SKIP} COMMA? CITING (?P<source> {_NAME} )",
    "cited": f"CITING (?P<source> {_NAME} )",
    "said": f"{_EDGE} (?P<source> {_NAME} {_ASIDE} ) {_WHO} {_SKIP} (?: SAYING|SAYING_ON|COUNTING )",
    "pronoun said": f"{_EDGE} (?P<source> SPEAKER ) {_SKIP} (?: SAYING|COUNTING )",
    "saying": f"^ (?P<source> {_OFFICE} ) !STOP|SEMICOLON|QUOTE|COUNTED{{1,40}}? "
    "(?: SAYING_ON | AND|CONTRAST ADVERB* SAYING )",
    "evidence": f"{_EDGE} (?P<source> {_NAME} ) {_SKIP} SHOWING",
    "owned": f"{_EDGE} (?P<source> {_NAME} ) POSSESSIVE (?: WORD|ADVERB ){{0,3}} (?: EVIDENCE|RUNNING|TOLL )",
    "said by": f"(?<= COMMA|QUOTE|DASH ) SAYING (?P<source> {_NAME} {_APPOSED} )",
    "lead": f"LEAD (?P<source> {_NAME} {_APPOSED} )",
    "lead pronoun": "LEAD (?P<source> SPEAKER|THEM|PRONOUN )",
    "brackets": f"OPEN (?P<source> (?: {_INSIDE} ){{1,14}} ) (?: COMMA !CLOSE{{1,6}} )? CLOSE",
    "source line": f"^ (?: DOCUMENT|BODY COLON )? (?P<source> (?: {_WORD}|OF ){{1,6}} ) "
    "(?: EVIDENCE !COUNTED{0,5} | LEAD INERT|TIME{1,4} ) $",
    "colon": f"COLON (?P<source> (?: {_WORD}|OF ){{1,5}} ) $",
    "head colon": f"^ (?P<source> (?: {_WORD}|OF ){{1,4}} ) COLON",
}
_TRAILING = (
    f"{_SKIP} (?: OPEN !CLOSE{{1,6}} CLOSE )? "
    "(?: MANNER | PREPOSITION ARTICLE|DETERMINER !COMMA|STOP|COUNTED{1,5} )? "
    "(?: COMMA|STOP|QUOTE|CLOSE|DASH|SEMICOLON | $ | PREPOSITION|SUBORDINATOR !COUNTED* $ )"
)


@cache
def _patterns_of(grammar: Grammar) -> dict[str, re.Pattern[str]]:
    return {name: compile_pattern(pattern, grammar.alphabet) for name, pattern in _PATTERNS.items()}


@cache
def _trailing_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(_TRAILING, grammar.alphabet)


@cache
def _cue_letters(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(
        "SAYING|SAYING_ON|COUNTING|TELLING|LEAD|CITING|QUOTED|SHOWING|OPEN|COLON|POSSESSIVE|EVIDENCE", grammar.alphabet
    )


@dataclass(frozen=True, slots=True)
class _Cue:
    """A pattern's match in a sentence: what it may be a credit of."""

    name: str
    text: str
    chunks: Sequence[Chunk]
    match: re.Match[str]
    grammar: Grammar

    def part(self, group: str) -> list[Chunk]:
        """The chunks of a group of the match, none where it has none."""
        there = group in self.match.re.groupindex and self.match.group(group)
        return list(self.chunks[self.match.start(group) : self.match.end(group)]) if there else []

    @property
    def covered(self) -> Sequence[Chunk]:
        """The chunks of the whole match."""
        return self.chunks[self.match.start() : self.match.end()]

    @property
    def before(self) -> Chunk | None:
        """The chunk before the match."""
        return self.chunks[self.match.start() - 1] if self.match.start() else None

    @property
    def after(self) -> Chunk | None:
        """The chunk behind the match."""
        return self.chunks[self.match.end()] if self.match.end() < len(self.chunks) else None


def find_credits(text: str, chunks: Sequence[Chunk], grammar: Grammar) -> tuple[Credit, ...]:
    """The credits of a sentence in the order of the text; none of them share their cue."""
    letters = letters_of(chunks)
    if not _cue_letters(grammar).search(letters):
        return ()
    found: list[Credit] = []
    for name, pattern in _patterns_of(grammar).items():
        for match in pattern.finditer(letters):
            credit = _read_credit(_Cue(name, text, chunks, match, grammar))
            if credit and not any(credit.span.overlaps(other.span) for other in found):
                found.append(credit)
    return _relayed(sorted(found, key=lambda credit: credit.span))


def credit_of(figure: Span, credits: Sequence[Credit], breaks: Sequence[int]) -> Credit | None:
    """The credit that stands behind a number: the nearest one that governs it, else the nearest one that
    trails before it and whose list it goes on, unless the sentence breaks off in between (``breaks`` are
    the offsets where it does: "…, according to X, while 900 …").
    """
    governing = [credit for credit in credits if _governs(credit, figure)]
    trailing = [
        credit
        for credit in credits
        if credit.reach is Reach.BEFORE and not any(credit.span.end <= at < figure.start for at in breaks)
    ]
    return min(governing or trailing, key=lambda credit: _distance(credit, figure), default=None)


def _governs(credit: Credit, figure: Span) -> bool:
    if credit.reach is Reach.AFTER:
        return credit.span.end <= figure.start
    return figure.end <= credit.span.start


def _distance(credit: Credit, figure: Span) -> tuple[int, int]:
    """A verb that governs what follows binds closer than a credit that trails behind."""
    gap = max(figure.start - credit.span.end, credit.span.start - figure.end)
    return (0 if credit.reach is Reach.AFTER and gap < 90 else 1), gap


def _read_credit(cue: _Cue) -> Credit | None:
    source = cue.part("source")
    naming = _naming_of(source)
    if naming is Naming.NAME:
        source = _trimmed(_without_evidence(_up_to_verb(_after_false_aside(source))), cue.grammar)
        if not _is_claimant(cue, source):
            return None
    if cue.name == "brackets" and not _is_bracketed_credit(cue, source):
        return None
    relay = cue.part("relay")
    return Credit(
        source=span_over(source),
        span=span_over(cue.covered),
        reach=_reach_of(cue),
        naming=naming,
        relays=(span_over(_trimmed(relay, cue.grammar)),) if _is_medium_or_body(relay) else (),
        medium=any("medium" in chunk.roles for chunk in source),
        bracketed=cue.name == "brackets",
        line=cue.name == "source line",
        cited=cue.name == "cited",
        plain="reporting" in cue.covered[-1].roles and not any(c.roles.keys() & {"body", "medium"} for c in source),
    )


def _reach_of(cue: _Cue) -> Reach:
    if cue.name in ("brackets", "colon", "said by", "source line"):
        return Reach.BEFORE
    if cue.name in ("head colon", "saying", "told by"):
        return Reach.AFTER
    if cue.name in ("lead", "lead pronoun", "cited"):
        return Reach.AFTER if _opens(cue) else Reach.BEFORE
    trails = _trailing_pattern(cue.grammar).match(cue.match.string, cue.match.end())
    return Reach.BEFORE if trails and cue.match.start() > 0 else Reach.AFTER


def _opens(cue: _Cue) -> bool:
    """Whether a credit stands at the head of its clause: "…, and according to the ministry the figure is 427"."""
    before, after = cue.before, cue.after
    if before is None:
        return True
    joins = bool(before.roles.keys() & {"and", "contrast", "semicolon"})
    return joins and after is not None and not after.roles.keys() & {"stop", "and", "semicolon"}


def _naming_of(source: Sequence[Chunk]) -> Naming:
    if len(source) == 1 and source[0].roles.keys() & {"speaker", "them", "pronoun"}:
        return Naming.SPEAKER
    nouns = [chunk for chunk in source if not chunk.roles.keys() & {"determiner", "article"}]
    if len(nouns) == 1 and "document" in nouns[0].roles and len(source) > 1:
        return Naming.DOCUMENT
    return Naming.NAME


_NAMES = {"capital", "body", "medium", "person"}
_PAPERS = {"document", "evidence"}
_LOOSE_ENDS = {
    "preposition", "of", "from", "and", "comma", "determiner", "article", "adverb", "slash", "hyphen", "open",
}  # fmt: skip


def _is_claimant(cue: _Cue, source: Sequence[Chunk]) -> bool:
    """Whether a noun phrase can have said something."""
    if not source or all(chunk.roles.keys() & {"unnamed", "determiner", "time"} for chunk in source):
        return False
    if _takes_lives(cue):
        return False
    named = any(chunk.roles.keys() & _NAMES for chunk in source)
    if cue.name in ("head colon", "source line"):
        # KOLKATA: is a dateline
        return any(chunk.roles.keys() & {"body", "medium"} for chunk in source)
    if cue.name in ("said", "told") and not named:
        return _is_somebody(cue, source)
    if cue.name in ("said", "evidence", "owned") and "saying" not in cue.covered[-1].roles:
        return named and (_is_medium_or_body(source) or _is_paper(source))
    return named


def _takes_lives(cue: _Cue) -> bool:
    """Whether the verb takes lives instead of saying something: "the storm has claimed 13 lives"."""
    return "taking" in cue.covered[-1].roles and cue.after is not None and "lives_figure" in cue.after.roles


def _is_somebody(cue: _Cue, source: Sequence[Chunk]) -> bool:
    """Whether a phrase without a known name speaks all the same: "a sheikh told …", "a UN survey said"."""
    plain = "plain_saying" in cue.covered[-1].roles or cue.name == "told"
    article = bool(source[0].roles.keys() & {"article", "another"})
    return (plain and article and len(source) <= 4) or _is_paper(source)


def _is_paper(source: Sequence[Chunk]) -> bool:
    """Whether a phrase is a report or a survey with something said about it: "a survey led by NRC"."""
    return len(source) > 2 and any(chunk.roles.keys() & _PAPERS for chunk in source)


def _is_medium_or_body(chunks: Sequence[Chunk]) -> bool:
    return any(
        chunk.roles.keys() & {"body", "medium"} or ("capital" in chunk.roles and chunk.words.isalpha())
        for chunk in chunks
    )


def _is_bracketed_credit(cue: _Cue, source: Sequence[Chunk]) -> bool:
    """Whether brackets hold a credit: not the short form of the name before them, nor a wire's dateline."""
    inside = span_over(source).of(cue.text)
    before, after = cue.before, cue.after
    cited = _has_inert(cue.covered) and "capital" in source[0].roles  # "(MoH Gaza, 27 July)"
    known = any(chunk.roles.keys() & {"medium", "body"} for chunk in source) or inside.isupper() or cited
    if not known or (after is not None and "dash" in after.roles):
        return False
    if before is None:
        return after is None or "stop" in after.roles or cited
    words = cue.text[cue.chunks[0].start : before.end].split()[-8:]
    initials = "".join(word[0] for word in words if word[0].isupper())
    short = len(source) == 1 and "capital" in before.roles and inside[-1:].upper() in initials[-3:]
    return not short


def _has_inert(chunks: Sequence[Chunk]) -> bool:
    return any("inert" in chunk.roles for chunk in chunks)


def _after_false_aside(source: list[Chunk]) -> list[Chunk]:
    """A name with an apposition stays whole ("A, a spokesman for B", "the governor, Ana Ruiz"); where what stands
    between the commas is neither an office nor its holder, the name is only what stands before them.
    """
    commas = [index for index, chunk in enumerate(source) if "comma" in chunk.roles]
    if not commas:
        return source
    aside = source[commas[0] + 1 : commas[1] if len(commas) > 1 else None]
    office = any(chunk.roles.keys() & {"person", "body"} for chunk in source[: commas[0]])
    name = 2 <= len(aside) <= 5 and all("capital" in chunk.roles for chunk in aside)
    if any("person" in chunk.roles for chunk in aside) or (office and name):
        return source
    return source[: commas[0]]


_BEFORE_ARTICLE = {
    "of", "preposition", "from", "and", "or", "comma", "open", "slash", "to", "quote", "dash", "hyphen", "determiner",
}  # fmt: skip


def _up_to_verb(source: list[Chunk]) -> list[Chunk]:
    """A name ends where an article follows one of its own words: "the army *disputes that* toll and says"."""
    for index in range(2, len(source)):
        article = source[index].roles.keys() & {"determiner", "article"}
        before = source[index - 1].roles.keys()
        if article and not before & _BEFORE_ARTICLE:
            return source[: index if before & _NAMES else index - 1]
    return source


def _without_evidence(source: list[Chunk]) -> list[Chunk]:
    """What a body publishes is no part of its name: "U.N. figures" are the U.N.'s."""
    kept = list(source)
    while len(kept) > 1 and "evidence" in kept[-1].roles and not kept[-1].roles.keys() & {"body"}:
        kept = kept[:-1]
    return kept if any(chunk.roles.keys() & _NAMES for chunk in kept) else list(source)


def _trimmed(source: Sequence[Chunk], grammar: Grammar) -> list[Chunk]:
    kept = list(source)
    while kept and kept[-1].roles.keys() & (_LOOSE_ENDS | {"possessive"}) and "capital" not in kept[-1].roles:
        kept = kept[:-1]
    # "verified by OHCHR in May": the month that is a verb as well
    when = len(kept) > 2 and "preposition" in kept[-2].roles and kept[-1].words in grammar.lexicon.numerals.months
    return _trimmed(kept[:-2], grammar) if when else kept


def _relayed(credits: Sequence[Credit]) -> tuple[Credit, ...]:
    """Credits of which one only passes on what the other says made one with its relay: "X said that 97 had died,
    the Y news agency reported", "Y reported 97 deaths, citing X".
    """
    kept: list[Credit] = []
    for credit in credits:
        first = kept[-1] if kept and kept[-1].reach is Reach.AFTER and kept[-1].span.end <= credit.span.start else None
        if first and credit.cited and credit.reach is Reach.BEFORE:
            kept[-1] = replace(credit, span=first.span, reach=Reach.AFTER, relays=(first.source,))
        elif first and credit.medium and credit.reach is Reach.BEFORE and not first.medium and len(credits) == 2:
            kept[-1] = replace(first, relays=(*first.relays, credit.source))
        else:
            kept.append(credit)
    return tuple(kept)
