"""Where a deployment keeps what: its configuration, its reports, its ledger, its charts."""

import os
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with ``data/`` and ``charts/`` in it; see ``tracker init``."""

    root: Path

    @property
    def data(self) -> Path:
        """The working data."""
        return self.root / "data"

    @property
    def charts(self) -> Path:
        """The recipes, and the pictures drawn after them."""
        return self.root / "charts"

    @property
    def ledger(self) -> Path:
        """The ledger, where no database URL is set."""
        return self.data / "tracker.db"

    @property
    def feeds(self) -> Path:
        """What a scheduled run reads."""
        return self.data / "feeds.toml"

    @property
    def sources(self) -> Path:
        """What this deployment adds to the registry of sources."""
        return self.data / "sources.toml"

    @property
    def crises(self) -> Path:
        """What this deployment adds to the crises that the program knows."""
        return self.data / "crises.toml"

    @property
    def reports(self) -> Path:
        """Reports dropped by people."""
        return self.data / "reports"

    @property
    def snapshots(self) -> Path:
        """The bytes of every report as they came, compressed, by their hash."""
        return self.data / "snapshots"

    @property
    def recipes(self) -> Path:
        """The charts that a run redraws."""
        return self.charts / "recipes.toml"

    @property
    def lock(self) -> Path:
        """Held by the one run that is under way."""
        return self.data / ".lock"

    @property
    def lock_holder(self) -> Path:
        """Who holds the lock, for people."""
        return self.data / ".lock.holder"


def find_workspace(given: Path | None, *, start: Path | None = None) -> Workspace:
    """The workspace that is meant: the given folder, else the nearest one upwards from the current folder.

    Raises ``ConfigError`` where there is none.
    """
    if given is not None:
        if not (given / "data").is_dir():
            raise ConfigError(given, "no workspace here; 'tracker init' makes one")
        return Workspace(given)
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / "data" / "feeds.toml").is_file() or (folder / "data" / "tracker.db").is_file():
            return Workspace(folder)
    raise ConfigError(os.curdir, "no workspace here or above; 'tracker init' makes one")
