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
    done = 0
    for report_ids in _batches(session, after):
        figures = _figures_of(session, report_ids)
        for report_id in report_ids:
            yield from _prove_report(session, report_id, figures.get(report_id, ()))
            done += 1
            on_report(done, total)
    judged = select(ReviewRow.figure_id).where(col(ReviewRow.figure_id).is_not(None)).distinct()
    for figure, problem in check_versions(session, [identity for identity in session.exec(judged) if identity]):
        yield Finding("review", None, figure, problem)


def _batches(session: Session, last: int) -> Iterator[Sequence[int]]:
    """The numbers of all later reports, in order, some at a time: no cursor stays open over the work."""
    numbers = select(ReportRow.id).order_by(col(ReportRow.id)).limit(_AT_ONCE)
    while some := [identity or 0 for identity in session.exec(numbers.where(col(ReportRow.id) > last))]:
        yield some
        last = some[-1]


_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Proved:
    """A figure that is proved, and who passed it on."""

    row: Any
    relays: tuple[str, ...]


def _figures_of(session: Session, report_ids: Sequence[int]) -> dict[int, list[_Proved]]:
    """The figures of some reports, by report."""
    figures = Row.metadata.tables["figure"]
    statement = select_columns(figures).where(figures.c.report_id.in_(report_ids)).order_by(figures.c.id)
    rows = session.connection().execute(statement).all()
    relays = relays_of(session, [row.id for row in rows])
    found: dict[int, list[_Proved]] = {}
    for row in rows:
        found.setdefault(row.report_id, []).append(_Proved(row, relays.get(row.id, ())))
    return found


def _prove_report(session: Session, report_id: int, figures: Sequence[_Proved]) -> Iterator[Finding]:
    reports = Row.metadata.tables["report"]
    columns = select_columns(reports.c.story, reports.c.sha256_text, reports.c.text)
    report = session.connection().execute(columns.where(reports.c.id == report_id)).one()
    if hashlib.sha256(report.text.encode()).hexdigest() != report.sha256_text:
        yield Finding("text", report_id, None, "the text is not the one that was stored: its hash differs")
    spans = {one.row.id: (one.row.span_start, one.row.span_end) for one in figures}
    for one in figures:
        told = _prove_figure(one.row, report.text)
        yield from (Finding(check, report_id, one.row.id, problem) for check, problem in told)
        if one.row.origin_id is None and not _has_key(one, report, spans):
            yield Finding("key", report_id, one.row.id, "what it claims is not what was stored: its key differs")


def _prove_figure(row: Any, text: str) -> Iterator[tuple[str, str]]:
    if text[row.span_start : row.span_end] != row.number:
        yield "span", f"{row.number!r} does not stand at {row.span_start}"
    if not row.sentence_start <= row.span_start < row.span_end <= row.sentence_end <= len(text):
        yield "sentence", "its sentence does not hold its number"
    if row.credit_start is not None and not 0 <= row.credit_start < row.credit_end <= len(text):
        yield "credit", "the words that credit it are not in the text"


def _has_key(proved: _Proved, report: Any, spans: dict[int, tuple[int, int]]) -> bool:
    row, relays = proved.row, proved.relays
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
