"""Judging figures in a person's words: accept, reject, correct, and undo.

What is corrected is told as ``field=value``; an empty value says that the sentence gives none.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.errors import QueryError, nearest_names
from tracker.model import Basis, Figure, Kind, Measure, Qualifier, Status, Unit
from tracker.places import Gazetteer
from tracker.query import FoundFigure, choice_of, find_figure, source_named
from tracker.store.judging import Judged, accept_figure, correct_figure, reject_figure, undo_judgement
from tracker.store.reviews import Judge, Review, slugs_of

PEOPLE_ALIVE = 8.3e9
"""More than anybody has counted (UN World Population Prospects 2024, for 2026): a slip of the keyboard."""


def accept(session: Session, name: str, judge: Judge) -> Judged:
    """Judge that a figure, named by its number or key, is what its sentence says."""
    return accept_figure(session, find_figure(session, name).id, judge)


def reject(session: Session, name: str, judge: Judge) -> Judged:
    """Judge that a figure is not what its sentence says."""
    return reject_figure(session, find_figure(session, name).id, judge)


def correct(session: Session, name: str, judge: Judge, corrections: Sequence[str], gazetteer: Gazetteer) -> Judged:
    """Judge what the sentence says instead. Raises ``QueryError`` for a field or a value that is none."""
    figure = find_figure(session, name)
    columns = _Words(session, figure, gazetteer).columns(_fields_of(corrections))
    return correct_figure(session, figure.id, judge, columns)


def undo(session: Session, review: int, judge: Judge) -> Judged:
    """Judge that an earlier judgement no longer stands."""
    return undo_judgement(session, review, judge)


_NAMES = {"group_words": "group", "place_words": "place", "source_id": "source"}


def changes_in_words(session: Session, review: Review) -> tuple[str, ...]:
    """What a judgement changes, a field each: "value: 26 → 62"."""
    slugs = slugs_of(session, (number for number in review.changes.get("source_id", ()) if number))
    return tuple(
        f"{_NAMES.get(name, name)}: {_told(name, old, slugs)} → {_told(name, new, slugs)}"
        for name, (old, new) in review.changes.items()
        if old != new
    )


def _told(name: str, value: object, slugs: Mapping[int, str]) -> str:
    if value is None:
        return "none"
    if name == "source_id" and isinstance(value, int):
        return slugs.get(value, str(value))
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _fields_of(corrections: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for correction in corrections:
        field, equals, value = correction.partition("=")
        field = field.strip().casefold().replace("-", "_")
        if not equals:
            raise QueryError(correction, "is no correction; it looks like value=320")
        if field not in FIELDS:
            raise QueryError(field, "can't be corrected", nearest=nearest_names(field, FIELDS) or FIELDS)
        if field in found:
            raise QueryError(field, "is corrected twice")
        found[field] = value.strip()
    if not found:
        raise QueryError("", "nothing to correct; say for instance value=320")
    return found


_NUMBERS = ("value", "low", "high", "qualifier", "unit")
FIELDS = (*_NUMBERS, "measure", "group", "place", "kind", "status", "as_of", "basis", "source")
"""What may be corrected."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Turns the words of a correction into the columns of a figure."""

    session: Session
    figure: FoundFigure
    gazetteer: Gazetteer

    def columns(self, fields: Mapping[str, str]) -> dict[str, Any]:
        readers: dict[str, Callable[[str], dict[str, Any]]] = {
            "measure": lambda words: {"measure": choice_of(words, Measure, "measure").value},
            "kind": lambda words: {"kind": choice_of(words, Kind, "kind").value},
            "status": lambda words: {"status": choice_of(words, Status, "status").value},
            "basis": lambda words: {"basis": choice_of(words, Basis, "basis").value if words else None},
            "group": lambda words: {"group_words": words or None},
            "place": self._place,
            "as_of": self._day,
            "source": lambda words: {"source_id": source_named(self.session, words) if words else None},
        }
        found = self._numbers(fields) if fields.keys() & set(_NUMBERS) else {}
        for field, words in fields.items():
            if field in readers:
                found |= readers[field](words)
        return found

    def _place(self, words: str) -> dict[str, Any]:
        return {"place_words": words or None, "place_id": self.gazetteer.locate(words) if words else None}

    def _day(self, words: str) -> dict[str, Any]:
        if not words:
            return {"as_of": None, "as_of_accuracy": None, "day": self.figure.published}
        try:
            day = date.fromisoformat(words)
        except ValueError:
            raise QueryError(words, "is no day; it looks like 2024-03-21") from None
        return {"as_of": day, "as_of_accuracy": "day", "day": day}

    def _numbers(self, fields: Mapping[str, str]) -> dict[str, Any]:
        unit = choice_of(fields["unit"], Unit, "unit") if "unit" in fields else self.figure.unit
        try:
            figure = self._bounded(fields, unit) if fields.keys() & {"low", "high"} else self._hedged(fields, unit)
        except ValueError as error:
            raise QueryError(
                ", ".join(f"{name}={fields[name]}" for name in _NUMBERS if name in fields), str(error)
            ) from error
        _check_size(figure)
        return {
            "value": figure.value, "low": figure.low, "high": figure.high,
            "qualifier": figure.qualifier.value, "unit": figure.unit.value,
        }  # fmt: skip

    def _hedged(self, fields: Mapping[str, str], unit: Unit) -> Figure:
        """One number and its hedge; what is not told is as it was."""
        was, hedge = self.figure, self._hedge(fields)
        if "value" not in fields and hedge is None:
            return Figure(was.value, was.low, was.high, was.qualifier, unit)
        known = next(number for number in (was.value, was.low, was.high) if number is not None)
        number = _number_of(fields["value"]) if "value" in fields else known
        keeps = was.qualifier not in (Qualifier.BETWEEN, Qualifier.VAGUE)
        return Figure.hedged(number, hedge or (was.qualifier if keeps else Qualifier.EXACTLY), unit)

    def _bounded(self, fields: Mapping[str, str], unit: Unit) -> Figure:
        """Bounds that are told one by one."""
        value, low, high = (_number_of(fields[name]) if fields.get(name) else None for name in ("value", "low", "high"))
        hedge = self._hedge(fields)
        if hedge is None and (low is None or high is None):
            raise ValueError("one bound needs its qualifier: qualifier=at_least, at_most, about …")
        return Figure(value, low, high, hedge or Qualifier.BETWEEN, unit)

    def _hedge(self, fields: Mapping[str, str]) -> Qualifier | None:
        return choice_of(fields["qualifier"], Qualifier, "qualifier") if "qualifier" in fields else None


def _number_of(words: str) -> float:
    try:
        number = float(words.replace(",", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", ""))
    except ValueError:
        raise QueryError(words, "is no number; it looks like 32,000") from None
    if not math.isfinite(number) or number < 0:
        raise QueryError(words, "counts nothing")
    return number


def _check_size(figure: Figure) -> None:
    largest = max(number for number in (figure.value, figure.low, figure.high) if number is not None)
    if figure.unit is Unit.SHARE and largest > 1:
        raise QueryError(f"{largest:g}", "is no share; 85 per cent is 0.85")
    if largest > PEOPLE_ALIVE:
        raise QueryError(f"{largest:,.0f}", "is more than all people alive")
