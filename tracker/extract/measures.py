"""Which figure suffers what: the grammar that ties a figure to a trigger.

Rules are tried in order, and a figure that one rule has tied is left alone by the next. What no trigger
reaches may still share one: neighbours in a list, parts of a whole.
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
    tells that it is one, also where the whole is not written.
    """

    index: int
    counted: CountedFigure
    measure: Measure
    trigger: Span
    rule: str
    part: bool = False
    part_of: Span | None = None


_GAP = (
    "(?: !COMMA|SEMICOLON|COLON|STOP|QUOTE|SAYING|SUBORDINATOR|COUNTED|AUX|PARTICIPLE|PASSIVE|ACTIVE|INTRANSITIVE|"
    "STATE|OPEN|CLOSE|DASH|FORCE|AND|OR|TOLL|INCLUDING | AND CAPITAL ){0,10}?"
)
_ASIDE = "(?: COMMA !COMMA|STOP|SEMICOLON|SAYING{1,14} COMMA | DASH !DASH|STOP{1,16} DASH | OPEN !CLOSE{1,16} CLOSE )?"
_ANY = "FIGURE|HOMES_FIGURE"
_THINGS = (
    "(?: (?: COMMA INERT|THINGS|WORD{1,3} )+ AND INERT|THINGS|WORD{1,2} "
    "| AND (?: ADVERB|ARTICLE )? THINGS|WORD{1,3} )?"  # "72 houses and a school were damaged"
)
_OF_THEM = "(?: INCLUDING | OF DETERMINER? STATE|PARTICIPLE|VICTIM|NOMINAL )?"
_AND_ONE = "(?: (?: COMMA AND? | AND ) LONE_FIGURE )*"
_SUBJECT = f"@{_ANY} {_AND_ONE} {_OF_THEM} {_THINGS} {_GAP} RELATIVE? {_ASIDE} {_GAP}"
_BE = "ADVERB* AUX (?: AUX|ADVERB )*"
_NO_OBJECT = "(?! ADVERB* COUNTED|DETERMINER|ARTICLE|PEOPLE )"

_COUNTED_NOUN = "(?: DETERMINER|WORD|CAPITAL|PEOPLE|HOMES|HOUSEHOLDS|POSSESSIVE|HYPHEN ){0,4}?"
_NUMBER_OF = f"NUMBER_OF {_COUNTED_NOUN} *PARTICIPLE|PASSIVE|STATE|VICTIM|NOMINAL"
_LEADS_TO = "RISE|TO|OF|AUX|COLON|FROM|PREPOSITION|HYPHEN (?: ADVERB|PREPOSITION|TO )*"
_FAR = "(?: !STOP|SEMICOLON|COUNTED|PARTICIPLE ){0,16}?"
_LABEL = "(?: !COUNTED|STOP|COMMA|SEMICOLON|COLON ){0,8}?"

RULES = (
    Rule("lives", "*TAKING (?: ADVERB|PREPOSITION )* @LIVES_FIGURE", "claimed at least 80 lives"),
    Rule("left so", f"LEAVE (?: ADVERB|SUBORDINATOR )* @{_ANY} (?: ADVERB|AUX )* *STATE|PARTICIPLE|PASSIVE",
         "left 14 dead"),
    Rule("forced to", f"FORCE|PARTICIPLE|PASSIVE ADVERB* @{_ANY} {_GAP} *FORCED", "forced 900 families to flee"),
    Rule("to the number of", f"RISE (?: TO )? @{_ANY} {_NUMBER_OF}", "bringing to 41 the number of dead"),
    Rule("to the toll", f"RISE (?: TO )? @{_ANY} DETERMINER? *TOLL", "bringing to 41 the toll"),
    Rule("number of from to", f"{_NUMBER_OF} {_FAR} FROM COUNTED TO @{_ANY}", "the number of dead rose from 12 to 15"),
    Rule("number of", f"{_NUMBER_OF} {_FAR} (?: {_LEADS_TO} @{_ANY} )", "the number of wounded rose to 95"),
    Rule("number of past", f"{_NUMBER_OF} {_FAR} @VERB_FIGURE", "the number of dead passed 10,000"),
    Rule("toll from to", f"*TOLL {_FAR} FROM COUNTED TO @{_ANY}", "the toll rose from 12 to 15"),
    Rule("toll", f"*TOLL {_FAR} {_LEADS_TO} @{_ANY}", "the death toll has risen to 41"),
    Rule("toll past", f"*TOLL {_FAR} @VERB_FIGURE", "the toll topped 500"),
    Rule("among the", f"AMONG DETERMINER *STATE|PARTICIPLE|VICTIM (?: !COUNTED|STOP ){{0,6}}? AUX ADVERB* @{_ANY}",
         "among the dead were two children", part=True),
    Rule("are among the", f"{_SUBJECT} {_BE} AMONG DETERMINER *STATE|PARTICIPLE|VICTIM",
         "four medics were among the dead", part=True),
    Rule("the dead include", f"DETERMINER *STATE|PARTICIPLE|VICTIM {_GAP} INCLUDING @{_ANY}",
         "the injured included five nurses", part=True),
    Rule("passive", f"{_SUBJECT} {_BE} *PARTICIPLE|PASSIVE", "26 people have been killed"),
    Rule("along with", f"AUX ADVERB* *PARTICIPLE|PASSIVE ALONG @{_ANY}", "were killed along with two gunmen"),
    Rule("the deaths are", f"*NOMINAL|STATE ADVERB* AUX (?: ADVERB|FILLER )* @{_ANY}",
         "the confirmed deaths are 12 civilians"),
    Rule("state", f"{_SUBJECT} {_BE} PREPOSITION? *STATE", "four fishermen were still missing"),
    Rule("of a number", f"@{_ANY} OF COUNTED ADVERB* *STATE|PARTICIPLE|PASSIVE", "12 of the 30 wounded", part=True),
    Rule("state after", f"@{_ANY} RELATIVE? ADVERB* *STATE", "72 dead as the quake hits"),
    Rule("active", f"*PARTICIPLE|ACTIVE (?: ADVERB|DETERMINER|HEDGE|FILLER )* @{_ANY}", "killing at least 14"),
    Rule("event of", f"*NOMINAL|ACTIVE|VICTIM OF {_ASIDE} DETERMINER? @{_ANY}", "the deaths of 12 miners"),
    Rule("intransitive", f"{_SUBJECT} (?: AUX|ADVERB )* *INTRANSITIVE", "some 40,000 fled their homes"),
    Rule("reduced", f"@{_ANY} INCLUDING? {_ASIDE} ADVERB* *PARTICIPLE|PASSIVE {_NO_OBJECT}",
         "12 killed and 30 wounded"),
    Rule("reduced far", f"@{_ANY} {_GAP} *PARTICIPLE|PASSIVE {_NO_OBJECT}", "12 people in the town killed"),
    Rule("in camps", f"{_SUBJECT} (?: AUX|ADVERB|WORD )* PREPOSITION (?: DETERMINER|WORD|INERT ){{0,3}} *PLACE",
         "15,800 were in 33 relief camps"),
    Rule("of the", f"@{_ANY} OF DETERMINER? *STATE|PARTICIPLE|VICTIM|NOMINAL", "two of the dead", part=True),
    Rule("one and", f"@LONE_FIGURE {_GAP} {_BE} *PARTICIPLE|PASSIVE AND ADVERB* COUNTED",
         "a boy was killed and two men hurt"),
    Rule("label", f"*NOMINAL|TOLL|STATE|PARTICIPLE|VICTIM {_LABEL} COLON @{_ANY}",
         "injured since May: 30"),
    Rule("premodified", "", "30 wounded soldiers"),
    Rule("named", "", "27 deaths"),
)  # fmt: skip
"""In order of trust."""

_UNDIVIDED = {Measure.KILLED, Measure.INJURED, Measure.MISSING}
_HOMES = {Measure.HOMES_DESTROYED, Measure.HOMES_DAMAGED}
_OF_HOMES_TOO = {Measure.AFFECTED}
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


def find_suffered(
    chunks: Sequence[Chunk], grammar: Grammar, *, carried: Suffered | None = None
) -> tuple[Suffered, ...]:
    """What each figure of a sentence suffers, in the order of the figures; a figure that suffers nothing
    that is counted here is left out. ``carried`` is the last one of the sentences before: "it climbed to
    five" speaks of it.
    """
    if not any("counted" in chunk.roles for chunk in chunks):
        return ()
    pairs = _with_pairs_merged(chunks, grammar)
    letters = letters_of(pairs)
    tied: dict[int, Suffered] = {}
    for rule in _compiled_rules(grammar):
        for suffered in _tie(rule, pairs, letters):
            tied.setdefault(suffered.index, suffered)
    _share_in_lists(pairs, tied, grammar)
    _tie_parts(pairs, tied, grammar)
    _tie_elliptic(pairs, tied, grammar, carried)
    return tuple(tied[index] for index in sorted(tied))


@dataclass(frozen=True, slots=True)
class _CompiledRule:
    """A rule made ready: its pattern, where it has one, and the dresses in which it takes its trigger."""

    rule: Rule
    pattern: re.Pattern[str] | None
    dresses: tuple[str, ...]


@cache
def _compiled_rules(grammar: Grammar) -> tuple[_CompiledRule, ...]:
    return tuple(_compile_rule(rule, grammar) for rule in RULES)


def _compile_rule(rule: Rule, grammar: Grammar) -> _CompiledRule:
    trigger = re.search(r"\*([A-Z][A-Z_|]*)", rule.pattern)
    dresses = tuple(trigger.group(1).lower().split("|")) if trigger else ()
    return _CompiledRule(rule, compile_pattern(rule.pattern, grammar.alphabet) if rule.pattern else None, dresses)


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
        if trigger and counted and (fitted := _fitted(counted, trigger, chunks)):
            yield Suffered(index, fitted, trigger.measure, chunks[at].span, rule.name, rule.part)
        position = found.start() + 1


def _tie_by_noun(rule: Rule, chunks: Sequence[Chunk]) -> Iterator[Suffered]:
    for index, chunk in enumerate(chunks):
        counted = chunk.roles.get("figure")
        if not isinstance(counted, CountedFigure):
            continue
        trigger = counted.premodified if rule.name == "premodified" else counted.named
        if trigger and _fitted(counted, trigger, chunks):
            yield Suffered(index, counted, trigger.measure, chunk.span, rule.name)


def counted_of(chunk: Chunk) -> CountedFigure | None:
    """The figure of a chunk, where it is one."""
    for role in ("figure", "homes_figure", "lives_figure", "lone_figure"):
        if isinstance(counted := chunk.roles.get(role), CountedFigure):
            return counted
    return None


def _trigger_in(chunk: Chunk, dresses: Sequence[str]) -> Trigger | None:
    """The trigger that a chunk is in one of the dresses, the first that fits."""
    return next((trigger for dress in dresses if isinstance(trigger := chunk.roles.get(dress), Trigger)), None)


def _fitted(counted: CountedFigure, trigger: Trigger, chunks: Sequence[Chunk]) -> CountedFigure | None:
    """The figure as the trigger wants it, or None where it can't suffer that."""
    if trigger.homes:
        return _as_homes(counted, chunks)
    if counted.figure.unit is Unit.HOMES and trigger.measure not in _OF_HOMES_TOO:
        return None
    unknown = counted.noun and not counted.known
    if unknown and (trigger.measure in _PLAIN_ONLY or counted.figure.unit is Unit.SHARE):
        return None
    return counted


def _as_homes(counted: CountedFigure, chunks: Sequence[Chunk]) -> CountedFigure | None:
    if counted.figure.unit is Unit.HOMES:
        return counted
    if counted.noun or not any("homes_figure" in chunk.roles or "homes" in chunk.roles for chunk in chunks):
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


# --- sharing ----------------------------------------------------------------------------------------


@cache
def _list_patterns(grammar: Grammar) -> tuple[re.Pattern[str], ...]:
    joint = "(?: COMMA (?: AND|OR )? | AND | OR )"
    place = "(?: (?: PREPOSITION|FROM ) DETERMINER? (?: CAPITAL|WORD|POSSESSIVE|HYPHEN ){1,4} )"
    return (
        compile_pattern(f"(?P<one> COUNTED ) (?= {joint} ADVERB? (?P<other> COUNTED ) )", grammar.alphabet),
        compile_pattern(
            f"(?P<one> COUNTED ) (?= {_GAP} (?: COMMA | DASH+ ) OR? (?P<other> COUNTED ) (?: COMMA|CLOSE|DASH ) )",
            grammar.alphabet,
        ),
        compile_pattern(f"(?P<one> COUNTED ) (?= {place} {joint} (?P<other> COUNTED ) {place} )", grammar.alphabet),
    )


def _share_in_lists(chunks: Sequence[Chunk], tied: dict[int, Suffered], grammar: Grammar) -> None:
    """Neighbours in a list share what one of them suffers: "killed two soldiers, a nurse and 12 pupils"."""
    letters = letters_of(chunks)
    pairs = [
        (found.start("one"), found.start("other"))
        for pattern in _list_patterns(grammar)
        for found in pattern.finditer(letters)
    ]
    for one, other in [*sorted(pairs), *((b, a) for a, b in sorted(pairs, reverse=True))]:
        counted = counted_of(chunks[other])
        if one in tied and other not in tied and counted and _alike(tied[one], counted) and _listed(counted):
            tied[other] = replace(tied[one], index=other, counted=counted, rule="list")


def _alike(suffered: Suffered, counted: CountedFigure) -> bool:
    one, other = suffered.counted.figure.unit, counted.figure.unit
    return (one is Unit.HOMES) == (other is Unit.HOMES)


def _listed(counted: CountedFigure) -> bool:
    """Whether a figure can be an item of a list: a bare share is a share of something else."""
    return counted.figure.unit is not Unit.SHARE or counted.noun


@cache
def _part_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(
        "(?P<whole> COUNTED ) (?: !STOP|SEMICOLON|COUNTED ){0,12}? (?: COMMA|DASH|OPEN )? "
        "(?: SUBORDINATOR|PREPOSITION )? "
        "(?: INCLUDING ADVERB* (?P<part> COUNTED ) | (?P<share> COUNTED ) (?: OF THEM | INCLUDING ) )",
        grammar.alphabet,
    )


def _tie_parts(chunks: Sequence[Chunk], tied: dict[int, Suffered], grammar: Grammar) -> None:
    """Subsets suffer what their whole suffers: "26 people, including four children", "957 of them"."""
    letters = letters_of(chunks)
    position = 0
    while found := _part_pattern(grammar).search(letters, position):
        whole = found.start("whole")
        index = found.start("part") if found.group("part") else found.start("share")
        position = whole + 1
        counted = counted_of(chunks[index])
        if whole not in tied or counted is None or not _alike(tied[whole], counted):
            continue
        own = tied.get(index, replace(tied[whole], index=index, counted=counted, rule="part"))
        tied[index] = replace(own, part=True, part_of=tied[whole].counted.span)
        _extend_parts(chunks, tied, index, grammar)


def _extend_parts(chunks: Sequence[Chunk], tied: dict[int, Suffered], index: int, grammar: Grammar) -> None:
    """The rest of a list of parts are parts too: "including four children and six women"."""
    letters = letters_of(chunks)
    pattern = _list_patterns(grammar)[0]
    while found := pattern.match(letters, index):
        other = found.start("other")
        counted = counted_of(chunks[other])
        if counted is None or (other in tied and tied[other].rule != "list"):
            return
        tied[other] = replace(tied[index], index=other, counted=counted)
        index = other


# --- what is left unsaid ----------------------------------------------------------------------------


@cache
def _elliptic_patterns(grammar: Grammar) -> tuple[tuple[str, re.Pattern[str]], ...]:
    after = "RISE|TO|OF|AUX|FROM|COUNTING (?: ADVERB|TIME|PREPOSITION|TO|RUNNING )*"
    named = f"(?: NOMINAL {_FAR} )?"
    return (
        ("running from to", compile_pattern(f"{named} RUNNING {_FAR} FROM COUNTED TO @{_ANY}", grammar.alphabet)),
        ("running", compile_pattern(f"{named} RUNNING {_FAR} {after} @{_ANY}", grammar.alphabet)),
        ("running past", compile_pattern(f"RUNNING {_FAR} @VERB_FIGURE", grammar.alphabet)),
        ("running back", compile_pattern(f"COMMA RISE (?: ADVERB|WORD ){{0,2}} FROM @{_ANY}", grammar.alphabet)),
        ("of them", compile_pattern(f"@{_ANY} INCLUDING", grammar.alphabet)),
        ("of that number", compile_pattern(f"OF_THAT_NUMBER COMMA? @{_ANY}", grammar.alphabet)),
        ("of which they were", compile_pattern(f"SPEAKER AUX @{_ANY}", grammar.alphabet)),
        ("as were", compile_pattern(f"AS_WERE @{_ANY}", grammar.alphabet)),
        ("and more", compile_pattern(f"COMMA @{_ANY}", grammar.alphabet)),
        (
            "and in",
            compile_pattern(
                f"(?: COMMA | AND | COMMA AND | DASH ) @{_ANY} (?= ADVERB* (?: PREPOSITION|FROM|AUX ) )",
                grammar.alphabet,
            ),
        ),
    )


def _tie_elliptic(
    chunks: Sequence[Chunk], tied: dict[int, Suffered], grammar: Grammar, carried: Suffered | None
) -> None:
    """Figures that leave unsaid what has just been said: "it climbed to five", "358 of them were …",
    "an additional 75,000 in a day", "and 15,000 in schools".
    """
    letters = letters_of(chunks)
    for name, pattern in _elliptic_patterns(grammar):
        for found in pattern.finditer(letters):
            index = found.start("figure")
            counted = counted_of(chunks[index])
            last = _last_tied(tied, index) or (carried if name.startswith(("running", "of")) else None)
            last = _renamed(last, chunks[found.start() : index] if name.startswith("running") else ())
            if index not in tied and counted and last and _fits_ellipsis(name, counted, last):
                part = name.startswith("of ")
                whole = last.counted.span if part and last is not carried else None
                tied[index] = replace(last, index=index, counted=counted, rule=name, part=part, part_of=whole)


def _renamed(last: Suffered | None, words: Sequence[Chunk]) -> Suffered | None:
    """What was spoken of last, with the measure that the words before a number name anew: "the new deaths
    bring the total to 32,070".
    """
    named = [trigger for chunk in words if isinstance(trigger := chunk.roles.get("nominal"), Trigger)]
    return replace(last, measure=named[-1].measure) if last and named else last


def _last_tied(tied: dict[int, Suffered], index: int) -> Suffered | None:
    before = [other for other in tied if other < index]
    return tied[max(before)] if before else None


def _fits_ellipsis(name: str, counted: CountedFigure, last: Suffered) -> bool:
    if not _alike(last, counted) or (counted.noun and not counted.known):
        return False
    if name == "and more":
        return counted.more
    if name in ("and in", "as were"):
        return not counted.noun
    return name.startswith("of ") or not counted.noun
