"""The commands ``backup`` and ``restore``."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.opening import ledger_of, now, settings_of, workspace_of
from tracker.cli.printing import counting, help_of, note, warn


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(backup))(backup)
    app.command(help=help_of(restore))(restore)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to make, an SQLite file.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a copy that is there already.")] = False,
) -> None:
    """Copy the ledger into one file while it is in use, and prove the copy.

    Whatever database the ledger is kept in, the copy is an SQLite file with the same tables. It shows one
    moment: what others write meanwhile is not in it. The snapshots of pages are files of their own in
    `data/snapshots`, and are not in it either. The exit code is 1 when something in the ledger does not hold.

    Examples:
        tracker backup ledger.db

        tracker backup --force /backups/desk-$(date +%a).db
    """
    from tracker.store.backup import back_up

    with ledger_of(workspace_of(context)) as ledger, counting("proving") as on_report:
        findings = back_up(ledger, file, replace=force, on_report=on_report)
    print(file)
    if findings:
        warn(f"{len(findings)} things do not hold of the ledger; 'tracker check --integrity' tells them")
        raise typer.Exit(1)


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `tracker backup` made.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace a ledger that holds reports; a copy of it is kept.")
    ] = False,
) -> None:
    """Make the workspace's ledger from a copy, once every text, number and key in the copy is proved.

    A copy by an older version is brought to this one's schema; the file itself is left as it is.

    Examples:
        tracker init my-desk && tracker --workspace my-desk restore ledger.db

        tracker restore --force ledger.db
    """
    from tracker.ingest.lock import locked
    from tracker.store.backup import restore as restore_ledger
    from tracker.store.database import create_ledger

    workspace = workspace_of(context)
    address = settings_of(workspace).database_url or workspace.ledger
    kept = workspace.data / f"tracker.db.before-{now():%Y%m%dT%H%M%SZ}"
    with locked(workspace, now=now()), create_ledger(address) as ledger, counting("proving") as on_report:
        before = restore_ledger(ledger, file, kept=kept, replace=force, on_report=on_report)
        where = ledger.address
    if before is not None:
        note(f"what it held before is kept in {before}")
    print(where)
