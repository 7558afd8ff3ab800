"""Commands that keep a workspace going: ``init``, ``run`` and ``db``."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.opening import ledger_of, now, settings_of, workspace_of
from tracker.cli.printing import help_of, note, print_table, warn
from tracker.errors import BusyError, ConfigError, EmptyChartError, TrackerError
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from tracker.charts.recipes import Recipe
    from tracker.ingest.run import RunOutcome
    from tracker.places import Gazetteer
    from tracker.settings import Settings
    from tracker.store.database import Ledger


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(init))(init)
    app.command(help=help_of(run))(run)
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
    print(f"The ledger is ready. Put reports into {workspace.reports} and call 'tracker run'.")


def create(workspace: Workspace, settings: "Settings") -> "Ledger":
    """The ledger of a workspace, made where there is none, with the registry of sources in it."""
    from tracker.store.database import create_ledger
    from tracker.store.sources import load_registry, save_registry

    ledger = create_ledger(settings.database_url or workspace.ledger)
    with ledger.writing() as session:
        save_registry(session, load_registry(workspace.sources), now=now())
    return ledger


def run(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Write nothing; say what would be added.")] = False,
    feed: Annotated[list[str] | None, typer.Option(help="Only this feed; may be given several times.")] = None,
) -> None:
    """Read the feeds of `data/feeds.toml`, add what is new, redraw the charts of `charts/recipes.toml`.

    This is the command for cron. One bad page or feed is told and stops nothing. Exit code 0: nothing
    failed; 1: something did; 2: nothing could be done; 3: another run is under way.

    Examples:
        tracker run

        */30 * * * *  tracker --workspace /srv/desk run
    """
    workspace = workspace_of(context)
    settings = settings_of(workspace)
    with _locked(workspace), ledger_of(workspace) as ledger:
        outcome, undrawn = run_workspace(workspace, settings, ledger, only=feed or (), dry_run=dry_run)
    raise typer.Exit(outcome.exit_code or (1 if undrawn else 0))


def run_workspace(
    workspace: Workspace, settings: "Settings", ledger: "Ledger", *, only: Sequence[str] = (), dry_run: bool = False
) -> tuple["RunOutcome", int]:
    """Read the feeds and redraw the charts; gives how the feeds fared and how many charts failed."""
    from tracker.charts.recipes import load_recipes
    from tracker.ingest.feeds import load_feeds, select_feeds
    from tracker.ingest.fetch import Fetcher
    from tracker.ingest.filing import Desk
    from tracker.ingest.hosts import LedgerHosts
    from tracker.ingest.run import Tools, run_once

    feeds = select_feeds(load_feeds(workspace.feeds), only)
    if not feeds:
        raise ConfigError(workspace.feeds, "names no feed; the examples in it show how")
    recipes = load_recipes(workspace.recipes)
    desk = Desk.at(workspace, ledger, clock=now, dry=dry_run)
    with Fetcher.of(settings, memory=LedgerHosts(ledger, dry=dry_run)) as fetcher:
        tools = Tools(desk, fetcher, max_bytes=settings.max_bytes, dry=dry_run)
        outcome = run_once(feeds, tools, on_feed=lambda one: note(f"reading {one.name} …"))
    _tell(outcome, dry_run)
    return outcome, 0 if dry_run else redraw(ledger, recipes, desk.gazetteer, workspace)


@contextmanager
def _locked(workspace: Workspace) -> Iterator[None]:
    """One run at a time: a second one leaves at once."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(workspace.lock, timeout=0):
            yield
    except Timeout as error:
        raise BusyError(workspace.root, "another run is under way") from error
    except OSError as error:
        raise ConfigError(workspace.lock, error.strerror or str(error)) from error


def redraw(ledger: "Ledger", recipes: Sequence["Recipe"], gazetteer: "Gazetteer", workspace: Workspace) -> int:
    """Draw every recipe; gives the number that failed. One without any figures yet is no failure."""
    from tracker.charts.recipes import draw_recipe

    failed = 0
    for recipe in recipes:
        try:
            for path in draw_recipe(ledger, recipe, gazetteer, workspace.charts):
                note(f"drew {path}")
        except EmptyChartError as error:
            note(f"chart {recipe.name}: {error}")
        except TrackerError as error:
            warn(f"chart {recipe.name}: {error}")
            failed += 1
    return failed


def _tell(outcome: "RunOutcome", dry_run: bool) -> None:
    print_table(
        ("feed", "fetched", "would add" if dry_run else "added", "figures", "known", "failed"),
        [
            (feed.feed, "unchanged" if feed.unchanged else feed.fetched, feed.added, feed.figures, feed.skipped,
             "all" if feed.broken else len(feed.problems))
            for feed in outcome.feeds
        ],
    )  # fmt: skip
    for feed in outcome.feeds:
        for problem in (*([feed.broken] if feed.broken else ()), *feed.problems, *feed.warnings):
            warn(f"{feed.feed}: {problem}")


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
