"""Commands that read: ``extract`` and ``add``."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.opening import day_of, ledger_of, now, settings_of, workspace_of
from tracker.cli.printing import help_of, note, print_rows, to_a_pipe, warn
from tracker.errors import ReportError, TrackerError
from tracker.export import Format

if TYPE_CHECKING:
    from tracker.extract.explain import Verdict
    from tracker.ingest.readers import Reading
    from tracker.model import Report
    from tracker.store.claims import Saved


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(extract))(extract)
    app.command(help=help_of(add))(add)


@dataclass(slots=True)
class _Faults:
    """Counts what went wrong, and tells it."""

    count: int = 0

    def tell(self, error: TrackerError) -> None:
        """Tell one fault in one line."""
        self.count += 1
        warn(str(error))


def extract(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Reports; without any, JSON Lines from standard input."),
    ] = None,
    explained: Annotated[
        bool, typer.Option("--explain", help="Tell of every number the claim it became, or why it is none.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How explanations are written.")] = Format.TABLE,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes that read, 0 for one a processor.", show_default=True)
    ] = 1,
) -> None:
    """Read the claims of texts, as JSON Lines.

    Each line of standard input, or of a `.jsonl` file, is an object with `id` and `text`, and `published`,
    `outlet`, `title` where they are known; each line of the output has the `id` and its `claims`. A report
    in a file of its own (text, HTML, PDF, Word, e-mail) has the file's name for an id. It needs no database and no
    network, and streams: memory stays flat however long the input is. A line that can't be read is told on
    standard error with its number, the rest is done, and the exit code is 1.

    Examples:
        tracker extract < passages.jsonl > claims.jsonl

        tracker extract passages.jsonl data/reports/2024-03-21-rafah.txt

        tracker extract --jobs 0 < archive.jsonl > claims.jsonl

        tracker extract --explain article.txt
    """
    from tracker.ingest.spread import spread

    faults = _Faults()
    # An input may hold half a surrogate pair, which UTF-8 can't: JSON's own escape stands for it.
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # it is a stream
    if explained:
        _explain(_readings_of(files, faults.tell), form)
        raise typer.Exit(1 if faults.count else 0)
    with to_a_pipe():
        readings = _readings_of(files, faults.tell)
        reports = ((_name_of(reading, files), reading.report) for reading in readings)
        for line in spread(_line_of, reports, jobs=jobs or os.cpu_count() or 1):
            sys.stdout.write(line)
    if faults.count:
        raise typer.Exit(1)


def _name_of(reading: "Reading", files: list[Path] | None) -> object:
    """The name under which a report's claims are printed: its own ``id``, else the file it came from."""
    return reading.origin if files and reading.id is None else reading.id


def _line_of(named: "tuple[object, Report]") -> str:
    """The claims of a report as a line of JSON, under the name by which it was given."""
    from tracker.export import row_of_claim
    from tracker.extract import extract_claims

    identity, report = named
    claims = [row_of_claim(claim) for claim in extract_claims(report)]
    return json.dumps({"id": identity, "claims": claims}, ensure_ascii=False) + "\n"


def _explain(readings: Iterator["Reading"], form: Format) -> None:
    """Print the verdict on every number of some reports."""
    from tracker.extract.explain import explain

    rows = [_row_of_verdict(reading, verdict) for reading in readings for verdict in explain(reading.report)]
    columns = ("number", "verdict", "why", "in context")
    print_rows(rows, form, columns=columns, table=[[row[name] for name in columns] for row in rows])


_AROUND = 32


def _row_of_verdict(reading: "Reading", verdict: "Verdict") -> dict[str, object]:
    text, span, claim = reading.report.text, verdict.span, verdict.claim
    context = f"{text[max(0, span.start - _AROUND) : span.start]}[{span.of(text)}]{text[span.end : span.end + _AROUND]}"
    return {
        "report": reading.origin,
        "start": span.start,
        "end": span.end,
        "number": span.of(text),
        "verdict": claim.measure.value if claim else "–",
        "why": f"rule {claim.rule}" if claim else verdict.reason,
        "in context": " ".join(context.split()),
    }


def _readings_of(files: list[Path] | None, on_bad: Callable[[TrackerError], None]) -> Iterator["Reading"]:
    from tracker.ingest.readers import read_file, read_stream

    if not files:
        yield from read_stream(sys.stdin.buffer, origin="standard input", on_bad=on_bad)
        return
    for path in files:
        try:
            yield from read_file(path, on_bad=on_bad)
        except ReportError as error:
            on_bad(error)


def add(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Reports: text, HTML, PDF, Word, e-mail, JSON Lines, WARC.")
    ],
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day of publication, where a report gives none."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it, where a report doesn't say.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address, where a report gives none.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Write nothing; say what would be added.")] = False,
) -> None:
    """Add reports to the ledger, with every claim they make.

    A report that the ledger has already is not added again; a page whose text has changed is added as a new
    revision. Each report is stored whole or not at all.

    Examples:
        tracker add article.html --outlet "The Daily" --published 2024-03-21

        tracker add exports/*.jsonl --dry-run
    """
    from tracker.ingest.filing import Desk, dated

    workspace = workspace_of(context)
    settings = settings_of(workspace)
    faults = _Faults()
    with ledger_of(workspace) as ledger:
        desk = Desk.at(workspace, ledger, clock=now, dry=dry_run)
        for path in files:
            for reading in _careful(path, settings.max_bytes, faults):
                told = _told(reading, day_of(published), outlet, url)
                saved = desk.look(told) if dry_run else desk.file(told)
                _tell_saved(told, saved, dry_run)
                if warning := dated(told.report, now=now()):
                    warn(f"{told.origin}: {warning}")
    if faults.count:
        raise typer.Exit(1)


def _careful(path: Path, max_bytes: int, faults: _Faults) -> Iterator["Reading"]:
    from tracker.ingest.readers import read_file

    try:
        yield from read_file(path, max_bytes=max_bytes, on_bad=faults.tell)
    except ReportError as error:
        faults.tell(error)


def _told(reading: "Reading", published: date | None, outlet: str | None, url: str | None) -> "Reading":
    """The reading with what the command line adds to what its report says of itself."""
    report = reading.report
    return replace(
        reading,
        report=replace(
            report, published=report.published or published, outlet=report.outlet or outlet, url=report.url or url
        ),
    )


def _tell_saved(reading: "Reading", saved: "Saved", dry_run: bool) -> None:
    from tracker.store.claims import Outcome

    would = "would be " if dry_run else ""
    if saved.outcome is Outcome.KNOWN:
        note(f"{reading.origin}: known already, nothing added")
    else:
        revision = f" as revision {saved.revision}" if saved.revision > 1 else ""
        note(f"{reading.origin}: {would}{saved.outcome.value}{revision}, {saved.figures} figures")
