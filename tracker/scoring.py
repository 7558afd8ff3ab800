"""Scoring found claims against labelled ones.

The rules are those under which the project's own passages were labelled: a found claim matches a labelled
one when their number spans overlap and the measure is the same (*detection*); it is *complete* when its
value, the family of its hedge, its source and its status are right as well. Names agree when half of their
words are the same, or one holds all words of the other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tracker.errors import ReportError

Row: TypeAlias = Mapping[str, Any]
"""A claim as a row of plain values: see :func:`tracker.export.row_of_claim`."""

_FAMILIES = {"at_least": "lower", "more_than": "lower", "nearly": "upper", "at_most": "upper"}
_SMALL_WORDS = frozenset("the a an of in for s and on by its his her their".split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled text."""

    id: object
    text: str
    claims: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of what was found is right, and how much of what is right was found."""

    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """The share of the found ones that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the labelled ones that were found; 0 where none is labelled."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A claim that was missed, that is too many, or whose field is wrong; ``what`` names which."""

    what: str
    passage: Passage
    labelled: Row | None
    found: Row | None


@dataclass(slots=True)
class Score:
    """What came out of scoring. ``fields`` counts, per field, the matched claims in which it is right."""

    labelled: int = 0
    found: int = 0
    numbers: int = 0
    detected: int = 0
    complete: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def rates(self) -> dict[str, Rate]:
        """The rates of the number spans, of detection, and of complete claims."""
        counts = {"number span": self.numbers, "detection": self.detected, "complete": self.complete}
        return {name: Rate(right, self.found, self.labelled) for name, right in counts.items()}


def read_passage(row: Row, origin: str, number: int) -> Passage:
    """A labelled passage out of a line of JSON. Raises ``ReportError`` for one whose labels don't fit its text."""
    text, claims = row.get("text"), row.get("claims")
    if not isinstance(text, str) or not isinstance(claims, list):
        raise ReportError(origin, "is no object with a text and its claims", line=number)
    for claim in claims:
        if not isinstance(claim, dict) or not _fits(claim, text):
            raise ReportError(origin, f"a label that does not fit its text: {str(claim)[:80]}", line=number)
    return Passage(row.get("id"), text, tuple(claims))


def _fits(claim: Row, text: str) -> bool:
    start, end = claim.get("start"), claim.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        return False
    return isinstance(claim.get("measure"), str) and claim.get("number", text[start:end]) == text[start:end]


def score_passages(passages: Sequence[Passage], found: Sequence[Sequence[Row]]) -> Score:
    """The score of what was found in each of some passages."""
    score = Score()
    for passage, rows in zip(passages, found, strict=True):
        _score_passage(score, passage, rows)
    return score


def scores_by(field_name: str, passages: Sequence[Passage], found: Sequence[Sequence[Row]]) -> dict[str, Rate]:
    """The rates of detection apart for each value that a field has in the labels or in what was found."""
    values = {_value_of(row, field_name) for passage in passages for row in passage.claims}
    values |= {_value_of(row, field_name) for rows in found for row in rows}
    counts: dict[str, Rate] = {}
    for value in sorted(values):
        right = labelled = total = 0
        for passage, rows in zip(passages, found, strict=True):
            pairs, _, _ = match(passage.claims, rows)
            right += sum(_value_of(one, field_name) == value == _value_of(other, field_name) for one, other in pairs)
            labelled += sum(_value_of(row, field_name) == value for row in passage.claims)
            total += sum(_value_of(row, field_name) == value for row in rows)
        counts[value] = Rate(right, total, labelled)
    return counts


def _value_of(row: Row, name: str) -> str:
    return str(row.get(name) or "–")


def _score_passage(score: Score, passage: Passage, rows: Sequence[Row]) -> None:
    pairs, missed, extra = match(passage.claims, rows)
    score.labelled += len(passage.claims)
    score.found += len(rows)
    score.detected += len(pairs)
    score.numbers += len(match(passage.claims, rows, of_measure=False)[0])
    score.mistakes += [Mistake("missed", passage, row, None) for row in missed]
    score.mistakes += [Mistake("extra", passage, None, row) for row in extra]
    for labelled, found in pairs:
        right = {name: same(labelled, found) for name, same in FIELDS.items()}
        score.fields.update(name for name, good in right.items() if good)
        score.complete += all(right[name] for name in COMPLETE)
        score.mistakes += [Mistake(name, passage, labelled, found) for name, good in right.items() if not good]


def match(
    labelled: Sequence[Row], found: Sequence[Row], *, of_measure: bool = True
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """The pairs of labelled and found claims that are the same, those with the longest overlap first; the
    labelled ones that were missed; the found ones that are too many.
    """
    pairs: list[tuple[Row, Row]] = []
    taken: dict[str, set[int]] = defaultdict(set)
    for _, one, other in sorted(
        _overlaps(labelled, found, of_measure=of_measure), key=lambda pair: (-pair[0], *pair[1:])
    ):
        if one not in taken["labelled"] and other not in taken["found"]:
            taken["labelled"].add(one)
            taken["found"].add(other)
            pairs.append((labelled[one], found[other]))
    missed = [row for index, row in enumerate(labelled) if index not in taken["labelled"]]
    extra = [row for index, row in enumerate(found) if index not in taken["found"]]
    return pairs, missed, extra


def _overlaps(labelled: Sequence[Row], found: Sequence[Row], *, of_measure: bool) -> Iterator[tuple[int, int, int]]:
    for one, gold in enumerate(labelled):
        for other, row in enumerate(found):
            shared = min(gold["end"], row["end"]) - max(gold["start"], row["start"])
            if shared > 0 and (not of_measure or gold["measure"] == row["measure"]):
                yield shared, one, other


# --- when two fields are the same -------------------------------------------------------------------


def _same_value(labelled: Row, found: Row) -> bool:
    one, other = labelled.get("value"), found.get("value")
    if one is None and other is None:
        return (labelled.get("low"), labelled.get("high")) == (found.get("low"), found.get("high"))
    return one is not None and other is not None and abs(one - other) < 1e-6 * max(1, abs(one))


def _same_hedge(labelled: Row, found: Row) -> bool:
    one, other = labelled.get("qualifier"), found.get("qualifier")
    return _FAMILIES.get(str(one), one) == _FAMILIES.get(str(other), other)


def _same(name: str, default: object = None) -> Callable[[Row, Row], bool]:
    return lambda labelled, found: (labelled.get(name) or default) == (found.get(name) or default)


def _same_words(name: str) -> Callable[[Row, Row], bool]:
    return lambda labelled, found: is_same_name(labelled.get(name), found.get(name))


def is_same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same to a reader.

    >>> is_same_name("the Gaza health ministry", "Hamas-run Gaza health ministry"), is_same_name("OCHA", None)
    (True, False)
    """
    if not one or not other:
        return not one and not other
    here, there = _words_of(one), _words_of(other)
    if not here or not there:
        return one.strip().casefold() == other.strip().casefold()
    return len(here & there) / len(here | there) >= 0.5 or here <= there or there <= here


def _words_of(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))) - _SMALL_WORDS


FIELDS: Mapping[str, Callable[[Row, Row], bool]] = {
    "value": _same_value,
    "qualifier": _same_hedge,
    "unit": lambda labelled, found: labelled.get("unit") == found.get("unit"),
    "source": _same_words("source"),
    "place": _same_words("place"),
    "group": _same_words("group"),
    "kind": lambda labelled, found: labelled.get("kind") == found.get("kind"),
    "status": _same("status", "asserted"),
    "as_of": _same("as_of"),
}
"""Field → whether it is the same in two claims."""

COMPLETE = ("value", "qualifier", "source", "status")
"""The fields that must be right in a complete claim."""
