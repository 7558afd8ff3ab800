"""What the numbers of one text are to each other: parts of a whole, incidents of a crisis, news and past.

A sentence by itself says "five people were killed"; only its neighbours say whether these are all, some of
the 26 just told of, or those of one more day in a war that has killed thousands.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.extract.standing import EVENTS
from tracker.model import Claim, Kind, Qualifier, Span, Status
from tracker.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as its own sentence gives it. ``index`` and ``paragraph`` say where that stands; ``of_crisis``
    that the number is the toll of a crisis at large, ``cumulative`` that it counts all so far, ``anchored``
    that its sentence tells of one incident, ``own_place`` that it names a place itself.
    """

    claim: Claim
    index: int
    paragraph: int
    of_crisis: bool
    cumulative: bool
    anchored: bool
    own_place: bool


def related(drafts: Sequence[Draft], gazetteer: Gazetteer, *, quarrel: bool) -> Iterator[Claim]:
    """The claims of a text, each with what it is to the others. ``quarrel`` tells that the text itself says
    that its incidents are those of a longer crisis.
    """
    settled = list(drafts)
    if quarrel or any(draft.of_crisis for draft in drafts):
        settled = _with_incidents(settled)
    wholes: dict[int, Span] = {}
    for position, draft in enumerate(settled):
        whole = _whole_of(position, settled, gazetteer) or _whole_of_list(position, settled, wholes)
        if whole is not None:
            wholes[position] = whole
        yield replace(draft.claim, kind=Kind.PART, part_of=whole) if whole else draft.claim


# --- incidents --------------------------------------------------------------------------------------


def _with_incidents(drafts: Sequence[Draft]) -> list[Draft]:
    """One incident of a crisis only adds to its toll."""
    done: list[Draft] = []
    for draft in drafts:
        kind = Kind.NEW if _is_incident(draft, done) else draft.claim.kind
        done.append(replace(draft, claim=replace(draft.claim, kind=kind)))
    return done


def _is_incident(draft: Draft, before: Sequence[Draft]) -> bool:
    claim = draft.claim
    if claim.kind is not Kind.TOTAL or claim.status is not Status.ASSERTED or claim.measure not in EVENTS:
        return False
    if draft.of_crisis or draft.cumulative:
        return False
    return draft.anchored or (
        bool(before) and before[-1].claim.kind is Kind.NEW and before[-1].index >= draft.index - 1
    )


# --- parts ------------------------------------------------------------------------------------------

_FAR = 8
"""Sentences over which a number is still taken for a part of another."""


def _whole_of(position: int, drafts: Sequence[Draft], gazetteer: Gazetteer) -> Span | None:
    """The number of which another is a part by its place: Hunan's of China's."""
    draft = drafts[position]
    if draft.claim.kind is not Kind.TOTAL or draft.claim.status is not Status.ASSERTED or not draft.own_place:
        return None
    for other in reversed(drafts[:position]):
        if draft.index - other.index > _FAR:
            return None
        if _may_hold(other.claim, draft.claim) and _lies_in(draft.claim.place, other.claim.place, gazetteer):
            return other.claim.span
    return None


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
