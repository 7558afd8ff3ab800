"""How fast it is, against what: ``make bench``.

Each line names what was done, what it is compared with, and the ratio of the two, measured in turns on the
same machine. Nothing here fails: times are told, not asserted.
"""

import json
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tracker.export import row_of_claim
from tracker.extract import extract_claims
from tracker.ingest.filing import Desk
from tracker.ingest.readers import read_file
from tracker.places import load_gazetteer
from tracker.store.database import create_ledger

REPORTS = Path(__file__).parents[2] / "data" / "reports"
ROUNDS = 5

_NUMBER = re.compile(r"\b(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s(?:million|thousand|hundred))?\b", re.IGNORECASE)
_KEYWORDS = [
    re.compile(words, re.IGNORECASE)
    for words in (
        r"kill|dead|died|death",
        r"injur|wound|hurt",
        r"missing",
        r"displac|fled",
        r"homes|houses",
        r"arrest|detain",
    )
]


def main() -> None:
    """Measure everything, and print a line each."""
    texts = [reading.report.text for path in sorted(REPORTS.glob("*.txt")) for reading in read_file(path)] * 10
    size = sum(map(len, texts)) / 1e6
    extract_claims(texts[0])  # the grammar is built once, and not measured
    ours, theirs = in_turns(
        lambda: [extract_claims(text) for text in texts], lambda: [regex_scan(text) for text in texts]
    )
    tell(
        f"extract claims of {size:.2f} MB dense with numbers: {size / ours:.2f} MB/s",
        "a scan by seven regular expressions",
        ours / theirs,
    )
    ours, theirs = in_turns(lambda: run("-m", "tracker", "--help"), lambda: run("-c", "import typer"))
    tell(f"tracker --help: {ours * 1000:.0f} ms", "python -c 'import typer'", ours / theirs)
    with tempfile.TemporaryDirectory() as folder:
        adding(Path(folder))


def adding(folder: Path) -> None:
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


def regex_scan(text: str) -> list[tuple[int, int]]:
    """What a short script does: numbers, and the keywords near them."""
    keys = [found.start() for pattern in _KEYWORDS for found in pattern.finditer(text)]
    return [
        (found.start(), min((abs(key - found.start()) for key in keys), default=0)) for found in _NUMBER.finditer(text)
    ]


def in_turns(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The median time of each, in seconds, measured in turns, after one that is not counted."""
    pairs = list(_pairs(ours, theirs))[1:]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def _pairs(ours: Callable[[], object], theirs: Callable[[], object]) -> Iterator[tuple[float, float]]:
    for _ in range(ROUNDS + 1):
        yield seconds(ours), seconds(theirs)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*words: str) -> None:
    """Run Python once."""
    subprocess.run([sys.executable, *words], capture_output=True, check=True)


def tell(what: str, reference: str, ratio: float) -> None:
    """Print a line."""
    print(f"{what}; {ratio:.2f} × {reference}")


if __name__ == "__main__":
    main()
