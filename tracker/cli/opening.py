"""Opening what a command works with: the workspace, its settings, its ledger, the gazetteer."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.errors import InputError
from tracker.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from tracker.settings import Settings
    from tracker.store.database import Ledger


def workspace_of(context: typer.Context) -> Workspace:
    """The workspace that the command line means."""
    given = context.obj
    return find_workspace(given if isinstance(given, Path) else None)


def settings_of(workspace: Workspace) -> "Settings":
    """The settings that hold there."""
    from pydantic import ValidationError

    from tracker.settings import load_settings

    try:
        return load_settings(workspace.root)
    except ValidationError as error:
        first = error.errors()[0]
        name = "TRACKER_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InputError(name, str(first["msg"])) from error


def ledger_of(workspace: Workspace) -> "Ledger":
    """The open ledger of a workspace."""
    from tracker.store.database import open_ledger

    return open_ledger(settings_of(workspace).database_url or workspace.ledger)


def now() -> datetime:
    """The clock, which only the command line looks at."""
    return datetime.now(UTC)


def day_of(moment: datetime | None) -> date | None:
    """The day of an option."""
    return moment.date() if moment else None
