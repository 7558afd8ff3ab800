"""How a number stands by the words around it: its kind (total, new, part), its status and its basis.

What only the rest of the text can tell is settled by :mod:`tracker.extract.relations`.
"""

import re
from datetime import date, timedelta
from functools import cache

from tracker.extract.measures import Suffered
from tracker.extract.numerals import as_names
from tracker.extract.phrases import either, folded_pattern, phrase_pattern
from tracker.extract.times import AND, PAUSE, Times
from tracker.lexicon import Dress, Lexicon, phrases_of
from tracker.model import Basis, Kind, Measure, Span, Status, Unit

# --- of what kind -----------------------------------------------------------------------------------


def kind_of(suffered: Suffered, *, in_window: bool) -> Kind:
    """Whether a number was added in a stated window, is a part of another number, or is the whole toll."""
    named = suffered.counted.named
    if in_window or (suffered.counted.on_top and named is not None and named.dress is Dress.NOMINAL):
        return Kind.NEW  # "12 more deaths"
    return Kind.PART if suffered.part or is_share_of_victims(suffered) else Kind.TOTAL


def is_share_of_victims(suffered: Suffered) -> bool:
    """Whether a share is one of those who suffered ("30 per cent of them"), and not of all people there
    ("80 per cent of the population").
    """
    counted = suffered.counted
    if counted.figure.unit is not Unit.SHARE:
        return False
    return counted.named is not None or counted.premodified is not None or not counted.known


def joined_kind(text: str, suffered: Suffered, kind: Kind, before: tuple[Suffered, Kind] | None) -> Kind:
    """A number that leaves out its verb goes with the one before it: "104 were killed and 760 injured"."""
    if before is None or kind is not Kind.TOTAL or suffered.rule not in ("reduced", "state after", "list"):
        return kind
    earlier, earlier_kind = before
    between = text[earlier.counted.span.end : suffered.counted.span.start]
    joined = AND.search(between) is not None and PAUSE.search(between) is None and len(between) < 60
    return Kind.NEW if joined and earlier_kind is Kind.NEW else kind


def is_of_crisis(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon, *, until: int) -> bool:
    """Whether a number is the toll of a crisis at large: the crisis itself takes it ("the war has killed
    39,000"), it is counted in it ("died in the conflict"), or since it began. ``until`` is where the next
    number stands.
    """
    figure, trigger = suffered.counted.span, suffered.trigger
    start, end = min(figure.start, trigger.start), max(figure.end, trigger.end)
    before, behind = text[sentence.start : start], text[end : min(until, end + 90)]
    return bool(
        (trigger.start < figure.start and _crisis_takes(lexicon).search(before))
        or _in_crisis(lexicon).search(behind)
        or _since_outset(lexicon).search(behind)
        or _since_outset(lexicon).match(before)
    )


@cache
def _crisis_takes(lexicon: Lexicon) -> re.Pattern[str]:
    """A crisis as the subject of what follows: "the conflict — in its 18th day — has", "a war that has
    devastated the region and".
    """
    crisis, perfect = either(phrases_of(lexicon.standing.crisis)), either(phrases_of(lexicon.standing.perfect))
    aside = r"(?:\s*[,—–-]+[^,;.—–]{0,60}[,—–-]+)?"
    joined = r"(?:[^,;.]{0,60}\band\s)?"
    return re.compile(
        rf"\b(?:{crisis})\b(?![’'-]){aside}(?:,?\s\w+)?\s*(?:\b(?:{perfect})\b)?(?:\s\w+)?\s*{joined}$", re.IGNORECASE
    )


@cache
def _in_crisis(lexicon: Lexicon) -> re.Pattern[str]:
    crisis = either(phrases_of(lexicon.standing.crisis))
    inside = either(phrases_of(lexicon.standing.inside))
    return re.compile(rf"^[^,;]{{0,50}}\b(?:{inside})\s(?:[\w’'-]+\s){{0,4}}?(?:{crisis})\b", re.IGNORECASE)


@cache
def _since_outset(lexicon: Lexicon) -> re.Pattern[str]:
    since = either(phrases_of(lexicon.times.since))
    months = as_names(lexicon.numerals.months)
    outset = either(phrases_of(lexicon.times.outset))
    crisis = either(phrases_of(lexicon.standing.crisis))
    return re.compile(
        rf"\b(?:{since})\s(?:{outset}|last\s(?:{months})|\d{{1,2}}\s(?:{months})|(?:{months})\b"
        rf"|(?:[\w’'-]+\s){{0,4}}?(?:{crisis})\b)",
        re.IGNORECASE,
    )


def is_cumulative(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether the words around a number say that it counts all so far: "so far", or the perfect tense."""
    figure, trigger = suffered.counted.span, suffered.trigger
    near = text[max(sentence.start, figure.start - 60) : min(sentence.end, max(figure.end, trigger.end) + 40)]
    cumulative = phrase_pattern(lexicon.standing.cumulative).search(near) or _by_then(lexicon).search(near)
    return bool(cumulative) or is_perfect(text, sentence, suffered, lexicon)


@cache
def _by_then(lexicon: Lexicon) -> re.Pattern[str]:
    """The day by which a number was reached: "had been killed *by July 2026*"."""
    months, days = as_names(lexicon.numerals.months), as_names(lexicon.numerals.weekdays)
    by = either(phrases_of(lexicon.times.reached_by))
    return re.compile(rf"\b(?:{by})[\s-](?:\d{{1,2}}\s)?(?:{months}|{days})\b", re.IGNORECASE)


def is_perfect(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether a number's verb is in the perfect tense: what it says is still so."""
    figure, trigger = suffered.counted.span, suffered.trigger
    between = text[min(figure.end, trigger.end) : max(figure.start, trigger.start, trigger.end)]
    before = text[max(sentence.start, trigger.start - 12) : trigger.start]
    perfect = phrase_pattern(lexicon.standing.perfect)
    return bool(perfect.search(between) or (trigger.start < figure.start and perfect.search(before)))


def names_incident(text: str, sentence: Span, lexicon: Lexicon) -> bool:
    """Whether a sentence names a strike, a raid, a blast."""
    return phrase_pattern(lexicon.standing.incident).search(text, *_ends(sentence)) is not None


@cache
def event_before(lexicon: Lexicon) -> re.Pattern[str]:
    """Words for an event that was told of before: "11 civilians were killed in *the strike*"."""
    return re.compile(rf"\b(?:the|this|that)\s(?:{either(phrases_of(lexicon.standing.incident))})\b", re.IGNORECASE)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def sums_up(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether the words before a number say that it is the sum of what was told: "so far", "in all"."""
    start = max(sentence.start, suffered.counted.span.start - 60)
    return phrase_pattern(lexicon.standing.summing).search(text, start, suffered.counted.span.start) is not None


def is_at_war(folded: str, lexicon: Lexicon) -> bool:
    """Whether a text in small letters is about a longer crisis, in which one incident only adds to the toll."""
    words = lexicon.standing
    return any(folded_pattern(row).search(folded) for row in (words.crisis, words.hostile))


def has_quarrel(folded: str, lexicon: Lexicon) -> bool:
    """Whether a text in small letters says without any number that its incidents are those of a longer crisis."""
    return folded_pattern(lexicon.standing.quarrel).search(folded) is not None


# --- how sure ---------------------------------------------------------------------------------------


def status_of(
    text: str, sentence: Span, suffered: Suffered, times: Times, *, published: date | None, lexicon: Lexicon
) -> Status:
    """How the text stands to a number, by the words right around it and its trigger."""
    figure, trigger = suffered.counted.span, suffered.trigger
    start, end = max(sentence.start, min(figure.start, trigger.start) - 32), max(figure.end, trigger.end)
    around = Span(_start_of_clause(text, start, suffered), end)
    told = (
        _status_before(text, around, figure, lexicon)
        or _status_around(text, around, sentence, lexicon, since=times.since)
        or _contested_behind(text, sentence, end, lexicon)
    )
    if told is not None:
        return told
    if _is_of_named_day(text, sentence, suffered, lexicon) or _is_last_as_bad(text, sentence, suffered, lexicon):
        return Status.BACKGROUND
    if _is_projected(text, around, lexicon):
        return Status.PROJECTED
    past = is_long_past(text, sentence, suffered, times, published=published, lexicon=lexicon)
    return Status.BACKGROUND if past else Status.ASSERTED


def _status_before(text: str, around: Span, figure: Span, lexicon: Lexicon) -> Status | None:
    """The status that words give to the numbers behind them only."""
    for status, words in lexicon.standing.statuses_before.items():
        found = phrase_pattern(words).search(text, around.start, figure.start)
        if found and (status is Status.DENIED or _is_left_behind(text, found.end(), figure)):
            return status
    return None


def _status_around(text: str, around: Span, sentence: Span, lexicon: Lexicon, *, since: bool) -> Status | None:
    """The status that words give to the numbers near them."""
    after = min(sentence.end, around.end + 24)
    for status in (Status.DENIED, Status.DISPUTED, Status.BACKGROUND):
        found = phrase_pattern(lexicon.standing.statuses[status]).search(text, around.start, after)
        if found and not (status is Status.BACKGROUND and since) and not _says_own(text, found.end(), around, lexicon):
            return status
    return None


def _says_own(text: str, start: int, around: Span, lexicon: Lexicon) -> bool:
    """Whether who contests something then says a number of their own: "disputes that toll and says it knows of 100"."""
    return _own_saying(lexicon).search(text, start, around.end) is not None


@cache
def _own_saying(lexicon: Lexicon) -> re.Pattern[str]:
    joined, saying = either(phrases_of(lexicon.standing.goes_on)), either(phrases_of(lexicon.attribution.saying))
    return re.compile(rf"\b(?:{joined})\s(?:{saying})\b", re.IGNORECASE)


def _start_of_clause(text: str, start: int, suffered: Suffered) -> int:
    """Where the clause of a number begins: what is said of the toll in "it is expected to rise; 14 died" or
    "it is expected to rise, and 66 people were hurt" is not said of the number.
    """
    figure, trigger = suffered.counted.span, suffered.trigger
    subject = figure.end <= trigger.start and suffered.rule in _OF_SUBJECTS
    breaks = [found.end() for found in (_NEW_CLAUSE if subject else _SEMICOLON).finditer(text, start, figure.start)]
    return breaks[-1] if breaks and breaks[-1] <= min(figure.start, trigger.start) else start


_OF_SUBJECTS = frozenset({"passive", "intransitive", "state", "far subject", "rendered"})
"""Rules in which a number is the subject of a verb of its own."""
_NEW_CLAUSE = re.compile(r"[;—]|,\s(?:and|but|while|whereas)\b")
_SEMICOLON = re.compile(r";")


def _is_of_named_day(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether a number is that of an event which is called by its day: "killed in the October 7 attacks"."""
    figure, trigger = suffered.counted.span, suffered.trigger
    start, end = min(figure.start, trigger.start), max(figure.end, trigger.end)
    around = _day_event(lexicon).search(text, max(sentence.start, start - 90), min(sentence.end, end + 60))
    return around is not None and not is_perfect(text, sentence, suffered, lexicon)


def _contested_behind(text: str, sentence: Span, end: int, lexicon: Lexicon) -> Status | None:
    """How words behind a number that take it up contest it: "500 were killed, a figure that the army disputes"."""
    for status in (Status.DENIED, Status.DISPUTED):
        if _taken_up(lexicon, status).match(text, end, sentence.end):
            return status
    return None


@cache
def _taken_up(lexicon: Lexicon, status: Status) -> re.Pattern[str]:
    nouns = either(phrases_of(lexicon.standing.taken_up))
    contested = either(phrases_of(lexicon.standing.statuses[status]))
    return re.compile(
        rf"[^,;.—–]{{0,40}}(?:,|\s[—–-]|—)\s?(?:{nouns})\b[^.;]{{0,60}}\b(?:{contested})\b", re.IGNORECASE
    )


def _is_last_as_bad(text: str, sentence: Span, suffered: Suffered, lexicon: Lexicon) -> bool:
    """Whether a number is that of the event with which the one told of is compared: "the deadliest attack since a
    gunman killed eight in March 2008".
    """
    start = max(sentence.start, suffered.counted.span.start - 160)
    return _compared(lexicon).search(text, start, suffered.counted.span.start) is not None


@cache
def _compared(lexicon: Lexicon) -> re.Pattern[str]:
    worst, since = either(phrases_of(lexicon.standing.worst)), either(phrases_of(lexicon.times.since))
    tells = either(phrases_of(lexicon.standing.worst_told))
    told = rf"(?:[^.;,]|,\s(?={tells})){{0,90}}"  # ", killing 43" tells of the event itself
    return re.compile(rf"\b(?:{worst})\b[^.;,]{{0,60}}\b(?:{since}|when)\b{told}\Z", re.IGNORECASE)


@cache
def _day_event(lexicon: Lexicon) -> re.Pattern[str]:
    months, events = as_names(lexicon.numerals.months), either(phrases_of(lexicon.standing.event_nouns))
    day = rf"(?:(?:{months})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{months}))(?:,\s\d{{4}},?)?"
    return re.compile(rf"\b(?:{day})\s(?:[\w-]+\s)?(?:{events})\b", re.IGNORECASE)


def _is_projected(text: str, around: Span, lexicon: Lexicon) -> bool:
    """Whether words of the future or of fear stand there; the month of May is none."""
    found = phrase_pattern(lexicon.standing.statuses[Status.PROJECTED]).finditer(text, *_ends(around))
    return any(_is_no_name(match.group(), lexicon) for match in found)


def _is_no_name(words: str, lexicon: Lexicon) -> bool:
    return not (words[:1].isupper() and words[1:].islower() and words.lower() in lexicon.numerals.months)


def _is_left_behind(text: str, start: int, figure: Span) -> bool:
    """Whether a number is only what a toll was before: "jumped from around 120 on Monday", but not "from 12
    to 15", which tells both.
    """
    between, behind = text[start : figure.start], text[figure.end : figure.end + 4]
    return len(between) < 20 and _TO.search(between) is None and _TO.match(behind) is None


_TO = re.compile(r"\s*\bto\b")
_NEWS = timedelta(days=60)
"""What happened longer before publication is not the report's own news."""


def is_long_past(
    text: str, sentence: Span, suffered: Suffered, times: Times, *, published: date | None, lexicon: Lexicon
) -> bool:
    """Whether a sentence tells a number of another time than its report's."""
    return (
        names_long_past(times, published)
        and not is_perfect(text, sentence, suffered, lexicon)
        and phrase_pattern(lexicon.times.as_of).search(text, *_ends(sentence)) is None
    )


def names_long_past(times: Times, published: date | None) -> bool:
    """Whether all the times that a sentence names lie long before publication, and it doesn't count since."""
    if published is None or times.since:
        return False
    if times.days:
        return all(published - named.day.date > _NEWS for named in times.days)
    return bool(times.years) and max(times.years) < published.year


def basis_of(text: str, suffered: Suffered, lexicon: Lexicon) -> Basis | None:
    """How the number was made, where the words right before it say so."""
    left = text[max(0, suffered.counted.span.start - 30) : suffered.counted.span.start]
    for basis in (Basis.ESTIMATED, Basis.VERIFIED, Basis.IDENTIFIED):
        if phrase_pattern(lexicon.standing.bases[basis]).search(left):
            return basis
    return None


EVENTS = frozenset({Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.DETAINED, Measure.ABDUCTED})
"""Measures that happen at a moment; displacement is a state, and its numbers say how many there are."""
