"""Writing reports with their claims: all of one report, or nothing of it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from tracker.errors import ReportError
from tracker.model import Report, is_storable, storable
from tracker.store.bulk import insert_rows, next_ids
from tracker.store.figures import PlacedClaim, ReadReport, insert_figures
from tracker.store.reviews import judged_among
from tracker.store.tables import FigureRow, ReportRow, Why


class Outcome(StrEnum):
    """What adding a report came to."""

    ADDED = "added"
    REVISED = "revised"
    """The page had changed: its new text was added beside the old one."""
    KNOWN = "known"
    """The ledger has this text of this story already; nothing was written."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A report ready to be stored: with its claims, and with where it came from."""

    report: Report
    claims: tuple[PlacedClaim, ...]
    extractor: str
    sha256_raw: str
    retrieved_at: datetime
    feed: str | None = None

    @property
    def story(self) -> str:
        """The story that the report is a text of."""
        return story_of(self.report)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was stored of a filing."""

    outcome: Outcome
    report_id: int | None
    revision: int
    figures: int
    copy_of: int | None = None
    """The report whose text it repeats, where it is a copy from another outlet."""


LONGEST_URL = 2_000
"""Bytes that an address may have: more can't be indexed everywhere, and few servers take them."""


def check_report(report: Report) -> None:
    """Raise ``ReportError`` for a report that can't be kept exactly as it is."""
    for words in (report.url, report.title, report.outlet, report.language, report.text):
        if words is not None and not is_storable(words):
            subject = storable(report.url or report.title or report.text[:60])
            raise ReportError(subject, "holds a NUL or half a surrogate pair, which no database keeps")
    if report.url and len(report.url.encode()) > LONGEST_URL:
        raise ReportError(f"{report.url[:80]}…", f"its address is longer than {LONGEST_URL:,} bytes")


def story_of(report: Report) -> str:
    """What stays the same while a page changes: its address. A text without one is a story of its own,
    by what it says, who published it and when.
    """
    if report.url:
        return report.url
    content = f"{report.outlet}\n{report.published}\n{report.sha256}"
    return "sha256:" + hashlib.sha256(content.encode()).hexdigest()


def save_report(session: Session, filing: Filing, *, now: datetime) -> Saved:
    """Store a report with its claims, relays and new sources. Adding the same text again adds nothing."""
    (saved,) = save_reports(session, [filing], now=now)
    return saved


def save_reports(session: Session, filings: Sequence[Filing], *, now: datetime) -> tuple[Saved, ...]:
    """Store many reports in one go, each as :func:`save_report` does, in the order in which they are given."""
    saved: list[Saved] = []
    for batch in _batches(filings):
        saved += _save_batch(session, batch, now)
    return tuple(saved)


def _batches(filings: Sequence[Filing]) -> Iterator[list[Filing]]:
    """The filings in their order, so that no two of one story stand in one batch."""
    batch: dict[str, Filing] = {}
    for filing in filings:
        if filing.story in batch or len(batch) == _AT_ONCE:
            yield list(batch.values())
            batch = {}
        batch[filing.story] = filing
    yield list(batch.values())


_AT_ONCE = 500


def _save_batch(session: Session, filings: Sequence[Filing], now: datetime) -> list[Saved]:
    for filing in filings:
        check_report(filing.report)
    known = _texts_of(session, [filing.story for filing in filings])
    new = [filing for filing in filings if filing.report.sha256 not in known.get(filing.story, {})]
    ids = dict(zip((filing.story for filing in new), next_ids(session, "report", len(new)), strict=True))
    revisions = {story: 1 + max((row[1] for row in known.get(story, {}).values()), default=0) for story in ids}
    insert_rows(session, "report", [_report_row(one, ids[one.story], revisions[one.story], now) for one in new])
    insert_figures(session, [_read(filing, ids[filing.story]) for filing in new], now=now)
    for story, identity in ids.items():
        if story in known:
            previous = max(known[story].values(), key=lambda row: row[1])[0]
            supersede_repeated(session, previous, identity, now)
    return [_saved(filing, known.get(filing.story, {}), ids, revisions) for filing in filings]


def _saved(
    filing: Filing, known: Mapping[str, tuple[int, int]], ids: Mapping[str, int], revisions: Mapping[str, int]
) -> Saved:
    if filing.story not in ids:
        return Saved(Outcome.KNOWN, *known[filing.report.sha256], 0)
    outcome = Outcome.REVISED if known else Outcome.ADDED
    return Saved(outcome, ids[filing.story], revisions[filing.story], len(filing.claims))


def _texts_of(session: Session, stories: Sequence[str]) -> dict[str, dict[str, tuple[int, int]]]:
    """The number and the revision of every text that the ledger has of some stories: by story, by hash."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    columns = select(ReportRow.story, ReportRow.sha256_text, ReportRow.id, ReportRow.revision)
    for story, sha256_text, identity, revision in session.exec(columns.where(col(ReportRow.story).in_(stories))):
        found.setdefault(story, {})[sha256_text] = int(identity or 0), revision
    return found


def _report_row(filing: Filing, identity: int, revision: int, now: datetime) -> dict[str, Any]:
    report = filing.report
    return {
        "id": identity, "story": filing.story, "revision": revision, "url": report.url, "outlet": report.outlet,
        "title": report.title, "language": report.language, "published": report.published,
        "published_at": report.published_at, "retrieved_at": filing.retrieved_at, "recorded_at": now,
        "sha256_raw": filing.sha256_raw, "sha256_text": report.sha256, "text": report.text, "feed": filing.feed,
    }  # fmt: skip


def _read(filing: Filing, report_id: int) -> ReadReport:
    report = filing.report
    return ReadReport(report_id, filing.story, report.sha256, report.published, filing.extractor, filing.claims)


def find_saved(session: Session, story: str, sha256_text: str) -> Saved | None:
    """The text of a story as it was stored before, or ``None`` where the ledger doesn't have it."""
    row = session.exec(
        select(ReportRow.id, ReportRow.revision).where(ReportRow.story == story, ReportRow.sha256_text == sha256_text)
    ).first()
    return Saved(Outcome.KNOWN, row[0], row[1], 0) if row else None


def count_revisions(session: Session, story: str) -> int:
    """The number of texts that the ledger has of a story."""
    return session.exec(select(func.count()).where(ReportRow.story == story)).one()


_STATED = ("value", "low", "high", "qualifier", "measure", "unit", "group_words", "place_words", "kind", "status",
           "as_of", "window_start", "window_end", "baseline", "source_id")  # fmt: skip


def supersede_repeated(session: Session, previous_id: int, report_id: int, now: datetime) -> None:
    """The previous text of a page gives up the figures that the new one repeats. One that the new text
    no longer holds stays in force: it was published. One that a person has judged stays as it was judged,
    and what the new text repeats of it gives way.
    """
    session.execute(
        update(ReportRow)
        .where(col(ReportRow.id) == previous_id, col(ReportRow.superseded_at).is_(None))
        .values(superseded_at=now)
    )
    repeats = {_stated(row): row for row in _figures_as_read(session, report_id)}
    figures = _figures_as_read(session, previous_id)
    judged = judged_among(session, [row.id or 0 for row in figures])
    for row in figures:
        repeat = repeats.get(_stated(row))
        if repeat is not None:
            gives_way = repeat if row.id in judged else row
            gives_way.superseded_at, gives_way.superseded_why = now, Why.REVISION
            session.add(gives_way)


def _figures_as_read(session: Session, report_id: int) -> Sequence[FigureRow]:
    """The figures of a report as they were read, without those that a revision or an extraction replaced."""
    in_force = col(FigureRow.superseded_at).is_(None) | (col(FigureRow.superseded_why) == Why.REVIEW.value)
    return session.exec(
        select(FigureRow).where(FigureRow.report_id == report_id, col(FigureRow.origin_id).is_(None), in_force)
    ).all()


def _stated(row: FigureRow) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _STATED)
