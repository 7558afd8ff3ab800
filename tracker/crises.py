"""Crises: a name for what happens in some places from some day on, so that figures can be asked for by it.

A figure is of a crisis by its place and its day, and by nothing that a person has to decide. What a text
tells as background never is, nor what is counted from a day before the crisis began.

The package knows some; ``data/crises.toml`` of a workspace adds its own, and one of the same name replaces
the shipped one.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from tracker.errors import QueryError, nearest_names
from tracker.places import Gazetteer, load_gazetteer
from tracker.toml_files import Entry, read_entries


@dataclass(frozen=True, slots=True)
class Crisis:
    """Some places from one day to another, both inclusive; without ``end`` it goes on.

    ``places`` are the paths of the places that are hit: what lies inside them counts as well.
    """

    name: str
    title: str
    places: tuple[str, ...]
    start: dt.date
    end: dt.date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a crisis that ends before it starts: {self.start}..{self.end}")

    @property
    def place(self) -> str | None:
        """The one place of the crisis: what is counted there is counted for the whole of it."""
        return self.places[0] if len(self.places) == 1 else None


_KEYS = frozenset({"name", "title", "places", "start", "end"})


def load_crises(added: Path, gazetteer: Gazetteer) -> tuple[Crisis, ...]:
    """The shipped crises and those of a workspace's file, which need not be there.

    Raises ``ConfigError`` with the line for a crisis that ends before it starts, a place that nobody knows,
    a name that comes twice.
    """
    own: dict[str, Crisis] = {}
    for entry in read_entries(added, "crisis", _KEYS):
        crisis = _read_crisis(entry, gazetteer)
        if crisis.name in own:
            raise entry.error(f"name {crisis.name!r} comes twice", key="name")
        own[crisis.name] = crisis
    return tuple({**{crisis.name: crisis for crisis in shipped_crises()}, **own}.values())


@cache
def shipped_crises() -> tuple[Crisis, ...]:
    """The crises that the package knows."""
    with resources.as_file(resources.files("tracker") / "crises.toml") as shipped:
        return tuple(_read_crisis(entry, load_gazetteer()) for entry in read_entries(shipped, "crisis", _KEYS))


def crisis_named(words: str, crises: Sequence[Crisis]) -> Crisis:
    """The crisis that a person means, by its name or its title. Raises ``QueryError`` with the nearest."""
    wanted = _folded(words)
    for crisis in crises:
        if wanted in (_folded(crisis.name), _folded(crisis.title)):
            return crisis
    names = [crisis.name for crisis in crises]
    near = nearest_names(words, names) or tuple(names)
    raise QueryError(words, "no such crisis; data/crises.toml defines them", nearest=near)


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").replace("_", " ").split())


def _read_crisis(entry: Entry, gazetteer: Gazetteer) -> Crisis:
    name = entry.text("name")
    start, end = _day(entry, "start"), _day(entry, "end")
    if start is None:
        raise entry.error("needs start = a date without quotes, such as 2023-10-07")
    if end is not None and end < start:
        raise entry.error(f"end {end} is before start {start}", key="end")
    places = entry.texts("places")
    if not places:
        raise entry.error('needs places = ["…"]', key="places")
    paths = tuple(_path_of(words, entry, gazetteer) for words in places)
    return Crisis(name, entry.optional_text("title") or name.replace("-", " "), paths, start, end)


def _day(entry: Entry, key: str) -> dt.date | None:
    value = entry.values.get(key)
    if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise entry.error(f"{key} must be a date without quotes, such as 2023-10-07", key=key)
    return value


def _path_of(words: str, entry: Entry, gazetteer: Gazetteer) -> str:
    path = gazetteer.locate(words)
    if path is None:
        near = ", ".join(nearest_names(words, gazetteer.names()))
        raise entry.error(f"places: nobody knows {words!r}" + (f" (nearest: {near})" if near else ""), key="places")
    return path
