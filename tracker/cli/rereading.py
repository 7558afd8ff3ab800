"""The command ``reextract``: reading the stored texts again."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.opening import ledger_of, now, workspace_of
from tracker.cli.printing import counting, help_of, note, print_rows
from tracker.export import Format, plain_number

if TYPE_CHECKING:
    from tracker.store.rereading import Rereading


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(reextract))(reextract)


COLUMNS = ("change", "report", "figure", "number", "measure", "source", "what differs")


def reextract(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", help="Take it over; without it nothing is written.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Read every stored text again with the extractor of this version, and show what it reads otherwise.

    With `--apply` what changed is superseded, one report at a time: what was read before is kept and can be
    asked for. Figures that a person has judged are never touched; they are shown as `kept`.

    Examples:
        tracker reextract

        tracker reextract --format json > changes.json

        tracker reextract --apply
    """
    from tracker.ingest.filing import Desk
    from tracker.ingest.rereading import Rereader

    workspace = workspace_of(context)
    with ledger_of(workspace) as ledger, counting("texts") as on_text:
        rereader = Rereader(Desk.at(workspace, ledger, clock=now, dry=not apply), on_text)
        rows = [_row_of(one) for one in (rereader.apply() if apply else rereader.look())]
    if form is Format.CSV:
        rows = [row | {"fields": json.dumps(row["fields"], ensure_ascii=False)} for row in rows]
    print_rows(rows, form, columns=COLUMNS, table=(_cells_of(row) for row in rows))
    counts = Counter(row["change"] for row in rows)
    told = ", ".join(f"{counts[change]:,} {change}" for change in ("added", "dropped", "changed", "kept"))
    note(f"{told}; " + ("taken over" if apply else "nothing is written without --apply"))


def _row_of(one: "Rereading") -> dict[str, Any]:
    states = one.after or one.before or {}
    span = one.claim.claim.span if one.claim is not None else None
    return {
        "change": one.change.value,
        "report": one.report_id,
        "figure": one.figure,
        "start": span.start if span is not None else None,
        "number": states["number"],
        "measure": states["measure"],
        "source": states["source_words"],
        "fields": {name: [_plain(old), _plain(new)] for name, (old, new) in one.fields.items()},
    }


def _plain(value: object) -> object:
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, bool | int) else str(value)


def _cells_of(row: Mapping[str, Any]) -> list[object]:
    differs = "; ".join(f"{name}: {_told(old)} → {_told(new)}" for name, (old, new) in row["fields"].items())
    cells = [row[name] for name in COLUMNS[:-1]]
    return [*cells, differs if row["change"] == "changed" else None]


def _told(value: object) -> str:
    return "none" if value in (None, []) else str(value)
