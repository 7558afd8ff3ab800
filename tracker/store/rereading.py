"""Stored texts read again: what another extractor makes of them, against what the ledger holds.

Nothing is lost: a figure that is read otherwise now is superseded, and what is read instead stands beside it.
Figures that a person has judged are never touched, and what is read anew where they stand is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, func, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.model import Report, Span
from tracker.store.claims import supersede_repeated
from tracker.store.figures import (
    STATED,
    PlacedClaim,
    ReadReport,
    insert_figures,
    key_of,
    keys_of,
    relays_of,
    statement_of,
)
from tracker.store.reviews import judged_among
from tracker.store.tables import FigureRow, ReportRow, Row, Why


class Change(StrEnum):
    """What reading a text again changes of a figure."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    KEPT = "kept"
    """It would be dropped or changed, but a person has judged it."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A report as it is stored."""

    report_id: int
    story: str
    report: Report


@dataclass(frozen=True, slots=True)
class Rereading:
    """One change: the figure that stands and what it states, the claim that would stand and what that
    states; either is ``None`` where there is none.
    """

    change: Change
    report_id: int
    figure: int | None
    claim: PlacedClaim | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """What differs, with its old and its new value."""
        before, after = self.before or {}, self.after or {}
        return {name: (before.get(name), after.get(name)) for name in _TOLD if before.get(name) != after.get(name)}


_TOLD = (*STATED, "relays", "part_of")


TABLE_RULE = "table"
"""The rule of figures that came out of the columns of a published table: no reading of prose made them, and
none may redo them."""


def _read_from_prose() -> ColumnElement[bool]:
    columns = select(FigureRow.id).where(FigureRow.report_id == ReportRow.id, FigureRow.rule == TABLE_RULE)
    return ~columns.exists()


def count_texts(session: Session) -> int:
    """The number of texts that are stored, rows of tables left out."""
    return session.exec(select(func.count()).select_from(ReportRow).where(_read_from_prose())).one()


def texts_after(session: Session, report_id: int, *, limit: int) -> tuple[StoredText, ...]:
    """The next texts after a report, in the order of their numbers, rows of tables left out."""
    later = select(ReportRow).where(col(ReportRow.id) > report_id, _read_from_prose())
    rows = session.exec(later.order_by(col(ReportRow.id)).limit(limit)).all()
    found = tuple(_stored(row) for row in rows)
    session.expunge_all()
    return found


def _stored(row: ReportRow) -> StoredText:
    assert row.id is not None
    report = Report(
        text=row.text, published=row.published, published_at=row.published_at, outlet=row.outlet, url=row.url,
        title=row.title, language=row.language,
    )  # fmt: skip
    return StoredText(row.id, row.story, report)


# --- comparing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Standing:
    """A figure of the ledger as it was read."""

    id: int
    key: str
    span: Span
    part_of_id: int | None
    in_force: bool
    judged: bool
    stated: Mapping[str, Any]


def differences(session: Session, stored: StoredText, claims: Sequence[PlacedClaim]) -> tuple[Rereading, ...]:
    """What some claims, just read out of a stored text, change of what the ledger holds of it."""
    standing = _standing(session, stored)
    kept = [one for one in standing if one.judged and one.key not in _by_key(stored, claims)]
    read = _by_key(stored, _beside(kept, claims), [one.span for one in kept])
    known = {one.key for one in standing}
    dropped = {one.id: one for one in standing if one.key not in read and one.in_force and not one.judged}
    added = {key: claim for key, claim in read.items() if key not in known}
    _with_their_parts(standing, read, dropped, added)
    return (
        *(Rereading(Change.KEPT, stored.report_id, one.id, None, one.stated, None) for one in kept),
        *_paired(stored.report_id, list(dropped.values()), list(added.values())),
    )


def _beside(kept: Sequence[_Standing], claims: Sequence[PlacedClaim]) -> list[PlacedClaim]:
    """The claims that stand where no figure stands that is kept as it was judged."""
    return [claim for claim in claims if not any(one.span.overlaps(claim.claim.span) for one in kept)]


def _with_their_parts(
    standing: Sequence[_Standing],
    read: Mapping[str, PlacedClaim],
    dropped: dict[int, _Standing],
    added: dict[str, PlacedClaim],
) -> None:
    """A part follows its whole: it is read anew as well, so that it points at the whole that stands."""
    moved = True
    while moved:
        moved = False
        for one in standing:
            if one.part_of_id in dropped and one.id not in dropped and one.in_force and not one.judged:
                dropped[one.id], added[one.key] = one, read[one.key]
                moved = True


def _paired(report_id: int, dropped: list[_Standing], added: list[PlacedClaim]) -> Iterator[Rereading]:
    """What is dropped and what is added at the same place is a change."""
    left = list(added)
    for one in dropped:
        same = next((claim for claim in left if claim.claim.span == one.span), None)
        other = same or next((claim for claim in left if claim.claim.span.overlaps(one.span)), None)
        if other is None:
            yield Rereading(Change.DROPPED, report_id, one.id, None, one.stated, None)
        else:
            left.remove(other)
            yield Rereading(Change.CHANGED, report_id, one.id, other, one.stated, _told(other))
    for claim in left:
        yield Rereading(Change.ADDED, report_id, None, claim, None, _told(claim))


def _told(placed: PlacedClaim) -> dict[str, Any]:
    whole = placed.claim.part_of
    return {
        **statement_of(placed),
        "relays": tuple(placed.claim.attribution.relays),
        "part_of": (whole.start, whole.end) if whole else None,
    }


def _by_key(stored: StoredText, claims: Sequence[PlacedClaim], wholes: Iterable[Span] = ()) -> dict[str, PlacedClaim]:
    return dict(zip(keys_of(stored.story, stored.report.sha256, claims, wholes=wholes), claims, strict=True))


def _standing(session: Session, stored: StoredText) -> list[_Standing]:
    """The figures of a text as they were read, without those that an earlier rereading has replaced."""
    figures = Row.metadata.tables["figure"]
    replaced = figures.c.superseded_why == Why.EXTRACTION.value
    statement = select_columns(figures).where(
        figures.c.report_id == stored.report_id, figures.c.origin_id.is_(None), ~func.coalesce(replaced, False)
    )
    rows = session.connection().execute(statement.order_by(figures.c.id)).all()
    relays = relays_of(session, [row.id for row in rows])
    judged = judged_among(session, [row.id for row in rows])
    spans = {row.id: (row.span_start, row.span_end) for row in rows}
    return [_one_standing(stored, row, relays.get(row.id, ()), spans, judged) for row in rows]


def _one_standing(
    stored: StoredText, row: Any, relays: tuple[str, ...], spans: Mapping[int, tuple[int, int]], judged: set[int]
) -> _Standing:
    stated, part_of = {name: getattr(row, name) for name in STATED}, spans.get(row.part_of_id)
    # Reckoned again, not taken from the row: the first version wrote some numbers otherwise into its keys.
    key = key_of(
        stored.story, stored.report.sha256, (row.span_start, row.span_end), stated, relays=relays, part_of=part_of
    )
    return _Standing(
        id=row.id, key=key, span=Span(row.span_start, row.span_end), part_of_id=row.part_of_id,
        in_force=row.superseded_at is None, judged=row.id in judged,
        stated={**stated, "relays": relays, "part_of": part_of},
    )  # fmt: skip


_AT_ONCE = 500


# --- taking over ------------------------------------------------------------------------------------


def take_over(
    session: Session, stored: StoredText, claims: Sequence[PlacedClaim], *, extractor: str, now: datetime
) -> tuple[Rereading, ...]:
    """Put what was read in the place of what differs from it; gives what was changed."""
    changes = differences(session, stored, claims)
    gone = [one.figure for one in changes if one.figure is not None and one.change is not Change.KEPT]
    for start in range(0, len(gone), _AT_ONCE):
        some = col(FigureRow.id).in_(gone[start : start + _AT_ONCE])
        session.execute(update(FigureRow).where(some).values(superseded_at=now, superseded_why=Why.EXTRACTION.value))
    new = [one.claim for one in changes if one.claim is not None]
    if new:
        read = {claim.claim.span for claim in claims}
        wholes = {one.span: one.id for one in _standing(session, stored) if one.span in read or one.judged}
        report = ReadReport(
            stored.report_id, stored.story, stored.report.sha256, stored.report.published, extractor, new, wholes
        )
        insert_figures(session, [report], now=now)
        _settle_revisions(session, stored, now)
    return changes


def _settle_revisions(session: Session, stored: StoredText, now: datetime) -> None:
    """What the next text of the page repeats gives way to it, as when that text was added."""
    texts = session.exec(
        select(ReportRow.id).where(ReportRow.story == stored.story).order_by(col(ReportRow.revision))
    ).all()
    for earlier, later in pairwise(texts):
        if stored.report_id in (earlier, later):
            supersede_repeated(session, earlier or 0, later or 0, now)
