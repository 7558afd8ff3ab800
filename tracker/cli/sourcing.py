"""The commands ``sources`` and ``sources show|merge|alias|undo``: who was quoted, and who is who."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import narrowing
from tracker.cli.opening import ledger_of, workspace_of
from tracker.cli.printing import help_of, plain, print_rows, to_a_pipe
from tracker.cli.reviewing import By, Why, judging
from tracker.export import Format, row_of_source

if TYPE_CHECKING:
    from tracker.query import KnownSource

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]
Name = Annotated[str, typer.Argument(metavar="SOURCE", help="A slug, a name, or words of one.")]


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    sources = typer.Typer(help=help_of(list_sources), invoke_without_command=True)
    sources.callback(help=help_of(list_sources))(list_sources)
    for command in (show, merge, alias, undo):
        sources.command(help=help_of(command))(command)
    app.add_typer(sources, name="sources")


COLUMNS = ("source", "name", "kind", "country", "place", "figures", "reports", "first", "last")


def list_sources(
    context: typer.Context,
    unknown: Annotated[bool, typer.Option("--unknown", help="Only those that the registry doesn't hold.")] = False,
    measure: narrowing.Measure = None,
    place: narrowing.Place = None,
    crisis: narrowing.CrisisName = None,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    known_by: narrowing.KnownBy = None,
    recorded_by: narrowing.RecordedBy = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List who was quoted, and how often.

    A source that the registry doesn't hold is kept under the words of the text; `data/sources.toml` is
    where names are added, and `merge` tells which sources are one. Those who are nobody in particular
    ("officials", "police") are told apart by the country that they were quoted on.

    Examples:
        tracker sources

        tracker sources --unknown --crisis gaza-war
    """
    from tracker.places import load_gazetteer
    from tracker.query import find_sources

    if context.invoked_subcommand is not None:
        return
    workspace, gazetteer = workspace_of(context), load_gazetteer()
    question = narrowing.question_of(
        workspace, gazetteer, measure=measure, place=place, crisis=crisis, since=since, until=until,
        known_by=known_by, recorded_by=recorded_by,
    )  # fmt: skip
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        found = find_sources(session, question, gazetteer, unknown=True if unknown else None)
    rows = [{**row_of_source(source), "place": source.place} for source in found]
    table = [[row[column] if column != "kind" or row["known"] else "unknown" for column in COLUMNS] for row in rows]
    print_rows(rows, form, columns=COLUMNS, table=table)


def show(context: typer.Context, source: Name, form: FormatOption = Format.TABLE) -> None:
    """Show all that is known of a source: its names, the body it belongs to and its parts, the sources that
    were merged into it, the words that texts use for it, and every judgement on it.

    Example:
        tracker sources show "Gaza health ministry"
    """
    from tracker.query import find_known_source, source_named
    from tracker.store.reviews import find_reviews

    with ledger_of(workspace_of(context)) as ledger, ledger.reading() as session:
        found = find_known_source(session, source)
        told = find_reviews(session, source=source_named(session, found.slug))
    reviews = [
        f"{one.id}: {one.verdict.value} by {one.reviewer} on {one.recorded_at:%Y-%m-%d}: {one.reason}"
        + ("" if one.stands else " (undone)")
        for one in told
    ]
    row = {**_row_of_known(found), "reviews": reviews}
    if form is Format.TABLE:
        with to_a_pipe():
            for name, value in row.items():
                for number, line in enumerate(value if isinstance(value, list) else [value]):
                    print(f"{name if number == 0 else '':>9}  {plain(line)}".rstrip())
    else:
        flat = {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
        print_rows([flat], form, columns=(), table=())


def _row_of_known(found: "KnownSource") -> dict[str, Any]:
    return {
        "source": found.slug,
        "name": found.name,
        "kind": found.kind or ("nobody in particular" if found.generic else "unknown"),
        "country": found.country,
        "parent": found.parent,
        "parts": list(found.parts),
        "names": list(found.names),
        "merged": list(found.merged),
        "figures": found.figures,
        "words": [f"{words or 'no words'} ({count})" for words, count in found.words],
    }


def merge(
    context: typer.Context,
    source: Name,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The source that it is.")],
    why: Why,
    by: By = None,
) -> None:
    """Judge that a source is another one. Every answer then gives its figures to that one; nothing is
    rewritten, and `undo` takes it back.

    Example:
        tracker sources merge the-palestinian-civil-defence gaza-civil-defence --why "same body, same spokesman"
    """
    from tracker.query import Merges, source_named
    from tracker.store.identities import merge_source

    with judging(context, why, by) as (session, judge):
        one, other = source_named(session, source, Merges()), source_named(session, into)
        print(f"review {merge_source(session, judge, one, other)}: {plain(source)} is {plain(into)}")


def alias(
    context: typer.Context,
    source: Name,
    name: Annotated[str, typer.Argument(metavar="NAME", help="How reports call it.")],
    why: Why,
    by: By = None,
) -> None:
    """Judge that a name is a source's: from now on reports that use it are credited to that one. What was
    credited before stays; `merge` moves it.

    Example:
        tracker sources alias gaza-civil-defence "Palestinian Civil Defence in Gaza" --why "its own letterhead"
    """
    from tracker.query import source_named
    from tracker.store.identities import give_alias

    with judging(context, why, by) as (session, judge):
        review = give_alias(session, judge, source_named(session, source), name)
        print(f"review {review}: {plain(name)!r} is a name of {plain(source)}")


def undo(
    context: typer.Context,
    review: Annotated[int, typer.Argument(metavar="REVIEW", help="The number of a judgement; see `sources show`.")],
    why: Why,
    by: By = None,
) -> None:
    """Judge that an earlier judgement on a source no longer stands. An undo can be undone.

    Example:
        tracker sources undo 3 --why "two bodies after all"
    """
    from tracker.store.identities import undo_source

    with judging(context, why, by) as (session, judge):
        print(f"review {undo_source(session, judge, review).id}: as before review {review}")
