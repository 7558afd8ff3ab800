"""How fast questions are answered in a large ledger, against the same rows fetched by bare SQL."""

import os
import sqlite3
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.synthetic import make_ledger
from tests.benchmarks.timing import in_turns, tell
from tracker.places import load_gazetteer
from tracker.query import Question, find_figures, find_voices, iter_figures
from tracker.series import find_series
from tracker.store.database import open_ledger

if TYPE_CHECKING:
    from sqlmodel import Session

SMALL, LARGE = 10_000, 1_000_000
SOURCE = "gaza-health-ministry"
FEW = Question(source=SOURCE, since=date(2018, 1, 1), until=date(2020, 12, 31), limit=50)
MEASURE = Question(measure="killed", limit=50)
SERIES = Question(source=SOURCE, measure="killed", place="Lebanon")
ALL_SERIES = Question(source=SOURCE, measure="killed")

_ROWS = """
SELECT figure.*, source.name, source.slug, report.outlet, report.published, report.title, report.url,
       report.revision, report.copy_of,
       substr(report.text, figure.sentence_start + 1, figure.sentence_end - figure.sentence_start)
FROM figure JOIN report ON report.id = figure.report_id LEFT JOIN source ON source.id = figure.source_id
WHERE figure.superseded_at IS NULL
"""
_OF_SOURCE = _ROWS + "AND figure.source_id = (SELECT id FROM source WHERE slug = 'gaza-health-ministry') "
BARE_MEASURE = _ROWS + "AND measure = 'killed' ORDER BY day DESC, figure.id DESC LIMIT 50"
BARE_FEW = _OF_SOURCE + "AND day BETWEEN '2018-01-01' AND '2020-12-31' ORDER BY day DESC, figure.id DESC LIMIT 50"
BARE_ALL_SERIES = (
    _OF_SOURCE + "AND measure = 'killed' AND figure.kind = 'total' AND status = 'asserted' ORDER BY day, figure.id"
)
BARE_SERIES = BARE_ALL_SERIES.replace("AND measure", "AND place_id = 'lb' AND measure")


def main() -> None:
    """Questions in a ledger of a million figures; how the time grows; what memory a long answer takes."""
    kept = os.environ.get("BENCHMARK_LEDGERS")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(kept or folder)
        small, large = make_ledger(place / "small.db", SMALL), make_ledger(place / "large.db", LARGE)
        asking(small, large)
        memory(small, large)


def asking(small: Path, large: Path) -> None:
    """Some figures of a source, and its series, against bare SQL and against a small ledger."""
    gazetteer = load_gazetteer()
    with open_ledger(small) as few, open_ledger(large) as many, few.reading() as little, many.reading() as session:
        bare, bare_small = sqlite3.connect(large), sqlite3.connect(small)
        questions: tuple[tuple[str, Callable[[Session], object], str], ...] = (
            ("figures --source --since --until --limit 50", lambda one: find_figures(one, FEW, gazetteer), BARE_FEW),
            ("figures --measure --limit 50", lambda one: find_figures(one, MEASURE, gazetteer), BARE_MEASURE),
            ("a series of one source in one place", lambda one: find_series(one, SERIES, gazetteer), BARE_SERIES),
            ("every series of one source", lambda one: find_series(one, ALL_SERIES, gazetteer), BARE_ALL_SERIES),
        )
        for what, ask, sql in questions:
            ours, theirs = in_turns(partial(ask, session), partial(_fetch, bare, sql))
            rows = len(_fetch(bare, sql))
            tell(f"{what} of {LARGE:,} figures: {rows} rows in {ours * 1e3:.1f} ms", "bare SQL", ours / theirs)
            if len(_fetch(bare_small, sql)) == rows:  # only answers of one size tell how the time grows
                grown, before = in_turns(partial(ask, session), partial(ask, little))
                tell(f"  the same, {rows} rows", f"its time in {SMALL:,} figures", grown / before)
        found = find_figures(session, FEW, gazetteer)
        ours, theirs = in_turns(lambda: find_voices(session, found), lambda: find_figures(session, FEW, gazetteer))
        tell(f"voices behind 50 figures: {ours * 1e3:.1f} ms", "finding the figures", ours / theirs)


def _fetch(connection: sqlite3.Connection, sql: str) -> list[object]:
    return connection.execute(sql).fetchall()


def memory(small: Path, large: Path) -> None:
    """The most memory that taking every figure one after the other needs, in a small and in a large ledger."""
    peaks = [peak_of(path) for path in (small, large)]
    tell(f"all {LARGE:,} figures, one by one: {peaks[1] / 1e6:.1f} MB", f"memory for {SMALL:,}", peaks[1] / peaks[0])


def peak_of(path: Path) -> int:
    """The most bytes that Python held at once."""
    with open_ledger(path) as ledger, ledger.reading() as session:
        answer = iter_figures(session, Question(), load_gazetteer())
        next(answer)
        tracemalloc.start()
        for _ in answer:
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def _named(name: str) -> Callable[[Path, Path], None]:
    return {"asking": asking, "memory": memory}[name]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _named(sys.argv[1])(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
