"""Commands that ask: ``figures`` and ``show``."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import narrowing
from tracker.cli.opening import ledger_of, workspace_of
from tracker.cli.printing import help_of, note, print_rows
from tracker.export import Format, hedged_number, row_of_figure

if TYPE_CHECKING:
    from tracker.query import FoundFigure, Voices

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(figures))(figures)
    app.command(help=help_of(show))(show)


def figures(
    context: typer.Context,
    source: narrowing.Source = None,
    measure: narrowing.Measure = None,
    place: narrowing.Place = None,
    crisis: narrowing.CrisisName = None,
    group: narrowing.Group = None,
    kind: narrowing.Kind = None,
    status: narrowing.Status = None,
    unit: narrowing.Unit = None,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    known_by: narrowing.KnownBy = None,
    recorded_by: narrowing.RecordedBy = None,
    raw: narrowing.Raw = False,
    limit: Annotated[int | None, typer.Option(min=1, help="The most rows to give; the newest come first.")] = 50,
    voices: Annotated[
        bool, typer.Option("--voices", help="Also tell how many independent claimants give the number.")
    ] = False,
    all_rows: Annotated[bool, typer.Option("--all", help="Give every row, whatever the limit.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Ask for figures: who said what, for which day, where, and how it was hedged.

    The newest come first. Every row leads to its sentence: see `tracker show ID`.

    Examples:
        tracker figures --source "Gaza health ministry" --measure killed --kind total

        tracker figures --place Lebanon --since 2024-09-01 --format csv > lebanon.csv

        tracker figures --crisis gaza-war --known-by 2024-02-29
    """
    from tracker.places import load_gazetteer
    from tracker.query import find_figures, find_voices

    workspace, gazetteer = workspace_of(context), load_gazetteer()
    question = narrowing.question_of(
        workspace, gazetteer, source=source, measure=measure, place=place, crisis=crisis, group=group, kind=kind,
        status=status, unit=unit, since=since, until=until, known_by=known_by, recorded_by=recorded_by, raw=raw,
        limit=None if all_rows else limit,
    )  # fmt: skip
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        found = find_figures(session, question, gazetteer)
        heard = find_voices(session, found, question) if voices else None
    print_figures(found, form, heard)
    if question.limit and len(found) == question.limit and form is Format.TABLE:
        note(f"the newest {question.limit}; --limit or --all gives more")


FIGURE_COLUMNS = (
    "id",
    "as of",
    "figure",
    "measure",
    "group",
    "place",
    "kind",
    "status",
    "source",
    "outlet",
    "published",
)


def print_figures(found: Sequence["FoundFigure"], form: Format, heard: "Mapping[int, Voices] | None" = None) -> None:
    """Print figures in a form that was asked for, with who stands behind them where that was asked."""
    rows = [row_of_figure(figure) for figure in found] if form is not Format.TABLE else []
    if heard is None:
        print_rows(rows, form, columns=FIGURE_COLUMNS, table=(_cells_of(figure) for figure in found))
        return
    rows = [{**row, "voices": heard[row["id"]].count, "witnesses": heard[row["id"]].witnesses} for row in rows]
    table = ([*_cells_of(figure), heard[figure.id].count, heard[figure.id].witnesses] for figure in found)
    print_rows(rows, form, columns=(*FIGURE_COLUMNS, "voices", "witnesses"), table=table)


def _cells_of(figure: "FoundFigure") -> Sequence[object]:
    # An as-of date that the text does not give is the day of publication, and marked as such.
    day = str(figure.as_of) if figure.as_of else f"~{figure.day}" if figure.day else "?"
    source = " ← ".join([figure.source or "–", *figure.relays])
    number = hedged_number(figure)
    if any("value" in review.changes for review in figure.reviews):
        number += f" (read: {figure.number})"
    return (
        figure.id, day, number, figure.measure.value.replace("_", " "), figure.group, figure.place,
        figure.kind.value, figure.status.value, source, figure.outlet, figure.published,
    )  # fmt: skip


def show(
    context: typer.Context,
    figure_id: Annotated[str, typer.Argument(metavar="ID", help="The number of a figure, or the start of its key.")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the proof of one figure: its sentence, with the number and the credit marked, and all that is
    known of where it comes from.

    Example:
        tracker show 42
    """
    from tracker.cli.evidence import print_evidence
    from tracker.query import find_figure, find_report
    from tracker.review import changes_in_words

    with ledger_of(workspace_of(context)) as ledger, ledger.reading() as session:
        figure = find_figure(session, figure_id)
        report = find_report(session, figure.report_id)
        changes = {review.id: changes_in_words(session, review) for review in figure.reviews}
    if form is Format.TABLE:
        print_evidence(figure, report, changes)
    else:
        print_rows([row_of_figure(figure)], form, columns=(), table=())
