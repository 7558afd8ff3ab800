"""Telling how a run goes: a bar on a terminal, else JSON lines for those who read logs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from tracker.cli.printing import plain, warn

if TYPE_CHECKING:
    from tracker.ingest.outcomes import FeedOutcome


class Progress(Protocol):
    """Is told what comes of a run."""

    def feed(self, outcome: "FeedOutcome") -> None:
        """Something has come of a feed."""

    def note(self, event: str, **details: Any) -> None:
        """Something was done."""

    def warn(self, event: str, **details: Any) -> None:
        """Something went wrong, or wants to be looked at."""


@contextmanager
def telling(*, feeds: int, quiet: bool, in_words: bool = False) -> Iterator[Progress]:
    """What tells how a run of some feeds goes, on the standard error; in words even where that is no
    terminal, when a person is meant to read it.
    """
    if sys.stderr.isatty():
        with _bar(feeds, quiet=quiet) as bar:
            yield bar
    else:
        yield Words() if in_words else Log(quiet=quiet)


class Words:
    """What went wrong, or wants to be looked at, in a line for people; nothing of what goes well."""

    def feed(self, outcome: "FeedOutcome") -> None:
        """What is wrong with a feed, once it has been read."""
        if outcome.ended:
            for problem in _problems_of(outcome):
                self.warn(problem, feed=outcome.feed)

    def note(self, event: str, **details: Any) -> None:
        """What was done is told by the tables that follow."""

    def warn(self, event: str, **details: Any) -> None:
        """Something went wrong, or wants to be looked at."""
        warn(_line(event, details))


class Log:
    """One JSON object a line, with its moment: an event and its details."""

    def __init__(self, *, quiet: bool) -> None:
        import structlog

        self._quiet = quiet
        self._told: dict[str, int] = {}
        self._logger: Any = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(),
            ],
        )

    def feed(self, outcome: "FeedOutcome") -> None:
        """A problem at once; the rest when the feed has been read."""
        told = self._told.get(outcome.feed, 0)
        for problem in outcome.problems[told:]:
            self._logger.warning("problem", feed=outcome.feed, problem=problem)
        self._told[outcome.feed] = len(outcome.problems)
        if outcome.ended:
            self._end(outcome)

    def _end(self, outcome: "FeedOutcome") -> None:
        for warning in outcome.warnings:
            self._logger.warning("remark", feed=outcome.feed, remark=warning)
        if outcome.broken is not None:
            self._logger.error("feed failed", feed=outcome.feed, problem=outcome.broken)
        elif not self._quiet:
            self._logger.info(
                "feed read", feed=outcome.feed, fetched=outcome.fetched, added=outcome.added, figures=outcome.figures,
                known=outcome.skipped, failed=outcome.failed, unchanged=outcome.unchanged,
            )  # fmt: skip

    def note(self, event: str, **details: Any) -> None:
        """Something was done."""
        if not self._quiet:
            self._logger.info(event, **details)

    def warn(self, event: str, **details: Any) -> None:
        """Something went wrong, or wants to be looked at."""
        self._logger.warning(event, **details)


class Bar:
    """A bar that fills feed by feed; what went wrong stands above it in a line."""

    def __init__(self, progress: Any, task: Any, *, quiet: bool) -> None:
        self._progress, self._task, self._quiet = progress, task, quiet
        self._told: dict[str, int] = {}
        self._added = 0

    def feed(self, outcome: "FeedOutcome") -> None:
        """Move on."""
        self._added += outcome.added - self._told.get(outcome.feed, 0)
        self._told[outcome.feed] = outcome.added
        self._progress.update(
            self._task, advance=1 if outcome.ended else 0, description=f"{plain(outcome.feed)}: {self._added} new"
        )
        if outcome.ended:
            for problem in _problems_of(outcome):
                self.warn(problem, feed=outcome.feed)

    def note(self, event: str, **details: Any) -> None:
        """Something was done."""
        if not self._quiet:
            self._progress.console.print(_line(event, details), markup=False, highlight=False)

    def warn(self, event: str, **details: Any) -> None:
        """Something went wrong, or wants to be looked at."""
        self._progress.console.print(f"tracker: {_line(event, details)}", markup=False, highlight=False)


@contextmanager
def _bar(feeds: int, *, quiet: bool) -> Iterator[Bar]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        yield Bar(progress, progress.add_task("reading feeds", total=feeds), quiet=quiet)


def _problems_of(outcome: "FeedOutcome") -> tuple[str, ...]:
    return (*([outcome.broken] if outcome.broken else ()), *outcome.problems, *outcome.warnings)


def _line(event: str, details: dict[str, Any]) -> str:
    told = ", ".join(f"{name.replace('_', ' ')} {plain(value)}" for name, value in details.items())
    return plain(event) + (f" ({told})" if told else "")
