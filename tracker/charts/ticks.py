"""Marks on axes: round numbers, and the beginnings of days, months and years, in the words of a language."""

import datetime as dt
import math
from collections.abc import Iterator

from tracker.charts.picture import Tick, day_of, number_of
from tracker.languages import Language
from tracker.model import Unit


def number_ticks(top: float, unit: Unit, language: Language, *, log: bool, low: float = 0.0) -> tuple[Tick, ...]:
    """Three to seven round numbers from zero to the top, or the powers of ten from ``low`` on.

    >>> from tracker.languages import language as of
    >>> [tick.words for tick in number_ticks(38_000, Unit.PEOPLE, of("en"), log=False)]
    ['0', '10,000', '20,000', '30,000']
    """
    if log:
        first, last = math.floor(math.log10(max(low, 1e-3))), math.ceil(math.log10(max(top, 1)))
        return tuple(
            _tick(10.0**power, unit, language) for power in range(first, last + 1) if low <= 10.0**power <= top
        )
    step = _round_step(top / 6, whole=unit is not Unit.SHARE)
    return tuple(_tick(step * index, unit, language) for index in range(int(top / step + 1e-9) + 1))


def _tick(number: float, unit: Unit, language: Language) -> Tick:
    return Tick(number, language.amount(number, unit))


def _round_step(wanted: float, *, whole: bool) -> float:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below what is wanted."""
    if whole and wanted <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(wanted)) if wanted > 0 else 0.1
    steps = (1, 2, 5, 10) if whole and power < 10 else (1, 2, 2.5, 5, 10)
    return next((step * power for step in steps if step * power >= wanted - 1e-12), 10 * power)


_STEPS = (("day", 1), ("day", 2), ("day", 7), ("day", 14), ("month", 1), ("month", 2), ("month", 3), ("month", 6),
          ("year", 1), ("year", 2), ("year", 5), ("year", 10), ("year", 25), ("year", 100))  # fmt: skip
_DAYS = {"day": 1.0, "month": 30.44, "year": 365.25}


def day_ticks(left: float, right: float, most: int, language: Language) -> tuple[Tick, ...]:
    """At most ``most`` beginnings of days, months or years; the first, and each in another year, says the year."""
    for unit, count in _STEPS:
        if (right - left) / (_DAYS[unit] * count) <= most:
            found = [day for day in _beginnings(left, right, unit, count) if left <= number_of(day) <= right]
            if found:
                return tuple(_worded(found, unit, language))
    return (Tick(math.ceil(left), language.dated(day_of(math.ceil(left)), "y")),)


def _worded(days: list[dt.date], unit: str, language: Language) -> Iterator[Tick]:
    year = None
    for day in days:
        words = language.dated(day, {"day": "d MMM", "month": "MMM", "year": "y"}[unit])
        told = f"{words}\n{day.year}" if unit != "year" and day.year != year else words
        year = day.year
        yield Tick(number_of(day), told)


def _beginnings(left: float, right: float, unit: str, count: int) -> Iterator[dt.date]:
    first, last = day_of(left), day_of(right + 1)
    if unit == "day":
        start = -(-first.toordinal() // count) * count if count not in {7, 14} else _monday(first).toordinal()
        yield from (dt.date.fromordinal(number) for number in range(start, last.toordinal() + 1, count))
    elif unit == "month":
        start = (first.year * 12 + first.month - 1) // count * count
        end = last.year * 12 + last.month
        yield from (dt.date(number // 12, number % 12 + 1, 1) for number in range(start, end + 1, count)
                    if 0 < number // 12 < 10_000)  # fmt: skip
    else:
        yield from (dt.date(year, 1, 1) for year in range(max(1, first.year // count * count), last.year + 1, count))


def _monday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=-day.weekday() % 7)
