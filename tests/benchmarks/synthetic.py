"""A ledger of any size with seeded, made-up figures, written past the program: only for timing questions."""

import random
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tracker.store.database import create_ledger
from tracker.store.sources import save_registry, shipped_registry

FIGURES_PER_REPORT = 5
SOURCES, DAYS = 40, 3_650
MEASURES = ("killed", "injured", "displaced", "missing")
PLACES = ("ps/gaza-strip", "lb", "sd", "ua", "ye", "sy", "mm", "ht", "af", "cd", "so", "ml", "ng", "et", "pk", "tr",
          "ly", "ma", "ps/west-bank", "iq")  # fmt: skip
START = date(2015, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_SENTENCE = "The ministry said that {number} people had been {measure} there since the fighting began in the spring. "
_AT_ONCE = 20_000


def make_ledger(path: Path, figures: int, *, seed: int = 4) -> Path:
    """A ledger with as many figures, made once; gives its path."""
    made_before = path.exists()
    with create_ledger(path) as ledger, ledger.writing() as session:
        save_registry(session, shipped_registry(), now=NOON)
    if made_before:
        return path
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    random_ = random.Random(seed)
    for start in range(0, figures // FIGURES_PER_REPORT, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, figures // FIGURES_PER_REPORT))
        made = [_report(number, random_) for number in numbers]
        _insert(connection, "report", [report for report, _ in made])
        _insert(connection, "figure", [figure for _, some in made for figure in some])
    connection.execute("ANALYZE")
    connection.commit()
    connection.executescript("PRAGMA journal_mode = WAL")
    connection.close()
    return path


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    connection.executemany(statement, (tuple(row.values()) for row in rows))


def _report(number: int, random_: random.Random) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    day = START + timedelta(days=random_.randrange(DAYS))
    source, place = random_.randrange(1, SOURCES + 1), random_.choice(PLACES)
    text, figures = "", []
    for position, figure in enumerate(_figures(number, day, source, place, random_)):
        sentence = _SENTENCE.format(number=figure["number"], measure=figure["measure"])
        start = len(text) + sentence.index(figure["number"])
        figures.append({
            **figure, "id": number * FIGURES_PER_REPORT + position + 1, "span_start": start,
            "span_end": start + len(figure["number"]), "sentence_start": len(text),
            "sentence_end": len(text) + len(sentence) - 1,
        })  # fmt: skip
        text += sentence
    noon = f"{day} 12:00:00.000000"
    report = {
        "id": number + 1, "story": f"https://daily.example/{number}", "revision": 1, "url": None,
        "outlet": f"Outlet {random_.randrange(60)}", "title": "Figures", "language": "en", "published": str(day),
        "retrieved_at": noon, "recorded_at": noon, "sha256_raw": f"{number:064x}", "sha256_text": f"{number:064x}",
        "text": text * 3,
    }  # fmt: skip
    return report, figures


def _figures(number: int, day: date, source: int, place: str, random_: random.Random) -> Iterator[dict[str, Any]]:
    days = (day - START).days
    for position in range(FIGURES_PER_REPORT):
        measure = MEASURES[(number + position) % len(MEASURES)]
        value = 10 + days * (source % 7 + 1) + len(place) + random_.randrange(5)
        yield {
            "key": f"{number * FIGURES_PER_REPORT + position:032x}", "report_id": number + 1, "number": f"{value:,}",
            "value": value, "low": value, "high": value, "qualifier": "exactly", "measure": measure, "unit": "people",
            "group_words": "people", "place_words": place, "place_id": place, "from_outset": 0,
            "kind": "total" if position < 3 else "new", "status": "asserted", "day": str(day), "as_of": str(day),
            "as_of_accuracy": "day", "source_id": source, "source_words": "the ministry", "rule": "passive",
            "extractor": "en-1", "recorded_at": f"{day} 12:00:00.000000",
        }  # fmt: skip


if __name__ == "__main__":
    make_ledger(Path(sys.argv[1]), int(sys.argv[2]))
