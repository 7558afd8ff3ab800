"""Commands that set a workspace up: ``init`` and ``db``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.opening import now, settings_of, workspace_of
from tracker.cli.printing import help_of
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from tracker.settings import Settings
    from tracker.store.database import Ledger


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(init))(init)
    database = typer.Typer(help="The ledger's database.", no_args_is_help=True)
    database.command(help=help_of(upgrade))(upgrade)
    app.add_typer(database, name="db")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; it is made where there is none.")] = Path(),
) -> None:
    """Lay out a workspace: `data/` and `charts/` with commented starter files, and an empty ledger.

    Files that are there already are left as they are.

    Example:
        tracker init my-desk
    """
    from tracker.starter import lay_out

    workspace = Workspace(folder)
    for path in lay_out(workspace):
        print(path)
    create(workspace, settings_of(workspace)).close()
    print(f"The ledger is ready. Put reports into {workspace.reports} and call 'tracker -w {workspace.root} run'.")


def create(workspace: Workspace, settings: "Settings") -> "Ledger":
    """The ledger of a workspace, made where there is none, with the registry of sources in it."""
    from tracker.store.database import create_ledger
    from tracker.store.sources import load_registry, save_registry

    ledger = create_ledger(settings.database_url or workspace.ledger)
    with ledger.writing() as session:
        save_registry(session, load_registry(workspace.sources), now=now())
    return ledger


def upgrade(context: typer.Context) -> None:
    """Bring the ledger to the schema of this program. What is in it stays.

    Example:
        tracker db upgrade
    """
    from tracker.store import database

    workspace = workspace_of(context)
    address = settings_of(workspace).database_url or workspace.ledger
    with database.connect(address) as ledger:
        before, after = database.upgrade(ledger)
        print(f"{ledger.address}: " + (f"at schema {after} already" if before == after else f"now at schema {after}"))
