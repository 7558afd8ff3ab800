"""Scoring: what counts as the same claim, and what is told of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.errors import ReportError
from tracker.scoring import Passage, is_same_name, match, read_passage, score_passages, scores_by

TEXT = "At least 26 people were killed and 30 wounded, police said."
KILLED = {
    "start": 9, "end": 11, "number": "26", "value": 26, "low": 26, "high": None, "qualifier": "at_least",
    "measure": "killed", "unit": "people", "group": "people", "place": None, "source": "police",
    "kind": "total", "status": "asserted", "as_of": None,
}  # fmt: skip
WOUNDED = KILLED | {
    "start": 35, "end": 37, "number": "30", "value": 30, "low": 30, "high": 30, "qualifier": "exactly",
    "measure": "injured", "group": None,
}  # fmt: skip


def tracker(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tracker", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def passage(*claims: dict[str, object]) -> Passage:
    return read_passage({"id": "one", "text": TEXT, "claims": list(claims)}, "gold.jsonl", 1)


def test_the_same_claims_score_one() -> None:
    score = score_passages([passage(KILLED, WOUNDED)], [[KILLED, WOUNDED]])
    assert {rate.f1 for rate in score.rates.values()} == {1.0}
    assert score.mistakes == []


def test_a_claim_of_another_measure_is_missed_and_too_many() -> None:
    score = score_passages([passage(KILLED)], [[KILLED | {"measure": "injured"}]])
    assert score.numbers == 1
    assert score.detected == 0
    assert [mistake.what for mistake in score.mistakes] == ["missed", "extra"]


@pytest.mark.parametrize(
    ("change", "field", "complete"),
    [
        ({"qualifier": "more_than"}, None, 1),  # the same family
        ({"qualifier": "exactly"}, "qualifier", 0),
        ({"source": "the police"}, None, 1),
        ({"source": None}, "source", 0),
        ({"status": "denied"}, "status", 0),
        ({"place": "Kabul"}, "place", 1),  # not what makes a claim complete
    ],
)
def test_a_field_is_wrong_by_itself(change: dict[str, object], field: str | None, complete: int) -> None:
    score = score_passages([passage(KILLED)], [[KILLED | change]])
    assert score.complete == complete
    assert [mistake.what for mistake in score.mistakes] == ([field] if field else [])


def test_the_longest_overlap_is_paired_first() -> None:
    wide, narrow = KILLED | {"start": 0, "end": 18}, KILLED | {"start": 10, "end": 11}
    pairs, missed, extra = match([KILLED], [narrow, wide])
    assert pairs == [(KILLED, wide)]
    assert (missed, extra) == ([], [narrow])


def test_names_are_the_same_by_half_of_their_words() -> None:
    assert is_same_name("Gaza’s health ministry", "the health ministry in Gaza")
    assert not is_same_name("the health ministry", "the interior office")
    assert is_same_name(None, "")


def test_rates_apart() -> None:
    rates = scores_by("measure", [passage(KILLED, WOUNDED)], [[KILLED]])
    assert (rates["killed"].f1, rates["injured"].recall) == (1.0, 0.0)


@pytest.mark.parametrize("wrong", [{"start": 5}, {"end": 999}, {"number": "27"}, {"measure": None}])
def test_a_label_that_does_not_fit_is_told(wrong: dict[str, object]) -> None:
    with pytest.raises(ReportError, match=r"gold\.jsonl:1"):
        passage(KILLED | wrong)


def test_the_command_scores_and_writes_a_report(tmp_path: Path) -> None:
    gold, report = tmp_path / "gold.jsonl", tmp_path / "score.json"
    gold.write_text(json.dumps({"id": "one", "text": TEXT, "claims": [KILLED]}) + "\n", encoding="utf-8")
    told = tracker("evaluate", str(gold), "--errors", "3", "--by", "measure", "--report", str(report))
    assert told.returncode == 0, told.stderr
    assert "extra" in told.stdout
    assert "[30]" in told.stdout
    written = json.loads(report.read_text(encoding="utf-8"))
    assert written["detection"]["recall"] == 1
    assert written["mistakes"][0]["what"] == "extra"
    as_json = tracker("evaluate", str(gold), "--format", "json")
    assert json.loads(as_json.stdout)["complete"]["recall"] == 1


def test_bad_passages_are_told_in_one_line(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("no json\n", encoding="utf-8")
    told = tracker("evaluate", str(gold))
    assert told.returncode == 2
    assert "gold.jsonl:1" in told.stderr
    assert tracker("evaluate", str(tmp_path / "none.jsonl")).returncode == 2


def test_every_number_is_explained(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("In 2023, 12 people were killed by 40 rockets.\n", encoding="utf-8")
    told = tracker("extract", "--explain", str(article), "--format", "json")
    verdicts = [(row["number"], row["verdict"], row["why"]) for row in json.loads(told.stdout)]
    assert verdicts == [
        ("2023", "–", "a year"),
        ("12", "killed", "rule passive"),
        ("40", "–", "a number of things"),
    ]
