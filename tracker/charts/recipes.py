"""Recipes: the charts that a workspace keeps up to date."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.charts.chart import ChartOrder, Drawn, draw_chart
from tracker.charts.files import FORMATS, save_chart
from tracker.errors import ConfigError, nearest_names
from tracker.places import Gazetteer
from tracker.query import Question
from tracker.store.database import Ledger
from tracker.toml_files import Entry, read_entries


@dataclass(frozen=True, slots=True)
class Recipe:
    """A chart by its name: what to draw, and in which formats."""

    name: str
    order: ChartOrder
    formats: tuple[str, ...]


_KEYS = frozenset(
    {"name", "title", "measure", "place", "sources", "group", "unit", "since", "until", "formats", "gap_days"}
)


def load_recipes(path: Path) -> tuple[Recipe, ...]:
    """The recipes of a workspace. Raises ``ConfigError`` with the line."""
    return tuple(_read_recipe(entry) for entry in read_entries(path, "chart", _KEYS))


def draw_recipe(ledger: Ledger, recipe: Recipe, gazetteer: Gazetteer, folder: Path) -> Iterator[Path]:
    """Draw a recipe's chart and write it in each of its formats; gives the files that were written."""
    with ledger.reading() as session:
        drawn: Drawn = draw_chart(session, recipe.order, gazetteer)
    for form in recipe.formats:
        yield save_chart(drawn.figure, folder / f"{recipe.name}.{form}", drawn.words)


def _read_recipe(entry: Entry) -> Recipe:
    formats = entry.texts("formats") or ("png", "svg")
    for form in formats:
        if form not in FORMATS:
            raise entry.error(f"no format {form!r} (nearest: {', '.join(nearest_names(form, FORMATS) or FORMATS)})")
    return Recipe(_name_of(entry), _order_of(entry), formats)


def _name_of(entry: Entry) -> str:
    name = entry.text("name")
    if not all(sign.isalnum() or sign in "-_." for sign in name) or name.startswith("."):
        raise entry.error(f"name {name!r} becomes a file name: letters, digits, - and _ only")
    return name


def _order_of(entry: Entry) -> ChartOrder:
    days = {key: entry.values.get(key) for key in ("since", "until")}
    for key, value in days.items():
        if value is not None and type(value).__name__ != "date":
            raise entry.error(f"{key} must be a date without quotes, such as 2024-03-21")
    gap = entry.values.get("gap_days", 45)
    if not isinstance(gap, int) or isinstance(gap, bool) or gap < 1:
        raise ConfigError(entry.path, "gap_days must be a number of days", line=entry.line)
    return ChartOrder(
        measure=entry.text("measure"), place=entry.optional_text("place"), sources=entry.texts("sources"),
        group=entry.optional_text("group"), unit=entry.optional_text("unit"), title=entry.optional_text("title"),
        question=Question(since=days["since"], until=days["until"]), gap_days=gap,
    )  # fmt: skip
