"""Whether a ledger has changed, told without any library: what asks for it often must start fast."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

_QUESTIONS = (
    "SELECT MAX(id), COUNT(*), MAX(superseded_at), COUNT(superseded_at) FROM figure",
    "SELECT MAX(id), COUNT(*), MAX(superseded_at), COUNT(superseded_at) FROM report",
    "SELECT MAX(id), COUNT(*), MAX(recorded_at) FROM review",
)


def state_from(ask: Callable[[str], Sequence[object]]) -> str:
    """A few characters that change whenever anything is added, superseded or judged. Nothing is deleted from a
    ledger, so the counts and the last times tell. ``ask`` gives the one row that answers a question in SQL.
    """
    parts = [part for question in _QUESTIONS for part in ask(question)]
    return "|".join("" if part is None else str(part) for part in parts)


def state_of_file(path: Path) -> str | None:
    """The state of a ledger in an SQLite file, ``None`` where it can't be told so."""
    if not path.is_file():
        return None
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    try:
        return state_from(lambda question: connection.execute(question).fetchone())
    except sqlite3.Error:
        return None
    finally:
        connection.close()
