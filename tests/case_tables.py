"""Cases as tables that anybody can read: a law of English news prose, a text, and the claims in it.

A claim is written in one line, and only what is written is checked::

    killed nearly 32000 Palestinians | Gaza health ministry | total | @ Gaza | as of 2024-03-21

measure, hedge and number first, then the group; ``-`` stands for none. After the bars, in any order: the
source, a kind, a status, ``@`` and a place, ``as of`` and a day, ``via`` and a relay.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.extract import extract_claims
from tracker.model import Claim, Kind, Measure, Qualifier, Report, Status

FOLDER = Path(__file__).parent / "cases"

_HEDGES = {
    "about": Qualifier.ABOUT,
    "at least": Qualifier.AT_LEAST,
    "more than": Qualifier.MORE_THAN,
    "nearly": Qualifier.NEARLY,
    "at most": Qualifier.AT_MOST,
    "between": Qualifier.BETWEEN,
    "vague": Qualifier.VAGUE,
    "": Qualifier.EXACTLY,
}
_FIRST = re.compile(
    rf"(?P<measure>\w+) (?P<hedge>{'|'.join(filter(None, _HEDGES))})? ?"
    r"(?P<low>[\d.]+%?)(?: and (?P<high>[\d.]+%?))?(?: (?P<group>.+))?"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A law, a text, and the claims that a careful reader finds in it."""

    law: str
    text: str
    claims: tuple[str, ...]
    published: date | None = None


def load_cases(name: str) -> Iterator[Any]:
    """The cases of a table, each under its own name."""
    with (FOLDER / f"{name}.toml").open("rb") as stream:
        tables = tomllib.load(stream)
    for number, table in enumerate(tables["case"], 1):
        case = Case(
            table["law"], table["text"], tuple(table["claims"]), table.get("published", tables.get("published"))
        )
        yield pytest.param(case, id=f"{name}-{number}")


def check(case: Case) -> None:
    """Read a case's text and hold what is found against what is written."""
    found = extract_claims(Report(case.text, published=case.published))
    told = [describe(claim) for claim in found]
    assert len(found) == len(case.claims), f"{case.law}: found {told}"
    for claim, line in zip(found, case.claims, strict=True):
        wanted = read_line(line)
        got = {name: value for name, value in properties(claim).items() if name in wanted}
        assert got == wanted, f"{case.law}: {told}"
        assert claim.span.of(case.text) == claim.number


def read_line(line: str) -> dict[str, object]:
    """What a line says of a claim."""
    first, *others = (part.strip() for part in line.split("|"))
    found = _FIRST.fullmatch(first)
    assert found, f"can't read {first!r}"
    wanted: dict[str, object] = {
        "measure": Measure(found["measure"]),
        "qualifier": _HEDGES[found["hedge"] or ""],
        "number": (_number(found["low"]), _number(found["high"])),
    }
    if found["group"]:
        wanted["group"] = None if found["group"] == "-" else found["group"]
    for part in others:
        wanted.update(_read_part(part))
    return wanted


def _read_part(part: str) -> Mapping[str, object]:
    if part in set(Kind):
        return {"kind": Kind(part)}
    if part in set(Status):
        return {"status": Status(part)}
    if part.startswith("@"):
        place = part[1:].strip()
        return {"place": None if place == "-" else place}
    if part.startswith("as of "):
        day = part.removeprefix("as of ")
        return {"as_of": None if day == "-" else date.fromisoformat(day)}
    if part.startswith("via "):
        return {"via": part.removeprefix("via ")}
    return {"source": None if part == "-" else part}


def properties(claim: Claim) -> dict[str, object]:
    """A claim as the lines tell it."""
    figure = claim.figure
    low = figure.value if figure.value is not None else figure.low
    return {
        "measure": claim.measure,
        "qualifier": figure.qualifier,
        "number": (
            round(low, 4) if low is not None else None,
            figure.high if figure.qualifier is Qualifier.BETWEEN else None,
        ),
        "group": figure.group,
        "kind": claim.kind,
        "status": claim.status,
        "place": claim.place,
        "as_of": claim.as_of.date if claim.as_of else None,
        "source": claim.attribution.source,
        "via": claim.attribution.relays[0] if claim.attribution.relays else None,
    }


def describe(claim: Claim) -> str:
    """A claim in one line, for messages."""
    told = properties(claim)
    return (
        f"{claim.measure} {claim.figure.qualifier} {told['number']} {claim.figure.group} | {claim.rule} | "
        + " | ".join(str(told[name]) for name in ("source", "kind", "status", "place", "as_of", "via"))
    )


def _number(written: str | None) -> float | None:
    if written is None:
        return None
    return round(float(written[:-1]) / 100, 4) if written.endswith("%") else float(written)
