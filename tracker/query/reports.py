"""The reports of the ledger, each with its text."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from tracker.errors import QueryError
from tracker.store.tables import ReportRow


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report of the ledger, with its text."""

    id: int
    revision: int
    outlet: str | None
    title: str | None
    url: str | None
    published: dt.date | None
    retrieved_at: dt.datetime
    recorded_at: dt.datetime
    sha256_text: str
    sha256_raw: str
    feed: str | None
    text: str


def find_report(session: Session, report_id: int) -> FoundReport:
    """A report by its number in the ledger."""
    row = session.get(ReportRow, report_id)
    if row is None:
        raise QueryError(str(report_id), "no such report in this ledger")
    return FoundReport(
        id=report_id, revision=row.revision, outlet=row.outlet, title=row.title, url=row.url,
        published=row.published, retrieved_at=row.retrieved_at, recorded_at=row.recorded_at,
        sha256_text=row.sha256_text, sha256_raw=row.sha256_raw, feed=row.feed, text=row.text,
    )  # fmt: skip
