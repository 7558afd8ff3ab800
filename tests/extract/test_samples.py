"""The sample reports against their labels: what the project's own prose pins."""

import json
import tomllib
from pathlib import Path

import pytest

from tracker.extract import extract_claims
from tracker.ingest.readers import read_file
from tracker.model import Measure, Qualifier

REPORTS = Path(__file__).parents[2] / "data" / "reports"
LABELS = Path(__file__).parents[1] / "samples" / "claims.jsonl"

FLOORS = Path(__file__).parents[1] / "floors.toml"


def labelled() -> dict[str, list[dict[str, object]]]:
    return {row["id"]: row["claims"] for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())}


def test_the_labels_stand_in_the_texts() -> None:
    for name, claims in labelled().items():
        (reading,) = read_file(REPORTS / name)
        for claim in claims:
            start, end = claim["start"], claim["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert reading.report.text[start:end] == claim["number"], (name, claim)


def test_every_sample_report_is_labelled_and_dated() -> None:
    files = sorted(path.name for path in REPORTS.glob("*.txt"))
    assert len(files) >= 20
    assert sorted(labelled()) == files
    for name in files:
        (reading,) = read_file(REPORTS / name)
        assert str(reading.report.published) == name[:10]
        assert "note:" in (REPORTS / name).read_text(encoding="utf-8")


def test_the_sample_reports_are_read_well() -> None:
    hits = wanted = found = 0
    for name, claims in labelled().items():
        (reading,) = read_file(REPORTS / name)
        got = {(claim.span.start, claim.measure.value) for claim in extract_claims(reading.report)}
        want = {(claim["start"], claim["measure"]) for claim in claims}
        hits, wanted, found = hits + len(got & want), wanted + len(want), found + len(got)
    floor = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["samples"]["detection"]
    assert 2 * hits / (wanted + found) >= floor, (hits, wanted, found)


def test_the_report_of_21_march_2024_makes_exactly_its_two_claims() -> None:
    (reading,) = read_file(REPORTS / "2024-03-21-rafah.txt")
    displaced, killed = extract_claims(reading.report)
    assert displaced.measure is Measure.DISPLACED
    assert displaced.figure.value == 1_500_000
    assert displaced.figure.qualifier is Qualifier.MORE_THAN
    assert displaced.figure.group == "Palestinians"
    assert displaced.attribution.source is None
    assert displaced.place == "Rafah"
    assert killed.measure is Measure.KILLED
    assert killed.figure.value == 32_000
    assert killed.figure.qualifier is Qualifier.NEARLY
    assert killed.figure.group == "Palestinians"
    assert killed.attribution.source == "the Hamas-run Gaza health ministry"


@pytest.mark.parametrize("noise", ["fifth month", "sixth month", "21 March 2024"])
def test_dates_and_ordinals_are_no_claims(noise: str) -> None:
    assert extract_claims(f"The war is now in its {noise}, and people were killed.") == ()
