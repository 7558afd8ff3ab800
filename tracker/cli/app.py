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
from tracker.cli.printing import to_a_pipe, warn
from tracker.errors import TrackerError


class _Index(TyperGroup):
    """The list of commands, printed plainly: the library that would frame it takes longer to import than all else."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "rich_markup_mode": None})

    def invoke(self, ctx: Any) -> Any:
        """Call a command; what is wrong with the value of an option is told in words, and a reader that goes
        away changes no exit code.
        """
        try:
            with to_a_pipe():
                return super().invoke(ctx)
        except typer.Exit:
            with to_a_pipe():  # what was printed goes out first
                pass
            raise
        except typer.BadParameter as error:
            error.message = _in_words(error.message)
            raise

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Every command with the whole of its first sentence."""
        names = self.list_commands(ctx)
        commands = [command for name in names if (command := self.get_command(ctx, name)) and not command.hidden]
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.get_short_help_str(limit=400)) for command in commands])


def _in_words(problem: str) -> str:
    """What the library that reads the options says of a value, without its own terms.

    >>> _in_words("Value error, '2024-02-30' does not match the formats '%Y-%m-%d'.")
    "'2024-02-30' is no day such as 2024-03-21."
    >>> _in_words("Input should be a valid integer, unable to parse string as an integer")
    'it is no whole number'
    """
    return (
        problem.removeprefix("Value error, ")
        .replace("does not match the formats '%Y-%m-%d'", "is no day such as 2024-03-21")
        .replace("Input should be a valid integer, unable to parse string as an integer", "it is no whole number")
        .replace("Input should be a valid number, unable to parse string as a number", "it is no number")
        .replace("Input should be", "it should be")
    )


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
