"""From a text to the ledger: read its claims, resolve their places, keep its bytes, store it all."""

import gzip
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from tracker.errors import ReportError
from tracker.extract import EXTRACTOR, extract_claims
from tracker.ingest.readers import Reading
from tracker.model import Claim, Report
from tracker.places import Gazetteer, load_gazetteer
from tracker.store.claims import (
    Filing,
    Outcome,
    PlacedClaim,
    Saved,
    count_revisions,
    find_saved,
    save_report,
    story_of,
)
from tracker.store.database import Ledger
from tracker.store.sources import load_registry, save_registry
from tracker.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """Where reports are filed: the ledger, the gazetteer that places their claims, the folder that keeps
    their bytes, and the clock.
    """

    ledger: Ledger
    gazetteer: Gazetteer
    snapshots: Path
    clock: Callable[[], datetime]

    @classmethod
    def at(cls, workspace: Workspace, ledger: Ledger, *, clock: Callable[[], datetime], dry: bool = False) -> Self:
        """The desk of a workspace, with the registry of sources brought up to date unless it is dry."""
        registry = load_registry(workspace.sources)
        if not dry:
            with ledger.writing() as session:
                save_registry(session, registry, now=clock())
        return cls(ledger, load_gazetteer(), workspace.snapshots, clock)

    def file(self, reading: Reading, *, feed: str | None = None) -> Saved:
        """Read a report's claims and store it with them, all or nothing; its bytes are kept as a snapshot.
        A text that the ledger has already is not read again.
        """
        known = self._known(reading)
        if known is not None:
            return known
        filing = self._filing_of(reading, feed)
        keep_snapshot(reading.raw, reading.sha256_raw, self.snapshots)
        with self.ledger.writing() as session:
            return save_report(session, filing, now=filing.retrieved_at)

    def look(self, reading: Reading) -> Saved:
        """What filing a report would come to; nothing is written."""
        known = self._known(reading)
        if known is not None:
            return known
        with self.ledger.reading() as session:
            revision = 1 + count_revisions(session, story_of(reading.report))
        outcome = Outcome.REVISED if revision > 1 else Outcome.ADDED
        return Saved(outcome, None, revision, len(extract_claims(reading.report)))

    def has(self, url: str) -> bool:
        """Whether the ledger has any text from an address."""
        with self.ledger.reading() as session:
            return count_revisions(session, url) > 0

    def _known(self, reading: Reading) -> Saved | None:
        with self.ledger.reading() as session:
            return find_saved(session, story_of(reading.report), reading.report.sha256)

    def _filing_of(self, reading: Reading, feed: str | None) -> Filing:
        claims = tuple(place_claims(extract_claims(reading.report), self.gazetteer))
        return Filing(reading.report, claims, EXTRACTOR, reading.sha256_raw, retrieved_at=self.clock(), feed=feed)


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


def keep_snapshot(raw: bytes, sha256: str, folder: Path) -> Path:
    """Keep some bytes, compressed, under their hash: ``ab/abcdef….gz``. Kept bytes are left alone."""
    path = folder / sha256[:2] / f"{sha256}.gz"
    if path.exists():
        return path
    partial = path.with_name(f".{sha256}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(gzip.compress(raw, mtime=0))
        partial.replace(path)
    except OSError as error:
        raise ReportError(path, f"can't keep the report's bytes: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return path


def dated(report: Report, *, now: datetime) -> str | None:
    """What is wrong with a report's day of publication, in words, or ``None``."""
    if report.published is None:
        return "has no date; --published sets it"
    if (report.published - now.date()).days > 1:
        return f"is dated in the future ({report.published})"
    return None
