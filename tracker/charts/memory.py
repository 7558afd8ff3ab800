"""What is remembered of the charts that were drawn: enough to tell, without asking or importing anything, that there
is nothing to do.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.errors import InputError

LOOK = 3
"""Raised when pictures look different from before: then all are drawn anew."""
_NAME = ".drawn.json"


@dataclass
class Memory:
    """The state of the ledger and a hash of the recipes when charts were last drawn, and for each chart the hashes of
    its recipe and of its points, its files, or why it has none.
    """

    ledger: str | None = None
    recipes: str | None = None
    charts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def unchanged(self, folder: Path, ledger: str | None, recipes: str) -> bool:
        """Whether nothing has changed since: neither the ledger, nor the recipes, nor any file."""
        return (
            ledger is not None
            and (self.ledger, self.recipes) == (ledger, recipes)
            and all(has_files(folder, chart) and "recipe" in chart for chart in self.charts.values())
        )


def has_files(folder: Path, chart: dict[str, Any]) -> bool:
    """Whether the files of a chart still stand where they were written; one without figures has none."""
    names = chart.get("files", ())
    return bool(names or chart.get("empty")) and all((folder / str(name)).is_file() for name in names)


def load_memory(folder: Path) -> Memory:
    """What is remembered in a folder; a memory that can't be read, or is of another look, is none."""
    try:
        told = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        if told["look"] != LOOK:
            return Memory()
        charts = {str(name): dict(chart) for name, chart in told["charts"].items()}
        return Memory(told["ledger"], told["recipes"], charts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()


def save_memory(folder: Path, memory: Memory) -> None:
    """Remember it; a half-written memory is never left behind."""
    told = {"look": LOOK, "ledger": memory.ledger, "recipes": memory.recipes, "charts": memory.charts}
    partial = folder / f"{_NAME}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        partial.replace(folder / _NAME)
    except OSError as error:
        raise InputError(folder / _NAME, error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)


def hash_of_files(paths: Iterable[Path]) -> str:
    """A hash of what files hold; one that isn't there holds nothing."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:32]
