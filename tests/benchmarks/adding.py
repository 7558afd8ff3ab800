"""How fast reports are filed."""

import json
import sqlite3
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.extracting import REPORTS
from tests.benchmarks.timing import in_turns, tell
from tracker.export import row_of_claim
from tracker.extract import extract_claims
from tracker.ingest.filing import Desk
from tracker.ingest.readers import read_file
from tracker.places import load_gazetteer
from tracker.store.database import create_ledger


def main() -> None:
    """Filing the sample reports against writing the same rows with nothing in between."""
    with tempfile.TemporaryDirectory() as folder:
        filing(Path(folder))


def filing(folder: Path) -> None:
    """Filing reports against writing the same rows with nothing in between."""
    readings = [reading for path in sorted(REPORTS.glob("*.txt")) for reading in read_file(path)]
    claims = [json.dumps(row_of_claim(claim)) for reading in readings for claim in extract_claims(reading.report)]
    numbers = iter(range(1_000_000))
    load_gazetteer()

    def ours() -> None:
        place = folder / str(next(numbers))
        with create_ledger(place / "tracker.db") as ledger:
            started.append(time.perf_counter())
            desk = Desk(ledger, load_gazetteer(), place / "snapshots", lambda: datetime.now(UTC))
            for reading in readings:
                desk.file(reading)
            spent.append(time.perf_counter() - started.pop())

    def theirs() -> None:
        with sqlite3.connect(folder / f"bare-{next(numbers)}.db") as connection:
            connection.execute("CREATE TABLE figure (row TEXT)")
            connection.executemany("INSERT INTO figure VALUES (?)", ((claim,) for claim in claims))

    started: list[float] = []
    spent: list[float] = []
    _, bare = in_turns(ours, theirs)
    filed = statistics.median(spent)
    tell(
        f"file {len(readings)} reports with {len(claims)} figures, read and all: {len(claims) / filed:,.0f} figures/s",
        "sqlite3 executemany of their claims, already read",
        filed / bare,
    )


if __name__ == "__main__":
    main()
