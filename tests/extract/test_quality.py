"""The quality of the extractor, held to the floors of ``tests/floors.toml`` where the corpora are present."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.export import row_of_claim
from tracker.extract import extract_claims
from tracker.model import Report
from tracker.scoring import FIELDS, Passage, read_passage, score_passages

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "evaluation"
FLOORS = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
DEV = CORPORA / "dev.jsonl"

beside_the_corpora = pytest.mark.skipif(not DEV.is_file(), reason="the corpora are not beside the project")


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def found_in(row: dict[str, Any]) -> list[dict[str, Any]]:
    published = row.get("published")
    day = date.fromisoformat(published) if published else None
    return [row_of_claim(claim) for claim in extract_claims(Report(row["text"], published=day))]


@cache
def dev() -> tuple[list[Passage], list[list[dict[str, Any]]]]:
    rows = list(rows_of(DEV))
    return [read_passage(row, "dev", number) for number, row in enumerate(rows, 1)], [found_in(row) for row in rows]


@beside_the_corpora
def test_the_labelled_passages_are_read_as_well_as_the_floors_say() -> None:
    score = score_passages(*dev())
    reached = {name: rate.f1 for name, rate in score.rates.items()}
    reached |= {name: score.fields[name] / score.detected for name in FIELDS}
    short = {name: (reached[name], floor) for name, floor in FLOORS["dev"].items() if reached[name] < floor}
    assert not short, f"reached, and due: {short}"


@beside_the_corpora
def test_the_score_is_that_of_the_independent_scorer(tmp_path: Path) -> None:
    passages, found = dev()
    score = score_passages(passages, found)
    predicted = tmp_path / "found.jsonl"
    lines = [json.dumps({"id": one.id, "claims": rows}) for one, rows in zip(passages, found, strict=True)]
    predicted.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(CORPORA / "score.py"), str(DEV), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for name, mine in (("detection", "detection"), ("complete", "complete"), ("number", "number span")):
        rate = score.rates[mine]
        assert theirs[name] == pytest.approx([rate.precision, rate.recall, rate.f1])
    assert theirs["fields"] == pytest.approx({name: score.fields[name] / score.detected for name in FIELDS})


@beside_the_corpora
@pytest.mark.parametrize("corpus", sorted(FLOORS["recall"]))
def test_known_facts_are_found(corpus: str, tmp_path: Path) -> None:
    path = CORPORA / "recall" / f"{corpus}.jsonl"
    predicted = tmp_path / "found.jsonl"
    lines = [json.dumps({"id": row["id"], "claims": found_in(row)}) for row in rows_of(path)]
    predicted.write_text("\n".join(lines), encoding="utf-8")
    least = "2" if corpus == "muc4_dev" else "0"
    command = [sys.executable, str(CORPORA / "recall.py"), str(path), str(predicted), "--min", least]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    reached = float(told.split("= ")[1].split()[0])
    assert reached >= FLOORS["recall"][corpus], told
