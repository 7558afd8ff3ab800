"""What is asked of the ledger, in a person's words."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tracker.errors import QueryError, nearest_names

Choice = TypeVar("Choice", bound=StrEnum)


class Order(StrEnum):
    """In which order figures are given."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the ledger, in a person's words; what is ``None`` is not asked.

    ``since`` and ``until`` bound the day of a figure (its as-of date, else the day of publication), both
    inclusive. ``known_by`` leaves out what was published later; ``recorded_by``, an aware moment, asks what
    this ledger held then: what was recorded by then and not yet superseded. ``place`` takes in what lies
    inside it, ``exact_place`` only the place itself. ``raw`` asks for figures as they were read, whatever
    reviewers have made of them.
    """

    source: str | None = None
    measure: str | None = None
    place: str | None = None
    group: str | None = None
    kind: str | None = None
    status: str | None = None
    unit: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    known_by: dt.date | None = None
    recorded_by: dt.datetime | None = None
    exact_place: bool = False
    raw: bool = False
    order: Order = Order.NEWEST
    limit: int | None = None


def choice_of(words: str, choices: type[Choice], what: str) -> Choice:
    """The choice that words name ("homes destroyed" is ``homes_destroyed``)."""
    folded = words.strip().casefold().replace(" ", "_").replace("-", "_")
    try:
        return choices(folded)
    except ValueError:
        near = nearest_names(folded, choices) or tuple(choices)
        raise QueryError(words, f"unknown {what}", nearest=near) from None
