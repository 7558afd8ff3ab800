"""Commands that draw: ``chart``."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import narrowing
from tracker.cli.opening import ledger_of, workspace_of
from tracker.cli.printing import help_of


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(chart))(chart)


def chart(
    context: typer.Context,
    measure: Annotated[str, typer.Option(help="killed, injured, displaced, homes_destroyed …")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A .png, .svg or .pdf file.")],
    place: Annotated[str | None, typer.Option(help="Where; only figures for this very place.")] = None,
    crisis: narrowing.CrisisName = None,
    source: Annotated[list[str] | None, typer.Option(help="Who is credited; may be given several times.")] = None,
    group: Annotated[str | None, typer.Option(help="Words of the group counted; else everybody.")] = None,
    unit: narrowing.Unit = None,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    known_by: narrowing.KnownBy = None,
    recorded_by: narrowing.RecordedBy = None,
    raw: narrowing.Raw = False,
    title: Annotated[str | None, typer.Option(help="Another title.")] = None,
    gap_days: Annotated[int, typer.Option(min=1, help="Days without a report after which a line ends.")] = 45,
) -> None:
    """Draw how totals changed: steps between real reports, one line a source, hedges marked.

    Examples:
        tracker chart --measure killed --place Gaza -o killed.png

        tracker chart --measure displaced --source OCHA --source UNRWA -o displaced.svg
    """
    from tracker.charts.chart import ChartOrder, draw_chart
    from tracker.charts.files import save_chart
    from tracker.places import load_gazetteer

    workspace, gazetteer = workspace_of(context), load_gazetteer()
    asked = narrowing.question_of(
        workspace,
        gazetteer,
        crisis=crisis,
        since=since,
        until=until,
        known_by=known_by,
        recorded_by=recorded_by,
        raw=raw,
    )
    order = ChartOrder(
        measure=measure, place=place, sources=tuple(source or ()), group=group, unit=unit,
        question=asked, title=title, gap_days=gap_days,
    )  # fmt: skip
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        drawn = draw_chart(session, order, gazetteer)
    print(save_chart(drawn.figure, output, drawn.words))
