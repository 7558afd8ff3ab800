"""What is asked of the ledger, in a person's words."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tracker.crises import Crisis
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
    inside it, ``exact_place`` only the place itself (or the places of the crisis themselves). ``crisis`` is its places
    and its days at once. ``raw``
    gives figures as they were read, whatever was judged of them since.
    """

    source: str | None = None
    measure: str | None = None
    place: str | None = None
    crisis: Crisis | None = None
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


def moment_of(words: str, *, of_day: dt.time = dt.time.max) -> dt.datetime:
    """The moment that a person writes, in UTC where no zone is given; a day is the last moment of it, or
    the one that is asked for.

    >>> moment_of("2024-03-21").isoformat(), moment_of("2024-03-21 09:30").isoformat()
    ('2024-03-21T23:59:59.999999+00:00', '2024-03-21T09:30:00+00:00')
    """
    try:
        read = dt.datetime.fromisoformat(words.strip())
    except ValueError as error:
        raise QueryError(words, "is no day or moment such as 2024-03-21 or 2024-03-21T09:30") from error
    if len(words.strip()) <= len("2024-03-21"):
        read = dt.datetime.combine(read.date(), of_day)
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)


def choice_of(words: str, choices: type[Choice], what: str) -> Choice:
    """The choice that words name ("homes destroyed" is ``homes_destroyed``)."""
    folded = words.strip().casefold().replace(" ", "_").replace("-", "_")
    try:
        return choices(folded)
    except ValueError:
        near = nearest_names(folded, choices) or tuple(choices)
        raise QueryError(words, f"unknown {what}", nearest=near) from None
