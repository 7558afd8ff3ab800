"""From a text to the ledger: read its claims, resolve their places, keep its bytes, store it all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from tracker.ingest.readers import Reading
from tracker.ingest.tables import TABLES
from tracker.model import Claim, Report
from tracker.places import Gazetteer, load_gazetteer
from tracker.store.claims import (
    Filing,
    Outcome,
    Saved,
    check_report,
    count_revisions,
    find_saved,
    save_report,
    story_of,
)
from tracker.store.copies import link_copy
from tracker.store.database import Ledger
from tracker.store.figures import PlacedClaim
from tracker.store.snapshots import keep_snapshot, snapshot_path
from tracker.store.sources import load_registry, save_registry
from tracker.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """Where reports are filed: the ledger, the gazetteer that places their claims, the folder that keeps
    their bytes, and the clock.
    """

    ledger: Ledger
    gazetteer: Gazetteer | None
    """The shipped one where there is none; it is read for the first report, and not for a run without any."""
    snapshots: Path
    clock: Callable[[], datetime]

    @classmethod
    def at(cls, workspace: Workspace, ledger: Ledger, *, clock: Callable[[], datetime], dry: bool = False) -> Self:
        """The desk of a workspace, with the registry of sources brought up to date unless it is dry."""
        registry = load_registry(workspace.sources)
        if not dry:
            with ledger.writing() as session:
                save_registry(session, registry, now=clock())
        return cls(ledger, None, workspace.snapshots, clock)

    def file(self, reading: Reading, *, feed: str | None = None, claims: tuple[Claim, ...] | None = None) -> Saved:
        """Read a report's claims and store it with them, all or nothing; its bytes are kept as a snapshot.
        A text that the ledger has already is not read again. The rows of a table bring their ``claims``.
        """
        known = self._known(reading)
        if known is not None:
            return known
        filing = self._filing_of(reading, feed, claims)
        if claims is None or not snapshot_path(reading.sha256_raw, self.snapshots).exists():
            keep_snapshot(reading.raw, reading.sha256_raw, self.snapshots)  # all rows of a table share one
        with self.ledger.writing() as session:
            saved = save_report(session, filing, now=filing.retrieved_at)
            if claims is None and saved.report_id is not None and saved.outcome is not Outcome.KNOWN:
                saved = replace(saved, copy_of=link_copy(session, saved.report_id))
            return saved

    def look(self, reading: Reading, *, claims: tuple[Claim, ...] | None = None) -> Saved:
        """What filing a report would come to; nothing is written."""
        known = self._known(reading)
        if known is not None:
            return known
        with self.ledger.reading() as session:
            revision = 1 + count_revisions(session, story_of(reading.report))
        outcome = Outcome.REVISED if revision > 1 else Outcome.ADDED
        found = claims_of(reading.report) if claims is None else claims
        return Saved(outcome, None, revision, len(found))

    def _known(self, reading: Reading) -> Saved | None:
        check_report(reading.report)
        with self.ledger.reading() as session:
            return find_saved(session, story_of(reading.report), reading.report.sha256)

    def _filing_of(self, reading: Reading, feed: str | None, claims: tuple[Claim, ...] | None) -> Filing:
        found = claims_of(reading.report) if claims is None else claims
        placed = tuple(place_claims(found, self.gazetteer or load_gazetteer()))
        extractor = extractor_name() if claims is None else TABLES
        return Filing(reading.report, placed, extractor, reading.sha256_raw, retrieved_at=self.clock(), feed=feed)


def claims_of(report: Report) -> tuple[Claim, ...]:
    """The claims of a report. The extractor is loaded for the first one: most runs find nothing new."""
    from tracker.extract import extract_claims

    return extract_claims(report)


def extractor_name() -> str:
    """The extractor's name and version."""
    from tracker.extract import EXTRACTOR

    return EXTRACTOR


def place_claims(claims: tuple[Claim, ...], gazetteer: Gazetteer) -> Iterator[PlacedClaim]:
    """The claims with their places resolved; a name that several places share is read as the one in the
    countries that the same report has spoken of.
    """
    near: list[str] = []
    for claim in claims:
        path = gazetteer.locate(claim.place, near=near) if claim.place else None
        if path is not None:
            near.append(path.partition("/")[0])
        yield PlacedClaim(claim, path)


def dated(report: Report, *, now: datetime) -> str | None:
    """What is wrong with a report's day of publication, in words, or ``None``."""
    if report.published is None:
        return "has no date; 'tracker add --published DATE' gives it one"
    if (report.published - now.date()).days > 1:
        return f"is dated in the future ({report.published})"
    return None
