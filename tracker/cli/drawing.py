"""Commands that draw: ``chart``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.opening import day_of, ledger_of, workspace_of
from tracker.cli.printing import help_of


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(chart))(chart)


def chart(
    context: typer.Context,
    measure: Annotated[str, typer.Option(help="killed, injured, displaced, homes_destroyed …")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A .png, .svg or .pdf file.")],
    place: Annotated[str | None, typer.Option(help="Where; only figures for this very place.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Who is credited; may be given several times.")] = None,
    group: Annotated[str | None, typer.Option(help="Words of the group counted; else everybody.")] = None,
    unit: Annotated[str | None, typer.Option(help="people, households, homes or share.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="First day drawn.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Last day drawn.")
    ] = None,
    known_by: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only what was published by then.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="As read, whatever reviewers made of it.")] = False,
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
    from tracker.query import Question

    days = Question(since=day_of(since), until=day_of(until), known_by=day_of(known_by), raw=raw)
    order = ChartOrder(
        measure=measure, place=place, sources=tuple(source or ()), group=group, unit=unit,
        question=days, title=title, gap_days=gap_days,
    )  # fmt: skip
    with ledger_of(workspace_of(context)) as ledger, ledger.reading() as session:
        drawn = draw_chart(session, order, load_gazetteer())
    print(save_chart(drawn.figure, output, drawn.words))
