"""Judgements on figures and sources: who judged what, when and why; only ever added, and undone by others.

An undo is itself a judgement, and can be undone: whether a judgement *stands* follows from all those that
came after it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from tracker.errors import QueryError
from tracker.store.tables import FigureRow, ReviewRow, SourceRow


class Verdict(StrEnum):
    """What a judgement says."""

    ACCEPT = "accept"
    """The figure is what its sentence says."""
    REJECT = "reject"
    """It is not: the figure leaves every answer but the raw one."""
    CORRECT = "correct"
    """The sentence says something else: a version takes the figure's place."""
    MERGE = "merge"
    """Two sources are one."""
    ALIAS = "alias"
    """A name is a source's."""
    UNDO = "undo"
    """An earlier judgement no longer stands."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Who judges, why, and when. Raises ``QueryError`` for a judgement that nobody gives, or for no reason."""

    reviewer: str
    reason: str
    now: datetime

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise QueryError("--by", "a judgement needs the name of who gives it")
        if not self.reason.strip():
            raise QueryError("--why", "a judgement needs its reason")


@dataclass(frozen=True, slots=True)
class Review:
    """One judgement. ``figure`` is the figure as it was read, or ``source`` what is judged; ``changes`` are
    columns with their old and new value; ``stands`` is whether it is in force.
    """

    id: int
    figure: int | None
    source: int | None
    verdict: Verdict
    changes: Mapping[str, tuple[Any, Any]]
    into: int | None
    undoes: int | None
    reviewer: str
    reason: str
    recorded_at: datetime
    stands: bool


def record_review(
    session: Session,
    judge: Judge,
    verdict: Verdict,
    *,
    figure: int | None = None,
    source: int | None = None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    into: int | None = None,
) -> int:
    """Write down a judgement on a figure or on a source; gives its number."""
    row = ReviewRow(
        figure_id=figure, source_id=source, verdict=verdict.value, into_id=into, recorded_at=judge.now,
        changes=json.dumps(changes or {}, ensure_ascii=False), reviewer=judge.reviewer, reason=judge.reason,
    )  # fmt: skip
    return _added(session, row)


def record_undo(session: Session, judge: Judge, review: int) -> Review:
    """Write down that a judgement no longer stands; gives the undo. Raises ``QueryError`` where there is no
    such judgement, or it is undone already.
    """
    row = session.get(ReviewRow, review)
    if row is None:
        raise QueryError(str(review), "no such review in this ledger; 'tracker review list' tells them")
    undo = ReviewRow(
        figure_id=row.figure_id, source_id=row.source_id, verdict=Verdict.UNDO.value, undoes_id=review,
        reviewer=judge.reviewer, reason=judge.reason, recorded_at=judge.now,
    )  # fmt: skip
    told = find_reviews(session, figure=row.figure_id, source=row.source_id)
    undone = next((one.id for one in told if one.undoes == review and one.stands), None)
    if undone is not None:
        raise QueryError(str(review), f"is undone already, by review {undone}")
    identity = _added(session, undo)
    return next(one for one in find_reviews(session, figure=row.figure_id, source=row.source_id) if one.id == identity)


def _added(session: Session, row: ReviewRow) -> int:
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def find_reviews(
    session: Session, *, figure: int | None = None, source: int | None = None, by: str | None = None
) -> tuple[Review, ...]:
    """The judgements on a figure, on a source, or by somebody, in the order in which they were given; all of
    them where nothing is asked.
    """
    statement = select(ReviewRow).order_by(col(ReviewRow.id))
    if figure is not None:
        statement = statement.where(ReviewRow.figure_id == figure)
    if source is not None:
        statement = statement.where(ReviewRow.source_id == source)
    told = reviews_of(session.exec(statement))
    return tuple(one for one in told if by is None or one.reviewer == by)


def subjects_of(session: Session, reviews: Iterable[Review]) -> dict[int, str]:
    """What some judgements judge, in words, by the number of the judgement."""
    kept = list(reviews)
    figures: dict[int, str] = {}
    wanted = sorted({one.figure for one in kept if one.figure is not None})
    for start in range(0, len(wanted), _AT_ONCE):
        some = col(FigureRow.id).in_(wanted[start : start + _AT_ONCE])
        for identity, number, measure in session.exec(
            select(FigureRow.id, FigureRow.number, FigureRow.measure).where(some)
        ):
            figures[identity or 0] = f"{number} {measure.replace('_', ' ')}"
    slugs = slugs_of(session, (one.source for one in kept if one.source is not None))
    return {one.id: figures[one.figure] if one.figure is not None else slugs[one.source or 0] for one in kept}


def slugs_of(session: Session, sources: Iterable[int]) -> dict[int, str]:
    """The slugs of some sources, by their numbers."""
    wanted = sorted(set(sources))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = col(SourceRow.id).in_(wanted[start : start + _AT_ONCE])
        found.update(
            {identity or 0: slug for identity, slug in session.exec(select(SourceRow.id, SourceRow.slug).where(some))}
        )
    return found


def reviews_of_figures(session: Session, figures: Sequence[int]) -> dict[int, tuple[Review, ...]]:
    """The judgements on some figures (as they were read), by figure."""
    found: dict[int, tuple[Review, ...]] = {}
    for start in range(0, len(figures), _AT_ONCE):
        some = col(ReviewRow.figure_id).in_(figures[start : start + _AT_ONCE])
        for one in reviews_of(session.exec(select(ReviewRow).where(some).order_by(col(ReviewRow.id)))):
            assert one.figure is not None
            found[one.figure] = (*found.get(one.figure, ()), one)
    return found


def judged_among(session: Session, figures: Sequence[int]) -> set[int]:
    """Those of some figures (as they were read) that a person ever judged: nothing else touches them."""
    return set(reviews_of_figures(session, figures))


_AT_ONCE = 500


def reviews_of(rows: Iterable[ReviewRow]) -> tuple[Review, ...]:
    """Rows as judgements. They must hold every judgement on each subject that they speak of, in order: only
    so can be told which stand.
    """
    kept = list(rows)
    undone: set[int] = set()
    for row in reversed(kept):  # an undo is younger than what it undoes
        if row.undoes_id is not None and row.id not in undone:
            undone.add(row.undoes_id)
    return tuple(_review(row, stands=row.id not in undone) for row in kept)


def _review(row: ReviewRow, *, stands: bool) -> Review:
    assert row.id is not None
    return Review(
        id=row.id, figure=row.figure_id, source=row.source_id, verdict=Verdict(row.verdict),
        changes={name: (old, new) for name, (old, new) in json.loads(row.changes).items()},
        into=row.into_id, undoes=row.undoes_id, reviewer=row.reviewer, reason=row.reason,
        recorded_at=row.recorded_at, stands=stands,
    )  # fmt: skip
