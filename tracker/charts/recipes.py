"""Recipes: the charts that a workspace keeps up to date, in ``charts/recipes.toml``."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.charts.orders import GAP_DAYS, Annotation, By, ChartKind, ChartOrder, Period, Size, Theme
from tracker.crises import Crisis
from tracker.errors import QueryError, TrackerError, nearest_names
from tracker.languages import Tongue
from tracker.model import Measure
from tracker.query import Question, choice_of
from tracker.toml_files import Entry, read_entries

FORMATS = ("png", "svg", "pdf")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A chart by its name: what to draw, in which formats, and where the points of its SVG lead."""

    name: str
    order: ChartOrder
    formats: tuple[str, ...]
    evidence_base: str | None = None


FindCrisis = Callable[[str], Crisis]

_KEYS = frozenset(
    "name title kind measure measures place places crisis sources group unit since until known_by day by period log "
    "notes size theme language formats gap_days evidence_base".split()
)


def load_recipes(path: Path, find_crisis: FindCrisis | None = None) -> tuple[Recipe, ...]:
    """The recipes of a workspace. Raises ``ConfigError`` with the line, and with the nearest name.

    ``find_crisis`` gives the crisis of a name; a recipe that names one can't be read without it.
    """
    return tuple(_read_recipe(entry, find_crisis) for entry in read_entries(path, "chart", _KEYS))


def _read_recipe(entry: Entry, find_crisis: FindCrisis | None) -> Recipe:
    formats = entry.texts("formats") or ("png", "svg")
    for form in formats:
        if form not in FORMATS:
            raise entry.error(f"no format {form!r} (nearest: {', '.join(nearest_names(form, FORMATS) or FORMATS)})")
    return Recipe(_name_of(entry), _order_of(entry, find_crisis), formats, entry.optional_text("evidence_base"))


def _name_of(entry: Entry) -> str:
    name = entry.text("name")
    if not all(sign.isalnum() or sign in "-_." for sign in name) or name.startswith("."):
        raise entry.error(f"name {name!r} becomes a file name: letters, digits, - and _ only")
    return name


def _order_of(entry: Entry, find_crisis: FindCrisis | None) -> ChartOrder:
    measures = _measures(entry)
    places = entry.texts("places")
    place = entry.optional_text("place") or (places[0] if places else None)
    return ChartOrder(
        kind=ChartKind(entry.choice("kind", set(ChartKind), ChartKind.TOTALS)),
        measure=measures[0], measures=measures[1:], place=place, places=tuple(one for one in places if one != place),
        sources=entry.texts("sources"), group=entry.optional_text("group"), unit=entry.optional_text("unit"),
        title=entry.optional_text("title"), gap_days=_gap_days(entry), day=_day(entry, "day"),
        by=By(entry.choice("by", set(By), By.MEASURE if len(measures) > 1 else By.PLACE)),
        period=Period(entry.choice("period", set(Period), Period.DAY)), log=_flag(entry, "log"),
        size=Size(entry.choice("size", set(Size), Size.REPORT)),
        theme=Theme(entry.choice("theme", set(Theme), Theme.LIGHT)),
        language=Tongue(entry.choice("language", set(Tongue), Tongue.ENGLISH)), annotations=_annotations(entry),
        question=Question(
            since=_day(entry, "since"), until=_day(entry, "until"), known_by=_day(entry, "known_by"),
            crisis=_crisis(entry, find_crisis),
        ),
    )  # fmt: skip


def _measures(entry: Entry) -> tuple[str, ...]:
    several = entry.texts("measures")
    named = (*((entry.text("measure"),) if not several or "measure" in entry.values else ()), *several)
    for words in named:
        try:
            choice_of(words, Measure, "measure")
        except QueryError as error:
            raise entry.error(str(error)) from error
    return tuple(dict.fromkeys(named))


def _crisis(entry: Entry, find_crisis: FindCrisis | None) -> Crisis | None:
    words = entry.optional_text("crisis")
    if words is None:
        return None
    if find_crisis is None:
        raise entry.error("names a crisis, and no crises were loaded")
    try:
        return find_crisis(words)
    except TrackerError as error:
        raise entry.error(str(error)) from error


def _day(entry: Entry, key: str) -> dt.date | None:
    return _date(entry, key, entry.values.get(key))


def _date(entry: Entry, key: str, value: Any) -> dt.date | None:
    if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise entry.error(f"{key} must be a date without quotes, such as 2024-03-21")
    return value


def _flag(entry: Entry, key: str) -> bool:
    value = entry.values.get(key, False)
    if not isinstance(value, bool):
        raise entry.error(f"{key} must be true or false")
    return value


def _gap_days(entry: Entry) -> int:
    gap = entry.values.get("gap_days", GAP_DAYS)
    if not isinstance(gap, int) or isinstance(gap, bool) or gap < 1:
        raise entry.error("gap_days must be a number of days")
    return gap


def _annotations(entry: Entry) -> tuple[Annotation, ...]:
    notes = entry.values.get("notes", [])
    if not isinstance(notes, list):
        raise entry.error('notes must be a list such as [{ day = 2025-01-19, words = "ceasefire" }]')
    return tuple(_annotation(entry, note) for note in notes)


def _annotation(entry: Entry, note: object) -> Annotation:
    if not isinstance(note, dict) or set(note) != {"day", "words"} or not isinstance(note["words"], str):
        raise entry.error('a note is { day = 2025-01-19, words = "ceasefire" }')
    day = _date(entry, "the day of a note", note["day"])
    assert day is not None
    return Annotation(day, note["words"])
