"""Proving the ledger: what it holds is still what was written. One pass, one text in memory at a time."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.store.figures import STATED, key_of, relays_of
from tracker.store.judging import check_versions
from tracker.store.tables import ReportRow, ReviewRow, Row

_Figure = Any
"""A row of the figure table, its columns by name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, and where."""

    check: str
    report_id: int | None
    figure_id: int | None
    problem: str


def prove(
    session: Session, *, after: int = 0, on_report: Callable[[int, int], None] = lambda _done, _all: None
) -> Iterator[Finding]:
    """Every text against its hash; every number, sentence and credit against its text; every key against
    what it is the hash of; every judged figure against its reviews: superseded ones too. Nothing is changed.

    ``after`` leaves out the reports up to a number; ``on_report`` is told after each report how many are
    proved, and how many there are.
    """
    total = session.exec(select(func.count()).where(col(ReportRow.id) > after)).one()
    for done, report_id in enumerate(_report_ids(session, after), start=1):
        yield from _prove_report(session, report_id)
        session.expunge_all()
        on_report(done, total)
    judged = select(ReviewRow.figure_id).where(col(ReviewRow.figure_id).is_not(None)).distinct()
    for figure, problem in check_versions(session, [identity for identity in session.exec(judged) if identity]):
        yield Finding("review", None, figure, problem)


def _report_ids(session: Session, last: int) -> Iterator[int]:
    """The numbers of all later reports, in order, some at a time: no cursor stays open over the work."""
    while some := session.exec(
        select(ReportRow.id).where(col(ReportRow.id) > last).order_by(col(ReportRow.id)).limit(_AT_ONCE)
    ).all():
        yield from (identity or 0 for identity in some)
        last = some[-1] or 0


_AT_ONCE = 1_000


def _prove_report(session: Session, report_id: int) -> Iterator[Finding]:
    report = session.get(ReportRow, report_id)
    assert report is not None
    if hashlib.sha256(report.text.encode()).hexdigest() != report.sha256_text:
        yield Finding("text", report_id, None, "the text is not the one that was stored: its hash differs")
    figures = _figures_of(session, report_id)
    relays = relays_of(session, [row.id for row in figures])
    spans = {row.id: (row.span_start, row.span_end) for row in figures}
    for row in figures:
        yield from (Finding(check, report_id, row.id, problem) for check, problem in _prove_figure(row, report))
        if row.origin_id is None and not _has_key(row, report, relays.get(row.id, ()), spans):
            yield Finding("key", report_id, row.id, "what it claims is not what was stored: its key differs")


def _figures_of(session: Session, report_id: int) -> Sequence[_Figure]:
    figures = Row.metadata.tables["figure"]
    return session.connection().execute(select_columns(figures).where(figures.c.report_id == report_id)).all()


def _prove_figure(row: _Figure, report: ReportRow) -> Iterator[tuple[str, str]]:
    if report.text[row.span_start : row.span_end] != row.number:
        yield "span", f"{row.number!r} does not stand at {row.span_start}"
    if not row.sentence_start <= row.span_start < row.span_end <= row.sentence_end <= len(report.text):
        yield "sentence", "its sentence does not hold its number"
    if row.credit_start is not None and not 0 <= row.credit_start < row.credit_end <= len(report.text):
        yield "credit", "the words that credit it are not in the text"


def _has_key(row: _Figure, report: ReportRow, relays: Sequence[str], spans: dict[int, tuple[int, int]]) -> bool:
    part_of = spans.get(row.part_of_id)
    stated = {name: getattr(row, name) for name in STATED}
    here = (row.span_start, row.span_end)
    return any(
        row.key == key_of(report.story, report.sha256_text, here, form, relays=relays, part_of=part_of)
        for form in (stated, stated | _whole_numbers(stated))
    )


def _whole_numbers(stated: dict[str, Any]) -> dict[str, Any]:
    """The numbers as the first version wrote some into its keys: 24, not 24.0."""
    return {
        name: int(stated[name])
        for name in ("value", "low", "high")
        if stated[name] is not None and stated[name] == int(stated[name])
    }
