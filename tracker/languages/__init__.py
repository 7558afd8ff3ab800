"""The languages that charts and citations speak: their own words from a table, numbers and dates by locale.

What a report says is never translated: names of sources and places stay as they were written.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Protocol

from tracker.model import Accuracy, Day, Measure, Qualifier, Unit


class Tongue(StrEnum):
    """The languages that there are words for."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    ARABIC = "ar"


class HedgedNumber(Protocol):
    """What is hedged: a figure of a report, found again."""

    @property
    def qualifier(self) -> Qualifier:
        """Its hedge."""

    @property
    def value(self) -> float | None:
        """The number as stated."""

    @property
    def low(self) -> float | None:
        """What it is at least."""

    @property
    def high(self) -> float | None:
        """What it is at most."""

    @property
    def unit(self) -> Unit:
        """What it counts."""

    @property
    def number(self) -> str:
        """As printed."""


@dataclass(frozen=True)
class Language:
    """One language: its table of words, and how it writes numbers and days."""

    code: str
    words: Mapping[str, Any]

    @property
    def leftward(self) -> bool:
        """Whether it is written from right to left."""
        return self.code == "ar"

    def say(self, key: str, **parts: object) -> str:
        """A phrase of the table with its names filled in."""
        return str(self.words[key]).format(**parts)

    def count(self, noun: str, number: int) -> str:
        """A counted noun in the form that the language gives to the number.

        >>> language("en").count("reports", 1), language("en").count("reports", 1200)
        ('1 report', '1,200 reports')
        """
        from babel import Locale

        forms = self.words["counted"][noun]
        form = forms.get(Locale.parse(self.code).plural_form(number), forms["other"])
        return str(form.format(n=self.number(number)))

    def number(self, number: float) -> str:
        """A number as the language writes it.

        >>> language("en").number(32000), language("es").number(32000), language("en").number(0.5)
        ('32,000', '32.000', '0.5')
        """
        if number == (whole := int(number)):  # most are; babel takes ten times as long
            return f"{whole:,}".replace(",", _between_thousands(self.code))
        from babel.numbers import format_decimal

        return format_decimal(round(number, 2), locale=self.code)

    def amount(self, number: float, unit: Unit) -> str:
        """A number of a unit: a share is told as a percentage."""
        from babel.numbers import format_percent

        if unit is not Unit.SHARE:
            return self.number(number)
        return format_percent(number, locale=self.code, format="#,##0.#%" if number * 1000 % 10 >= 0.5 else None)

    def hedged(self, figure: "HedgedNumber") -> str:
        """A number with its hedge: "nearly 32,000". A vague one stays in the words of its report: “dozens”."""
        if figure.qualifier is Qualifier.VAGUE:
            return self.say("quoted", words=figure.number)
        if figure.qualifier is Qualifier.BETWEEN and figure.low is not None and figure.high is not None:
            return self.say(
                "between", low=self.amount(figure.low, figure.unit), high=self.amount(figure.high, figure.unit)
            )
        number = next((one for one in (figure.value, figure.low, figure.high) if one is not None), 0.0)
        key = "exactly" if figure.qualifier is Qualifier.BETWEEN else figure.qualifier.value
        return self.say(key, number=self.amount(number, figure.unit))

    def day(self, day: dt.date) -> str:
        """A day for people to read.

        >>> language("en").day(dt.date(2024, 3, 1)), language("fr").day(dt.date(2024, 3, 1))
        ('1 March 2024', '1er mars 2024')
        """
        from babel.dates import format_date

        told = format_date(day, "long", locale=self._dates)
        return f"1er{told[1:]}" if self.code == "fr" and day.day == 1 else told  # which the CLDR does not know

    def known_day(self, day: Day) -> str:
        """A day as far as it is known: "March 2024" where only the month is."""
        if day.accuracy is Accuracy.YEAR:
            return str(day.date.year)
        return self.month(day.date) if day.accuracy is Accuracy.MONTH else self.day(day.date)

    def month(self, day: dt.date) -> str:
        """The month of a day: "March 2024"."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", day, locale=self._dates)

    @property
    def _dates(self) -> str:
        """The locale of dates: English ones are written day first."""
        return "en_GB" if self.code == "en" else self.code

    def moment(self, moment: dt.datetime) -> str:
        """A day with its hour, in UTC."""
        in_utc = moment.astimezone(dt.UTC)
        return f"{self.day(in_utc.date())} {self.dated(in_utc, 'HH:mm')} UTC"

    def dated(self, moment: dt.date, pattern: str) -> str:
        """A day or moment in a pattern of the CLDR (d MMM y)."""
        from babel.dates import format_date, format_datetime

        if isinstance(moment, dt.datetime):
            return format_datetime(moment, pattern, locale=self._dates)
        return format_date(moment, pattern, locale=self._dates)

    def listed(self, parts: Sequence[str]) -> str:
        """Names in a row: "a, b and c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("list_end", first=self.comma.join(parts[:-1]), last=parts[-1])

    @property
    def comma(self) -> str:
        """What stands between the words of a list."""
        return "، " if self.leftward else ", "

    def what(self, measure: Measure, unit: Unit, group: str | None = None) -> str:
        """What is counted: "People killed", "People displaced (households)"."""
        told = str(self.words["measures"][measure.value])
        if unit in (Unit.HOUSEHOLDS, Unit.SHARE):
            told = self.say("with_unit", what=told, unit=self.say(unit.value))
        return self.say("group_of", what=told, group=group) if group else told


@cache
def _between_thousands(code: str) -> str:
    from babel.numbers import get_group_symbol

    return get_group_symbol(code)


@cache
def language(code: str) -> Language:
    """A language by its code. Raises ``ValueError`` where there are no words for it."""
    tables = _tables()
    if code not in tuple(Tongue):
        raise ValueError(f"no words for language {code!r}")
    return Language(code, tables[code])


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((resources.files("tracker.languages") / "words.toml").read_text(encoding="utf-8"))


@cache
def late_words() -> tuple[str, ...]:
    """The words with which a report says that it adds what was counted late."""
    return tuple(_tables()["late"]["words"])
