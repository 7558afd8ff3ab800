"""Which of the places that a sentence names a number is about, and what a claimant's name says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tracker.extract.measures import Suffered
from tracker.extract.places import Hold, NamedPlace
from tracker.lexicon import Lexicon, phrases_of
from tracker.model import Measure, Span
from tracker.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence by the places where it breaks off: at ``breaks`` a clause begins that says something
    else of its own ("while", "but", a semicolon).
    """

    text: str
    breaks: tuple[int, ...]

    def together(self, one: int, other: int) -> bool:
        """Whether two places of the text stand in one clause."""
        first, last = sorted((one, other))
        return not any(first < at <= last for at in self.breaks)


def place_of(
    suffered: Suffered, figures: Sequence[Span], places: Sequence[NamedPlace], clauses: Clauses
) -> NamedPlace | None:
    """The place that a number of a sentence is about: the one that its trigger has ("the toll in Israel rose
    to four"); else in its clause the first one named behind it, before the next number or shared with it;
    else the one that opens its clause; else the last one before it.
    """
    figure, trigger = suffered.counted.span, suffered.trigger
    firm = [place for place in places if place.hold in FIRM]
    near = [place for place in firm if clauses.together(figure.start, place.span.start)]
    for held in (
        [place for place in near if trigger.end <= place.span.start < figure.start and not suffered.shared],
        [place for place in near if _is_behind(suffered, figures, place, clauses)],
        [place for place in reversed(near) if place.hold is Hold.HEAD and place.span.end <= figure.start],
        [place for place in reversed(near) if place.span.end <= figure.start],
        [place for place in reversed(firm) if place.span.end <= figure.start],
    ):
        if held:
            return held[0]
    return None


FIRM = {Hold.AT, Hold.HEAD, Hold.BACK, Hold.AREA}
_MOVED = {Measure.DISPLACED, Measure.EVACUATED, Measure.REFUGEES, Measure.RETURNED, Measure.SHELTERED, Measure.HOMELESS}
"""Measures of people who have moved: from where and to where is where they are counted."""


def loose_place_of(
    suffered: Suffered, figures: Sequence[Span], places: Sequence[NamedPlace], clauses: Clauses
) -> NamedPlace | None:
    """The place that only stands by a number, where no other is named."""
    figure = suffered.counted.span
    own = [
        place
        for place in places
        if _is_behind(suffered, figures, place, clauses)
        and (place.hold is not Hold.MOVED or suffered.measure in _MOVED)
    ]
    before = [place for place in reversed(places) if place.span.end <= figure.start]
    return next(iter((*own, *before)), None)


def scene_of(places: Sequence[NamedPlace]) -> NamedPlace | None:
    """The place in which a sentence without numbers stands."""
    heads = [place for place in places if place.hold is Hold.HEAD]
    firm = [place for place in places if place.hold in (Hold.AT, Hold.BACK)]
    return next(iter((*heads, *firm)), None)


def _is_behind(suffered: Suffered, figures: Sequence[Span], place: NamedPlace, clauses: Clauses) -> bool:
    """Whether a place follows a number, with no number in between but its neighbours in a list."""
    figure, trigger = suffered.counted.span, suffered.trigger
    if place.span.start < figure.end or _is_outside_brackets(figure, trigger, place, clauses.text):
        return False
    end = figure.end
    for other in figures:
        if figure.start < other.start < place.span.start:
            if not _LISTED.fullmatch(clauses.text, end, other.start):
                return False
            end = other.end
    return place.hold is not Hold.HEAD or end == figure.end


def _is_outside_brackets(figure: Span, trigger: Span, place: NamedPlace, text: str) -> bool:
    """Whether a number stands in brackets with what it tells, and a place behind them: "(43 deaths) and damage in the
    south".
    """
    closing = text.find(")", max(figure.end, trigger.end), place.span.start)
    return closing >= 0 and "(" not in text[min(figure.start, trigger.start) : closing]


_LISTED = re.compile(r"[^—–:;()]{0,60}?(?:,|\band\b|\bor\b|\bwith\b)[^—–:;(),]{0,32}", re.DOTALL)
"""What stands between two numbers that share what follows: "12 killed and 30 wounded in Kabul"."""


_SHARE_OF = re.compile(r"\s+of\s(?:the\s)?([A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})['’]s?\s")


def place_of_share(text: str, number: Span, gazetteer: Gazetteer) -> str | None:
    """The place of whose people a share is: "90 percent of *Gaza*'s residents"."""
    found = _SHARE_OF.match(text, number.end, number.end + 80)
    return found.group(1) if found and gazetteer.find(found.group(1)) is not None else None


def place_of_source(source: str, gazetteer: Gazetteer, lexicon: Lexicon) -> str | None:
    """The place that a claimant's name holds, where it counts what happens there: Gaza for "the health
    ministry in Gaza", nothing for "the Israeli military" or for a person called like a place.
    """
    words = source.casefold().split()
    if any(word.strip(",.") in words_abroad(lexicon) for word in words):
        return None
    bodies = _bodies(lexicon)
    for found in _RUN_OF_CAPITALS.finditer(source):
        lead = source[: found.start()].split()[-1:]
        run = re.sub(r"['’]s?$", "", found.group())
        owned = found.group() != run or bool(_OWNS.match(source, found.end()))
        if (owned or (lead and lead[0].casefold() in _leads(lexicon))) and gazetteer.find(run) is not None:
            return run.removeprefix("the ")
        head = [word for word in run.split() if word[0].isupper()]
        if len(head) > 1 and _ACRONYM.fullmatch(head[-2]) and gazetteer.find(head[-1]) is not None:
            return head[-1]  # "MoH Gaza", "UNICEF Lebanon"
        at = next((index for index, word in enumerate(head) if word.casefold() in bodies), 0)
        if (named := _longest_place(head[:at], gazetteer)) is not None:
            return named
    return None


def _longest_place(head: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """The longest of neighbouring words that are a place: "South Carolina" before "Department"."""
    plain = [re.sub(r"['’]s?$", "", word) for word in head if word != "The"]
    for length in range(min(len(plain), 3), 0, -1):
        for start in range(len(plain) - length + 1):
            named = " ".join(plain[start : start + length])
            if len(named) > 3 and gazetteer.find(named) is not None:
                return named
    return None


_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z]{2,8}")
_OWNS = re.compile(r"['’]s?\b|(?= [a-z])")
"""What follows a place that stands before a body: "Gaza's ministry", "Gaza health official"."""


@cache
def _bodies(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(
        word
        for phrase in (*phrases_of(lexicon.attribution.body), *phrases_of(lexicon.attribution.person))
        for word in phrase.split()
    )


@cache
def _leads(lexicon: Lexicon) -> frozenset[str]:
    return frozenset((*phrases_of(lexicon.places.place_lead), *phrases_of(lexicon.places.place_origin)))


_RUN_OF_CAPITALS = re.compile(r"(?:the )?[A-Z][\w’'-]*(?: (?:of |al-|el-)?[A-Z][\w’'-]*)*")


@cache
def words_abroad(lexicon: Lexicon) -> frozenset[str]:
    """The nouns of bodies that count what happens elsewhere."""
    return frozenset(phrases_of(lexicon.places.counts_abroad))
