"""Presets: published tables whose columns are known, with who is behind each number.

Tech for Palestine publishes what was reported and, in columns of their own, numbers that it fills gaps
with. What was reported is taken, credited to who reported it and relayed by them; a filled gap is theirs,
a projection, and is only taken where a workspace asks for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from tracker.ingest.columns import Cell, Preset, Row, TableRow, baseline_of, read_day, read_number, words_of
from tracker.model import Basis, Kind, Measure, Qualifier, Status, Unit, Window

_PALESTINE_TECH = "Tech for Palestine"
_OUTSET = baseline_of("2023-10-07")

_REPORTERS: Mapping[str, str] = {
    "mohtel": "Gaza health ministry",
    "gmotel": "Gaza Government Media Office",
    "un": "OCHA",
    "unocha": "OCHA",
    "ocha": "OCHA",
    "moph_lb": "Lebanese health ministry",
}
"""Their codes for who reported. "missing" and "fill" mean that nobody did."""

_KINDS_OF_PEOPLE: Mapping[str, str] = {
    "children": "children", "women": "women", "med": "medical staff", "press": "journalists",
    "civdef": "civil defence staff", "aid_seeker": "people seeking aid", "famine": "people who starved",
    "child_famine": "children who starved",
}  # fmt: skip

_LATER: Mapping[str, str] = {
    "killed_committee": "added retroactively by a committee",
    "killed_recovered": "bodies recovered",
    "killed_succumbed": "succumbed to injuries",
}
"""What a day's report adds for other days: told as groups of their own, so that none is taken for the
day's toll."""
_OF_THE_DAY = "killed_truce_new"
"""Those newly killed alone, where a day's report adds others too."""

_COUNTED = re.compile(
    r"(?:(?P<before>med|press|civdef|aid_seeker)_)?(?P<measure>killed|injured)"
    r"(?:_(?P<after>children|women))?(?P<total>_cum)?(?P<reported>_reported)?"
)
_STARVED = re.compile(r"(?P<who>child_famine|famine)_cum")


def rows_of(preset: Preset, table: Iterable[Row], *, extrapolated: bool = False) -> Iterator[TableRow]:
    """What a published table reports."""
    return _PRESETS[preset](table, extrapolated)


# --- Tech for Palestine -----------------------------------------------------------------------------


def _gaza(table: Iterable[Row], extrapolated: bool) -> Iterator[TableRow]:
    for row in table:
        day = read_day(row.get("report_date"))
        if day is None:
            continue
        # On a day whose reporter is "missing" numbers stand there all the same: nobody is credited with them.
        reporter = _reporter(row.get("report_source"))
        cells = [*_cells_of(row, _window(row, day))]
        if extrapolated:
            cells += _filled(row, "ext_")
        if cells:
            yield TableRow(day.isoformat(), tuple(cells), day, "Gaza Strip", reporter, (_PALESTINE_TECH,))


def _infrastructure(table: Iterable[Row], extrapolated: bool) -> Iterator[TableRow]:
    """Of the buildings only homes are of ours."""
    for row in table:
        day, homes = read_day(row.get("report_date")), row.get("residential")
        if day is None or not isinstance(homes, dict):
            continue
        cells = [*_homes(homes)]
        if extrapolated:
            named = {name.removeprefix("ext_"): value for name, value in homes.items() if name.startswith("ext_")}
            cells += [_filling(cell, label=f"ext {cell.label}") for cell in _homes(named)]
        if cells:
            source = _REPORTERS["gmotel"]
            yield TableRow(day.isoformat(), tuple(cells), day, "Gaza Strip", source, (_PALESTINE_TECH,))


def _homes(row: Row) -> Iterator[Cell]:
    for name, measure in (("destroyed", Measure.HOMES_DESTROYED), ("damaged", Measure.HOMES_DAMAGED)):
        value = read_number(row.get(name))
        if value is not None:
            yield Cell(f"residential {name}", value, measure, unit=Unit.HOMES, baseline=_OUTSET)


def _west_bank(table: Iterable[Row], extrapolated: bool) -> Iterator[TableRow]:
    for row in table:
        day = read_day(row.get("report_date"))
        if day is None:
            continue
        reported = _reporter(row.get("flash_source")) is not None
        verified = row.get("verified")
        cells = [*_cells_of(row, None), *_displaced(row)] if reported else []
        if isinstance(verified, dict):
            cells += _cells_of(verified, Window(day, day), basis=Basis.VERIFIED, prefix="verified ")
        if extrapolated and not reported:
            cells += [_filling(cell) for cell in (*_cells_of(row, None), *_displaced(row))]
        if cells:
            yield TableRow(day.isoformat(), tuple(cells), day, "West Bank", "OCHA", (_PALESTINE_TECH,))


def _lebanon(table: Iterable[Row], extrapolated: bool) -> Iterator[TableRow]:
    """``_cum`` adds up the phases of the war, which nobody reported; ``_cum_reported`` is as reported."""
    starts: dict[object, date] = {}
    for row in table:
        day = read_day(row.get("report_date"))
        if day is None:
            continue
        window = _window(row, day)
        first = starts.setdefault(row.get("phase"), window.start if window else day)
        reporter = _reporter(row.get("report_source"))
        reported = {name: value for name, value in row.items() if not name.endswith("_cum")}
        cells = [*_cells_of(reported, window, since=first)] if reporter else []
        if extrapolated:
            derived = {name: value for name, value in row.items() if name.endswith("_cum")}
            cells += [_filling(cell) for cell in _cells_of(derived, None)]
        if cells:
            yield TableRow(day.isoformat(), tuple(cells), day, "Lebanon", reporter, (_PALESTINE_TECH,))


def _reporter(code: object) -> str | None:
    """Who reported. A code that nobody knows yet is kept as it is, for a person to judge."""
    words = words_of(code)
    return None if words in (None, "missing", "fill") else _REPORTERS.get(words or "", words)


def _window(row: Row, day: date) -> Window | None:
    """The days that a day's new numbers count: its period is in hours."""
    hours = read_number(row.get("report_period"))
    return Window(day - timedelta(days=max(1, round(hours / 24)) - 1), day) if hours else None


def _cells_of(
    row: Row, window: Window | None, *, basis: Basis | None = None, prefix: str = "", since: date | None = None
) -> Iterator[Cell]:
    """The reported numbers of a row, by the names of their columns."""
    baseline = baseline_of(since.isoformat()) if since else _OUTSET
    days = window
    if any(read_number(row.get(name)) for name in _LATER):
        window = None  # what is new in this report was not all of these days
    for name, raw in row.items():
        value = read_number(raw)
        if value is None:
            continue
        if name in _LATER:
            yield Cell(prefix + name, value, Measure.KILLED, Kind.NEW, group=_LATER[name], basis=basis)
        elif name == _OF_THE_DAY:
            yield Cell(prefix + name, value, Measure.KILLED, Kind.NEW, group="newly killed", window=days, basis=basis)
        elif found := _COUNTED.fullmatch(name):
            group = _KINDS_OF_PEOPLE.get(found["before"] or found["after"] or "")
            total = bool(found["total"])
            yield Cell(
                prefix + name, value, Measure(found["measure"]), Kind.TOTAL if total else Kind.NEW, group=group,
                window=None if total else window, baseline=baseline if total else None, basis=basis,
            )  # fmt: skip
        elif found := _STARVED.fullmatch(name):
            yield Cell(prefix + name, value, Measure.KILLED, group=_KINDS_OF_PEOPLE[found["who"]], baseline=baseline)


_MOVED: Mapping[str, tuple[Unit, str | None]] = {
    "displaced_persons_cum": (Unit.PEOPLE, None),
    "displaced_households_cum": (Unit.HOUSEHOLDS, None),
    "displaced_children_cum": (Unit.PEOPLE, "children"),
}


def _displaced(row: Row) -> Iterator[Cell]:
    for name, (unit, group) in _MOVED.items():
        value = read_number(row.get(name))
        if value is not None:
            yield Cell(name, value, Measure.DISPLACED, unit=unit, group=group, baseline=_OUTSET)


def _filled(row: Row, mark: str) -> Iterator[Cell]:
    """The numbers that gaps were filled with."""
    named = {name.removeprefix(mark): value for name, value in row.items() if name.startswith(mark)}
    for cell in _cells_of(named, None):
        yield _filling(cell, label=mark + cell.label)


def _filling(cell: Cell, *, label: str | None = None) -> Cell:
    """A number that nobody reported: theirs who worked it out, and no more than a projection."""
    return Cell(
        label or cell.label, cell.value, cell.measure, cell.kind, cell.unit, Qualifier.ABOUT, Status.PROJECTED,
        group=cell.group, baseline=cell.baseline, basis=Basis.ESTIMATED, source=_PALESTINE_TECH,
    )  # fmt: skip


# --- IDMC -------------------------------------------------------------------------------------------

_HEDGES: Mapping[str, Qualifier] = {
    "total": Qualifier.EXACTLY,
    "exactly": Qualifier.EXACTLY,
    "approximately": Qualifier.ABOUT,
    "around": Qualifier.ABOUT,
    "about": Qualifier.ABOUT,
    "more than": Qualifier.MORE_THAN,
    "at least": Qualifier.AT_LEAST,
    "less than": Qualifier.AT_MOST,
    "less than or equal": Qualifier.AT_MOST,
    "up to": Qualifier.AT_MOST,
}


def _idmc(table: Iterable[Row], _: bool) -> Iterator[TableRow]:
    """The Internal Displacement Updates: new displacements by event. A figure kept only to check another
    (role "Triangulation") is background.
    """
    for row in table:
        value, key = read_number(row.get("figure")), words_of(row.get("id"))
        if value is None or key is None:
            continue
        start, end = read_day(row.get("displacement_start_date")), read_day(row.get("displacement_end_date"))
        day = end or read_day(row.get("displacement_date"))
        checks = (words_of(row.get("role")) or "").casefold().startswith("triang")
        cell = Cell(
            "figure", value, Measure.DISPLACED, Kind.NEW,
            qualifier=_HEDGES.get((words_of(row.get("qualifier")) or "").casefold(), Qualifier.EXACTLY),
            status=Status.BACKGROUND if checks else Status.ASSERTED,
            window=Window(start, end) if start and end and start <= end else None,
        )  # fmt: skip
        yield TableRow(
            key, (cell,), day, _first_place(row), words_of(row.get("sources")) or "IDMC", _relays(row),
            words_of(row.get("source_url")), tuple(filter(None, [words_of(row.get("event_name"))])),
        )  # fmt: skip


def _first_place(row: Row) -> str | None:
    names = words_of(row.get("locations_name"))
    country = words_of(row.get("country"))
    if not names or ";" in names:
        return country  # several places: what they have in common
    return f"{names}, {country}" if country and country not in names else names


def _relays(row: Row) -> tuple[str, ...]:
    return ("IDMC",) if words_of(row.get("sources")) else ()


# --- HXL --------------------------------------------------------------------------------------------

_TAGGED: Mapping[str, Measure] = {
    "killed": Measure.KILLED,
    "injured": Measure.INJURED,
    "missing": Measure.MISSING,
    "displaced": Measure.DISPLACED,
    "idps": Measure.DISPLACED,
    "refugees": Measure.REFUGEES,
    "returnees": Measure.RETURNED,
    "homeless": Measure.HOMELESS,
    "evacuated": Measure.EVACUATED,
    "detained": Measure.DETAINED,
    "abducted": Measure.ABDUCTED,
}
_WHO: Mapping[str, str] = {
    "children": "children", "f": "women and girls", "m": "men and boys", "elderly": "elderly", "infants": "infants",
}  # fmt: skip


def _hxl(table: Iterable[Row], _: bool) -> Iterator[TableRow]:
    """A table with a row of HXL tags below its header (hxlstandard.org): ``#affected+killed``."""
    tags: dict[str, list[str]] = {}
    for number, row in enumerate(table, 1):
        if not tags:
            tags = _tags_of(row)
            continue
        cells = tuple(_tagged(row, tags))
        if cells:
            day = read_day(_under(row, tags, "#date"))
            place = words_of(_under(row, tags, "#adm2", "#adm1", "#loc", "#country"))
            source = words_of(_under(row, tags, "#meta+source", "#source", "#org"))
            yield TableRow(_hxl_key(row, tags, number), cells, day, place, source)


def _tags_of(row: Row) -> dict[str, list[str]]:
    """The columns of a row of tags, each with its tag and attributes; empty where it is none."""
    cells = {name: str(value).replace(" ", "").lower() for name, value in row.items() if value}
    tagged = {name: cell.split("+") for name, cell in cells.items() if cell.startswith("#")}
    return tagged if len(tagged) * 2 > len(cells) else {}


def _under(row: Row, tags: Mapping[str, list[str]], *wanted: str) -> object:
    for tag in wanted:
        needed = tag.split("+")
        for name, parts in tags.items():
            if parts[0] == needed[0] and set(needed[1:]) <= set(parts[1:]) and "code" not in parts and row.get(name):
                return row[name]
    return None


def _tagged(row: Row, tags: Mapping[str, list[str]]) -> Iterator[Cell]:
    for name, (tag, *attributes) in tags.items():
        measure = next((_TAGGED[one] for one in attributes if one in _TAGGED), None)
        if tag == "#inneed":
            measure = measure or Measure.IN_NEED
        elif tag == "#affected":
            measure = measure or Measure.AFFECTED
        else:
            continue
        value = read_number(row.get(name))
        if value is not None:
            unit = Unit.HOUSEHOLDS if {"hh", "households"} & set(attributes) else Unit.PEOPLE
            group = " ".join(_WHO[one] for one in attributes if one in _WHO) or None
            yield Cell(f"{name} ({'+'.join((tag, *attributes))})", value, measure, unit=unit, group=group)


def _hxl_key(row: Row, tags: Mapping[str, list[str]], number: int) -> str:
    """What tells a row from the others: all that is no count. A row without any is known by its number."""
    counts = ("#affected", "#inneed", "#targeted", "#reached", "#value", "#population")
    words = [words_of(row.get(name)) or "" for name, parts in tags.items() if parts[0] not in counts]
    return "/".join(words) if any(words) else f"row {number}"


_PRESETS: Mapping[Preset, Callable[[Iterable[Row], bool], Iterator[TableRow]]] = {
    Preset.GAZA: _gaza,
    Preset.INFRASTRUCTURE: _infrastructure,
    Preset.WEST_BANK: _west_bank,
    Preset.LEBANON: _lebanon,
    Preset.IDMC: _idmc,
    Preset.HXL: _hxl,
}
