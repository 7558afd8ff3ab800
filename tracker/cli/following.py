"""Commands that follow figures through time and over sources: ``crises``."""

from typing import Annotated

import typer

from tracker.cli.opening import workspace_of
from tracker.cli.printing import help_of, print_rows
from tracker.export import Format

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(crises))(crises)


CRISIS_COLUMNS = ("crisis", "title", "places", "start", "end")


def crises(context: typer.Context, form: FormatOption = Format.TABLE) -> None:
    """List the crises that figures can be asked for by: those the program knows, and those of
    `data/crises.toml`.

    A figure is of a crisis by its place and its day; never what a text tells as background, nor what is
    counted from a day before the crisis began.

    Examples:
        tracker crises

        tracker figures --crisis gaza-war --measure displaced
    """
    from tracker.crises import load_crises
    from tracker.places import load_gazetteer

    rows = [
        {
            "crisis": crisis.name,
            "title": crisis.title,
            "places": "; ".join(crisis.places),
            "start": crisis.start.isoformat(),
            "end": crisis.end.isoformat() if crisis.end else None,
        }
        for crisis in load_crises(workspace_of(context).crises, load_gazetteer())
    ]
    print_rows(rows, form, columns=CRISIS_COLUMNS, table=[list(row.values()) for row in rows])
