"""Proving the ledger: what it holds is still what was written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.store.tables import FigureRow, ReportRow


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, and where."""

    check: str
    report_id: int
    figure_id: int | None
    problem: str


def check_integrity(session: Session) -> Iterator[Finding]:
    """Every text against its hash, and every number and sentence against the text: superseded ones too.
    Nothing is changed.
    """
    reports = session.exec(select(ReportRow.id).order_by(col(ReportRow.id))).all()
    for identity in reports:
        report = session.get(ReportRow, identity)
        assert report is not None
        yield from _check_report(session, report, identity or 0)
        session.expunge_all()  # one text in memory at a time


def _check_report(session: Session, report: ReportRow, identity: int) -> Iterator[Finding]:
    if hashlib.sha256(report.text.encode()).hexdigest() != report.sha256_text:
        yield Finding("text", identity, None, "the text is not the one that was stored: its hash differs")
    for row in session.exec(select(FigureRow).where(FigureRow.report_id == identity)):
        if report.text[row.span_start : row.span_end] != row.number:
            yield Finding("span", identity, row.id, f"{row.number!r} does not stand at {row.span_start}")
        if not row.sentence_start <= row.span_start < row.span_end <= row.sentence_end <= len(report.text):
            yield Finding("sentence", identity, row.id, "its sentence does not hold its number")
