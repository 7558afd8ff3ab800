"""The commands that keep the ledger: judging, reading again, saving and proving it."""

import json
from pathlib import Path

from tests.cli.test_cli import Tracker, desk, new_desk, tracker

__all__ = ["desk", "new_desk", "tracker"]  # fixtures


def test_a_figure_is_judged_and_the_judgement_undone(tracker: Tracker, desk: Path) -> None:
    wrong = tracker("-w", desk, "review", "correct", "1", "value=3,200", "--by", "Ana", "--why", "a zero too many")
    assert (wrong.code, wrong.out) == (0, "review 1: figure 1 corrected\n"), wrong.err
    assert "nearly 3,200 (read: 32,000)" in tracker("-w", desk, "figures").out
    (row,) = json.loads(tracker("-w", desk, "figures", "--raw", "-f", "json").out)
    assert (row["value"], row["verdict"]) == (32_000, "correct")
    assert "correct by Ana on" in tracker("-w", desk, "show", "1").out
    assert tracker("-w", desk, "review", "reject", "1", "--why", "misread", TRACKER_REVIEWER="Ben").code == 0
    assert json.loads(tracker("-w", desk, "figures", "-f", "json").out) == []
    assert (
        tracker("-w", desk, "review", "undo", "2", "--why", "was right").out
        == "review 3: figure 1 as before review 2\n"
    )
    told = json.loads(tracker("-w", desk, "review", "list", "-f", "json").out)
    assert [(one["verdict"], one["reviewer"], one["stands"]) for one in told[:2]] == [
        ("correct", "Ana", True),
        ("reject", "Ben", False),
    ]
    assert told[0]["changes"] == "high: 32,000 → 3,200; value: 32,000 → 3,200"
    assert "undo of 2" in tracker("-w", desk, "review", "list", "--figure", "1").out
    unknown = tracker("-w", desk, "review", "accept", "999", "--why", "x")
    assert (unknown.code, unknown.err) == (2, "tracker: 999: no such figure in this ledger\n")


def test_stored_texts_are_read_again(tracker: Tracker, desk: Path) -> None:
    import sqlite3

    with sqlite3.connect(desk / "data" / "tracker.db") as connection:  # as an earlier extractor may have read it
        connection.execute("UPDATE figure SET kind = 'new', extractor = 'en-0'")
    looked = tracker("-w", desk, "reextract", "-f", "json")
    (row,) = json.loads(looked.out)
    assert (row["change"], row["figure"], row["fields"]) == ("changed", 1, {"kind": ["new", "total"]})
    assert looked.err == "0 added, 0 dropped, 1 changed, 0 kept; nothing is written without --apply\n"
    assert json.loads(tracker("-w", desk, "figures", "-f", "json").out)[0]["kind"] == "new"
    assert "taken over" in tracker("-w", desk, "reextract", "--apply").err
    assert json.loads(tracker("-w", desk, "figures", "-f", "json").out)[0]["kind"] == "total"
    assert json.loads(tracker("-w", desk, "reextract", "-f", "json").out) == []


def test_a_ledger_is_saved_and_made_again(tracker: Tracker, desk: Path, tmp_path: Path) -> None:
    saved = tracker("-w", desk, "backup", tmp_path / "copy.db")
    assert (saved.code, saved.out) == (0, f"{tmp_path / 'copy.db'}\n"), saved.err
    again = tracker("-w", desk, "backup", tmp_path / "copy.db")
    assert (again.code, "is there already" in again.err) == (2, True)
    assert tracker("init", tmp_path / "other").code == 0
    made = tracker("-w", tmp_path / "other", "restore", tmp_path / "copy.db")
    assert made.code == 0, made.err
    figures = [tracker("-w", folder, "figures", "-f", "json").out for folder in (desk, tmp_path / "other")]
    assert figures[0] == figures[1] != "[]\n"
    refused = tracker("-w", desk, "restore", tmp_path / "copy.db")
    assert (refused.code, "--force" in refused.err) == (2, True)
    forced = tracker("-w", desk, "restore", "--force", tmp_path / "copy.db")
    assert (forced.code, "is kept in" in forced.err) == (0, True)
    assert len(list((desk / "data").glob("tracker.db.before-*"))) == 1
    assert tracker("-w", desk, "check", "--integrity").code == 0
