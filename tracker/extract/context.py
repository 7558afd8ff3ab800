"""Where, up to when, since when, of what kind, and how sure.

Everything is read from the words around a number; what the text doesn't say stays ``None``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from tracker.extract.chunks import Chunk, compile_pattern, letters_of
from tracker.extract.dates import NamedDay, find_days
from tracker.extract.grammar import Grammar
from tracker.extract.measures import Suffered
from tracker.extract.numerals import as_names
from tracker.lexicon import Lexicon, phrases_of
from tracker.model import Accuracy, Baseline, Basis, Day, Kind, Measure, Span, Status, Window
from tracker.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Times:
    """What a sentence says about time. ``new`` are words that say that a number was added in a window."""

    days: tuple[NamedDay, ...]
    baseline: Baseline | None
    window: Window | None
    new: tuple[Span, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as a text names it. ``known`` tells that the gazetteer knows it."""

    span: Span
    known: bool


# --- where ------------------------------------------------------------------------------------------

_NAME = "CAPITAL (?: CAPITAL | HYPHEN CAPITAL|WORD | WORD HYPHEN CAPITAL | POSSESSIVE CAPITAL )*"
_WHOSE = "(?: POSSESSIVE (?: COMPASS|PLACE_NOUN )* )?"
_KIND = "(?: PLACE_NOUN (?! OF ) )?"
_LIST = f"(?: (?: COMMA {_NAME} )* COMMA? AND {_NAME} (?: PLACE_NOUN )? )?"
_NOUN_OF = f"(?: COMPASS|CAPITAL|POSSESSIVE )* PLACE_NOUN OF DETERMINER? {_NAME}"
_LEADING = "(?: WORD|PLACE_NOUN|HYPHEN|OF|ARTICLE|DETERMINER|POSSESSIVE|PREPOSITION ){0,6}?"
_PLACE = (
    "(?P<lead> PLACE_LEAD|PLACE_ORIGIN ) (?: DETERMINER|ARTICLE )? "
    f"{_LEADING} (?P<place> {_NOUN_OF} | (?: COMPASS )* {_NAME} {_WHOSE} {_KIND} {_LIST} )"
)


@cache
def _place_pattern(grammar: Grammar) -> re.Pattern[str]:
    return compile_pattern(_PLACE, grammar.alphabet)


def find_places(
    text: str, chunks: Sequence[Chunk], credits: Iterable[Span], grammar: Grammar, gazetteer: Gazetteer
) -> tuple[NamedPlace, ...]:
    """The places that a sentence names after a preposition, those inside a credit left out. After a
    preposition that leads to people as well ("of", "by") only a known place is one.
    """
    taken = tuple(credits)
    found = []
    for match in _place_pattern(grammar).finditer(letters_of(chunks)):
        named = list(chunks[match.start("place") : match.end("place")])
        while len(named) > 1 and "determiner" in named[0].roles:
            named = named[1:]
        span = Span(named[0].start, named[-1].end)
        if any("medium" in c.roles or "not_place" in c.roles for c in named) or any(span.overlaps(c) for c in taken):
            continue
        known = gazetteer.find(span.of(text)) is not None
        if known or _is_strong(chunks[match.start("lead")]):
            found.append(NamedPlace(span, known))
    return tuple(found)


def _is_strong(lead: Chunk) -> bool:
    return "place_lead" in lead.roles and "place_origin" not in lead.roles


def place_of(suffered: Suffered, all_suffered: Sequence[Suffered], places: Sequence[NamedPlace]) -> Span | None:
    """The place that a number of a sentence is about: the first one named behind it, before the next
    number; else the last one before it; else the first one of the sentence.
    """
    figure = suffered.counted.span
    following = min(
        (one.counted.span.start for one in all_suffered if one.counted.span.start > figure.start), default=None
    )
    behind = [place.span for place in places if place.span.start > figure.start]
    own = [place for place in behind if following is None or place.start < following]
    before = [place.span for place in places if place.span.end <= figure.start]
    if own:
        return own[0]
    if before:
        return before[-1]
    return behind[0] if behind else None


_RUN_OF_CAPITALS = re.compile(r"(?:the )?[A-Z][\w’'-]*(?: (?:of |al-|el-)?[A-Z][\w’'-]*)*")


def speaks_of_settlement(text: str, sentence: Span, lexicon: Lexicon) -> bool:
    """Whether a sentence stands in the settlement that was named last: "this city has become a refuge"."""
    return _phrase_pattern(lexicon, "settlement").search(text, sentence.start, sentence.end) is not None


def place_of_source(source: str, gazetteer: Gazetteer, lexicon: Lexicon) -> str | None:
    """The place that a claimant's name holds, where it counts what happens there: Gaza for "the health
    ministry in Gaza", nothing for "the Israeli military".
    """
    words = source.casefold().split()
    if any(word.strip(",.") in words_abroad(lexicon) for word in words):
        return None
    for found in _RUN_OF_CAPITALS.finditer(source):
        for words_of_run in _parts_of_run(found.group()):
            if gazetteer.find(words_of_run) is not None:
                return words_of_run
    return None


@cache
def words_abroad(lexicon: Lexicon) -> frozenset[str]:
    """The nouns of bodies that count what happens elsewhere."""
    return frozenset(phrases_of(lexicon.context.counts_abroad))


def _parts_of_run(run: str) -> Iterable[str]:
    """A run of capitalised words, whole and word by word: "Gaza Health Ministry" holds Gaza."""
    plain = re.sub(r"['’]s$", "", run)
    yield plain
    yield from (re.sub(r"['’]s$", "", word) for word in plain.split() if len(word) > 3 and word[0].isupper())


# --- when -------------------------------------------------------------------------------------------


def read_times(text: str, sentence: Span, published: date | None, lexicon: Lexicon) -> Times:
    """What a sentence says about days, windows and baselines."""
    days = tuple(find_days(text, sentence, published, lexicon))
    baseline, baseline_span = _baseline_of(text, sentence, days, lexicon)
    new = tuple(
        Span(*found.span()) for found in _phrase_pattern(lexicon, "new").finditer(text, sentence.start, sentence.end)
    )
    window = _window_of(text, sentence, published, lexicon)
    years = tuple(int(found.group()) for found in _YEAR.finditer(text, sentence.start, sentence.end))
    kept = tuple(day for day in days if not (baseline_span and baseline_span.covers(day.span)))
    return Times(_ends_of_ranges(text, _without_datelines(text, sentence, kept)), baseline, window, new, years)


def as_of(suffered: Suffered, times: Times, *, in_window: bool, published: date | None) -> Day | None:
    """The day up to which a number holds, where its sentence gives one: the nearest day named; for a
    window that ends when the text is published, that day.
    """
    figure = suffered.counted.span
    named = [day for day in times.days if day.day.accuracy is Accuracy.DAY]
    nearest = min(named, key=lambda day: max(day.span.start - figure.end, figure.start - day.span.end), default=None)
    if nearest is not None:
        return nearest.day
    return Day(published) if in_window and published else None


def day_of_heading(text: str, sentence: Span, published: date | None, lexicon: Lexicon) -> Day | None:
    """The day that a sentence without figures sets for what follows: "Information as of 24 October"."""
    if not _phrase_pattern(lexicon, "as_of").search(text, sentence.start, sentence.end):
        return None
    return next((found.day for found in find_days(text, sentence, published, lexicon)), None)


def _without_datelines(text: str, sentence: Span, days: Sequence[NamedDay]) -> tuple[NamedDay, ...]:
    """The days without the one of the dateline ("GAZA, March 1 - …"), where another one is named."""
    kept = tuple(day for day in days if not _is_dateline(text, sentence, day.span))
    return kept or tuple(days)


def _is_dateline(text: str, sentence: Span, day: Span) -> bool:
    before, after = text[sentence.start : day.start], text[day.end : day.end + 24]
    return (
        day.start - sentence.start < 60
        and _DATELINE_PLACE.fullmatch(before) is not None
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


_YEAR = re.compile(r"(?<![\w,.])(?:1[89]|20)\d\d(?![\w,]|\.\d)")


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
    lead = _either(phrases_of(lexicon.context.since))
    outset = _either(phrases_of(lexicon.context.outset))
    start = _either(phrases_of(lexicon.context.other_starts))
    return re.compile(rf"\b(?P<lead>{lead})\s+(?:(?P<outset>{outset})\b|(?P<start>{start})\b)?", re.IGNORECASE)


def _window_of(text: str, sentence: Span, published: date | None, lexicon: Lexicon) -> Window | None:
    found = _window_pattern(lexicon).search(text, sentence.start, sentence.end)
    if found is None or published is None:
        return None
    count = found.group("count")
    days = max(1, round((float(count) if count else 1) * lexicon.context.window_units[found.group("unit").lower()]))
    if days >= published.toordinal() or days > 3_660:
        return None
    return Window(published - timedelta(days=days), published)


@cache
def _window_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    past = _either(phrases_of(lexicon.context.past_window))
    units = _either(lexicon.context.window_units)
    return re.compile(rf"\b(?:{past})\s(?P<count>\d{{1,3}})?[\s-]?(?P<unit>{units})\b", re.IGNORECASE)


# --- of what kind, how sure -------------------------------------------------------------------------


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


def in_windows(text: str, all_suffered: Sequence[Suffered], times: Times) -> frozenset[Span]:
    """The numbers that were added in a window that their sentence states. The words for it belong to the
    number right before them, and to those that are joined to it without a comma; at the head of a
    sentence, to the numbers behind them.
    """
    figures = [one.counted.span for one in all_suffered]
    found: set[Span] = set()
    for words in times.new:
        before = [figure for figure in figures if figure.end <= words.start]
        found.update(_joined_back(text, before) if before else _joined_on(text, figures))
    return frozenset(found)


def _joined_back(text: str, figures: Sequence[Span]) -> Iterable[Span]:
    yield figures[-1]
    for earlier, later in zip(reversed(figures[:-1]), reversed(figures), strict=False):
        if not _AND.search(text, earlier.end, later.start) or _PAUSE.search(text, earlier.end, later.start):
            return
        yield earlier


def _joined_on(text: str, figures: Sequence[Span]) -> Iterable[Span]:
    yield from figures[:1]
    for earlier, later in pairwise(figures):
        if not _AND.search(text, earlier.end, later.start) or _PAUSE.search(text, earlier.end, later.start):
            return
        yield later


_AND = re.compile(r"\band\b|&")
_PAUSE = re.compile(r",\s|;|\bthat\b|\bsince\b")


def _is_cumulative(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether the words around a number say that it counts all so far: "so far", or the perfect tense."""
    figure, trigger = suffered.counted.span, suffered.trigger
    between = text[min(figure.end, trigger.end) : max(figure.start, trigger.start)]
    near = text[max(sentence.start, figure.start - 60) : min(sentence.end, max(figure.end, trigger.end) + 40)]
    before = text[max(sentence.start, trigger.start - 12) : trigger.start]
    return bool(
        _phrase_pattern(lexicon, "cumulative").search(near)
        or _phrase_pattern(lexicon, "perfect").search(between)
        or (trigger.start < figure.start and _phrase_pattern(lexicon, "perfect").search(before))
    )


def is_in_crisis(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is about a longer crisis, in which one incident only adds to the toll: it says so, or
    it counts since a day.
    """
    return any(pattern.search(text) for pattern in (_phrase_pattern(lexicon, "crisis"), _counts_since(lexicon)))


@cache
def _counts_since(lexicon: Lexicon) -> re.Pattern[str]:
    since = _either(phrases_of(lexicon.context.since))
    months = as_names(lexicon.numerals.months)
    return re.compile(rf"\b(?:{since})\s(?:\d{{1,2}}\s(?:{months})|(?:{months})\.?\s\d{{1,2}})\b", re.IGNORECASE)


def joined_kind(text: str, suffered: Suffered, kind: Kind, before: tuple[Suffered, Kind] | None) -> Kind:
    """A number that leaves out its verb goes with the one before it: "104 were killed and 760 injured"."""
    if before is None or kind is not Kind.TOTAL or suffered.rule not in ("reduced", "state after", "list"):
        return kind
    earlier, earlier_kind = before
    between = text[earlier.counted.span.end : suffered.counted.span.start]
    joined = _AND.search(between) is not None and _PAUSE.search(between) is None and len(between) < 60
    return Kind.NEW if joined and earlier_kind is Kind.NEW else kind


def status_of(
    text: str, sentence: Span, suffered: Suffered, times: Times, *, published: date | None, lexicon: Lexicon
) -> Status:
    """How the text stands to a number, by the words right around it and its trigger."""
    figure, trigger = suffered.counted.span, suffered.trigger
    start = max(sentence.start, min(figure.start, trigger.start) - 32)
    around = text[start : min(sentence.end, max(figure.end, trigger.end) + 24)]
    for status in lexicon.context.statuses_before:
        if _status_before_pattern(lexicon, status).search(text, start, figure.start):
            return status
    for status in (Status.DENIED, Status.DISPUTED, Status.BACKGROUND, Status.PROJECTED):
        if _status_pattern(lexicon, status).search(around):
            return status
    if published and times.years and max(times.years) < published.year - 1 and times.baseline is None:
        return Status.BACKGROUND
    return Status.ASSERTED


@cache
def _status_pattern(lexicon: Lexicon, status: Status) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(phrases_of(lexicon.context.statuses[status]))})\b", re.IGNORECASE)


@cache
def _status_before_pattern(lexicon: Lexicon, status: Status) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(phrases_of(lexicon.context.statuses_before[status]))})\b", re.IGNORECASE)


@cache
def _phrase_pattern(lexicon: Lexicon, row: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(phrases_of(getattr(lexicon.context, row)))})\b", re.IGNORECASE)


def basis_of(text: str, suffered: Suffered, lexicon: Lexicon) -> Basis | None:
    """How the number was made, where the words right before it say so."""
    left = text[max(0, suffered.counted.span.start - 30) : suffered.counted.span.start]
    for basis in (Basis.ESTIMATED, Basis.VERIFIED, Basis.IDENTIFIED):
        if _basis_pattern(lexicon, basis).search(left):
            return basis
    return None


@cache
def _basis_pattern(lexicon: Lexicon, basis: Basis) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(phrases_of(lexicon.context.bases[basis]))})\b", re.IGNORECASE)


def _either(phrases: Iterable[str]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
