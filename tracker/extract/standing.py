"""How a number stands: its kind (total, new, part), its status (asserted, projected …) and its basis."""

import re
from datetime import date
from functools import cache

from tracker.extract.measures import Suffered
from tracker.extract.numerals import as_names
from tracker.extract.phrases import either, phrase_pattern
from tracker.extract.times import AND, PAUSE, Times
from tracker.lexicon import Lexicon, phrases_of
from tracker.model import Basis, Kind, Measure, Span, Status

_EVENTS = {Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.DETAINED}
"""Measures that happen at a moment; displacement is a state, and its numbers say how many there are."""


def kind_of(
    text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon, *, in_window: bool, in_crisis: bool
) -> Kind:
    """Whether a number was added in a stated window or by one incident of a longer crisis, is a part of
    another number, or is the whole toll so far.
    """
    if in_window:
        return Kind.NEW
    if suffered.part:
        return Kind.PART
    incident = in_crisis and suffered.measure in _EVENTS and suffered.rule in _OF_INCIDENTS
    if incident and not _is_cumulative(text, sentence, suffered, lexicon):
        return Kind.NEW
    return Kind.TOTAL


_OF_INCIDENTS = {"passive", "active", "intransitive", "list", "one and", "left so"}
"""Rules with a verb: "26 were killed" tells of an incident, "a toll of 26" does not."""


def _is_cumulative(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether the words around a number say that it counts all so far: "so far", or the perfect tense."""
    figure, trigger = suffered.counted.span, suffered.trigger
    between = text[min(figure.end, trigger.end) : max(figure.start, trigger.start)]
    near = text[max(sentence.start, figure.start - 60) : min(sentence.end, max(figure.end, trigger.end) + 40)]
    before = text[max(sentence.start, trigger.start - 12) : trigger.start]
    return bool(
        phrase_pattern(lexicon.standing.cumulative).search(near)
        or phrase_pattern(lexicon.standing.perfect).search(between)
        or (trigger.start < figure.start and phrase_pattern(lexicon.standing.perfect).search(before))
    )


def sums_up(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether the words before a number say that it is the sum of what was told: "so far", "in all"."""
    start = max(sentence.start, suffered.counted.span.start - 60)
    return phrase_pattern(lexicon.standing.summing).search(text, start, suffered.counted.span.start) is not None


def is_in_crisis(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is about a longer crisis, in which one incident only adds to the toll: it says so, or
    it counts since a day.
    """
    return any(pattern.search(text) for pattern in (phrase_pattern(lexicon.standing.crisis), _counts_since(lexicon)))


@cache
def _counts_since(lexicon: Lexicon) -> re.Pattern[str]:
    since = either(phrases_of(lexicon.times.since))
    months = as_names(lexicon.numerals.months)
    return re.compile(rf"\b(?:{since})\s(?:\d{{1,2}}\s(?:{months})|(?:{months})\.?\s\d{{1,2}})\b", re.IGNORECASE)


def joined_kind(text: str, suffered: Suffered, kind: Kind, before: tuple[Suffered, Kind] | None) -> Kind:
    """A number that leaves out its verb goes with the one before it: "104 were killed and 760 injured"."""
    if before is None or kind is not Kind.TOTAL or suffered.rule not in ("reduced", "state after", "list"):
        return kind
    earlier, earlier_kind = before
    between = text[earlier.counted.span.end : suffered.counted.span.start]
    joined = AND.search(between) is not None and PAUSE.search(between) is None and len(between) < 60
    return Kind.NEW if joined and earlier_kind is Kind.NEW else kind


def status_of(
    text: str, sentence: Span, suffered: Suffered, times: Times, *, published: date | None, lexicon: Lexicon
) -> Status:
    """How the text stands to a number, by the words right around it and its trigger."""
    figure, trigger = suffered.counted.span, suffered.trigger
    start = max(sentence.start, min(figure.start, trigger.start) - 32)
    around = text[start : min(sentence.end, max(figure.end, trigger.end) + 24)]
    for status in lexicon.standing.statuses_before:
        if phrase_pattern(lexicon.standing.statuses_before[status]).search(text, start, figure.start):
            return status
    for status in (Status.DENIED, Status.DISPUTED, Status.BACKGROUND, Status.PROJECTED):
        if phrase_pattern(lexicon.standing.statuses[status]).search(around):
            return status
    if published and times.years and max(times.years) < published.year - 1 and times.baseline is None:
        return Status.BACKGROUND
    return Status.ASSERTED


def basis_of(text: str, suffered: Suffered, lexicon: Lexicon) -> Basis | None:
    """How the number was made, where the words right before it say so."""
    left = text[max(0, suffered.counted.span.start - 30) : suffered.counted.span.start]
    for basis in (Basis.ESTIMATED, Basis.VERIFIED, Basis.IDENTIFIED):
        if phrase_pattern(lexicon.standing.bases[basis]).search(left):
            return basis
    return None
