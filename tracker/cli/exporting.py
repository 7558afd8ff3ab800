"""Commands that carry figures away and bring them back: ``export``, ``import`` and ``cite``."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from tracker.cli import narrowing
from tracker.cli.opening import ledger_of, workspace_of
from tracker.cli.printing import help_of, note, plain, print_rows, to_a_pipe
from tracker.errors import QueryError
from tracker.export import Format


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(export))(export)
    app.command("import", help=help_of(import_package))(import_package)
    app.command(help=help_of(cite))(cite)


def export(
    context: typer.Context,
    output: Annotated[
        Path, typer.Argument(metavar="FILE|-", help=".csv .jsonl .xlsx .parquet .hxl.csv, .zip (data package), or -.")
    ],
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
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="csv, jsonl, xlsx, parquet, hxl or package; else by the suffix."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of a data package.")] = None,
    licence: Annotated[str | None, typer.Option(metavar="SPDX", help="Licence of a data package: CC-BY-4.0 …")] = None,
) -> None:
    """Write figures to a file: every one with its hedge, bounds, source, words, outlet, sentence, offsets and rule.

    No cell can start a formula. A .zip is a Frictionless Data Package; of a whole ledger (nothing narrowed), `tracker
    import` makes the same ledger again.

    Examples:
        tracker export figures.xlsx --measure killed --place Gaza

        tracker export - --status asserted --since 2024-01-01 > figures.csv

        tracker export ledger.zip --licence CC-BY-4.0
    """
    from tracker.exports.files import Export, Form, counted, export_to_file, export_to_stream, form_of
    from tracker.exports.package import About
    from tracker.places import load_gazetteer
    from tracker.query import Question

    chosen = form_of(output, form or ("csv" if str(output) == "-" else None))
    if chosen is not Form.PACKAGE and (title or licence):
        raise QueryError("--title" if title else "--licence", "is written into a data package only, a .zip")
    workspace, gazetteer = workspace_of(context), load_gazetteer()
    question = narrowing.question_of(
        workspace, gazetteer, source=source, measure=measure, place=place, crisis=crisis, group=group, kind=kind,
        status=status, unit=unit, since=since, until=until, known_by=known_by, recorded_by=recorded_by, raw=raw,
    )  # fmt: skip
    about = About(title=title or About().title, licence=licence)
    wanted = Export(question, chosen, about, whole=question == Question())
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        if str(output) == "-":
            with to_a_pipe():
                export_to_stream(session, wanted, sys.stdout, gazetteer)
            return
        with _bar(session, wanted, gazetteer) as tell:
            count = export_to_file(session, wanted, output, gazetteer, on_row=lambda rows: counted(rows, tell))
    figures = f"{count:,} figure{'' if count == 1 else 's'}"
    print(f"{plain(output)}: {figures}{_of_package(wanted.whole) if chosen is Form.PACKAGE else ''}")


def _of_package(whole: bool) -> str:  # one word of a sentence
    return ", and the ledger they are in" if whole else "; a part of a ledger, which 'tracker import' does not take"


class _bar:  # noqa: N801  # used as a function
    """A bar on a terminal that tells how far an export is; elsewhere nothing."""

    def __init__(self, session: Any, wanted: Any, gazetteer: Any) -> None:
        self._asked = (session, wanted, gazetteer)
        self._progress: Any = None

    def __enter__(self) -> Any:
        if not sys.stderr.isatty():
            return lambda _: None
        from rich.console import Console
        from rich.progress import Progress

        from tracker.query.flat import count_flat

        session, wanted, gazetteer = self._asked
        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._progress.start()
        task = self._progress.add_task("exporting", total=count_flat(session, wanted.question, gazetteer))
        return lambda number: self._progress.update(task, completed=number)

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()


def import_package(
    context: typer.Context,
    package: Annotated[
        Path, typer.Argument(metavar="FILE", help="A .zip that `tracker export` wrote of a whole ledger.")
    ],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Fill an empty ledger from a data package: it then holds the same as the one that was packed, row for row.

    Every table is proved against its hash; where anything differs, nothing is written.

    Example:
        tracker --workspace copy import ledger.zip
    """
    from tracker.exports.package import read_package

    counts: dict[str, int] = {}
    with ledger_of(workspace_of(context)) as ledger:
        hashes = read_package(ledger, package, on_table=lambda name, count: counts.update({name: count}))
    rows = [{"table": name, "rows": counts[name], "sha256": hashes[name]} for name in hashes]
    print_rows(rows, form, columns=("table", "rows", "sha256"), table=(list(row.values()) for row in rows))
    note("the ledger holds the same as the one that was packed")


class Style(StrEnum):
    """How a figure is cited."""

    SENTENCE = "sentence"
    BIBTEX = "bibtex"
    CSL = "csl"


def cite(
    context: typer.Context,
    figure_id: Annotated[str, typer.Argument(metavar="ID", help="The number of a figure, or the start of its key.")],
    style: Annotated[
        Style, typer.Option("--style", "-s", help="A sentence, or the report as BibTeX or CSL-JSON.")
    ] = Style.SENTENCE,
    language: Annotated[str, typer.Option(help="Language of the sentence: en, fr, es or ar.")] = "en",
) -> None:
    """Print a sentence ready to paste, with hedge, source, outlet and days; or the report as a reference.

    Examples:
        tracker cite 42

        tracker cite 42 --style bibtex >> sources.bib
    """
    from tracker.exports.cite import bibtex_of, csl_of, sentence_of
    from tracker.languages import Tongue
    from tracker.query import choice_of, find_figure

    tongue = choice_of(language, Tongue, "language")
    with ledger_of(workspace_of(context)) as ledger, ledger.reading() as session:
        figure = find_figure(session, figure_id)
    made = {Style.SENTENCE: lambda: sentence_of(figure, tongue), Style.BIBTEX: lambda: bibtex_of(figure),
            Style.CSL: lambda: csl_of(figure)}  # fmt: skip
    print(plain(made[style]()) if style is Style.SENTENCE else made[style]())
