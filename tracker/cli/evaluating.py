"""The command ``evaluate``."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.printing import help_of, plain, print_table, to_a_pipe
from tracker.errors import ReportError

if TYPE_CHECKING:
    from tracker.scoring import Mistake, Passage, Score


class By(StrEnum):
    """What the rates can be told apart by."""

    MEASURE = "measure"
    QUALIFIER = "qualifier"
    SOURCE = "source"
    KIND = "kind"
    STATUS = "status"
    UNIT = "unit"


class ScoreFormat(StrEnum):
    """How a score is written."""

    TABLE = "table"
    JSON = "json"


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(evaluate))(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Labelled passages, as JSON Lines.")],
    errors: Annotated[
        int, typer.Option("--errors", min=0, metavar="N", help="Show up to N mistakes of each sort.")
    ] = 0,
    by: Annotated[By | None, typer.Option(help="Tell the rates of detection apart by this field.")] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the whole score as JSON into a file as well.")
    ] = None,
    form: Annotated[ScoreFormat, typer.Option("--format", "-f", help="How the score is written.")] = ScoreFormat.TABLE,
) -> None:
    """Score the extractor on passages of your own.

    Each line of GOLD is an object with a `text`, its `published` day where it is known, and its `claims`: the
    same fields that `tracker extract` writes. A found claim counts as detected when it has the number and the
    measure of a labelled one, as complete when value, hedge, source and status are right as well.

    Examples:
        tracker evaluate passages.jsonl --errors 5

        tracker evaluate passages.jsonl --by measure --report score.json
    """
    from tracker.scoring import score_passages, scores_by

    passages, found = _read_and_extract(gold)
    score = score_passages(passages, found)
    rates = scores_by(by.value, passages, found) if by else {}
    told = _as_json(score) | ({"by": {str(by): {name: _rate(rate) for name, rate in rates.items()}}} if by else {})
    if report is not None:
        report.write_text(json.dumps(told | {"mistakes": [_mistake(one) for one in score.mistakes]}, indent=2) + "\n")
    with to_a_pipe():
        if form is ScoreFormat.JSON:
            sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
            return
        _print_score(score)
        if by:
            print_table((by.value, "precision", "recall", "F1", "labelled"), [_cells(*row) for row in rates.items()])
        _print_mistakes(score, errors)


def _read_and_extract(gold: Path) -> tuple[list["Passage"], list[list[dict[str, Any]]]]:
    from tracker.export import row_of_claim
    from tracker.extract import extract_claims
    from tracker.model import Report
    from tracker.scoring import read_passage

    passages, found = [], []
    for number, row in _lines_of(gold):
        passage = read_passage(row, str(gold), number)
        report = Report(passage.text, published=_day_of(row, gold, number), outlet=row.get("outlet"))
        passages.append(passage)
        found.append([row_of_claim(claim) for claim in extract_claims(report)])
    return passages, found


def _lines_of(gold: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(gold, f"can't be read: {getattr(error, 'strerror', None) or 'is no UTF-8'}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReportError(gold, f"is no JSON: {error}", line=number) from error
        if not isinstance(row, dict):
            raise ReportError(gold, "is no object", line=number)
        yield number, row


def _day_of(row: dict[str, Any], gold: Path, number: int) -> date | None:
    try:
        return date.fromisoformat(row["published"]) if row.get("published") else None
    except (TypeError, ValueError) as error:
        raise ReportError(gold, f"published is no date: {row['published']!r}", line=number) from error


def _as_json(score: "Score") -> dict[str, Any]:
    from tracker.scoring import FIELDS

    return {
        "labelled": score.labelled,
        "found": score.found,
        **{name.replace(" ", "_"): _rate(rate) for name, rate in score.rates.items()},
        "fields": {name: score.fields[name] / score.detected if score.detected else 0 for name in FIELDS},
    }


def _rate(rate: Any) -> dict[str, float]:
    return {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1, "labelled": rate.labelled}


def _cells(name: str, rate: Any) -> tuple[str, ...]:
    return name, f"{rate.precision:.3f}", f"{rate.recall:.3f}", f"{rate.f1:.3f}", str(rate.labelled)


def _print_score(score: "Score") -> None:
    from tracker.scoring import FIELDS

    print(f"{score.labelled} labelled, {score.found} found")
    print_table(("", "precision", "recall", "F1", "labelled"), [_cells(*row) for row in score.rates.items()])
    share = [(name, f"{score.fields[name] / max(1, score.detected):.3f}", str(score.fields[name])) for name in FIELDS]
    print_table(("field", "right", f"of {score.detected} detected"), share)


def _print_mistakes(score: "Score", most: int) -> None:
    for what in dict.fromkeys(mistake.what for mistake in score.mistakes):
        for mistake in [one for one in score.mistakes if one.what == what][:most]:
            told = _mistake(mistake)
            print(plain(f"{what}  {told['id']}  {told['measure']}  {told['labelled']} → {told['found']}"))
            print(plain(f"    {told['context']}"))


_AROUND = 70


def _mistake(mistake: "Mistake") -> dict[str, Any]:
    """A mistake with its number marked in its context."""
    claim = mistake.labelled or mistake.found or {}
    text, start, end = mistake.passage.text, claim["start"], claim["end"]
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    name = "number" if mistake.what in ("missed", "extra") else mistake.what
    return {
        "what": mistake.what,
        "id": mistake.passage.id,
        "measure": claim["measure"],
        "labelled": (mistake.labelled or {}).get(name),
        "found": (mistake.found or {}).get(name),
        "context": " ".join(f"{before}[{text[start:end]}]{behind}".split()),
    }
