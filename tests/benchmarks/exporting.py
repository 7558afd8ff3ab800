"""An export of many figures, against the bare query written with the csv module: time, and memory.

``python -m tests.benchmarks.exporting [FIGURES [LEDGER]]`` takes a ledger of another size, or one that is there.
"""

import csv
import resource
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.synthetic import make_ledger
from tests.benchmarks.timing import seconds, tell
from tracker.exports.files import Export, Form, export_to_file
from tracker.places import load_gazetteer
from tracker.query import Question
from tracker.store.database import open_ledger

_BARE = """
SELECT figure.*, source.name, source.slug, report.outlet, report.published, report.published_at, report.title,
       report.url, report.revision,
       substr(report.text, figure.sentence_start + 1, figure.sentence_end - figure.sentence_start)
FROM figure JOIN report ON report.id = figure.report_id LEFT JOIN source ON source.id = figure.source_id
WHERE figure.superseded_at IS NULL ORDER BY figure.id
"""


def main(arguments: list[str]) -> None:
    """Measure one size, once each way: a round of a million takes a while."""
    figures = int(arguments[0]) if arguments else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_ledger(Path(arguments[1]) if len(arguments) > 1 else folder / "ledger.db", figures)
        pairs = [(seconds(lambda: ours(path, folder)), seconds(lambda: theirs(path, folder))) for _ in range(2)]
        mine, bare = min(one for one, _ in pairs), min(other for _, other in pairs)
        grown = _peak(path, folder, None) - _peak(path, folder, 5_000)
    what = f"export of {figures:,} figures to CSV: {figures / mine:,.0f} figures/s, {grown:+.0f} MB over a small one"
    tell(what, "the bare query with the csv module", mine / bare)


def ours(path: Path, folder: Path, limit: int | None = None) -> None:
    """What ``tracker export`` does."""
    with open_ledger(path) as ledger, ledger.reading() as session:
        export_to_file(session, Export(Question(limit=limit), Form.CSV), folder / "ours.csv", load_gazetteer())


def theirs(path: Path, folder: Path) -> None:
    """What a short script does."""
    with sqlite3.connect(path) as connection, (folder / "theirs.csv").open("w", newline="") as stream:
        answer = connection.execute(_BARE)
        writer = csv.writer(stream)
        writer.writerow([column[0] for column in answer.description])
        writer.writerows(answer)
    connection.close()


def _peak(path: Path, folder: Path, limit: int | None) -> float:
    """The most memory that an export takes, in megabytes, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", __spec__.name, "--peak", str(path), str(folder), str(limit or 0)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(told.stdout)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        ours(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]) or None)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main(sys.argv[1:])
