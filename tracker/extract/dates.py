"""Days that a text names, read against the day on which it was published."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tracker.extract.numerals import as_names
from tracker.extract.phrases import either
from tracker.lexicon import Lexicon
from tracker.model import Accuracy, Day, Span

_SOON = 60
"""A date without a year that lies further ahead than these days is last year's; one that lies nearer
could be either, and stays unread."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day as a text names it."""

    span: Span
    day: Day


def find_days(
    text: str, span: Span, published: date | None, lexicon: Lexicon, *, year: int | None = None
) -> Iterator[NamedDay]:
    """The days that a stretch of a text names, in order. A weekday, or a date without its year, is read
    as the last one before publication; without a day of publication it stays unread, unless the ``year`` of
    what is told is known for a date that names none.

    >>> from tracker.lexicon.en import ENGLISH
    >>> text = "On Saturday, 30 died."
    >>> [str(found.day) for found in find_days(text, Span(0, 21), date(2023, 12, 31), ENGLISH)]
    ['2023-12-30']
    """
    for found in _pattern_of(lexicon).finditer(text, span.start, span.end):
        day = _read_day(found, published, lexicon, year)
        if day is not None:
            yield NamedDay(Span(*found.span()), day)


def first_mention(text: str, span: Span, lexicon: Lexicon) -> str | None:
    """The words of the first day that a stretch of a text names, whether or not its year can be known."""
    found = _pattern_of(lexicon).search(text, span.start, span.end)
    return found.group() if found else None


@cache
def _pattern_of(lexicon: Lexicon) -> re.Pattern[str]:
    months, weekdays = as_names(lexicon.numerals.months), as_names(lexicon.numerals.weekdays)
    relative = either(lexicon.times.relative_days)
    return re.compile(
        rf"""\b(?: (?P<iso>\d{{4}}-\d\d-\d\d)
        | (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month1>{months})\b\.?(?:,?\s(?P<year1>\d{{4}})\b)?
        | (?P<month2>{months})\b\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]?\d{{3}}\b(?!\d))
          (?:,?\s(?P<year2>(?:19|20)\d\d)\b)?
        | (?P<month3>{months})\b\.?,?\s(?P<year3>(?:19|20)\d\d)\b
        | (?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\blast\s)|(?<=\bof\s)|(?<=\bmid-)|(?<=\bearly\s)|(?<=\blate\s))
          (?P<month4>{months})\b(?!\.?\s\d)
        | (?P<weekday>{weekdays})\b
        | (?P<relative>{relative})\b )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _read_day(found: re.Match[str], published: date | None, lexicon: Lexicon, year: int | None) -> Day | None:
    parts = found.groupdict()
    if parts["iso"]:
        return _iso_day(parts["iso"])
    if parts["weekday"]:
        return _last_weekday(lexicon.numerals.weekdays[parts["weekday"].lower()], published)
    if parts["relative"]:
        return _relative_day(" ".join(parts["relative"].lower().split()), published, lexicon.times.relative_days)
    if parts["month4"]:
        return _latest_month(lexicon.numerals.months[parts["month4"].lower()], published)
    for number in ("1", "2", "3"):
        if parts[f"month{number}"]:
            return _calendar_day(parts, number, published, lexicon.numerals.months, year)
    return None


def _iso_day(written: str) -> Day | None:
    try:
        return Day(date.fromisoformat(written))
    except ValueError:
        return None


def _last_weekday(weekday: int, published: date | None) -> Day | None:
    if published is None or published.toordinal() <= 7:
        return None
    return Day(published - timedelta(days=(published.weekday() - weekday) % 7))


def _relative_day(words: str, published: date | None, days: Mapping[str, int]) -> Day | None:
    if published is None or published.toordinal() <= 7:
        return None
    return Day(published + timedelta(days=days[words]))


def _calendar_day(
    parts: Mapping[str, str | None],
    number: str,
    published: date | None,
    months: Mapping[str, int],
    known_year: int | None,
) -> Day | None:
    month = months[(parts[f"month{number}"] or "").lower()]
    year = parts.get(f"year{number}")
    day = parts.get(f"day{number}")
    if day is None:
        return _end_of_month(int(year or 0), month)
    if year:
        return _day_or_none(int(year), month, int(day))
    if published is None:
        return _day_or_none(known_year, month, int(day)) if known_year else None
    return _latest_before(published, month, int(day))


def _latest_month(month: int, published: date | None) -> Day | None:
    """The last month of that name that had begun at publication."""
    if published is None:
        return None
    return _end_of_month(published.year - (month > published.month), month)


def _latest_before(published: date, month: int, day: int) -> Day | None:
    """The date of this year, or of the last one where this year's is still to come."""
    this_year = _day_or_none(published.year, month, day)
    ahead = (this_year.date - published).days if this_year else 366
    if 1 < ahead <= _SOON:
        return None
    return this_year if ahead <= 1 else _day_or_none(published.year - 1, month, day)


def _day_or_none(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return None


def _end_of_month(year: int, month: int) -> Day | None:
    if not 1 <= year < 9999:
        return None
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return Day(first_of_next - timedelta(days=1), Accuracy.MONTH)
