"""What the numbers of one text are to each other: parts of a whole, incidents of a crisis, news and past.

A sentence by itself says "five people were killed"; only its neighbours say whether these are all, some of
the 26 just told of, or those of one more day in a war that has killed thousands.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, takewhile

from tracker.extract.standing import EVENTS
from tracker.model import Claim, Kind, Measure, Qualifier, Span, Status
from tracker.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as its own sentence gives it. ``index`` and ``paragraph`` say where that stands; ``of_crisis``
    that the number is the toll of a crisis at large, ``cumulative`` that it counts all so far, ``anchored``
    that its sentence tells of one incident, ``day`` the words of the first day that it names, ``own_place``
    that it names a place itself, ``on_top`` that it says of itself that it adds to another ("another 12").
    """

    claim: Claim
    index: int
    paragraph: int
    of_crisis: bool
    cumulative: bool
    anchored: bool
    day: str | None
    own_place: bool
    on_top: bool = False


def related(drafts: Sequence[Draft], gazetteer: Gazetteer, *, at_war: bool, quarrel: bool) -> Iterator[Claim]:
    """The claims of a text, each with what it is to the others. ``at_war`` tells that it is about a longer
    crisis, ``quarrel`` that it says by its words that its incidents are those of one.
    """
    settled = list(drafts)
    if quarrel or any(draft.of_crisis for draft in drafts) or (at_war and _tells_several(drafts, gazetteer)):
        settled = _with_incidents(settled, gazetteer)
    settled = [_as_added(position, settled) for position in range(len(settled))]
    wholes: dict[int, Span] = {}
    for position, draft in enumerate(settled):
        whole = _whole_of(position, settled, gazetteer) or _whole_of_list(position, settled, wholes)
        if whole is not None:
            wholes[position] = whole
        yield replace(draft.claim, kind=Kind.PART, part_of=whole) if whole else draft.claim


# --- incidents --------------------------------------------------------------------------------------


_ENOUGH = 24
"""Numbers that are compared with each other, however many a text holds."""


def _tells_several(drafts: Sequence[Draft], gazetteer: Gazetteer) -> bool:
    """Whether a text tells of incidents at several places or on several days, as a situation report does."""
    told = [draft for draft in drafts if draft.anchored and draft.claim.measure in EVENTS and not draft.cumulative]
    told = told[:_ENOUGH]
    return any(_are_apart(one, other, gazetteer) for one, other in combinations(told, 2) if one.index != other.index)


def _are_apart(one: Draft, other: Draft, gazetteer: Gazetteer) -> bool:
    if one.day and other.day and one.day != other.day:
        return True
    here, there = one.claim.place, other.claim.place
    if not (one.own_place and other.own_place and here and there):
        return False
    return not (here in there or there in here or _lies_in(here, there, gazetteer) or _lies_in(there, here, gazetteer))


def _with_incidents(drafts: Sequence[Draft], gazetteer: Gazetteer) -> list[Draft]:
    """One incident of a crisis only adds to its toll, and so does what a text tells beside that toll."""
    tolls = [draft.claim for draft in drafts if draft.of_crisis and draft.claim.status is Status.ASSERTED][:_ENOUGH]
    done: list[Draft] = []
    for draft in drafts:
        new = _is_incident(draft, done) or _is_beside_toll(draft, tolls, gazetteer)
        done.append(replace(draft, claim=replace(draft.claim, kind=Kind.NEW)) if new else draft)
    return done


def _is_incident(draft: Draft, before: Sequence[Draft]) -> bool:
    claim = draft.claim
    if claim.kind is not Kind.TOTAL or claim.status is not Status.ASSERTED or draft.of_crisis or draft.cumulative:
        return False
    if claim.measure not in EVENTS:
        return claim.measure in _MOVES and draft.day is not None
    goes_on = bool(before) and before[-1].claim.kind is Kind.NEW and before[-1].index >= draft.index - 1
    return draft.anchored or goes_on


_MOVES = frozenset({Measure.DISPLACED, Measure.EVACUATED})


def _is_beside_toll(draft: Draft, tolls: Sequence[Claim], gazetteer: Gazetteer) -> bool:
    """Whether a number stands beside the toll of its crisis and is but a small share of it: "Israeli forces
    have killed 109 … The war has killed 56,000".
    """
    claim = draft.claim
    if claim.kind is not Kind.TOTAL or claim.status is not Status.ASSERTED or draft.of_crisis:
        return False
    return any(
        toll.measure is claim.measure
        and _most(claim) * _SMALL < _least(toll)
        and not _are_elsewhere(claim.place, toll.place, gazetteer)
        for toll in tolls
    )


_SMALL = 20


def _are_elsewhere(one: str | None, other: str | None, gazetteer: Gazetteer) -> bool:
    here, there = (gazetteer.find(place) if place else None for place in (one, other))
    return here is not None and there is not None and here.country != there.country


def _as_added(position: int, drafts: Sequence[Draft]) -> Draft:
    """The draft as one that adds to a number of the same measure told right before: "three died … another two
    died on Sunday", but not "three died and another two were hurt".
    """
    draft = drafts[position]
    if not draft.on_top or draft.claim.kind is not Kind.TOTAL:
        return draft
    before = takewhile(
        lambda other: draft.index - other.index <= 1, reversed(drafts[max(0, position - _ENOUGH) : position])
    )
    adds = any(other.claim.measure is draft.claim.measure and other.claim.kind is not Kind.PART for other in before)
    return replace(draft, claim=replace(draft.claim, kind=Kind.NEW)) if adds else draft


# --- parts ------------------------------------------------------------------------------------------

_NEAR = 4
_FAR = 8
"""Sentences over which a number is still taken for a part of another."""


def _whole_of(position: int, drafts: Sequence[Draft], gazetteer: Gazetteer) -> Span | None:
    """The number of which another is a part by its place: Hunan's of China's."""
    draft = drafts[position]
    if draft.claim.kind is not Kind.TOTAL or draft.claim.status is not Status.ASSERTED or not draft.own_place:
        return None
    for other in _around(position, drafts):
        if _may_hold(other.claim, draft.claim) and _lies_in(draft.claim.place, other.claim.place, gazetteer):
            return other.claim.span
    return None


def _around(position: int, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The numbers of the sentences before, the last first, then the sums of those right behind."""
    index = drafts[position].index
    before = map(drafts.__getitem__, range(position - 1, -1, -1))
    behind = map(drafts.__getitem__, range(position + 1, len(drafts)))
    yield from takewhile(lambda other: index - other.index <= _FAR, before)
    for other in takewhile(lambda other: other.index - index <= _NEAR, behind):
        if other.index > index and other.cumulative:
            yield other


def _whole_of_list(position: int, drafts: Sequence[Draft], wholes: Mapping[int, Span]) -> Span | None:
    """The number of which another is a part because it goes on with what the last sentence told part by
    part: "seven died in Guangdong … Three fishermen died at sea".
    """
    draft = drafts[position]
    if not position or draft.claim.kind is not Kind.TOTAL or draft.own_place or draft.cumulative:
        return None
    last = drafts[position - 1]
    alike = last.claim.measure is draft.claim.measure and last.paragraph == draft.paragraph
    return wholes.get(position - 1) if alike and draft.index - last.index <= 1 else None


def _may_hold(whole: Claim, part: Claim) -> bool:
    """Whether a number can be the whole of another: of the same things, of the same sort, and greater."""
    return (
        whole.kind is Kind.TOTAL
        and whole.status is Status.ASSERTED
        and whole.measure is part.measure
        and whole.figure.unit is part.figure.unit
        and _most(whole) > _least(part)
        and whole.sentence != part.sentence
    )


def _most(claim: Claim) -> float:
    """The greatest that a number can be meant to be; what is vague can be anything."""
    figure = claim.figure
    if figure.qualifier is Qualifier.VAGUE:
        return math.inf
    return max(number for number in (figure.value, figure.low, figure.high) if number is not None)


def _least(claim: Claim) -> float:
    figure = claim.figure
    return min(number for number in (figure.value, figure.low, figure.high) if number is not None)


def _lies_in(inner: str | None, outer: str | None, gazetteer: Gazetteer) -> bool:
    """Whether one place lies in another, as far as the text or the gazetteer knows."""
    if inner is None or outer is None or inner.casefold() == outer.casefold():
        return False
    if inner in outer:
        return True  # "Paraguay" of "Paraguay, Argentina and Uruguay"
    outer_place, inner_place = gazetteer.find(outer), gazetteer.find(inner)
    if outer_place is None:
        return outer[:1].islower() and not inner[:1].islower()  # "Battambang" of "eight provinces"
    if inner_place is None:
        return inner[:1].isupper() and outer_place.kind in ("country", "region", "area")
    return inner_place.id != outer_place.id and gazetteer.contains(outer_place.id, inner_place.id)
