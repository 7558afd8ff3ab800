"""What writers do that are killed in the middle: work for processes of their own."""

import os
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from tracker.extract import extract_claims
from tracker.ingest import rereading
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.ingest.rereading import Rereader
from tracker.model import Claim, Report
from tracker.places import load_gazetteer
from tracker.store.database import open_ledger

FIGURES = 3
"""Figures in each report that is added here."""


GAZETTEER = load_gazetteer()
WARM = extract_claims("Police said 12 people were killed in Kabul.")
"""The grammar is built once, by the process that the others are forked from: a kill shall meet their work."""


def reading(batch: int, number: int) -> Reading:
    """A report of a batch; it makes three claims."""
    words = (
        f"Police in town {batch} said {number + 10} people were killed and {number + 20} injured. "
        f"At least {number + 30} families were displaced, according to the mayor of town {number}."
    )
    report = Report(words, published=date(2024, 3, 21), outlet="The Daily", url=f"https://example.org/{batch}/{number}")
    return Reading(report, words.encode(), "test")


def add(address: str | Path, folder: Path, batch: int, numbers: range, told: Path | None = None) -> None:
    """Add reports, and tell of each when it is kept."""
    with open_ledger(address) as ledger:
        desk = Desk(ledger, GAZETTEER, folder / "snapshots", lambda: datetime.now(UTC))
        for number in numbers:
            desk.file(reading(batch, number))
            _tell(told, number)


def reread(address: str | Path, folder: Path, seed: int, told: Path | None = None) -> None:
    """Read every text again with an extractor that a seed makes."""
    vars(rereading)["extract_claims"] = partial(some_claims, seed=seed)  # in this process alone
    with open_ledger(address) as ledger:
        desk = Desk(ledger, GAZETTEER, folder / "snapshots", lambda: datetime.now(UTC))
        for _ in Rereader(desk, lambda done, _all: _tell(told, done)).apply():
            pass


def some_claims(report: Report, seed: int) -> tuple[Claim, ...]:
    """Some of the claims of a report, after a seed."""
    return tuple(claim for nth, claim in enumerate(extract_claims(report)) if (seed + nth + len(report.text)) % 3)


def _tell(told: Path | None, number: int) -> None:
    """Write down what is done, so that a kill can't undo it."""
    if told is not None:
        descriptor = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{number}\n".encode())
        os.close(descriptor)
