"""Commands that draw: ``chart`` and ``charts``."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import narrowing
from tracker.cli.opening import day_of, ledger_of, workspace_of
from tracker.cli.printing import help_of, note, print_rows, warn
from tracker.errors import ConfigError, InputError, QueryError, nearest_names
from tracker.export import Format

if TYPE_CHECKING:
    from tracker.charts.orders import Annotation, ChartOrder
    from tracker.charts.recipes import Recipe
    from tracker.workspace import Workspace


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(chart))(chart)
    app.command(help=help_of(charts))(charts)


def chart(
    context: typer.Context,
    measure: Annotated[
        list[str],
        typer.Option(help="killed, injured, displaced …; several are panels of --kind multiples --by measure."),
    ],
    output: Annotated[
        list[Path], typer.Option("--output", "-o", metavar="FILE", help="A .png, .svg or .pdf file; may be repeated.")
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", "-k", help="totals, added, composition, comparison, multiples, disagreement or vintages."
        ),
    ] = "totals",
    place: Annotated[
        list[str] | None, typer.Option(help="Where; only figures for this very place. Several are panels of multiples.")
    ] = None,
    crisis: narrowing.CrisisName = None,
    source: Annotated[list[str] | None, typer.Option(help="Who is credited; may be given several times.")] = None,
    group: Annotated[str | None, typer.Option(help="Words of the group counted; else everybody.")] = None,
    unit: narrowing.Unit = None,
    by: Annotated[str, typer.Option(help="Panels of multiples: by place or by measure.")] = "place",
    period: Annotated[str, typer.Option(help="Bars of --kind added: per day or per week.")] = "day",
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day of a comparison, composition or of vintages."),
    ] = None,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    known_by: narrowing.KnownBy = None,
    recorded_by: narrowing.RecordedBy = None,
    raw: narrowing.Raw = False,
    title: Annotated[str | None, typer.Option(help="Another title.")] = None,
    note_on: Annotated[
        list[str] | None, typer.Option("--note", metavar='"DATE WORDS"', help="A note on a day; may be repeated.")
    ] = None,
    gap_days: Annotated[int, typer.Option(min=1, help="Days without a report after which a line ends.")] = 45,
    log: Annotated[bool, typer.Option("--log", help="A logarithmic axis.")] = False,
    size: Annotated[str, typer.Option(help="report (A4 column), slide (16:9), social (square) or thumb.")] = "report",
    theme: Annotated[str, typer.Option(help="light or dark.")] = "light",
    language: Annotated[str, typer.Option(help="The chart's own words: en, fr, es or ar.")] = "en",
    evidence_base: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Points of an SVG link to this, with the figure's number after it."),
    ] = None,
    beside: Annotated[
        bool,
        typer.Option("--beside", help="Also write the points (.csv), the words (.txt) and a page of proofs (.html)."),
    ] = False,
) -> None:
    """Draw a chart that can be defended: points where reports are, hedges marked, gaps left open, the sources in the
    caption.

    Denied and projected numbers are never drawn as facts; two sources are never joined or summed.

    Examples:
        tracker chart --measure killed --place Gaza -o killed.png

        tracker chart --measure displaced --source OCHA --source UNRWA -o displaced.svg --beside

        tracker chart --kind comparison --measure killed --crisis gaza-war --size slide --language fr -o compared.png
    """
    from tracker.charts.orders import By, ChartKind, ChartOrder, Period, Size, Theme
    from tracker.languages import Tongue
    from tracker.places import load_gazetteer
    from tracker.query import choice_of

    workspace, gazetteer = workspace_of(context), load_gazetteer()
    places = tuple(place or ())
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
        kind=choice_of(kind, ChartKind, "kind of chart"), measure=measure[0], measures=tuple(measure[1:]),
        place=places[0] if places else None, places=places[1:], sources=tuple(source or ()), group=group, unit=unit,
        by=By.MEASURE if len(measure) > 1 else choice_of(by, By, "way to make panels"),
        period=choice_of(period, Period, "period"), day=day_of(day), question=asked, title=title, gap_days=gap_days,
        log=log, size=choice_of(size, Size, "size"), theme=choice_of(theme, Theme, "theme"),
        language=choice_of(language, Tongue, "language"), annotations=tuple(_annotation(one) for one in note_on or ()),
    )  # fmt: skip
    _check_formats(output)
    _check_kind(order)
    _draw(workspace, order, output, evidence_base, beside=beside)


def _check_formats(output: Sequence[Path]) -> None:
    """A wrong suffix is told before anything is asked or drawn."""
    from tracker.charts.recipes import FORMATS

    for path in output:
        if path.suffix.lower().removeprefix(".") not in FORMATS:
            raise InputError(path, f"no chart format (choose .{', .'.join(FORMATS)})")


def _check_kind(order: "ChartOrder") -> None:
    """An option that this kind of chart would leave aside is told: the chart would not be the one meant."""
    from tracker.charts.orders import By, ChartKind, Period

    one_day = (ChartKind.COMPARISON, ChartKind.COMPOSITION, ChartKind.VINTAGES)
    needs = (
        ("--measure", bool(order.measures), "given twice", (ChartKind.MULTIPLES,)),
        ("--place", bool(order.places), "given twice", (ChartKind.MULTIPLES,)),
        ("--by", order.by is not By.PLACE, "makes panels", (ChartKind.MULTIPLES,)),
        ("--period", order.period is not Period.DAY, "makes bars", (ChartKind.ADDED,)),
        ("--day", order.day is not None, "is of one day", one_day),
    )
    for option, given, does, kinds in needs:
        if given and order.kind not in kinds:
            raise QueryError(option, f"{does}: it goes with --kind {' or '.join(kinds)}, not {order.kind}")


def _draw(workspace: "Workspace", order: object, output: Sequence[Path], base: str | None, *, beside: bool) -> None:
    from tracker.charts.chart import draw_chart
    from tracker.charts.files import save_beside, save_chart
    from tracker.charts.orders import ChartOrder
    from tracker.places import load_gazetteer

    assert isinstance(order, ChartOrder)
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        drawn = draw_chart(session, order, load_gazetteer())
    for path in output:
        print(save_chart(drawn, path, evidence_base=base))
    if beside:
        for path in save_beside(drawn, output[0], evidence_base=base):
            print(path)


def _annotation(words: str) -> "Annotation":
    from tracker.charts.orders import Annotation

    day, _, told = words.strip().partition(" ")
    try:
        return Annotation(date.fromisoformat(day), told.strip())
    except ValueError as error:
        raise QueryError(words, 'a note is a day and words, such as "2025-01-19 ceasefire"') from error


CHART_COLUMNS = ("chart", "outcome", "files", "problem")


def charts(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Only these; else all.")] = None,
    anew: Annotated[bool, typer.Option("--anew", help="Draw them even where nothing has changed.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Redraw the charts of `charts/recipes.toml` whose points have changed, and say which.

    Beside each picture stand its points (.csv), its words (.txt) and a page with the sentence behind each point
    (.html). Exit code 1: one failed.

    Examples:
        tracker charts

        tracker charts killed-gaza --anew
    """
    workspace = workspace_of(context)
    failed = redraw(workspace, names or (), form, anew=anew)
    if failed:
        raise typer.Exit(1)


def redraw(workspace: "Workspace", names: Sequence[str], form: Format, *, anew: bool = False) -> int:
    """Redraw charts and print a line for each; gives the number that failed."""
    recipes_hash = recipes_hash_of(workspace) if not names else None
    if recipes_hash and not anew and form is Format.TABLE and _nothing_changed(workspace, recipes_hash):
        return 0
    from tracker.charts.redraw import Redrawn, redraw_charts
    from tracker.places import load_gazetteer

    recipes = recipes_of(workspace, names)
    rows = []
    with ledger_of(workspace) as ledger:
        for outcome in redraw_charts(ledger, recipes, workspace.charts, load_gazetteer, anew=anew,
                                     recipes_hash=recipes_hash):  # fmt: skip
            if outcome.redrawn is Redrawn.FAILED:
                warn(f"chart {outcome.name}: {outcome.problem}")
            files = ", ".join(path.name for path in outcome.files) or None
            rows.append({"chart": outcome.name, "outcome": outcome.redrawn.value, "files": files,
                         "problem": outcome.problem})  # fmt: skip
    if form is Format.TABLE and not any(row["outcome"] in (Redrawn.DRAWN, Redrawn.FAILED) for row in rows):
        note(f"{len(rows)} charts, none has changed")
    else:
        print_rows(rows, form, columns=CHART_COLUMNS, table=(list(row.values()) for row in rows))
    return sum(row["outcome"] == Redrawn.FAILED for row in rows)


def recipes_hash_of(workspace: "Workspace") -> str:
    """A hash of all that says which charts there are, and of what."""
    from tracker.charts.memory import hash_of_files

    return hash_of_files((workspace.recipes, workspace.crises))


def _nothing_changed(workspace: "Workspace", recipes_hash: str) -> bool:
    """Whether nothing has changed since charts were last drawn, told before any library is imported. Only of a ledger
    in its usual place: any setting may name another.
    """
    from tracker.charts.memory import load_memory
    from tracker.store.state import state_of_file

    if "TRACKER_DATABASE_URL" in os.environ or (workspace.root / ".env").exists():
        return False
    memory = load_memory(workspace.charts)
    if not memory.charts or not memory.unchanged(workspace.charts, state_of_file(workspace.ledger), recipes_hash):
        return False
    note(f"{len(memory.charts)} charts, none has changed")
    return True


def recipes_of(workspace: "Workspace", names: Sequence[str] = ()) -> tuple["Recipe", ...]:
    """The recipes of a workspace, or those of some names."""
    from tracker.charts.recipes import load_recipes
    from tracker.places import load_gazetteer

    found = load_recipes(workspace.recipes, lambda words: narrowing.crisis_of(workspace, load_gazetteer(), words))
    known = {recipe.name: recipe for recipe in found}
    for name in names:
        if name not in known:
            near = ", ".join(nearest_names(name, known) or known)
            raise ConfigError(workspace.recipes, f"no chart {name!r} (nearest: {near})")
    return tuple(known[name] for name in dict.fromkeys(names)) if names else found
