"""When: the day up to which a number holds, the window in which it was counted, since when it counts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from tracker.extract.dates import NamedDay, find_days
from tracker.extract.measures import Suffered
from tracker.extract.numerals import as_names
from tracker.extract.phrases import either, phrase_pattern
from tracker.lexicon import Lexicon, phrases_of
from tracker.model import Accuracy, Baseline, Day, Span, Window


@dataclass(frozen=True, slots=True)
class Times:
    """What a sentence says about time. ``new`` are words that say that a number was added in a window;
    ``since`` tells that it counts from some time on, also where that can't be read.
    """

    days: tuple[NamedDay, ...]
    baseline: Baseline | None
    window: Window | None
    new: tuple[Span, ...]
    years: tuple[int, ...]
    since: bool = False


def read_times(
    text: str, sentence: Span, published: date | None, lexicon: Lexicon, *, year: int | None = None
) -> Times:
    """What a sentence says about days, windows and baselines; ``year`` is that of what is told, where the day
    of publication isn't known.
    """
    days = tuple(find_days(text, sentence, published, lexicon, year=year))
    baseline, baseline_span = _baseline_of(text, sentence, days, lexicon)
    new = tuple(
        Span(*found.span())
        for found in phrase_pattern(lexicon.times.new).finditer(text, sentence.start, sentence.end)
        if not phrase_pattern(lexicon.times.not_new_after).search(
            text, max(sentence.start, found.start() - 10), found.start()
        )
    )
    window = _window_of(text, sentence, published, lexicon)
    new += _short_windows(text, sentence, lexicon) + _ranges(text, sentence, lexicon)
    since = phrase_pattern(lexicon.times.since).search(text, sentence.start, sentence.end) is not None
    years = tuple(
        int(found.group("year1") or found.group("year2"))
        for found in _year_pattern(lexicon).finditer(text, sentence.start, sentence.end)
        if not _ended(lexicon).search(text, max(sentence.start, found.start() - 12), found.start("year1"))
    )
    kept = tuple(day for day in days if not (baseline_span and baseline_span.covers(day.span)))
    return Times(_ends_of_ranges(text, _without_datelines(text, sentence, kept)), baseline, window, new, years, since)


@cache
def _ended(lexicon: Lexicon) -> re.Pattern[str]:
    """Before a year that had just ended: "by the end of 2023, 1.9 million were displaced" tells how it is."""
    return re.compile(rf"\b(?:{either(phrases_of(lexicon.times.ended))})\s\Z")


def as_of(
    figure: Span, figures: Sequence[Span], times: Times, text: str, *, in_window: bool, published: date | None
) -> Day | None:
    """The day up to which a number holds, where its sentence gives one: the nearest day named that belongs
    to it; for a window that ends when the text is published, that day.
    """
    named = [
        day for day in times.days if day.day.accuracy is Accuracy.DAY and _belongs(text, figure, figures, day.span)
    ]
    nearest = min(named, key=lambda day: max(day.span.start - figure.end, figure.start - day.span.end), default=None)
    if nearest is not None:
        return nearest.day
    return Day(published) if in_window and times.window and published else None


def _belongs(text: str, figure: Span, figures: Sequence[Span], day: Span) -> bool:
    """Whether a day can be that of a number: one that follows an earlier number and a pause is that one's
    ("27 were killed Tuesday, and 137 since the war began").
    """
    if day.start > figure.start or not any(other.end <= day.start for other in figures):
        return True
    return _COMMA.search(text, day.end, figure.start) is None


_COMMA = re.compile(r",\s|;")


def day_of_heading(text: str, sentence: Span, published: date | None, lexicon: Lexicon) -> Day | None:
    """The day that a sentence without figures sets for what follows: "Information as of 24 October"."""
    if not phrase_pattern(lexicon.times.as_of).search(text, sentence.start, sentence.end):
        return None
    return next((found.day for found in find_days(text, sentence, published, lexicon)), None)


def _without_datelines(text: str, sentence: Span, days: Sequence[NamedDay]) -> tuple[NamedDay, ...]:
    """The days without the one of the dateline, which tells when a text was written: "GAZA, March 1 - …"."""
    return tuple(day for day in days if not _is_dateline(text, sentence, day.span))


def _is_dateline(text: str, sentence: Span, day: Span) -> bool:
    before, after = text[sentence.start : day.start], text[day.end : day.end + 24]
    return (
        day.start - sentence.start < 60
        and (not before or _DATELINE_PLACE.fullmatch(before) is not None)
        and (_DATELINE_DASH.match(after) is not None)
    )


_DATELINE_PLACE = re.compile(r"[A-Z][A-Z/ .'’-]{2,40}(?:, [\w .]{2,30})?, ")
_DATELINE_DASH = re.compile(r"\s*(?:\([^)]{1,30}\)\s*)?[-–—]")


def _ends_of_ranges(text: str, days: Sequence[NamedDay]) -> tuple[NamedDay, ...]:
    """The days without those that only open a range: "between 7 October and 1 February" holds up to the
    latter.
    """
    opening = {
        one.span for one, other in pairwise(days) if _RANGE_JOINT.fullmatch(text[one.span.end : other.span.start])
    }
    return tuple(day for day in days if day.span not in opening)


_RANGE_JOINT = re.compile(r"\s*(?:and|to|-|–|—|until|through)\s*")


@cache
def _year_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """A year that is the year of what is told: "in 2008", "the 2008 quake", not "the 1973 building"."""
    leads = either(phrases_of(lexicon.standing.year_leads))
    events = either(phrases_of(lexicon.standing.event_nouns))
    year = r"(?:1[89]|20)\d\d"
    return re.compile(
        rf"\b(?:{leads})\s(?:\w+\s){{0,2}}?(?P<year1>{year})(?![\w]|[.,]\d)"
        rf"|(?<![\w,.])(?P<year2>{year})\s(?:\w+\s)?(?:{events})\b",
        re.IGNORECASE,
    )


_LONGEST_BASELINE = 60
"""Characters between "since" and its day: "since Israel resumed its offensive on 18 March"."""


def _baseline_of(
    text: str, sentence: Span, days: Sequence[NamedDay], lexicon: Lexicon
) -> tuple[Baseline | None, Span | None]:
    """The words after "since", with their date where they name one, and where they stand."""
    found = _since_pattern(lexicon).search(text, sentence.start, sentence.end)
    if found is None:
        return None, None
    for day in days:
        if 0 <= day.span.start - found.end("lead") <= _LONGEST_BASELINE:
            span = Span(found.start(), day.span.end)
            return Baseline(text[found.end("lead") : day.span.end].strip(), day.day), span
    if words := found.group("outset"):
        return Baseline(words, from_outset=True), Span(*found.span())
    return (Baseline(words), Span(*found.span())) if (words := found.group("start")) else (None, None)


@cache
def _since_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    lead = either(phrases_of(lexicon.times.since))
    outset = either(phrases_of(lexicon.times.outset))
    start = either(phrases_of(lexicon.times.other_starts))
    return re.compile(rf"\b(?P<lead>{lead})\s+(?:(?P<outset>{outset})\b|(?P<start>{start})\b)?", re.IGNORECASE)


def _window_of(text: str, sentence: Span, published: date | None, lexicon: Lexicon) -> Window | None:
    found = _window_pattern(lexicon).search(text, sentence.start, sentence.end)
    if found is None or published is None:
        return None
    days = max(1, round(_days_of(found, lexicon)))
    if days >= published.toordinal() or days > 3_660:
        return None
    return Window(published - timedelta(days=days), published)


_SHORT = 15
"""Days up to which a window is one in which a number was added; a longer one may be the whole crisis."""


def _short_windows(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    return tuple(
        Span(*found.span())
        for found in _window_pattern(lexicon).finditer(text, sentence.start, sentence.end)
        if _days_of(found, lexicon) <= _SHORT and _leads_or_trails(text, sentence, found)
    )


def _ranges(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    """The ranges of days in which a number was added: "between 15 and 22 October"."""
    return tuple(Span(*found.span()) for found in _range_pattern(lexicon).finditer(text, sentence.start, sentence.end))


@cache
def _range_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    months, units = as_names(lexicon.numerals.months), either(lexicon.times.window_units)
    named = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{months})(?:\s\d{{4}})?|(?:{months})\.?\s\d{{1,2}})"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    joint = r"\s?(?:and|-|–|to|until)\s?"
    both = rf"(?:{named}{joint}(?:{named}|{day})|{day}{joint}{named})"  # "between 15 and 20 dead" names no days
    counted = rf"(?:\w+\s)?(?:{units})"
    return re.compile(
        rf"\b(?:(?:between|from)\s{both}"
        rf"|(?:in|during|over)\sthe\s(?:first|last)\s{counted}\sof)\b",
        re.IGNORECASE,
    )


def _leads_or_trails(text: str, sentence: Span, window: re.Match[str]) -> bool:
    """Whether a window stands at the head of its sentence or behind a number: "heavy storms over the past
    week left four dead" tells when the storms were.
    """
    before = text[sentence.start : window.start()]
    return len(before) < _HEAD or _DIGIT.search(before) is not None


_HEAD = 16
_DIGIT = re.compile(r"\d")


def _days_of(found: re.Match[str], lexicon: Lexicon) -> float:
    count = (found.group("count") or "1").lower()
    number = float(count) if count.isdigit() else lexicon.numerals.cardinals[count]
    return number * lexicon.times.window_units[found.group("unit").lower()]


@cache
def _window_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    past = either(phrases_of(lexicon.times.past_window))
    units = either(lexicon.times.window_units)
    return re.compile(
        rf"\b(?:{past})\s(?P<count>\d{{1,3}}|{either(lexicon.numerals.cardinals)})?[\s-]?(?P<unit>{units})\b",
        re.IGNORECASE,
    )


def in_windows(text: str, all_suffered: Sequence[Suffered], times: Times) -> frozenset[Span]:
    """The numbers that were added in a window that their sentence states. The words for it belong to the
    number right before them, and to those that are joined to it without a comma; at the head of a
    sentence, to the numbers behind them.
    """
    figures = [one.counted.span for one in all_suffered]
    found: set[Span] = set()
    for words in times.new:
        before = [one.counted.span for one in all_suffered if _may_be_of(text, words, one)]
        found.update(_joined_back(text, before) if before else _joined_on(text, figures))
    return frozenset(found)


def _may_be_of(text: str, words: Span, suffered: Suffered) -> bool:
    """Whether a number stands before a window and can be meant by it; behind the verb of the whole, a part is not:
    "five people, two of them children, died in the past day".
    """
    figure, trigger = suffered.counted.span, suffered.trigger
    of_whole = suffered.part and "," in text[figure.end : min(trigger.start, words.start)]
    return figure.end <= words.start and not of_whole


def _joined_back(text: str, figures: Sequence[Span]) -> Iterable[Span]:
    yield figures[-1]
    for earlier, later in zip(reversed(figures[:-1]), reversed(figures), strict=False):
        joined = AND.search(text, earlier.end, later.start) and not PAUSE.search(text, earlier.end, later.start)
        if not (joined or _is_aside(text, earlier, later)):
            return
        yield earlier


def _is_aside(text: str, earlier: Span, later: Span) -> bool:
    """Whether a number stands in brackets behind another: "3,774 casualties (1,095 deaths and …)"."""
    return "(" in text[earlier.end : later.start] and ")" not in text[earlier.end : later.start]


def _joined_on(text: str, figures: Sequence[Span]) -> Iterable[Span]:
    yield from figures[:1]
    for earlier, later in pairwise(figures):
        if not AND.search(text, earlier.end, later.start) or PAUSE.search(text, earlier.end, later.start):
            return
        yield later


AND = re.compile(r"\band\b|&")
PAUSE = re.compile(r",\s|;|\bthat\b|\bsince\b")
