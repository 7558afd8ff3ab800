"""The scheduled run and what watches over it: ``run``, ``status``, ``schedule``."""

import json
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.opening import day_of, ledger_of, now, settings_of, workspace_of
from tracker.cli.printing import help_of, print_rows, print_table
from tracker.cli.progress import Progress, telling
from tracker.errors import ConfigError
from tracker.export import Format
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from tracker.charts.recipes import Recipe
    from tracker.ingest.outcomes import RunOutcome
    from tracker.settings import Settings
    from tracker.store.database import Ledger


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(run))(run)
    app.command(help=help_of(status))(status)
    app.command(help=help_of(schedule))(schedule)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asks of one run."""

    feeds: Sequence[str] = ()
    since: date | None = None
    most: int | None = None
    parallel: int | None = None
    dry: bool = False
    quiet: bool = False
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """How a run passed: its feeds, and what its last steps found wrong."""

    outcome: "RunOutcome"
    started_at: datetime
    finished_at: datetime
    undrawn: int = 0
    findings: int = 0

    @property
    def exit_code(self) -> int:
        """The run's own, or 1 where a chart could not be drawn or the ledger does not hold what it should."""
        return self.outcome.exit_code or (1 if self.undrawn or self.findings else 0)


def run(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Write nothing; say what would be added.")] = False,
    feed: Annotated[
        list[str] | None,
        typer.Option(help="Only this feed, even one that is to be left alone; may be given several times."),
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only items published since.")
    ] = None,
    most: Annotated[
        int | None, typer.Option("--max", min=1, metavar="N", help="Pages that a feed may bring in this run (500).")
    ] = None,
    parallel: Annotated[
        int | None, typer.Option(min=1, help="Hosts asked at the same time, else TRACKER_PARALLEL; one host never.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as a JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only what went wrong.")] = False,
) -> None:
    """Read the feeds of `data/feeds.toml`, add what is new, prove it, redraw the charts.

    This is the command for cron. One bad page or feed is told and stops nothing; each report is stored whole
    or not at all. On a terminal a bar shows how far it is; else the standard error gets a JSON object a
    line. Exit code 0: nothing failed; 1: something did; 2: nothing could be done; 3: another run is under
    way; 143: it was told to stop, and left after the report at hand.

    Examples:
        tracker run

        tracker run --feed relief --since 2024-03-01 --dry-run

        */30 * * * *  tracker --workspace /srv/desk run --quiet
    """
    from tracker.ingest.lock import locked

    workspace = workspace_of(context)
    settings = settings_of(workspace)
    wishes = Wishes(feed or (), day_of(since), most, parallel, dry_run, quiet)
    with stopping() as stop, locked(workspace, now=now()), ledger_of(workspace) as ledger:
        passed = run_workspace(workspace, settings, ledger, wishes, stop=stop)
    if as_json:
        print(json.dumps(_summary(passed), default=str, indent=2))
    elif not quiet:
        print_outcome(passed.outcome, dry=dry_run)
    raise typer.Exit(128 + signal.SIGTERM if stop.is_set() else passed.exit_code)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that a request to stop sets; the program then leaves by itself."""
    stop = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        yield stop
    finally:
        signal.signal(signal.SIGTERM, before)


def run_workspace(
    workspace: Workspace,
    settings: "Settings",
    ledger: "Ledger",
    wishes: Wishes | None = None,
    *,
    stop: threading.Event | None = None,
) -> Passed:
    """Read the feeds, prove what they brought, redraw the charts."""
    from tracker.cli.drawing import recipes_of
    from tracker.ingest.feeds import load_feeds, select_feeds
    from tracker.ingest.fetch import Fetcher
    from tracker.ingest.filing import Desk
    from tracker.ingest.hosts import LedgerHosts
    from tracker.ingest.run import MOST_NEW, Tools, run_once
    from tracker.ingest.turns import Turns
    from tracker.store.upkeep import newest_report

    wishes, stop = wishes or Wishes(), stop or threading.Event()
    feeds = select_feeds(load_feeds(workspace.feeds), wishes.feeds)
    if not feeds:
        there = workspace.feeds.is_file()
        raise ConfigError(
            workspace.feeds,
            "names no feed; the examples in it show how" if there else "is not there; 'tracker init' makes one",
        )
    recipes = recipes_of(workspace)  # a mistake in them is told before anything is done
    started = now()
    desk = Desk.at(workspace, ledger, clock=now, dry=wishes.dry)
    turns = Turns(pause=settings.pause, sleep=stop.wait)
    with (
        telling(feeds=len(feeds), quiet=wishes.quiet, in_words=wishes.in_words) as progress,
        _retries_told(progress),
        Fetcher.of(settings, memory=LedgerHosts(ledger, dry=wishes.dry), turns=turns) as fetcher,
    ):
        tools = Tools(
            desk, fetcher, settings.max_bytes, wishes.dry, parallel=wishes.parallel or settings.parallel,
            most=wishes.most or MOST_NEW, since=wishes.since, insist=bool(wishes.feeds), stop=stop,
        )  # fmt: skip
        with ledger.reading() as session:
            before = newest_report(session)
        outcome = run_once(feeds, tools, on_feed=progress.feed)
        undrawn = findings = 0
        if not wishes.dry and not stop.is_set():
            if outcome.total("added"):
                findings = _prove(ledger, before, progress)
                _doubt(ledger, before, started, progress)
            undrawn = redraw(ledger, recipes, workspace, progress)
    return Passed(outcome, started, now(), undrawn, findings)


@contextmanager
def _retries_told(progress: Progress) -> Iterator[None]:
    """Retries go into the log like everything else, and nowhere else."""
    from stamina import instrumentation

    before = instrumentation.get_on_retry_hooks()
    instrumentation.set_on_retry_hooks(
        [lambda told: progress.note("asked again", problem=str(told.caused_by), after=round(told.wait_for, 1))]
    )
    try:
        yield
    finally:
        instrumentation.set_on_retry_hooks(before)


def _prove(ledger: "Ledger", before: int, progress: Progress) -> int:
    """Prove the reports that came with this run; gives the number of faults."""
    from tracker.checks import check_integrity

    found = 0
    with ledger.reading() as session:
        for finding in check_integrity(session, after=before):
            progress.warn(
                "the ledger is not as it was written", check=finding.check, report=finding.report_id,
                figure=finding.figure_id, problem=finding.problem,
            )  # fmt: skip
            found += 1
    return found


_MOST_TOPICS = 100
_MOST_DOUBTS = 20


def _doubt(ledger: "Ledger", before: int, started: datetime, progress: Progress) -> None:
    """Tell what a careful reader would doubt of what came with this run. Sources that nobody knows yet are
    left to ``tracker sources --unknown``.
    """
    from tracker.checks import Check, find_doubts
    from tracker.places import load_gazetteer
    from tracker.query import Question
    from tracker.store.upkeep import topics_after

    looked_for = [check for check in Check if check is not Check.NEW_SOURCE]
    told = 0
    with ledger.reading() as session:
        for source, measure in topics_after(session, before)[:_MOST_TOPICS]:
            asked = Question(source=source, measure=measure)
            for doubt in find_doubts(session, asked, load_gazetteer(), only=looked_for, since=started):
                told += 1
                if told <= _MOST_DOUBTS:
                    progress.warn("to be doubted", figure=doubt.figure_id, check=doubt.check.value, why=doubt.problem)
    if told > _MOST_DOUBTS:
        progress.warn("more to be doubted", number=told - _MOST_DOUBTS, see="tracker check")


def redraw(ledger: "Ledger", recipes: Sequence["Recipe"], workspace: Workspace, progress: Progress) -> int:
    """Redraw the charts whose points have changed; gives the number that failed. One without any figures yet is no
    failure.
    """
    from tracker.charts.redraw import Redrawn, redraw_charts
    from tracker.places import load_gazetteer

    failed = 0
    for outcome in redraw_charts(ledger, recipes, workspace.charts, load_gazetteer):
        if outcome.redrawn is Redrawn.DRAWN:
            progress.note("drew", chart=outcome.name, files=", ".join(path.name for path in outcome.files))
        elif outcome.redrawn is Redrawn.EMPTY:
            progress.note("nothing to draw", chart=outcome.name, why=outcome.problem)
        elif outcome.redrawn is Redrawn.FAILED:
            progress.warn("not drawn", chart=outcome.name, problem=outcome.problem)
            failed += 1
    return failed


# --- telling ----------------------------------------------------------------------------------------


def print_outcome(outcome: "RunOutcome", *, dry: bool) -> None:
    """Print the table of a run."""
    print_table(
        ("feed", "fetched", "would add" if dry else "added", "revised", "copies", "figures", "known", "failed"),
        [
            (feed.feed, _fetched(feed), feed.added, feed.revised, feed.copies, feed.figures, feed.skipped,
             "all" if feed.broken else len(feed.problems))
            for feed in outcome.feeds
        ],
    )  # fmt: skip


def _fetched(feed: Any) -> str:
    if feed.put_off_until is not None:
        return f"not before {feed.put_off_until:%Y-%m-%d %H:%M}"
    return "unchanged" if feed.unchanged else str(feed.fetched)


def _summary(passed: Passed) -> dict[str, Any]:
    return {
        "started_at": passed.started_at.isoformat(),
        "finished_at": passed.finished_at.isoformat(),
        "stopped": passed.outcome.stopped,
        "exit_code": passed.exit_code,
        "added": passed.outcome.total("added"),
        "figures": passed.outcome.total("figures"),
        "failed": passed.outcome.total("failed"),
        "charts_failed": passed.undrawn,
        "faults_in_ledger": passed.findings,
        "feeds": [asdict(feed) for feed in passed.outcome.feeds],
    }


# --- status -----------------------------------------------------------------------------------------

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]
STATUS_COLUMNS = ("feed", "state", "last success", "last new", "usually", "new in 7 days", "failures", "missing", "why")


def status(
    context: typer.Context,
    runs: Annotated[int, typer.Option(min=0, help="How many of the last runs to list.")] = 5,
    form: FormatOption = Format.TABLE,
) -> None:
    """Tell which feeds are healthy and which are stale or failing, and how the last runs went.

    A feed is stale when it has been silent for much longer than it usually is, or longer than the
    `stale_days` that `data/feeds.toml` gives it; it is failing when its last attempts failed. Exit code 1 when
    anything is stale or failing, so that a monitor can call it.

    Examples:
        tracker status

        tracker status --format json || notify "the tracker wants to be looked at"
    """
    workspace = workspace_of(context)
    with ledger_of(workspace) as ledger:
        well = print_health(workspace, ledger, runs=runs, form=form)
    raise typer.Exit(0 if well else 1)


def print_health(workspace: Workspace, ledger: "Ledger", *, runs: int = 5, form: Format = Format.TABLE) -> bool:
    """Print how the last runs went and how each feed is; gives whether all is well."""
    from tracker.ingest.feeds import load_feeds
    from tracker.ingest.health import feed_health, run_health
    from tracker.store.upkeep import load_runs

    feeds = load_feeds(workspace.feeds)
    with ledger.reading() as session:
        found = feed_health(session, feeds, now=now())
        last = load_runs(session, limit=max(runs, 20))
    problem = run_health(last, now=now())
    if form is Format.TABLE:
        _print_runs(last[:runs])
        print(f"{problem}\n" if problem else "", end="")
    rows = [one.row() for one in found]
    print_rows(rows, form, columns=STATUS_COLUMNS, table=[one.cells() for one in found])
    return problem is None and all(one.well for one in found)


def _print_runs(runs: Sequence[Any]) -> None:
    print_table(
        ("run", "started", "took", "fetched", "added", "figures", "failed", "ended"),
        [
            (one.id, f"{one.started_at:%Y-%m-%d %H:%M}", _took(one), one.fetched, one.added, one.figures, one.failed,
             one.stopped or ("" if one.finished_at else "not: under way, or killed"))
            for one in runs
        ],
    )  # fmt: skip


def _took(run: Any) -> str:
    return f"{(run.finished_at - run.started_at).total_seconds():.1f} s" if run.finished_at else "–"


# --- schedule ---------------------------------------------------------------------------------------


def schedule(
    context: typer.Context,
    scheduler: Annotated[str, typer.Argument(metavar="cron|systemd|launchd", help="What is to call the run.")],
    minutes: Annotated[int, typer.Option("--every", min=5, max=1440, metavar="MINUTES", help="How often.")] = 30,
) -> None:
    """Print what makes a scheduler call `tracker run` for this workspace, ready to install.

    The first lines say where it goes. Nothing is written.

    Examples:
        tracker schedule cron | crontab -

        tracker schedule systemd --every 60

        tracker schedule launchd > ~/Library/LaunchAgents/org.figure-tracker.run.plist
    """
    from tracker.schedules import unit_for

    print(unit_for(scheduler, workspace_of(context), minutes=minutes), end="")
