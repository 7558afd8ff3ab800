"""Printing for people and for programs: tables, rows, one-line errors.

Text from outside is printed without its control characters: a report must not be able to steer a
terminal. Colour and width belong to terminals; a pipe gets plain text, nothing cut.
"""

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tracker.export import Format, write_rows

if TYPE_CHECKING:
    from rich.console import Console

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: object) -> str:
    r"""A text without characters that steer a terminal; nothing is the empty text.

    >>> plain("a\x1b[31mb"), plain(None)
    ('a[31mb', '')
    """
    return "" if text is None else _CONTROL.sub("", str(text))


def help_of(command: Callable[..., object]) -> str:
    """A command's docstring as its help: paragraphs flow to the width of the terminal, indented examples
    stay as they are.
    """
    text = inspect.cleandoc(command.__doc__ or "")
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text)


@contextmanager
def to_a_pipe() -> Iterator[None]:
    """Print to a reader who may go away (``tracker … | head``): that is no mistake, and nothing more is
    printed.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_rows(
    rows: Sequence[dict[str, Any]], form: Format, *, columns: Sequence[str], table: Iterable[Sequence[object]]
) -> None:
    """Print rows in a form that was asked for; the table has its own, shorter cells."""
    with to_a_pipe():
        if form is Format.TABLE:
            print_table(columns, table)
        else:
            write_rows(rows, form, sys.stdout)


_WHOLE = ("id", "as of", "day", "figure", "number", "low", "value", "high")
"""Columns that a narrow terminal does not cut: half a number is another number."""


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: as wide as the terminal, or, in a pipe, as wide as it needs to be."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        count = column in ("id", "figures", "reports")
        table.add_column(column, justify="right" if count else "left", no_wrap=column in _WHOLE)
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    with console_of_output() as console:
        console.print(table)


@contextmanager
def console_of_output() -> Iterator["Console"]:
    """A console whose lines go to the standard output in the end. It would end the program by itself, and as
    failed, when its reader has gone.
    """
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 100_000, highlight=False)
    with console.capture() as drawn:
        yield console
    print(drawn.get(), end="")


def warn(problem: str) -> None:
    """Tell something on the standard error, in one line."""
    print(f"tracker: {plain(problem)}", file=sys.stderr)


def note(words: str) -> None:
    """Tell how things go, on the standard error of a terminal or a log."""
    print(plain(words), file=sys.stderr)


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the standard error of a terminal, moved by telling how many are done and how many there are;
    elsewhere nothing.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
