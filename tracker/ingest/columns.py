"""Columns of published tables: what each stands for, as a workspace maps them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from tracker.errors import ConfigError, nearest_names
from tracker.model import Baseline, Basis, Day, Kind, Measure, Qualifier, Status, Unit, Window

Row = Mapping[str, object]
"""A row of a table as it was read: the names of its columns, and what stands in them."""


class Preset(StrEnum):
    """A published table whose columns are known."""

    GAZA = "techforpalestine-gaza"
    INFRASTRUCTURE = "techforpalestine-infrastructure"
    WEST_BANK = "techforpalestine-west-bank"
    LEBANON = "techforpalestine-lebanon"
    IDMC = "idmc"
    HXL = "hxl"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table and all that it states. ``label`` is what the table calls it."""

    label: str
    value: float
    measure: Measure
    kind: Kind = Kind.TOTAL
    unit: Unit = Unit.PEOPLE
    qualifier: Qualifier = Qualifier.EXACTLY
    status: Status = Status.ASSERTED
    group: str | None = None
    window: Window | None = None
    baseline: Baseline | None = None
    basis: Basis | None = None
    source: str | None = None
    """Who is credited with this number alone, where the row has no source or another."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one row of a table reports. ``key`` tells it from the others of its table, and stays the same
    when its numbers are revised.
    """

    key: str
    cells: tuple[Cell, ...]
    day: date | None = None
    place: str | None = None
    source: str | None = None
    relays: tuple[str, ...] = ()
    url: str | None = None
    remarks: tuple[str, ...] = ()
    """What else the row says, in lines that hold no number of ours."""


# --- maps of one's own ------------------------------------------------------------------------------

CONSTANTS = ("date", "value", "measure", "source", "place", "group", "kind", "unit", "baseline")
"""What a column, or a constant, can stand for."""

_CHOICES: Mapping[str, type[StrEnum]] = {"measure": Measure, "kind": Kind, "unit": Unit}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column stands for what, and what stands for the whole table."""

    named: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, named: Mapping[str, str], constants: Mapping[str, str]) -> "Columns":
        """The map, where every constant is one. Raises ``ConfigError``."""
        for key, choices in _CHOICES.items():
            word = constants.get(key)
            if word is not None and word not in list(choices):
                near = ", ".join(nearest_names(word, list(choices))) or ", ".join(choices)
                raise ConfigError(key, f"constants: {key} {word!r} is none of ours (nearest: {near})")
        if "measure" not in named and "measure" not in constants:
            raise ConfigError("measure", 'a table must say what it counts: constants = { measure = "killed" }')
        if constants.get("baseline") and read_day(constants["baseline"]) is None:
            raise ConfigError("baseline", "constants: a baseline is a day such as 2023-10-07")
        return cls(dict(named), dict(constants))

    def rows(self, table: Iterable[Row]) -> Iterator[TableRow]:
        """What a table reports; rows without a number are left out. Raises ``ConfigError`` for a column
        that the table doesn't have.
        """
        seen: dict[str, int] = {}
        for row in table:
            self._check(row)
            value = read_number(row.get(self.named["value"]))
            if value is None:
                continue
            told = self._row_of(row, value)
            again = seen[told.key] = seen.get(told.key, 0) + 1
            yield told if again == 1 else TableRow(f"{told.key}/{again}", told.cells, told.day, told.place, told.source)

    def _check(self, row: Row) -> None:
        for column in self.named.values():
            if column not in row:
                near = ", ".join(nearest_names(column, row)) or ", ".join(row)
                raise ConfigError("columns", f"the table has no column {column!r} (nearest: {near})")

    def _row_of(self, row: Row, value: float) -> TableRow:
        told = {name: self._word(row, name) for name in CONSTANTS if name != "value"}
        day = read_day(told["date"])
        key = "/".join(told[name] or "" for name in ("date", "place", "measure", "source", "group", "kind", "unit"))
        cell = Cell(
            label=self.named["value"],
            value=value,
            measure=_choice(Measure, told["measure"]),
            kind=_choice(Kind, told["kind"] or Kind.TOTAL),
            unit=_choice(Unit, told["unit"] or Unit.PEOPLE),
            group=told["group"],
            window=Window(day, day) if day and told["kind"] == Kind.NEW else None,
            baseline=baseline_of(told["baseline"]),
        )
        return TableRow(key, (cell,), day, told["place"], told["source"])

    def _word(self, row: Row, name: str) -> str | None:
        column = self.named.get(name)
        word = row.get(column) if column is not None else self.constants.get(name)
        return words_of(word)


Choice = TypeVar("Choice", bound=StrEnum)


def _choice(choices: type[Choice], word: str | None) -> Choice:
    """The choice that a cell names. Raises ``ConfigError``."""
    try:
        return choices((word or "").strip().casefold().replace(" ", "_"))
    except ValueError:
        near = ", ".join(nearest_names(word or "", list(choices))) or ", ".join(choices)
        raise ConfigError("columns", f"{word!r} is none of ours (nearest: {near})") from None


def words_of(value: object) -> str | None:
    """What stands in a cell, as words on one line; nothing where it is empty."""
    words = " ".join(str(value).split()) if value is not None else ""
    return words or None


_NUMBER = re.compile(r"\d+(?:[ ,\u00a0\u202f]\d{3})*(?:\.\d+)?")


def read_number(value: object) -> float | None:
    """A count as a table writes it; ``None`` for what is none. Missing is not zero.

    >>> read_number("31,988"), read_number(12), read_number(""), read_number("n/a"), read_number(-1)
    (31988.0, 12.0, None, None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if 0 <= value < 1e15 else None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return float(re.sub(r"[ ,\u00a0\u202f]", "", value.strip()))
    return None


def read_day(value: object) -> date | None:
    """A day as a table writes it: ISO 8601, or a date of a spreadsheet."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def baseline_of(written: str | None) -> Baseline | None:
    """Since when totals count."""
    day = read_day(written)
    return Baseline(f"since {day}", Day(day)) if day else None
