"""Which figure suffers what: the grammar that ties a figure to a trigger.

Rules are tried in order, and a figure that one rule has tied is left alone by the next. What no trigger
reaches may still share one: see :mod:`tracker.extract.sharing`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tracker.extract.chunks import Chunk, compile_pattern, letters_of
from tracker.extract.figures import CountedFigure
from tracker.extract.grammar import Grammar
from tracker.extract.rules import GAP, RULES, Rule
from tracker.lexicon import Trigger
from tracker.model import Measure, Span, Unit


@dataclass(frozen=True, slots=True)
class Suffered:
    """A figure with what it suffers. ``index`` is its place among the chunks; ``trigger`` covers the words
    that name the measure; ``part_of`` is the number expression of the whole it is a part of, and ``part``
    tells that it is one, also where the whole is not written; ``shared`` that the trigger is another figure's,
    of which this one only leaves it unsaid.
    """

    index: int
    counted: CountedFigure
    measure: Measure
    trigger: Span
    rule: str
    part: bool = False
    part_of: Span | None = None
    shared: bool = False


_UNDIVIDED = {Measure.KILLED, Measure.INJURED, Measure.MISSING}
_HOMES = {Measure.HOMES_DESTROYED, Measure.HOMES_DAMAGED}
_OF_HOMES_TOO = {Measure.AFFECTED, Measure.EVACUATED}
_PLAIN_ONLY = {
    Measure.AFFECTED,
    Measure.TRAPPED,
    Measure.RETURNED,
    Measure.EVACUATED,
    Measure.IN_NEED,
    Measure.SHELTERED,
}
"""Measures whose words are said of things as well: a noun that is not known as people is refused."""

_DRESSES = (
    "place",
    "participle",
    "passive",
    "active",
    "intransitive",
    "state",
    "nominal",
    "victim",
    "toll",
    "taking",
    "forced",
)


def tie_by_rules(chunks: Sequence[Chunk], grammar: Grammar) -> tuple[Sequence[Chunk], dict[int, Suffered]]:
    """What each figure of a sentence suffers by its own words, under the figure's place among the chunks,
    and the chunks with "killed or wounded" read as one trigger.
    """
    pairs = _with_pairs_merged(chunks, grammar)
    letters = letters_of(pairs)
    tied: dict[int, Suffered] = {}
    there, refused, some = frozenset(letters), _refused(letters, grammar), _only_some(letters, grammar)
    freed = _freed(letters, grammar)
    for rule in _compiled_rules(grammar):
        if rule.triggers.isdisjoint(there):
            continue
        for suffered in _tie(rule, pairs, letters):
            index = suffered.index
            other = index in refused or (index in some and rule.rule.name not in _BY_NAME)
            if not other and not (index in freed and _holds(suffered)):
                tied.setdefault(index, suffered)
    return pairs, tied


@cache
def _things_pattern(grammar: Grammar) -> re.Pattern[str]:
    """Numbers that are parts of a number of things: "38 clinics (including ten in Goma, 19 in Karisimbi)"."""
    place = "(?: PREPOSITION !STOP|COUNTED{1,8} )?"
    return compile_pattern(
        f"INERT (?: !STOP|COUNTED|COMMA ){{0,4}}? OPEN|COMMA INCLUDING (?P<parts> COUNTED {place} "
        f"(?: COMMA|AND+ COUNTED {place} )* )",
        grammar.alphabet,
    )


@cache
def _only_some_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(
        f"COUNTED OF (?P<all> COUNTED ) {GAP} (?: AUX|ADVERB ){{0,3}} AUX|INTRANSITIVE", grammar.alphabet
    )


def _only_some(letters: str, grammar: Grammar) -> frozenset[int]:
    """The places of numbers of which only some suffer what is told: "27 of *the 80 people* aboard drowned"."""
    return frozenset(match.start("all") for match in _only_some_pattern(grammar).finditer(letters))


_BY_NAME = frozenset({"named", "premodified"})
"""Rules by which a number suffers what its own noun says, whatever is told of some of them."""


@cache
def _rate_pattern(grammar: Grammar) -> re.Pattern[str]:
    """A rate: "12 deaths per 100,000 inhabitants"."""
    return compile_pattern("COUNTED (?: WORD ){0,2} PER COUNTED|INERT", grammar.alphabet)


@cache
def _freed_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(
        "(?: (?P<figure> COUNTED ) RELATIVE? ADVERB* AUX (?: AUX|ADVERB )* FREED "
        "| FREED (?: ADVERB|DETERMINER ){0,2} (?P<object> COUNTED ) )",
        grammar.alphabet,
    )


@cache
def _counted_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern("COUNTED", grammar.alphabet)


def _refused(letters: str, grammar: Grammar) -> frozenset[int]:
    """The places of numbers that are parts of a number of things, or a rate with what it is a rate of."""
    return frozenset(
        found.start() + inner.start()
        for pattern in (_things_pattern(grammar), _rate_pattern(grammar))
        for found in pattern.finditer(letters)
        for inner in _counted_pattern(grammar).finditer(found.group())
    )


def _freed(letters: str, grammar: Grammar) -> frozenset[int]:
    """The places of numbers of people who have been set free: they are held no more."""
    return frozenset(found.start(found.lastgroup or 0) for found in _freed_pattern(grammar).finditer(letters))


def _holds(suffered: Suffered) -> bool:
    return suffered.measure in (Measure.ABDUCTED, Measure.DETAINED)


@dataclass(frozen=True, slots=True)
class _CompiledRule:
    """A rule made ready: its pattern, where it has one, and the dresses in which it takes its trigger."""

    rule: Rule
    pattern: re.Pattern[str] | None
    dresses: tuple[str, ...]
    triggers: frozenset[str]
    """The letters of which a sentence must hold one for the rule to match."""


@cache
def _compiled_rules(grammar: Grammar) -> tuple[_CompiledRule, ...]:
    return tuple(_compile_rule(rule, grammar) for rule in RULES)


def _compile_rule(rule: Rule, grammar: Grammar) -> _CompiledRule:
    trigger = re.search(r"\*([A-Z][A-Z_|]*)", rule.pattern)
    dresses = tuple(trigger.group(1).lower().split("|")) if trigger else ()
    triggers = frozenset(grammar.alphabet.letters_with(*(dresses or _FIGURES)))
    pattern = compile_pattern(rule.pattern, grammar.alphabet) if rule.pattern else None
    return _CompiledRule(rule, pattern, dresses, triggers)


_FIGURES = ("figure", "homes_figure")


def _tie(compiled: _CompiledRule, chunks: Sequence[Chunk], letters: str) -> Iterator[Suffered]:
    rule, pattern = compiled.rule, compiled.pattern
    if pattern is None:
        yield from _tie_by_noun(rule, chunks)
        return
    position = 0
    while found := pattern.search(letters, position):
        index, at = found.start("figure"), found.start("trigger")
        trigger = _trigger_in(chunks[at], compiled.dresses)
        counted = counted_of(chunks[index])
        if counted and rule.name in _OF_NUMBERS:
            counted = _in_unit_of(counted, chunks[found.start() : index])
        if trigger and counted and (fitted := _fitted(counted, trigger, chunks)):
            measure = _measure_of(trigger, fitted)
            yield Suffered(index, fitted, measure, chunks[at].span, rule.name, rule.part)
        position = found.start() + 1


_OF_NUMBERS = {"number of", "number of past", "number of from to", "label", "row"}


def _in_unit_of(counted: CountedFigure, label: Sequence[Chunk]) -> CountedFigure:
    """The figure in the unit that the words before it name: "the number of displaced families is 349"."""
    if counted.noun or not any("households" in chunk.roles for chunk in label):
        return counted
    return replace(counted, figure=replace(counted.figure, unit=Unit.HOUSEHOLDS))


def _tie_by_noun(rule: Rule, chunks: Sequence[Chunk]) -> Iterator[Suffered]:
    for index, chunk in enumerate(chunks):
        counted = chunk.roles.get("figure", chunk.roles.get("homes_figure"))
        if not isinstance(counted, CountedFigure):
            continue
        trigger = counted.premodified if rule.name == "premodified" else counted.named
        if trigger and _fitted(counted, trigger, chunks):
            yield Suffered(index, counted, _measure_of(trigger, counted), chunk.span, rule.name)


def counted_of(chunk: Chunk) -> CountedFigure | None:
    """The figure of a chunk, where it is one."""
    for role in ("figure", "homes_figure", "lives_figure", "lone_figure"):
        if isinstance(counted := chunk.roles.get(role), CountedFigure):
            return counted
    return None


def _trigger_in(chunk: Chunk, dresses: Sequence[str]) -> Trigger | None:
    """The trigger that a chunk is in one of the dresses, the first that fits."""
    return next((trigger for dress in dresses if isinstance(trigger := chunk.roles.get(dress), Trigger)), None)


def _measure_of(trigger: Trigger, counted: CountedFigure) -> Measure:
    """What a trigger says of a figure. Bodies that are taken to hospital stay dead, hostages who are held
    stay hostages, refugees who fled stay refugees.
    """
    named = counted.named.measure if counted.named else None
    if named is not None and (named is Measure.KILLED or (named, trigger.measure) in _STAY):
        return named
    homes = counted.figure.unit is Unit.HOMES
    return trigger.of_homes if homes and trigger.of_homes else trigger.measure


_STAY = {(Measure.ABDUCTED, Measure.DETAINED), (Measure.REFUGEES, Measure.DISPLACED)}
"""What people are called, with what is said of them that doesn't change it."""


def _fitted(counted: CountedFigure, trigger: Trigger, chunks: Sequence[Chunk]) -> CountedFigure | None:
    """The figure as the trigger wants it, or None where it can't suffer that."""
    if trigger.homes:
        return _as_homes(counted, chunks)
    if counted.figure.unit is Unit.HOMES and not (trigger.of_homes or trigger.measure in _OF_HOMES_TOO):
        return None
    if trigger.people and not (counted.noun and counted.known):
        return None
    unknown = counted.noun and not counted.known
    if unknown and (trigger.measure in _PLAIN_ONLY or counted.figure.unit is Unit.SHARE):
        return None
    return counted


def _as_homes(counted: CountedFigure, chunks: Sequence[Chunk]) -> CountedFigure | None:
    if counted.figure.unit is Unit.HOMES or (counted.figure.unit is Unit.SHARE and not counted.noun):
        return counted
    if (counted.noun and not counted.more) or not any(
        "homes_figure" in chunk.roles or "homes" in chunk.roles for chunk in chunks
    ):
        return None
    return replace(counted, figure=replace(counted.figure, unit=Unit.HOMES))


# --- two triggers, one number -----------------------------------------------------------------------


@cache
def _pair_pattern(grammar: Grammar) -> re.Pattern[str]:
    dressed = "PARTICIPLE|STATE|NOMINAL|PASSIVE|VICTIM"
    return compile_pattern(
        f"(?P<first> {dressed} ) AND|OR|SLASH (?P<second> {dressed} ) (?P<object> (?= (?: HEDGE|ADVERB )* COUNTED ) )?",
        grammar.alphabet,
    )


def _with_pairs_merged(chunks: Sequence[Chunk], grammar: Grammar) -> Sequence[Chunk]:
    """The chunks with "killed or wounded" made one trigger of the undivided measure."""
    merged = list(chunks)
    for found in _pair_pattern(grammar).finditer(letters_of(chunks)):
        first, second = found.start("first"), found.start("second")
        own_object = found.group("object") is not None and first > 0 and "counted" in chunks[first - 1].roles
        joined = _joined(_trigger_in(chunks[first], _DRESSES), _trigger_in(chunks[second], _DRESSES))
        if joined and not own_object:
            merged[first] = _in_trigger(chunks[first], joined)
            merged[second] = _in_trigger(chunks[second], joined)
    return merged


def _joined(first: Trigger | None, second: Trigger | None) -> Trigger | None:
    if first is None or second is None or first.measure is second.measure:
        return None
    measures = {first.measure, second.measure}
    if measures <= _UNDIVIDED:
        return replace(first, measure=Measure.CASUALTIES)
    return replace(first, measure=Measure.HOMES_DAMAGED) if measures == _HOMES else None


def _in_trigger(chunk: Chunk, trigger: Trigger) -> Chunk:
    roles: Mapping[str, object] = {
        role: trigger if isinstance(payload, Trigger) else payload for role, payload in chunk.roles.items()
    }
    return chunk._replace(roles=roles)
