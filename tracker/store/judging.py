"""What judgements make of a figure: nothing, a version in its place, or its absence.

The row of a figure as it was read never changes. The judgements that stand are folded over it, in their
order; what comes out is written beside it as a *version*, and what was in force before is superseded.
Undoing and judging again go the same way, so every state that was ever shown can be shown again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from tracker.errors import QueryError
from tracker.store.reviews import Judge, Review, Verdict, find_reviews, record_review, record_undo
from tracker.store.tables import FigureRow, ReviewRow, Row, Why

NUMBERS = ("value", "low", "high", "qualifier", "unit")
PLACE = ("place_words", "place_id")
DAY = ("as_of", "as_of_accuracy", "day")
SINGLE = ("measure", "group_words", "kind", "status", "basis", "source_id")
CORRECTABLE = frozenset((*NUMBERS, *PLACE, *DAY, *SINGLE))
"""The columns that a judgement may correct. Those of one group (the numbers, the place, the day) are always
corrected together, so that undoing one of two corrections can't leave half of each.
"""

_GROUPS = (NUMBERS, PLACE, DAY)
_DATES = frozenset({"as_of", "day"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement came to: its number, the figure as it was read, and whether it is shown now."""

    review: int
    figure: int
    shown: bool


def accept_figure(session: Session, figure: int, judge: Judge) -> Judged:
    """Judge that a figure is what its sentence says."""
    return _judged(session, figure, judge, Verdict.ACCEPT)


def reject_figure(session: Session, figure: int, judge: Judge) -> Judged:
    """Judge that a figure is not what its sentence says: it leaves every answer but the raw one."""
    return _judged(session, figure, judge, Verdict.REJECT)


def correct_figure(session: Session, figure: int, judge: Judge, columns: Mapping[str, Any]) -> Judged:
    """Judge that the sentence says something else. ``columns`` are the new values of :data:`CORRECTABLE`
    columns, which the caller has proved. Raises ``QueryError`` where nothing would change.
    """
    assert columns.keys() <= CORRECTABLE
    root = _root(session, figure)
    reviews = find_reviews(session, figure=figure)
    before = fold(_columns_of(root), reviews) or fold(_columns_of(root), _without_rejects(reviews))
    assert before is not None
    after = before | dict(columns)
    changes = {name: (_plain(before[name]), _plain(after[name])) for name in _touched(before, after)}
    if not changes:
        raise QueryError(str(figure), "is so already: nothing would be corrected")
    return _judged(session, figure, judge, Verdict.CORRECT, changes)


def undo_judgement(session: Session, review: int, judge: Judge) -> Judged:
    """Judge that an earlier judgement on a figure no longer stands: an undo, too, can be undone."""
    row = session.get(ReviewRow, review)
    if row is not None and row.figure_id is None:
        raise QueryError(str(review), "judges a source, not a figure; 'tracker sources undo' undoes it")
    if row is not None and row.figure_id is not None:
        _root(session, row.figure_id)
    undo = record_undo(session, judge, review)
    assert undo.figure is not None
    return Judged(undo.id, undo.figure, _settle(session, undo.figure, judge.now))


def _judged(
    session: Session, figure: int, judge: Judge, verdict: Verdict, changes: Mapping[str, tuple[Any, Any]] | None = None
) -> Judged:
    root = _root(session, figure)
    if root.superseded_at is not None and root.superseded_why != Why.REVIEW:
        raise QueryError(str(figure), f"is no longer in force (superseded by a new {root.superseded_why})")
    review = record_review(session, judge, verdict, figure=figure, changes=changes)
    return Judged(review, figure, _settle(session, figure, judge.now))


def _root(session: Session, figure: int) -> FigureRow:
    """A figure as it was read, held until the end of the transaction: two judges wait for each other."""
    row = session.exec(select(FigureRow).where(FigureRow.id == figure).with_for_update()).first()
    if row is None or row.origin_id is not None:
        raise QueryError(str(figure), "no such figure in this ledger")
    return row


# --- the fold ---------------------------------------------------------------------------------------


def fold(columns: Mapping[str, Any], reviews: Iterable[Review]) -> dict[str, Any] | None:
    """The correctable columns of a figure after the judgements that stand, ``None`` where it is rejected.
    The last word on whether it is shown counts; corrections add up.
    """
    found, shown = dict(columns), True
    for review in reviews:
        if review.stands and review.verdict is not Verdict.UNDO:
            shown = review.verdict is not Verdict.REJECT
            found |= {name: _typed(name, new) for name, (_, new) in review.changes.items()}
    return found if shown else None


def _without_rejects(reviews: Iterable[Review]) -> list[Review]:
    return [review for review in reviews if review.verdict is not Verdict.REJECT]


def _columns_of(row: FigureRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in sorted(CORRECTABLE)}


def _touched(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The columns that a correction sets: those that it changes, and the others of their groups."""
    changed = {name for name in CORRECTABLE if before[name] != after[name]}
    together = {name for group in _GROUPS if changed & set(group) for name in group}
    return sorted(changed | together)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value is not None else value


# --- the versions -----------------------------------------------------------------------------------


def _settle(session: Session, figure: int, now: datetime) -> bool:
    """Bring what is in force of a figure to what its judgements say; gives whether it is shown."""
    root = _root(session, figure)
    wanted = fold(_columns_of(root), find_reviews(session, figure=figure))
    shown = _in_force(session, figure)
    if shown is not None and wanted == _columns_of(shown):
        return True
    if shown is not None:
        shown.superseded_at, shown.superseded_why = now, Why.REVIEW
        session.add(shown)
        session.flush()
    if wanted is not None:
        session.connection().execute(insert(FigureRow), [_version_of(root, wanted, now)])
    return wanted is not None


def _in_force(session: Session, figure: int) -> FigureRow | None:
    either = (col(FigureRow.id) == figure) | (col(FigureRow.origin_id) == figure)
    return session.exec(select(FigureRow).where(either, col(FigureRow.superseded_at).is_(None))).first()


def _version_of(root: FigureRow, columns: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    version: dict[str, Any] = {
        column.name: getattr(root, column.name) for column in Row.metadata.tables["figure"].columns
    }
    del version["id"]
    version.update(columns)
    version.update(origin_id=root.id, recorded_at=now, superseded_at=None, superseded_why=None)
    return version


def check_versions(session: Session, figures: Iterable[int]) -> Iterable[tuple[int, str]]:
    """What does not hold of some judged figures: each must be in force as its judgements say."""
    for figure in figures:
        row = session.get(FigureRow, figure)
        assert row is not None
        wanted, shown = fold(_columns_of(row), find_reviews(session, figure=figure)), _in_force(session, figure)
        if wanted != (_columns_of(shown) if shown is not None else None):
            yield figure, "what is shown of it is not what its reviews say"
