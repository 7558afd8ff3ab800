"""Everything that can go wrong, as one tree.

    TrackerError                 something a person can act on; one line, no traceback
    ├── InputError               what was given can't be used
    │   ├── ReportError          a report that can't be read       (path or url, line)
    │   ├── ConfigError          a TOML file that is wrong         (path, line, key)
    │   └── QueryError           a question that can't be asked    (the word, the nearest names)
    │       └── AmbiguousError   a name of several things          (the name, whose it may be)
    ├── LedgerError              the ledger can't be used          (its address)
    │   └── LedgerVersionError   it was written by another version of this program
    ├── FetchError               a page or feed that didn't come   (url)
    ├── BusyError                another run holds the workspace
    └── EmptyChartError          a chart with nothing to draw      (the query)

Each error carries its subject, and reads as one line that starts with it. Errors of libraries are
translated where they cross our edge, with ``raise … from``; the command line prints the line and
exits with ``exit_code``.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class TrackerError(Exception):
    """Something went wrong that the person in front of the program can act on."""

    exit_code = 2

    def __init__(self, subject: object, problem: str) -> None:
        self.subject = str(subject)
        self.problem = problem
        super().__init__(self.subject, problem)

    def __str__(self) -> str:
        return f"{self.subject}: {self.problem}" if self.subject else self.problem


class InputError(TrackerError):
    """What was given can't be used."""


class ReportError(InputError):
    """A report that can't be read; ``line`` counts from 1 where the report is one line of a file."""

    def __init__(self, subject: object, problem: str, *, line: int | None = None) -> None:
        self.line = line
        super().__init__(subject if line is None else f"{subject}:{line}", problem)


class ConfigError(InputError):
    """A configuration file that is wrong; ``line`` counts from 1."""

    def __init__(self, path: Path | str, problem: str, *, line: int | None = None) -> None:
        self.line = line
        super().__init__(path if line is None else f"{path}:{line}", problem)


class QueryError(InputError):
    """A question that can't be asked as it was put; ``nearest`` are the names that were perhaps meant."""

    def __init__(self, asked: str, problem: str, *, nearest: Iterable[str] = ()) -> None:
        self.nearest = tuple(nearest)
        hint = f" (nearest: {', '.join(self.nearest)})" if self.nearest else ""
        super().__init__(asked, problem + hint)


class AmbiguousError(QueryError):
    """A name of several things; ``nearest`` are those that are perhaps meant."""

    def __init__(self, asked: str, what: str, *, candidates: Iterable[str]) -> None:
        super().__init__(asked, "")
        self.nearest = tuple(candidates)
        self.problem = f"is the name of several {what}, say which: {', '.join(self.nearest)}"
        self.args = (self.subject, self.problem)


class LedgerError(TrackerError):
    """The ledger can't be opened, read or written."""


class LedgerVersionError(LedgerError):
    """The ledger's schema is not the one that this version of the program knows."""


class FetchError(TrackerError):
    """A page or a feed that didn't come, or that came in a way that isn't safe to use.

    ``passing`` tells that it may come when it is asked for again soon; ``wait`` is the number of seconds
    that the host asks to be left alone, ``status`` the HTTP status it answered with, where it did.
    """

    def __init__(
        self,
        subject: object,
        problem: str,
        *,
        passing: bool = False,
        wait: float | None = None,
        status: int | None = None,
    ) -> None:
        self.passing, self.wait, self.status = passing, wait, status
        super().__init__(subject, problem)


class BusyError(TrackerError):
    """Another run holds the workspace."""

    exit_code = 3


class EmptyChartError(TrackerError):
    """A chart was asked for and nothing answers the question."""

    exit_code = 1


def nearest_names(asked: str, names: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """The names most like the one that was asked for, best first.

    >>> nearest_names("kiled", ["killed", "injured", "missing"])
    ('killed',)
    """
    known = {name.casefold(): name for name in names}
    return tuple(known[near] for near in get_close_matches(asked.casefold(), known, n=limit, cutoff=0.6))
