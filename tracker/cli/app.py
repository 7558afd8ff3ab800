"""The command ``tracker``."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tracker.cli import (
    asking,
    comparing,
    demo,
    drawing,
    evaluating,
    exporting,
    following,
    keeping,
    reading,
    rereading,
    reviewing,
    running,
    saving,
    sourcing,
)
from tracker.cli.printing import warn
from tracker.errors import TrackerError


class _Index(TyperGroup):
    """The list of commands, printed plainly: the library that would frame it takes longer to import than all else."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "rich_markup_mode": None})

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Every command with the whole of its first sentence."""
        names = self.list_commands(ctx)
        commands = [command for name in names if (command := self.get_command(ctx, name)) and not command.hidden]
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.get_short_help_str(limit=400)) for command in commands])


app = typer.Typer(
    name="tracker",
    cls=_Index,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Follow casualty and displacement figures: take them out of reports, keep each with its source and "
        "its sentence, ask who said what, and chart how they change."
    ),
    epilog="Start with `tracker demo`, then `tracker init my-desk`.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from tracker import __version__

        print(f"figure-tracker {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            "-w",
            envvar="TRACKER_WORKSPACE",
            metavar="DIR",
            help="The folder with data/ and charts/; else the nearest one upwards from here.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    context.obj = workspace
    del version  # its callback has done what there is to do


for _module in (
    demo,
    keeping,
    running,
    saving,
    reading,
    evaluating,
    asking,
    sourcing,
    following,
    comparing,
    drawing,
    exporting,
    reviewing,
    rereading,
):
    _module.add_commands(app)


def main() -> None:
    """Run the command line; a mistake is told in one line, never with a traceback."""
    try:
        app()
    except TrackerError as error:
        warn(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
