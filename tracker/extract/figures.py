"""Numerals with their hedges and the nouns they count: ``at least`` ``26`` ``people`` is one figure.

A hedge stands before its number, after it ("10,000 or more") or in the verb ("topped 500"), and covers
that number alone. The counted noun decides the unit; a number of things is put aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from re import Match, Pattern

from tracker.extract.chunks import Chunk, Roles, compile_pattern, rewrite
from tracker.extract.grammar import Grammar, chunk_over
from tracker.extract.numerals import Numeral, Shape
from tracker.lexicon import Trigger, phrases_of
from tracker.model import Figure, Qualifier, Span, Unit


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure as it stands in its sentence.

    ``span`` covers the number expression alone. ``named`` is a trigger that the counted noun is by itself
    ("27 deaths"), ``premodified`` one that stands before it ("30 wounded soldiers"). ``noun`` tells
    whether a noun is counted at all and ``known`` whether it is known to be people or homes; ``more``
    that the number comes on top of another ("another 12") or beside it ("12 others");
    ``on_top`` that it adds to what was counted before ("12 more deaths", "88 fresh fatalities").
    """

    span: Span
    figure: Figure
    named: Trigger | None = None
    premodified: Trigger | None = None
    noun: bool = False
    known: bool = False
    more: bool = False
    on_top: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """The chunks of a figure by what they do in it."""

    before: Sequence[Chunk]
    number: Sequence[Chunk]
    upper: Sequence[Chunk]
    after: Sequence[Chunk]
    further: Sequence[Chunk]
    modifiers: Sequence[Chunk]
    noun: Sequence[Chunk]
    guess: Sequence[Chunk]

    @classmethod
    def of(cls, chunks: Sequence[Chunk], found: Match[str]) -> "_Parts":
        def group(name: str) -> Sequence[Chunk]:
            there = name in found.re.groupindex and found.group(name) is not None
            return chunks[found.start(name) : found.end(name)] if there else ()

        return cls(
            before=group("before"),
            number=group("number") or group("first"),
            upper=group("upper"),
            after=group("after"),
            further=group("further"),
            modifiers=group("modifiers"),
            noun=group("noun"),
            guess=group("guess"),
        )


def find_figures(text: str, chunks: Sequence[Chunk], grammar: Grammar) -> list[Chunk]:
    """The chunks with every numeral, its hedges and its noun put together into one: a ``figure`` (of
    people, households, or a noun that is not known), a ``homes_figure``, a ``lives_figure``, a ``lone_figure``
     ("a woman"), or an ``inert`` number of things.
    """
    revived = [
        _revived(chunks, index, grammar) if "inert" in chunk.roles else chunk for index, chunk in enumerate(chunks)
    ]
    ranges = rewrite(revived, _range_pattern(grammar), lambda all_, found: _build(text, all_, found, grammar))
    singles = rewrite(ranges, _single_pattern(grammar), lambda all_, found: _build(text, all_, found, grammar))
    return rewrite(singles, _lone_pattern(grammar), lambda all_, found: _build_lone(text, all_, found, grammar))


_NOUN = "PEOPLE|HOUSEHOLDS|HOMES|THINGS|VICTIM|NOMINAL|LIVES"
_MODIFIER = "WORD|CAPITAL|HYPHEN|POSSESSIVE|PARTICIPLE|STATE|VICTIM|PEOPLE|PASSIVE|ADVERB|HOMES"
_BEFORE = "(?P<before> (?: HEDGE|FILLER|MORE|DETERMINER|LIVES_OF )* )"
_WHOLE = (
    # "80 per cent of Gaza's 2.3 million people" counts a share of people, not 2.3 million
    "(?: (?<= VAGUE|SHARE ) OF (?: DETERMINER (?: WORD|CAPITAL{1,2} POSSESSIVE )? | CAPITAL POSSESSIVE )? "
    "HEDGE? NUMERAL? "
    "| (?<= SHARE ) DETERMINER HEDGE? NUMERAL? | OF DETERMINER | (?: CAPITAL POSSESSIVE )? )"
)
_KNOWN = (
    f"{_WHOLE} (?: (?<= NONE ) REPORTS_OF+ | REPORTS_OF (?= NOMINAL ) )? (?P<modifiers> (?: {_MODIFIER} ){{0,4}}? ) "
    f"(?P<noun> (?: {_NOUN} )+ (?: (?: COMMA PEOPLE ){{0,3}} COMMA? AND (?: WORD|CAPITAL )? PEOPLE|HOUSEHOLDS )? )"
)
_UNKNOWN = (
    "(?: (?<= SHARE ) OF DETERMINER? )? (?P<guess> (?: WORD|CAPITAL ){1,3} ) "
    "(?= AUX|PARTICIPLE|INTRANSITIVE|STATE|COMMA|STOP|PREPOSITION|AND|ARTICLE )"
)
_COUNTED = f"(?P<after> HYPHEN? HEDGE_AFTER )? (?P<further> MORE )? (?: {_KNOWN} | {_UNKNOWN} )?"


@cache
def _range_pattern(grammar: Grammar) -> Pattern[str]:
    opened = "(?<! RISE ) OPENER (?: HEDGE|FILLER )* (?P<number> NUMERAL ) (?: AND|TO|HYPHEN )"
    joined = f"(?<! FROM ) {_BEFORE} (?P<first> NUMERAL ) (?: JOINT | HYPHEN (?: TO HYPHEN )? )"
    upper = "(?: HEDGE|FILLER )* (?P<upper> NUMERAL )"
    return compile_pattern(f"(?: {opened} | {joined} ) {upper} {_COUNTED}", grammar.alphabet)


@cache
def _single_pattern(grammar: Grammar) -> Pattern[str]:
    return compile_pattern(f"{_BEFORE} (?P<number> NUMERAL ) {_COUNTED}", grammar.alphabet)


@cache
def _lone_pattern(grammar: Grammar) -> Pattern[str]:
    modifiers = "(?P<modifiers> (?: WORD|CAPITAL|HYPHEN|INERT ){0,5}? )"
    # "a doctor said", and "an official and a doctor said", count nobody
    aside = "(?: RELATIVE !COMMA|STOP|QUOTE|SAYING|TELLING{1,10}? )?"
    speaks = f"(?! (?: AND ARTICLE WORD|CAPITAL|PEOPLE{{1,5}} )? {aside} (?: ADVERB|HAVING|TIME )* SAYING|TELLING )"
    return compile_pattern(f"(?P<number> ARTICLE|ANOTHER ) {modifiers} (?P<noun> PEOPLE+ ) {speaks}", grammar.alphabet)


def _revived(chunks: Sequence[Chunk], index: int, grammar: Grammar) -> Chunk:
    """A number that looks like a year is one of people where their noun follows it: "2014 households"."""
    chunk = chunks[index]
    numeral = chunk.roles.get("inert")
    if not isinstance(numeral, Numeral) or numeral.refused != "year" or index + 1 >= len(chunks):
        return chunk
    follows = chunks[index + 1].roles.keys() & {"people", "households", "homes"}
    leads = index and chunks[index - 1].roles.keys() & {"preposition", "determiner", "time", "from", "of", "capital"}
    return chunk_over([chunk], {"numeral": numeral}, grammar) if follows and not leads else chunk


def _build(text: str, chunks: Sequence[Chunk], found: Match[str], grammar: Grammar) -> Chunk | None:
    parts = _Parts.of(chunks, found)
    covered = chunks[found.start() : found.end()]
    roles = _roles_of(text, parts, grammar)
    if roles and _is_estimate(chunks, found.start(), grammar):
        roles = {role: _as_estimate(payload) for role, payload in roles.items()}
    return chunk_over(covered, roles, grammar) if roles else None


def _is_estimate(chunks: Sequence[Chunk], index: int, grammar: Grammar) -> bool:
    """Whether a number is called an estimate by the noun before it: "the agency's estimate of 232,700"."""
    nouns = phrases_of(grammar.lexicon.figures.estimates)
    return index > 1 and "of" in chunks[index - 1].roles and chunks[index - 2].words in nouns


def _as_estimate(payload: object) -> object:
    if not isinstance(payload, CountedFigure) or payload.figure.qualifier is not Qualifier.EXACTLY:
        return payload
    figure = replace(payload.figure, low=None, high=None, qualifier=Qualifier.ABOUT)
    return replace(payload, figure=figure)


def _build_lone(text: str, chunks: Sequence[Chunk], found: Match[str], grammar: Grammar) -> Chunk | None:
    parts = _Parts.of(chunks, found)
    figure = Figure(1, 1, 1, Qualifier.EXACTLY, Unit.PEOPLE, _group_of(text, parts))
    counts = "another" in parts.number[0].roles  # "another was hurt" counts, where "a man was hurt" only tells
    counted = CountedFigure(parts.number[0].span, figure, noun=True, known=True, more=counts, on_top=counts)
    roles: Roles = {"figure" if counts else "lone_figure": counted, "counted": None}
    return chunk_over(chunks[found.start() : found.end()], roles, grammar)


def _roles_of(text: str, parts: _Parts, grammar: Grammar) -> Roles | None:
    head = parts.noun[-1].roles if parts.noun else {}
    first = _numeral_of(parts.number[0])
    if "things" in head:
        place = {role: head[role] for role in ("place", "place_noun") if role in head}
        return {"inert": Numeral(first.span, first.value, first.shape, "things"), **place}
    if first.shape is Shape.NONE and not parts.noun and _needs_noun(text, first, grammar):
        return {"inert": Numeral(first.span, first.value, first.shape, "no noun")}
    counted = _counted_of(text, parts, head, grammar)
    if "lives" in head or any("lives_of" in chunk.roles for chunk in parts.before):
        return {"lives_figure": counted, "counted": None}
    verb = {"verb_figure": None} if any("verb_hedge" in chunk.roles for chunk in parts.before) else {}
    return {"homes_figure" if counted.figure.unit is Unit.HOMES else "figure": counted, "counted": None, **verb}


def _needs_noun(text: str, numeral: Numeral, grammar: Grammar) -> bool:
    return numeral.span.of(text).lower() in phrases_of(grammar.lexicon.numerals.zero_before_noun)


def _counted_of(text: str, parts: _Parts, head: Roles, grammar: Grammar) -> CountedFigure:
    first = _numeral_of(parts.number[0])
    last = _numeral_of(parts.upper[0]) if parts.upper else first
    unit = Unit.SHARE if first.shape is Shape.SHARE else _unit_of(head)
    words = parts.noun[-1].words if parts.noun else ""
    pronoun = first.shape is Shape.NONE and not _needs_noun(text, first, grammar)  # "nobody" is of people by itself
    return CountedFigure(
        span=Span(first.span.start, last.span.end),
        figure=_figure_of(text, parts, first, last, unit),
        named=_trigger_in(head, ("victim", "nominal")),
        premodified=_premodifier_of(parts.modifiers),
        noun=bool(parts.noun or parts.guess) or pronoun,
        known=bool(parts.noun) or pronoun,
        more=words in phrases_of(grammar.lexicon.figures.more_nouns)
        or any("more" in chunk.roles for chunk in (*parts.before, *parts.further)),
        on_top=_is_on_top(parts, grammar),
    )


def _is_on_top(parts: _Parts, grammar: Grammar) -> bool:
    fresh = phrases_of(grammar.lexicon.figures.fresh)
    return any(chunk.words in fresh for chunk in (*parts.before, *parts.further, *parts.modifiers))


def _figure_of(text: str, parts: _Parts, first: Numeral, last: Numeral, unit: Unit) -> Figure:
    group = _group_of(text, parts)
    if last is not first:
        low = first.value * _shared_scale(first.value, last.value)
        if low <= last.value:
            return Figure(None, low, last.value, Qualifier.BETWEEN, unit, group)
    qualifier = _qualifier_of(parts, last)
    return Figure.hedged(last.value, qualifier, unit, group)


def _shared_scale(low: float, high: float) -> float:
    """The scale that the first number of a range borrows: "19 to 20,000" says nineteen thousand."""
    for scale in (1e6, 1e3):
        if low < 1e3 <= scale <= high and low * scale <= high and high % scale == 0 and high / scale < 1e3:
            return scale
    return 1


def _qualifier_of(parts: _Parts, numeral: Numeral) -> Qualifier:
    if numeral.shape is Shape.VAGUE:
        return Qualifier.VAGUE
    for chunk in (*parts.before, *parts.after):
        for role in ("hedge", "hedge_after"):
            if isinstance(qualifier := chunk.roles.get(role), Qualifier):
                return qualifier
    return Qualifier.ABOUT if numeral.shape is Shape.ARTICLE else Qualifier.EXACTLY


def _unit_of(head: Roles) -> Unit:
    if "homes" in head:
        return Unit.HOMES
    return Unit.HOUSEHOLDS if "households" in head else Unit.PEOPLE


_PREMODIFYING = ("participle", "passive", "state", "victim")


def _premodifier_of(modifiers: Sequence[Chunk]) -> Trigger | None:
    for chunk in modifiers:
        if trigger := _trigger_in(chunk.roles, _PREMODIFYING):
            return trigger
    return None


def _trigger_in(roles: Mapping[str, object], dresses: tuple[str, ...]) -> Trigger | None:
    for dress in dresses:
        if isinstance(trigger := roles.get(dress), Trigger):
            return trigger
    return None


def _group_of(text: str, parts: _Parts) -> str | None:
    """The counted noun phrase's head words as written, without the triggers that stand before them."""
    if parts.noun and "nominal" in parts.noun[-1].roles:
        return None  # deaths are not a group of people
    words = [*parts.modifiers, *parts.noun] if parts.noun else list(parts.guess)
    while words and words[:-1] and _trigger_in(words[0].roles, _PREMODIFYING):
        words = words[1:]
    if not words or (parts.guess and not text[words[-1].start : words[-1].end].endswith("s")):
        return None
    return text[words[0].start : words[-1].end]


def _numeral_of(chunk: Chunk) -> Numeral:
    numeral = chunk.roles["numeral"]
    assert isinstance(numeral, Numeral)
    return numeral
