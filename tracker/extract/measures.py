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
from tracker.lexicon import Trigger
from tracker.model import Measure, Span, Unit


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar: its name, its pattern (see :func:`~tracker.extract.chunks.compile_pattern`),
    and a phrase that it reads.
    """

    name: str
    pattern: str
    reads: str
    part: bool = False


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


GAP = (
    "(?: !COMMA|SEMICOLON|COLON|STOP|QUOTE|SAYING|SUBORDINATOR|COUNTED|AUX|PARTICIPLE|PASSIVE|ACTIVE|INTRANSITIVE|"
    "STATE|OPEN|CLOSE|DASH|FORCE|AND|OR|TOLL|INCLUDING | AND CAPITAL | COMMA CAPITAL ){0,10}?"
)
_ASIDE = "(?: COMMA !COMMA|STOP|SEMICOLON|SAYING{1,14} COMMA | DASH !DASH|STOP{1,16} DASH | OPEN !CLOSE{1,16} CLOSE )?"
ANY = "FIGURE|HOMES_FIGURE"
_THINGS = (
    "(?: (?: COMMA INERT|THINGS|WORD{1,3} )+ AND INERT|THINGS|WORD{1,2} "
    "| AND (?: ADVERB|ARTICLE )? THINGS|WORD{1,3} )?"  # "72 houses and a school were damaged"
)
_OF_THEM = "(?: INCLUDING | OF DETERMINER? STATE|PARTICIPLE|VICTIM|NOMINAL )?"
_AND_ONE = "(?: (?: COMMA AND? | AND ) LONE_FIGURE )*"
_IN_HOUSEHOLDS = (
    "(?: PREPOSITION COUNTED (?<! HOMES_FIGURE ) (?= AUX|ADVERB ) )?"  # "800,000 people in 161,000 households"
)
_SUBJECT = f"@{ANY} {_AND_ONE} {_IN_HOUSEHOLDS} {_OF_THEM} {_THINGS} {GAP} {_ASIDE} RELATIVE? {_ASIDE} {GAP}"
_BE = "ADVERB* AUX (?: AUX|ADVERB|QUOTE )*"
_NO_OBJECT = "(?! ADVERB* COUNTED|DETERMINER|ARTICLE|PEOPLE )"

_COUNTED_NOUN = "(?: DETERMINER|WORD|CAPITAL|PEOPLE|HOMES|HOUSEHOLDS|POSSESSIVE|HYPHEN ){0,4}?"
_NUMBER_OF = f"NUMBER_OF {_COUNTED_NOUN} *PARTICIPLE|PASSIVE|STATE|VICTIM|NOMINAL"
_LEADS_TO = "RISE|TO|OF|AUX|COLON|FROM|PREPOSITION|HYPHEN (?: ADVERB|PREPOSITION|TO )*"
FAR = "(?: !STOP|SEMICOLON|COUNTED|PARTICIPLE ){0,16}?"
FROM_TO = "FROM COUNTED (?: PREPOSITION TIME|INERT|CAPITAL{1,3} )? TO"  # "from 12 in May to"
_WITH_COMMAS = "(?: !STOP|SEMICOLON|COLON|COUNTED|SAYING|TELLING|SUBORDINATOR|QUOTE ){1,16}?"
_CELL = "(?: HOMES|PEOPLE|HOUSEHOLDS|THINGS|SLASH|WORD|PARTICIPLE|AND|OR|ADVERB|BULLET|DASH ){0,4}?"
_LABEL = "(?: !COUNTED|STOP|COMMA|SEMICOLON|COLON ){0,8}?"

RULES = (
    Rule("lives", "*TAKING (?: ADVERB|PREPOSITION )* @LIVES_FIGURE", "claimed at least 80 lives"),
    Rule("lives lost", "@LIVES_FIGURE (?: AUX|ADVERB )* *TAKING", "3,597 lives lost"),
    Rule("cost their lives", f"*TAKING ADVERB* @{ANY} DETERMINER LIVES", "cost three climbers their lives"),
    Rule("left so", f"LEAVE (?: ADVERB|SUBORDINATOR )* @{ANY} (?: ADVERB|AUX )* *STATE|PARTICIPLE|PASSIVE",
         "left 14 dead"),
    Rule("left so far", f"LEAVE (?: ADVERB|SUBORDINATOR )* @{ANY} {GAP} *STATE", "left 14 people in the town homeless"),
    Rule("forced to", f"FORCE|PARTICIPLE|PASSIVE ADVERB* @{ANY} {GAP} *FORCED", "forced 900 families to flee"),
    Rule("to the number of", f"RISE (?: TO )? @{ANY} {_NUMBER_OF}", "bringing to 41 the number of dead"),
    Rule("to the toll", f"RISE (?: TO )? @{ANY} DETERMINER? *TOLL", "bringing to 41 the toll"),
    Rule("number of from to", f"{_NUMBER_OF} {FAR} {FROM_TO} @{ANY}", "the number of dead rose from 12 to 15"),
    Rule("number of", f"{_NUMBER_OF} {FAR} (?: {_LEADS_TO} @{ANY} )", "the number of wounded rose to 95"),
    Rule("number of past", f"{_NUMBER_OF} {FAR} @VERB_FIGURE", "the number of dead passed 10,000"),
    Rule("put at", f"RISE DETERMINER? *STATE|PARTICIPLE|VICTIM|NOMINAL PREPOSITION @{ANY}", "put the injured at 40"),
    Rule("and the number of",
         f"NUMBER_OF|TOLL {FAR} COUNTED AND DETERMINER? *STATE|PARTICIPLE|VICTIM|NOMINAL PREPOSITION @{ANY}",
         "put the number of dead at 54 and the injured at 300"),
    Rule("toll from to", f"*TOLL {FAR} {FROM_TO} @{ANY}", "the toll rose from 12 to 15"),
    Rule("toll", f"*TOLL {FAR} {_LEADS_TO} @{ANY}", "the death toll has risen to 41"),
    Rule("toll past", f"*TOLL {FAR} @VERB_FIGURE", "the toll topped 500"),
    Rule("among the",
         f"AMONG DETERMINER *STATE|PARTICIPLE|VICTIM|NOMINAL (?: !COUNTED|STOP ){{0,6}}? AUX ADVERB* @{ANY}",
         "among the dead were two children", part=True),
    Rule("are among the", f"{_SUBJECT} {_BE} AMONG DETERMINER *STATE|PARTICIPLE|VICTIM",
         "four medics were among the dead", part=True),
    Rule("the dead include", f"DETERMINER *STATE|PARTICIPLE|VICTIM {GAP} INCLUDING @{ANY}",
         "the injured included five nurses", part=True),
    Rule("of a number", f"@{ANY} OF COUNTED ADVERB* *STATE|PARTICIPLE|PASSIVE", "12 of the 30 wounded", part=True),
    Rule("of those", f"@{ANY} INCLUDING ADVERB* *PARTICIPLE|STATE|PASSIVE", "ten of those killed", part=True),
    Rule("some of", f"@{ANY} OF COUNTED {GAP} (?: AUX|ADVERB )* *PARTICIPLE|PASSIVE|STATE|INTRANSITIVE",
         "27 of the 80 people aboard drowned"),
    Rule("passive", f"{_SUBJECT} {_BE} *PARTICIPLE|PASSIVE", "26 people have been killed"),
    Rule("along with", f"AUX ADVERB* *PARTICIPLE|PASSIVE ALONG @{ANY}", "were killed along with two gunmen"),
    Rule("the deaths are", f"*NOMINAL|STATE ADVERB* AUX (?: ADVERB|FILLER )* @{ANY}",
         "the confirmed deaths are 12 civilians"),
    Rule("state", f"{_SUBJECT} {_BE} PREPOSITION? *STATE", "four fishermen were still missing"),
    Rule("rendered", f"{_SUBJECT} (?: AUX|ADVERB )* LEAVE ADVERB* *STATE|PARTICIPLE|PASSIVE",
         "approximately 1,000 rendered homeless"),
    Rule("homes at", f"HOMES (?: AUX|ADVERB )* *PARTICIPLE {FAR} RISE|AUX (?: PREPOSITION|TO|ADVERB )* @{ANY}",
         "houses damaged were placed at 7,838"),
    Rule("state after", f"@{ANY} RELATIVE? ADVERB* *STATE", "72 dead as the quake hits"),
    Rule("active", f"*PARTICIPLE|ACTIVE (?: ADVERB|DETERMINER|HEDGE|FILLER )* @{ANY}", "killing at least 14"),
    Rule("active after things",
         f"*PARTICIPLE|ACTIVE ADVERB* INERT (?: COMMA INERT )* COMMA? AND (?: ADVERB|HEDGE )* @{ANY}",
         "destroyed two schools and 2,500 homes"),
    Rule("active of its", f"*PARTICIPLE|ACTIVE DETERMINER? (?: WORD|CAPITAL|PLACE_NOUN ){{1,3}} POSSESSIVE @{ANY}",
         "evacuated the island's 337 residents"),
    Rule("event of", f"*NOMINAL|ACTIVE|VICTIM OF {_ASIDE} DETERMINER? @{ANY}", "the deaths of 12 miners"),
    Rule("intransitive", f"{_SUBJECT} (?: AUX|ADVERB )* *INTRANSITIVE", "some 40,000 fled their homes"),
    Rule("reduced", f"@{ANY} INCLUDING? {_THINGS} {_ASIDE} ADVERB* *PARTICIPLE|PASSIVE {_NO_OBJECT}",
         "12 killed and 30 wounded"),
    Rule("reduced far", f"@{ANY} {GAP} (?<! DETERMINER|ARTICLE ) *PARTICIPLE|PASSIVE {_NO_OBJECT}",
         "12 people in the town killed"),
    Rule("in camps",
         f"{_SUBJECT} (?: AUX|ADVERB|WORD|LEAVE )* PREPOSITION|TO (?: DETERMINER|WORD|INERT ){{0,3}} *PLACE",
         "15,800 were in 33 relief camps"),
    Rule("in a state", f"@{ANY} (?: PREPOSITION|FROM CAPITAL{{1,4}} | RELATIVE|ADVERB|AUX ){{0,4}} *STATE",
         "5,000 people in Sirba in urgent need"),
    Rule("are victims", f"{_SUBJECT} {_BE} (?: WORD|CAPITAL|ARTICLE|STATE|PARTICIPLE ){{0,3}} *VICTIM",
         "two million are displaced persons"),
    Rule("of the", f"@{ANY} OF DETERMINER? *STATE|PARTICIPLE|VICTIM|NOMINAL", "two of the dead", part=True),
    Rule("one and", f"@LONE_FIGURE {GAP} {_BE} *PARTICIPLE|PASSIVE AND ADVERB* COUNTED",
         "a boy was killed and two men hurt"),
    Rule("label", f"*NOMINAL|TOLL|STATE|PARTICIPLE|VICTIM {_LABEL} COLON @{ANY}",
         "injured since May: 30"),
    Rule("premodified", "", "30 wounded soldiers"),
    Rule("named", "", "27 deaths"),
    Rule("far subject", f"@{ANY} {_WITH_COMMAS} {_BE} *PARTICIPLE|PASSIVE|INTRANSITIVE",
         "three people, in from Reno, Elko and beyond, were killed"),
    Rule("row", f"^ {_CELL} *NOMINAL|STATE|PARTICIPLE|VICTIM {_CELL} RUNNING? COLON? @{ANY} (?= OPEN|STOP | $ )",
         "Damaged houses 91,808"),
)  # fmt: skip
"""In order of trust."""

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
