"""What figures share: neighbours in a list, parts of a whole, and what a sentence leaves unsaid because
it has just been said.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from tracker.extract.chunks import Chunk, compile_pattern, letters_of
from tracker.extract.figures import CountedFigure
from tracker.extract.grammar import Grammar
from tracker.extract.measures import Suffered, counted_of, tie_by_rules
from tracker.extract.rules import ANY, FAR, FROM_TO, GAP
from tracker.lexicon import Trigger
from tracker.model import Unit


def find_suffered(
    text: str, chunks: Sequence[Chunk], grammar: Grammar, *, carried: Suffered | None = None
) -> tuple[Suffered, ...]:
    """What each figure of a sentence suffers, in the order of the figures; a figure that suffers nothing
    that is counted here is left out. ``chunks`` index ``text``. ``carried`` is the last one of the sentences
    before: "it climbed to five" speaks of it.
    """
    if not any("counted" in chunk.roles for chunk in chunks):
        return ()
    pairs, tied = tie_by_rules(chunks, grammar)
    _tie_fronted_part(pairs, tied, grammar)
    _share_in_lists(pairs, tied, grammar)
    _tie_parts(pairs, tied, grammar)
    _tie_aside(pairs, tied, grammar)
    _tie_breakdown(pairs, tied, grammar)
    _tie_elliptic(pairs, tied, grammar, carried)
    _name_groups(text, pairs, tied, grammar)
    _carry_groups(tied, grammar)
    return tuple(tied[index] for index in sorted(tied))


# --- lists ------------------------------------------------------------------------------------------


@cache
def _list_patterns(grammar: Grammar) -> tuple[re.Pattern[str], ...]:
    joint = "(?: COMMA (?: AND|OR )? | AND | OR )"
    place = "(?: (?: PREPOSITION|FROM ) DETERMINER? (?: CAPITAL|WORD|POSSESSIVE|HYPHEN ){1,4} )"
    return (
        compile_pattern(f"(?P<one> COUNTED ) (?= {joint} ADVERB? (?P<other> COUNTED ) )", grammar.alphabet),
        compile_pattern(
            f"(?P<one> COUNTED ) (?= {GAP} (?: COMMA | DASH+ ) OR? (?P<other> COUNTED ) (?: COMMA|CLOSE|DASH ) )",
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
        if one not in tied or other in tied or counted is None or _has_own_verb(chunks, tied[one], other):
            continue
        if other < one and _is_of_them(chunks, one):
            continue
        if _alike(tied[one], counted) and _listed(counted):
            tied[other] = _shared(tied[one], other, counted, "list")


def _has_own_verb(chunks: Sequence[Chunk], suffered: Suffered, other: int) -> bool:
    """Whether a neighbour does something of its own: "four people died and hundreds have lost shelter"."""
    between = suffered.counted.span.end <= suffered.trigger.start < chunks[other].start
    return between and other + 1 < len(chunks) and "aux" in chunks[other + 1].roles


def _is_of_them(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether a number is only some of the one before it, which need not suffer the same: "900 people, one of
    whom is missing".
    """
    return index + 1 < len(chunks) and "including" in chunks[index + 1].roles


def _shared(suffered: Suffered, index: int, counted: CountedFigure, rule: str) -> Suffered:
    """What another figure suffers too; one that names no noun counts what the first one counts."""
    unit = suffered.counted.figure.unit
    if not counted.noun and unit is Unit.HOUSEHOLDS and counted.figure.unit is Unit.PEOPLE:
        counted = replace(counted, figure=replace(counted.figure, unit=unit))
    # A number that runs on is the same count later ("those killed in Gaza rose from 10 to 20"): the place between
    # the trigger and it is its own, which no other number that shares a trigger may take.
    return replace(suffered, index=index, counted=counted, rule=rule, shared=not rule.startswith("running"))


def _alike(suffered: Suffered, counted: CountedFigure) -> bool:
    one, other = suffered.counted.figure.unit, counted.figure.unit
    return (one is Unit.HOMES) == (other is Unit.HOMES)


def _listed(counted: CountedFigure) -> bool:
    """Whether a figure can be an item of a list: a bare share is a share of something else."""
    return counted.figure.unit is not Unit.SHARE or counted.noun


@cache
def _fronted_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(
        f"^ (?: OF DETERMINER? )? (?P<whole> COUNTED ) !STOP|COMMA|AUX{{0,6}} COMMA (?: ADVERB )? @{ANY}",
        grammar.alphabet,
    )


def _tie_fronted_part(chunks: Sequence[Chunk], tied: dict[int, Suffered], grammar: Grammar) -> None:
    """The part of a whole that opens its sentence: "Of the 1,314 affected families, 295 are in the north"."""
    found = _fronted_pattern(grammar).match(letters_of(chunks))
    if found is None or not chunks[0].roles.keys() & {"of", "counted"}:
        return
    whole, index = found.start("whole"), found.start("figure")
    counted = counted_of(chunks[index])
    opens = "of" in chunks[0].roles or chunks[0].words.startswith("of ")
    if opens and whole in tied and counted is not None and _alike(tied[whole], counted):
        part = _shared(tied[whole], index, counted, "of those")
        tied[index] = replace(part, part=True, part_of=tied[whole].counted.span)


@cache
def _part_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(
        "(?P<whole> COUNTED ) (?: !STOP|SEMICOLON|COUNTED ){0,20}? (?: COMMA|DASH|OPEN )? "
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
        own = tied.get(index)
        if own is None or _belongs_behind(chunks, own):
            own = replace(tied[whole], index=index, counted=counted, rule="part")
        tied[index] = replace(own, part=True, part_of=tied[whole].counted.span)
        _extend_parts(chunks, tied, index, grammar)


@cache
def _aside_pattern(grammar: Grammar) -> re.Pattern[str]:
    inside = "(?: COUNTED | AND|OR|COMMA|PREPOSITION|FROM|CAPITAL|WORD|DETERMINER|ADVERB|INCLUDING|SLASH ){1,24}?"
    apart = "(?: PARTICIPLE|PASSIVE|STATE|INTRANSITIVE|AUX|ADVERB|COMMA ){0,4}"
    return compile_pattern(
        f"(?P<whole> COUNTED ) {apart} (?: OPEN (?P<brackets> (?: ADVERB|ARTICLE )? COUNTED {inside} ) CLOSE "
        f"| (?: DASH+ | COLON ) (?P<dashes> COUNTED {inside} ) (?= DASH|STOP|COMMA|SEMICOLON|AUX|PARTICIPLE | $ ) "
        f"| COMMA (?P<commas> COUNTED {inside} ) (?= STOP|SEMICOLON|COMMA | $ ) )",
        grammar.alphabet,
    )


def _tie_aside(chunks: Sequence[Chunk], tied: dict[int, Suffered], grammar: Grammar) -> None:
    """Numbers in an aside that add up to no more than the number before it are its parts: "18 people (11 adults
    and 7 children) were hurt", "61 people – 40 men and 21 women – were hurt"; behind a comma only those that
    add up to it: "killed 40 people, 12 in Homs and 28 in Hama".
    """
    letters = letters_of(chunks)
    for found in _aside_pattern(grammar).finditer(letters):
        whole, group = tied.get(found.start("whole")), found.lastgroup or ""
        inner = [index for index in range(*found.span(group)) if "counted" in chunks[index].roles]
        parts = {index: counted for index in inner if (counted := counted_of(chunks[index]))}
        if (
            whole
            and len(parts) > 1
            and _adds_up(whole, parts.values(), exactly=group == "commas")
            and _all_unsaid(whole, parts, tied)
        ):
            for index, counted in parts.items():
                part = _shared(whole, index, counted, "aside")
                tied[index] = replace(part, part=True, part_of=whole.counted.span)


def _adds_up(whole: Suffered, parts: Collection[CountedFigure], *, exactly: bool) -> bool:
    limit, values = whole.counted.figure.value, [part.figure.value for part in parts]
    known = [value for value in values if value is not None]
    return (
        limit is not None
        and len(known) == len(values)
        and (sum(known) == limit if exactly else sum(known) <= limit)
        and all(_alike(whole, part) and part.figure.unit is not Unit.SHARE for part in parts)
    )


def _all_unsaid(whole: Suffered, parts: Collection[int], tied: Mapping[int, Suffered]) -> bool:
    """Whether numbers suffer nothing else than the one before them."""
    return all(index not in tied or tied[index].measure is whole.measure for index in parts)


def _belongs_behind(chunks: Sequence[Chunk], part: Suffered) -> bool:
    """Whether what a part has been tied to is said of a number behind it: "389 people were killed, including 100
    children, and 4,503 were injured".
    """
    between = [chunk for chunk in chunks[part.index + 1 :] if chunk.start < part.trigger.start]
    return any("counted" in chunk.roles for chunk in between) and any("comma" in chunk.roles for chunk in between)


def _extend_parts(chunks: Sequence[Chunk], tied: dict[int, Suffered], index: int, grammar: Grammar) -> None:
    """The rest of a list of parts are parts too: "including four children and six women". Behind one part
    and a comma the list around it goes on: "166 Palestinians, including scores of civilians, and six Israelis".
    """
    letters = letters_of(chunks)
    near, _, far = _list_patterns(grammar)
    first = index
    while found := near.match(letters, index) or far.match(letters, index):
        other = found.start("other")
        counted = counted_of(chunks[other])
        if counted is None or (other in tied and tied[other].rule != "list"):
            return
        if index == first and other - index == _CLOSING:
            _tie_to_outer_list(tied, index, other, counted)
            return
        tied[other] = replace(tied[index], index=other, counted=counted)
        index = other


_CLOSING = 3
"""Chunks from a part to the next figure behind a comma and "and"."""


def _tie_to_outer_list(tied: dict[int, Suffered], part: int, index: int, counted: CountedFigure) -> None:
    whole = next((other for other in tied.values() if other.counted.span == tied[part].part_of), None)
    if whole is not None and _alike(whole, counted):
        tied.setdefault(index, replace(whole, index=index, counted=counted, rule="list"))


def _tie_breakdown(chunks: Sequence[Chunk], tied: dict[int, Suffered], grammar: Grammar) -> None:
    """Deaths that are told group by group are parts: "the deaths are fourteen civilians, five soldiers and one
    guard".
    """
    letters = letters_of(chunks)
    for index in [index for index, suffered in tied.items() if suffered.rule == "the deaths are"]:
        if _list_patterns(grammar)[0].match(letters, index):
            tied[index] = replace(tied[index], part=True)
            _extend_parts(chunks, tied, index, grammar)


# --- what is left unsaid ----------------------------------------------------------------------------


@cache
def _elliptic_patterns(grammar: Grammar) -> tuple[tuple[str, re.Pattern[str]], ...]:
    after = "RISE|TO|OF|AUX|FROM|COUNTING (?: ADVERB|TIME|PREPOSITION|TO|RUNNING )*"
    named = f"(?: NOMINAL {FAR} )?"
    return (
        ("running from to", compile_pattern(f"{named} RUNNING {FAR} {FROM_TO} @{ANY}", grammar.alphabet)),
        ("running", compile_pattern(f"{named} RUNNING {FAR} {after} @{ANY}", grammar.alphabet)),
        ("running past", compile_pattern(f"RUNNING {FAR} @VERB_FIGURE", grammar.alphabet)),
        ("running back", compile_pattern(f"COMMA RISE (?: ADVERB|WORD ){{0,2}} FROM @{ANY}", grammar.alphabet)),
        ("of them", compile_pattern(f"@{ANY} INCLUDING", grammar.alphabet)),
        ("of that number", compile_pattern(f"OF_THAT_NUMBER COMMA? @{ANY}", grammar.alphabet)),
        ("of which they were", compile_pattern(f"THEY AUX @{ANY}", grammar.alphabet)),
        ("of restated", compile_pattern(f"COUNTED (?: !STOP|COUNTED ){{0,6}} DASH+ @{ANY} DASH", grammar.alphabet)),
        ("restated", compile_pattern(f"COUNTED OPEN (?: ADVERB|WORD )? @{ANY} CLOSE", grammar.alphabet)),
        ("as were", compile_pattern(f"AS_WERE @{ANY}", grammar.alphabet)),
        ("and more", compile_pattern(f"COMMA @{ANY}", grammar.alphabet)),
        (
            "and in",
            compile_pattern(
                f"(?: COMMA | AND | COMMA AND | DASH ) @{ANY} (?= ADVERB* (?: PREPOSITION|FROM|AUX ) )",
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
                goes_on = name == "and in" and last.part
                part = name.startswith("of ") or goes_on
                whole = last.part_of if goes_on else last.counted.span if part and last is not carried else None
                tied[index] = replace(_shared(last, index, counted, name), part=part, part_of=whole)


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
    if name == "restated":
        return counted.noun
    if name == "as were":
        return counted.known or not counted.noun
    if name == "and in":
        return counted.more or not counted.noun
    return name.startswith("of ") or not counted.noun


# --- whom a number counts that names nobody ---------------------------------------------------------


@cache
def _group_patterns(grammar: Grammar) -> tuple[re.Pattern[str], ...]:
    people = "(?: WORD|CAPITAL )? PEOPLE (?: COMMA PEOPLE )* (?: AND|OR (?: WORD|CAPITAL )? PEOPLE )?"
    victims = "(?: INCLUDING (?: PARTICIPLE|STATE )? | OF DETERMINER? STATE|PARTICIPLE|VICTIM|NOMINAL )"
    where = "(?: PREPOSITION DETERMINER? CAPITAL|WORD|PLACE_NOUN{1,3} )?"
    ends = "(?= STOP|COMMA|SEMICOLON|QUOTE|CLOSE|DASH|AND|PREPOSITION | $ )"
    return (
        compile_pattern(
            f"(?P<figure> COUNTED ) {victims} {where} (?: DASH+ !DASH{{1,4}} DASH+ )? (?: AUX|ADVERB ){{0,3}} "
            f"(?P<noun> {people} ) {ends}",
            grammar.alphabet,
        ),
        compile_pattern(
            f"NUMBER_OF (?P<noun> (?: WORD|CAPITAL ){{0,2}} PEOPLE ) ADVERB* PARTICIPLE|PASSIVE|STATE {FAR} "
            "(?: RISE|TO|OF|AUX|COLON|FROM|PREPOSITION ) (?P<figure> COUNTED )",
            grammar.alphabet,
        ),
    )


def _name_groups(text: str, chunks: Sequence[Chunk], tied: dict[int, Suffered], grammar: Grammar) -> None:
    """Whom a number counts where its own words name nobody: "half of them are children", "the number of people
    killed rose to 12".
    """
    letters = letters_of(chunks)
    for pattern in _group_patterns(grammar):
        for found in pattern.finditer(letters):
            suffered = tied.get(found.start("figure"))
            if suffered is None or suffered.counted.noun or suffered.counted.figure.group is not None:
                continue
            noun = chunks[found.start("noun") : found.end("noun")]
            figure = replace(suffered.counted.figure, group=text[noun[0].start : noun[-1].end])
            tied[suffered.index] = replace(suffered, counted=replace(suffered.counted, figure=figure))


def _carry_groups(tied: dict[int, Suffered], grammar: Grammar) -> None:
    """A toll that a number of some profession is added to is theirs: "three medics were killed, bringing the number
    killed to 38" is not the toll of the place.
    """
    everybody = grammar.lexicon.figures.everybody.split()
    last: Suffered | None = None
    for index in sorted(tied):
        suffered = tied[index]
        group = suffered.counted.figure.group
        if suffered.counted.on_top:
            named = group is not None and group.split()[-1].islower() and group.split()[-1] not in everybody
            last = suffered if named else None
        elif (
            last is not None
            and group is None
            and suffered.measure is last.measure
            and suffered.rule in _RUNNING_ON
            and not suffered.counted.noun
        ):
            figure = replace(suffered.counted.figure, group=last.counted.figure.group)
            tied[index] = replace(suffered, counted=replace(suffered.counted, figure=figure))


_RUNNING_ON = frozenset({"number of", "to the number of", "running", "running from to", "number of from to"})
"""Rules by which a number is the toll of what was told before."""
