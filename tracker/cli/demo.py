"""The demonstration: a workspace with the sample reports, from the sentence to the chart."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.printing import help_of, note
from tracker.workspace import Workspace


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(demo))(demo)


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to put the workspace; else a temporary folder.")
    ] = None,
    feeds: Annotated[
        bool, typer.Option("--feeds", help="Show the scheduled run instead: three rounds over feeds served from here.")
    ] = False,
) -> None:
    """See it work: read sample reports, print the figures with their sources, draw charts.

    With `--feeds` a server on this machine offers sample feeds, a PDF, a page that changes and a table, all
    made up, and three runs read them, a round each.

    Examples:
        tracker demo

        tracker demo --feeds my-rounds
    """
    if feeds:
        _show_feeds(folder)
    else:
        _show_reports(folder)


def _show_feeds(folder: Path | None) -> None:
    from tracker.cli.keeping import create
    from tracker.cli.opening import now, settings_of
    from tracker.cli.running import Wishes, print_health, print_outcome, run_workspace
    from tracker.ingest.samples import FEEDS, ROUNDS, SETTINGS, SampleWeb, serving
    from tracker.starter import lay_out

    workspace = Workspace(folder or Path(tempfile.mkdtemp(prefix="tracker-feeds-")))
    web = SampleWeb(today=now().date())
    with serving(web) as root:
        workspace.data.mkdir(parents=True, exist_ok=True)
        workspace.feeds.write_text(FEEDS.format(root=root), encoding="utf-8")
        (workspace.root / ".env").write_text(SETTINGS, encoding="utf-8")
        for path in lay_out(workspace):
            note(f"made {path}")
        settings = settings_of(workspace)
        with create(workspace, settings) as ledger:
            for number in range(1, ROUNDS + 1):
                web.round = number
                print(f"Run {number}")
                print_outcome(run_workspace(workspace, settings, ledger, Wishes(in_words=True)).outcome, dry=False)
            print_health(workspace, ledger)
    print(f"The workspace is {workspace.root}; ask it more:")
    print(f"  tracker -w {workspace.root} figures --measure killed")
    print(f"  tracker -w {workspace.root} status")


def _show_reports(folder: Path | None) -> None:
    """From the sentence to the chart."""
    from tracker.cli.asking import print_figures
    from tracker.cli.keeping import create
    from tracker.cli.opening import settings_of
    from tracker.cli.running import Wishes, print_outcome, run_workspace
    from tracker.export import Format
    from tracker.places import load_gazetteer
    from tracker.query import Question, find_figures
    from tracker.starter import copy_samples, lay_out

    workspace = Workspace(folder or Path(tempfile.mkdtemp(prefix="tracker-demo-")))
    for path in lay_out(workspace):
        note(f"made {path}")
    note(f"copied {copy_samples(workspace)} sample reports into {workspace.reports}")
    settings = settings_of(workspace)
    with create(workspace, settings) as ledger:
        print_outcome(run_workspace(workspace, settings, ledger, Wishes(in_words=True)).outcome, dry=False)
        with ledger.reading() as session:
            found = find_figures(session, Question(kind="total", limit=20), load_gazetteer())
    print_figures(found, Format.TABLE)
    print(f"These are the newest 20 totals. The workspace is {workspace.root}; ask it more:")
    print(f'  tracker -w {workspace.root} figures --source "Gaza health ministry" --measure killed')
    print(f"  tracker -w {workspace.root} show {found[0].id if found else 1}")
    for picture in sorted(workspace.charts.glob("*.*g")):
        print(f"  {picture}")
