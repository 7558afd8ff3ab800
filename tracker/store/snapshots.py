"""Snapshots: the bytes of every report as they came, compressed, each in a file named by its hash."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, func, select

from tracker.errors import LedgerError
from tracker.store.proof import Finding
from tracker.store.tables import ReportRow


def snapshot_path(sha256: str, folder: Path) -> Path:
    """Where some bytes are kept: ``ab/abcdef….gz``."""
    return folder / sha256[:2] / f"{sha256}.gz"


def keep_snapshot(raw: bytes, sha256: str, folder: Path) -> Path:
    """Keep some bytes, compressed, under their hash. Kept bytes are left alone, unless they are no longer
    what they were. They are on the disk before any row speaks of them. Raises ``LedgerError``.
    """
    path = snapshot_path(sha256, folder)
    partial = path.with_name(f".{sha256}.{os.getpid()}")
    try:
        if _is_whole(path, raw):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as stream:
            stream.write(gzip.compress(raw, mtime=0))
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise LedgerError(path, f"can't keep the report's bytes: {error.strerror or error}") from error
    return path


def _is_whole(path: Path, raw: bytes) -> bool:
    """Whether some bytes are kept under their hash already, undamaged."""
    try:
        return gzip.decompress(path.read_bytes()) == raw
    except (FileNotFoundError, gzip.BadGzipFile, EOFError, zlib.error):
        return False


_ABANDONED = 3_600


def sweep_snapshots(folder: Path, *, now: datetime) -> int:
    """Remove what a killed run left half-written more than an hour ago; gives the number of files."""
    gone = 0
    for partial in folder.glob("??/.*"):
        with suppress(OSError):
            if now.timestamp() - partial.stat().st_mtime > _ABANDONED:
                partial.unlink()
                gone += 1
    return gone


def prove_snapshots(session: Session, folder: Path) -> Iterator[Finding]:
    """Every snapshot that the ledger speaks of against its hash; a damaged one is told with the first report
    that came in it, those that are missing with their number.
    """
    first = func.min(col(ReportRow.id))
    told = session.exec(select(ReportRow.sha256_raw, first).group_by(ReportRow.sha256_raw).order_by(first)).all()
    missing = [(sha256, report) for sha256, report in told if not snapshot_path(sha256, folder).is_file()]
    if missing:
        yield Finding("snapshot", missing[0][1], None, f"{len(missing):,} of {len(told):,} snapshots are missing")
    gone = {sha256 for sha256, _ in missing}
    for sha256, report in told:
        if sha256 not in gone and (problem := _damage(snapshot_path(sha256, folder), sha256)):
            yield Finding("snapshot", report, None, f"{snapshot_path(sha256, folder)}: {problem}")


def _damage(path: Path, sha256: str) -> str | None:
    """What is wrong with a snapshot; read a little at a time."""
    digest = hashlib.sha256()
    try:
        with gzip.open(path) as stream:
            while part := stream.read(1 << 20):
                digest.update(part)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return "is damaged"
    except OSError as error:
        return error.strerror or str(error)
    return None if digest.hexdigest() == sha256 else "holds other bytes than those that came"
