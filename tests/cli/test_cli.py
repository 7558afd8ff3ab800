"""The real command, run as a person runs it."""

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

TEXT = "date: 2024-03-21\noutlet: The Daily\n\nNearly 32,000 Palestinians have been killed in Gaza, OCHA said."


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


Tracker = Callable[..., Done]


def call_in(folder: Path) -> Tracker:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}

    def call(*words: object, given: str | bytes = b"", cwd: Path = folder, **settings: str) -> Done:
        ended = subprocess.run(
            [sys.executable, "-m", "tracker", *map(str, words)],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True, cwd=cwd, env={**environment, **settings}, timeout=120, check=False,
        )  # fmt: skip
        return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return call


@pytest.fixture
def tracker(tmp_path: Path) -> Tracker:
    return call_in(tmp_path)


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one report, that others are copied from."""
    folder = tmp_path_factory.mktemp("desks") / "desk"
    tracker = call_in(folder.parent)
    assert tracker("init", folder).code == 0
    (folder / "data" / "reports" / "one.txt").write_text(TEXT)
    assert tracker("-w", folder, "run").code == 0
    return folder


@pytest.fixture
def desk(new_desk: Path, tmp_path: Path) -> Path:
    """A workspace with one report."""
    return Path(shutil.copytree(new_desk, tmp_path / "desk"))


# --- the main path ----------------------------------------------------------------------------------


def test_a_workspace_is_laid_out_once(tracker: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    first = tracker("init", folder)
    assert first.code == 0, first.err
    made = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert made == {
        "data/feeds.toml", "data/crises.toml", "data/sources.toml", "data/.gitignore", "data/tracker.db",
        "charts/recipes.toml",
    }  # fmt: skip
    (folder / "data" / "feeds.toml").write_text("# mine\n")
    again = tracker("init", folder)
    assert again.code == 0
    assert (folder / "data" / "feeds.toml").read_text() == "# mine\n"


def test_from_the_sentence_to_the_proof(tracker: Tracker, desk: Path) -> None:
    asked = tracker("-w", desk, "figures", "--format", "json")
    assert asked.code == 0, asked.err
    (row,) = json.loads(asked.out)
    assert (row["value"], row["qualifier"], row["measure"], row["source_slug"], row["outlet"]) == (
        32000, "nearly", "killed", "ocha", "The Daily",
    )  # fmt: skip
    shown = tracker("-w", desk, "show", row["id"])
    assert "Nearly [32,000] Palestinians have been killed in Gaza, {OCHA said}." in shown.out
    assert "rule  passive" in shown.out
    drawn = tracker("-w", desk, "chart", "--measure", "killed", "--place", "Gaza", "-o", desk / "x.svg")
    assert drawn.code == 0, drawn.err
    assert (desk / "x.svg").read_text().startswith("<?xml")
    assert tracker("-w", desk, "check", "--integrity").code == 0
    assert tracker("-w", desk, "check", "--integrity").code == 0
    assert "ocha" in tracker("-w", desk, "sources").out
    table = tracker("figures", cwd=desk / "data" / "reports").out
    for word in ("nearly 32,000", "killed", "Palestinians", "Gaza", "~2024-03-21", "OCHA", "The Daily", "2024-03-21"):
        assert word in table


def test_series_and_voices_are_printed(tracker: Tracker, desk: Path) -> None:
    assert "killed in Gaza Strip, total: OCHA" in tracker("-w", desk, "series", "--measure", "killed").out
    (point,) = json.loads(tracker("-w", desk, "series", "--crisis", "gaza-war", "-f", "json").out)
    assert (point["value"], point["high"], point["voices"], point["flags"]) == (
        32000, 32000, 1, "hedged; day of publication",
    )  # fmt: skip
    (told,) = json.loads(tracker("-w", desk, "voices", "-f", "json").out)
    assert (told["voices"], told["claimants"], told["witnesses"]) == (1, "ocha", 1)
    (row,) = json.loads(tracker("-w", desk, "figures", "--voices", "-f", "json").out)
    assert (row["voices"], row["witnesses"]) == (1, 1)
    for wrong, told_ in (("people", "no series that was asked for counts households"), ("rat", "nearest: rate")):
        ended = tracker("-w", desk, "series", "--derive", wrong)
        assert (ended.code, told_ in ended.err) == (2, True), ended.err
    assert json.loads(tracker("-w", desk, "figures", "--recorded-by", "2020-01-01", "-f", "json").out) == []


def test_charts_are_drawn_in_every_way_that_can_be_asked_for(tracker: Tracker, desk: Path) -> None:
    drawn = tracker(
        "-w", desk, "chart", "--measure", "killed", "--crisis", "gaza-war", "--kind", "comparison", "--size", "slide",
        "--theme", "dark", "--language", "ar", "--day", "2024-06-01", "-o", desk / "x.png", "-o", desk / "x.pdf",
        "--beside",
    )  # fmt: skip
    assert drawn.code == 0, drawn.err
    assert [Path(line).name for line in drawn.out.split()] == ["x.png", "x.pdf", "x.csv", "x.txt", "x.html"]
    noted = tracker("-w", desk, "chart", "--measure", "killed", "--note", "2024-03-21 A note", "-o", desk / "y.svg")
    assert "A note" in (desk / "y.svg").read_text(), noted.err


def test_only_changed_charts_are_redrawn(tracker: Tracker, desk: Path) -> None:
    again = tracker("-w", desk, "charts", "-f", "json")
    assert again.code == 0, again.err
    assert {row["outcome"] for row in json.loads(again.out)} == {"unchanged", "empty"}
    (row,) = json.loads(tracker("-w", desk, "charts", "killed-gaza", "--anew", "-f", "json").out)
    assert (row["chart"], row["outcome"]) == ("killed-gaza", "drawn")
    assert row["files"] == "killed-gaza.png, killed-gaza.svg, killed-gaza.csv, killed-gaza.txt, killed-gaza.html"
    wrong = tracker("-w", desk, "charts", "killed-gazza")
    assert (wrong.code, "nearest: killed-gaza" in wrong.err) == (2, True)


def test_a_ledger_is_carried_to_another_place_and_a_figure_cited(tracker: Tracker, desk: Path, tmp_path: Path) -> None:
    told = tracker("-w", desk, "export", tmp_path / "all.zip")
    assert told.out == f"{tmp_path / 'all.zip'}: 1 figure, and the ledger they are in\n", told.err
    assert tracker("init", tmp_path / "copy").code == 0
    brought = tracker("-w", tmp_path / "copy", "import", tmp_path / "all.zip", "-f", "json")
    assert brought.code == 0, brought.err
    assert {row["table"]: row["rows"] for row in json.loads(brought.out)}["figure"] == 1
    streamed = [tracker("-w", one, "export", "-", "--measure", "killed").out for one in (desk, tmp_path / "copy")]
    assert streamed[0] == streamed[1]
    assert "nearly" in streamed[0]
    sentence = tracker("-w", tmp_path / "copy", "cite", "1").out
    assert sentence.startswith(
        "As of 21 March 2024, nearly 32,000 Palestinians had been killed in Gaza, according to OCHA"
    )
    assert tracker("-w", desk, "cite", "1", "--style", "bibtex").out.startswith("@misc{thedaily20240321_")
    again = tracker("-w", desk, "import", tmp_path / "all.zip")
    assert (again.code, "goes into an empty one" in again.err) == (2, True)
    assert tracker("-w", desk, "export", tmp_path / "x.doc").code == 2


def test_sources_are_merged_and_parted(tracker: Tracker, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("The Sahel Peace Council said 12 people were killed in Mali.")
    assert tracker("-w", desk, "add", tmp_path / "two.txt", "--published", "2024-03-25").code == 0
    merged = tracker("-w", desk, "sources", "merge", "peace council", "ocha", "--why", "a test", "--by", "Ana")
    assert (merged.code, merged.out) == (0, "review 1: peace council is ocha\n"), merged.err
    (row,) = json.loads(tracker("-w", desk, "sources", "-f", "json").out)
    assert (row["source"], row["figures"]) == ("ocha", 2)
    shown = tracker("-w", desk, "sources", "show", "ocha").out
    assert "merged  the-sahel-peace-council" in shown
    assert tracker("-w", desk, "sources", "undo", "1", "--why", "two bodies", "--by", "Ana").code == 0
    assert len(json.loads(tracker("-w", desk, "sources", "-f", "json").out)) == 2
    alias = tracker("-w", desk, "sources", "alias", "ocha", "the humanitarian office", "--why", "x", "--by", "Ana")
    assert (alias.code, "is a name of ocha" in alias.out) == (0, True), alias.err
    wrong = tracker("-w", desk, "sources", "undo", "99", "--why", "x", "--by", "Ana")
    assert (wrong.code, "no such review" in wrong.err) == (2, True)


def test_running_again_adds_nothing_and_redraws(tracker: Tracker, desk: Path) -> None:
    before = (desk / "charts" / "killed-gaza.svg").read_bytes()
    again = tracker("-w", desk, "run")
    assert again.code == 0
    assert (desk / "charts" / "killed-gaza.svg").read_bytes() == before
    assert json.loads(tracker("-w", desk, "figures", "-f", "json").out).__len__() == 1


def test_adding_a_file_says_what_was_done(tracker: Tracker, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("Police in Kabul said 12 people were killed on Saturday.")
    dry = tracker("-w", desk, "add", tmp_path / "two.txt", "--published", "2024-03-25", "--dry-run")
    assert "would be added, 1 figures" in dry.err
    added = tracker("-w", desk, "add", tmp_path / "two.txt", "--published", "2024-03-25", "--outlet", "X")
    assert (added.code, "added, 1 figures" in added.err) == (0, True)
    again = tracker("-w", desk, "add", tmp_path / "two.txt", "--published", "2024-03-25", "--outlet", "X")
    assert (again.code, "known already, nothing added" in again.err) == (0, True)
    (row,) = json.loads(tracker("-w", desk, "figures", "--place", "Kabul", "-f", "json").out)
    assert row["as_of"] == "2024-03-23"


def test_the_demonstration(tracker: Tracker, tmp_path: Path) -> None:
    shown = tracker("demo", tmp_path / "demo")
    assert shown.code == 0, shown.err
    assert "Gaza health ministry" in shown.out
    pictures = [Path(line.strip()) for line in shown.out.splitlines() if line.strip().endswith((".png", ".svg"))]
    assert len(pictures) >= 4
    assert all(picture.stat().st_size > 5_000 for picture in pictures)
    assert not [line for line in shown.err.splitlines() if line.startswith("{")]  # words for people, no log
    assert "tracker: to be doubted (figure " in shown.err


def test_a_dry_run_writes_nothing(tracker: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    tracker("init", folder)
    (folder / "data" / "reports" / "one.txt").write_text(TEXT)
    assert tracker("-w", folder, "run", "--dry-run").code == 0
    assert json.loads(tracker("-w", folder, "figures", "-f", "json").out) == []
    assert not list((folder / "charts").glob("*.png"))


def test_another_ledger_by_its_url(tracker: Tracker, tmp_path: Path, postgres_url: str) -> None:
    from tests.conftest import _administer, _database

    _administer(postgres_url, "CREATE DATABASE by_command")
    url = _database(postgres_url, "by_command").replace("+psycopg", "")
    folder = tmp_path / "desk"
    assert tracker("init", folder, TRACKER_DATABASE_URL=url).code == 0
    (folder / "data" / "reports" / "one.txt").write_text(TEXT)
    assert tracker("-w", folder, "run", TRACKER_DATABASE_URL=url).code == 0
    assert len(json.loads(tracker("-w", folder, "figures", "-f", "json", TRACKER_DATABASE_URL=url).out)) == 1
    assert not (folder / "data" / "tracker.db").exists()


# --- extract ----------------------------------------------------------------------------------------


def test_extract_reads_and_writes_json_lines(tracker: Tracker) -> None:
    lines = [
        {"id": "a", "text": "Nearly 32,000 people were killed, OCHA said on Saturday.", "published": "2023-12-31"},
        {"id": 7, "text": "Nothing here."},
        {"text": "Über 12 people\ud800 were killed."},
    ]
    done = tracker("extract", given="".join(json.dumps(line) + "\n" for line in lines))
    assert done.code == 0, done.err
    first, second, third = map(json.loads, done.out.splitlines())
    assert first["id"] == "a"
    (claim,) = first["claims"]
    assert list(claim) == [
        "start", "end", "number", "value", "low", "high", "qualifier", "measure", "unit", "group", "place", "source",
        "via", "kind", "status", "as_of", "rule",
    ]  # fmt: skip
    assert (claim["value"], claim["low"], claim["high"], claim["source"], claim["as_of"]) == (
        32000, None, 32000, "OCHA", "2023-12-30",
    )  # fmt: skip
    assert second == {"id": 7, "claims": []}
    assert third["id"] is None


def test_extract_gives_the_same_with_several_processes(tracker: Tracker) -> None:
    lines = "".join(json.dumps({"id": number, "text": f"{number} people were killed."}) + "\n" for number in range(40))
    alone, together = tracker("extract", given=lines), tracker("extract", "--jobs", "2", given=lines)
    assert together.code == 0, together.err
    assert together.out == alone.out


def test_extract_keeps_the_ids_of_json_lines_given_by_name(tracker: Tracker, tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "12 people were killed."}, {"text": "13 people were killed."}]
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (tmp_path / "y.txt").write_text("14 people were killed.")
    done = tracker("extract", "x.jsonl", "y.txt")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["id"] for row in rows] == ["a", "x.jsonl:2", "y.txt"]
    assert [row["claims"][0]["value"] for row in rows] == [12, 13, 14]


def test_extract_tells_a_bad_line_and_does_the_rest(tracker: Tracker) -> None:
    done = tracker("extract", given='{"id": 1, "text": "12 died."}\n{broken\n\n[]\n{"id": 2, "text": "13 died."}\n')
    assert done.code == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [1, 2]
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["standard input:2", "standard input:4"]


def test_extract_needs_no_workspace_and_imports_no_database() -> None:
    code = (
        "import sys, io; sys.argv = ['tracker', 'extract']; from tracker.cli.app import app\n"
        "try: app()\nexcept SystemExit: pass\n"
        "assert not {'sqlmodel', 'sqlalchemy', 'httpx', 'matplotlib', 'trafilatura'} & set(sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], input=b'{"text": "12 died."}', capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()


def test_extract_stays_flat_in_memory(tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "text": "Police said 12 people were killed in Kabul. " * 40}) + "\n"
    peaks = []
    for times in (50, 1_500):
        (tmp_path / "many.jsonl").write_text(line * times)
        code = (
            "import resource, sys; sys.argv = ['tracker', 'extract']; from tracker.cli.app import app\n"
            "try: app()\nexcept SystemExit: pass\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        with (tmp_path / "many.jsonl").open("rb") as stream:
            ended = subprocess.run([sys.executable, "-c", code], stdin=stream, capture_output=True, check=True)
        peaks.append(int(ended.stderr.split()[-1]))
    assert peaks[1] < peaks[0] * 1.15, peaks


def test_a_reader_who_goes_away_is_no_mistake(tmp_path: Path) -> None:
    lines = (json.dumps({"id": number, "text": "12 died."}) + "\n" for number in range(20_000))
    (tmp_path / "many.jsonl").write_text("".join(lines))
    command = f"{sys.executable} -m tracker extract < many.jsonl | head -1"
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=tmp_path, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stderr == b""


# --- mistakes ---------------------------------------------------------------------------------------


def test_mistakes_are_told_in_one_line(tracker: Tracker, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "empty.txt").write_text("")
    for words, code, problem in (
        (("-w", desk, "add", "none.txt"), 1, "none.txt: No such file or directory"),
        (("-w", desk, "add", tmp_path), 1, "is a folder, not a report"),
        (("-w", desk, "add", tmp_path / "binary.txt"), 1, "binary.txt: is no text but binary"),
        (("-w", desk, "add", tmp_path / "empty.txt"), 1, "empty.txt: is empty"),
        (("-w", tmp_path / "none", "figures"), 2, "no workspace here; 'tracker init' makes one"),
        (("figures",), 2, "no workspace here or above"),
        (("-w", desk, "figures", "--measure", "kiled"), 2, "kiled: unknown measure (nearest: killed)"),
        (("-w", desk, "figures", "--source", "OCHAA"), 2, "no such source was quoted"),
        (("-w", desk, "show", "999"), 2, "999: no such figure in this ledger"),
        (("-w", desk, "chart", "--measure", "missing", "-o", "x.png"), 1, "nothing to draw"),
        (("-w", desk, "chart", "--measure", "killed", "-o", "x.gif"), 2, "x.gif: no chart format"),
        (("-w", desk, "chart", "--measure", "killed", "--kind", "totls", "-o", "x.png"), 2, "nearest: totals"),
        (("-w", desk, "chart", "--measure", "killed", "--language", "de", "-o", "x.png"), 2, "unknown language"),
        (("-w", desk, "chart", "--measure", "killed", "--note", "soon", "-o", "x.png"), 2, "a note is a day"),
        (("-w", desk, "chart", "--measure", "killed", "-o", "/proc/none/x.png"), 2, "/proc/none"),
        (("-w", desk, "run", "--feed", "reportss"), 2, "no such feed (nearest: reports)"),
    ):
        done = tracker(*words)
        assert (done.code, done.err.count("\n")) == (code, 1), (words, done)
        assert done.err.startswith("tracker: ")
        assert problem in done.err


def test_a_report_without_a_date_or_from_the_future_is_added_with_a_warning(
    tracker: Tracker, desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "undated.txt").write_text("Police said 12 people were killed.")
    (tmp_path / "future.txt").write_text("date: 2999-01-01\n\nPolice said 13 people were killed.")
    done = tracker("-w", desk, "add", tmp_path / "undated.txt", tmp_path / "future.txt")
    assert done.code == 0
    assert "undated.txt: has no date; 'tracker add --published DATE' gives it one" in done.err
    assert "future.txt: is dated in the future (2999-01-01)" in done.err
    assert len(json.loads(tracker("-w", desk, "figures", "-f", "json").out)) == 3


def test_a_broken_configuration_stops_before_anything_is_done(tracker: Tracker, desk: Path) -> None:
    (desk / "data" / "reports" / "two.txt").write_text("date: 2024-03-22\n\nPolice said 12 people were killed.")
    for name in ("data/feeds.toml", "data/sources.toml", "charts/recipes.toml"):
        kept = (desk / name).read_text()
        (desk / name).write_text(kept + "\n[[feed]\n")
        done = tracker("-w", desk, "run")
        assert (done.code, done.err.count("\n")) == (2, 1), done
        assert f"{name}:" in done.err
        (desk / name).write_text(kept)
    assert len(json.loads(tracker("-w", desk, "figures", "-f", "json").out)) == 1


def test_a_wrong_setting_is_told(tracker: Tracker, desk: Path) -> None:
    done = tracker("-w", desk, "figures", TRACKER_TIMEOUT="soon")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "TRACKER_TIMEOUT" in done.err


def test_a_second_run_leaves_at_once(tracker: Tracker, desk: Path) -> None:
    from filelock import FileLock

    with FileLock(desk / "data" / ".lock"):
        (desk / "data" / ".lock.holder").write_text("process 7 on desk, since 2024-03-21 10:00:00 UTC")
        done = tracker("-w", desk, "run")
    assert done.code == 3
    assert done.err == (
        f"tracker: {desk}: another run is under way: process 7 on desk, since 2024-03-21 10:00:00 UTC\n"
    )
    assert tracker("-w", desk, "run").code == 0


def test_a_ledger_from_a_newer_version_is_refused(tracker: Tracker, desk: Path) -> None:
    import sqlite3

    with sqlite3.connect(desk / "data" / "tracker.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (("figures",), ("run",), ("db", "upgrade")):
        done = tracker("-w", desk, *command)
        assert (done.code, "written by a newer version" in done.err) == (2, True), done


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told(tracker: Tracker, desk: Path) -> None:
    limit = "ulimit -f 200; trap '' XFSZ"  # no file may grow beyond 200 blocks: the ledger is larger already
    (desk / "data" / "reports" / "two.txt").write_text(
        "date: 2024-03-22\n\n" + "Police said 12 people were killed in Kabul. " * 3_000
    )
    ended = subprocess.run(
        ["bash", "-c", f"{limit}; exec {sys.executable} -m tracker -w {desk} run"], capture_output=True, check=False
    )
    assert ended.returncode != 0
    assert b"Traceback" not in ended.stderr
    assert tracker("-w", desk, "check", "--integrity").code == 0
    assert len(json.loads(tracker("-w", desk, "figures", "-f", "json", "--all").out)) == 1


def test_figures_are_cut_with_a_word_about_it(tracker: Tracker, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("date: 2024-03-22\n\n" + "Police said 12 people were killed in Kabul. " * 5)
    tracker("-w", desk, "add", tmp_path / "more.txt")
    done = tracker("-w", desk, "figures", "--limit", "2")
    assert "the newest 2; --limit or --all gives more" in done.err


def test_text_from_outside_steers_no_terminal(tracker: Tracker, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(
        "date: 2024-03-22\noutlet: \x1b[31mEvil\x07\n\nPolice said 12 \u202epeople were killed [bold]here[/bold]."
    )
    tracker("-w", desk, "add", tmp_path / "evil.txt")
    done = tracker("-w", desk, "figures", "--limit", "1")
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "[31mEvil" in done.out
    shown = tracker("-w", desk, "show", "2")
    assert "[bold]here[/bold]" in shown.out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("figures --since 2024-02-30", "'2024-02-30' is no day such as 2024-03-21"),
        ("figures --format yaml", "'--format' / '-f': 'yaml' is not one of 'table'"),
        ("sources undo x --why y", "'REVIEW': it is no whole number"),
        ("figures --since 2025-01-01 --until 2024-01-01", "tracker: --until: 2024-01-01 is before --since 2025-01-01"),
        ("figures --unit homez", "homez: unknown unit (nearest: homes)"),
        ("voices --unit homez", "homez: unknown unit (nearest: homes)"),
        ("series --household-size 5", "--household-size: reckons nothing by itself"),
        ("check --integrity --only fall", "--integrity: proves the whole ledger"),
        ("export x.csv --licence MIT", "--licence: is written into a data package only"),
        ("import nope.zip", "nope.zip: no such file"),
        ("review correct 1 low=9 high=3 --why x", "bounds that cross: 9..3"),
    ],
)
def test_what_can_not_be_done_is_told_in_words(tracker: Tracker, new_desk: Path, asked: str, told: str) -> None:
    done = tracker("-w", new_desk, *asked.split())
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Value error" not in done.err


def test_voices_are_shown_with_the_name_of_the_place(tracker: Tracker, new_desk: Path) -> None:
    assert " Gaza Strip " in tracker("-w", new_desk, "voices").out
    (row,) = json.loads(tracker("-w", new_desk, "voices", "-f", "json").out)
    assert row["place"] == "ps/gaza-strip"


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "is not there; 'tracker init' makes one"), (b"\xff\xfe", "is not UTF-8 text"), (b"", "names no feed")],
)
def test_feeds_that_can_not_be_read_are_told(tracker: Tracker, desk: Path, content: bytes | None, told: str) -> None:
    feeds = desk / "data" / "feeds.toml"
    feeds.unlink()
    if content is not None:
        feeds.write_bytes(content)
    done = tracker("-w", desk, "run")
    assert (done.code, told in done.err) == (2, True), done.err


def test_another_database_is_told_by_its_name(tracker: Tracker, desk: Path) -> None:
    done = tracker("-w", desk, "figures", TRACKER_DATABASE_URL="mysql://someone:secret@host/name")
    assert (done.code, "secret" in done.err) == (2, False)
    assert "mysql: is no database for a ledger" in done.err


@pytest.mark.parametrize(
    ("command", "code"), [("show 1", 0), ("crises", 0), ("series", 0), ("status", 0), ("cite 1", 0), ("check", 0)]
)
def test_a_reader_that_goes_away_changes_no_exit_code(new_desk: Path, command: str, code: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "tracker", "-w", new_desk, *command.split()],
        stdout=writing, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (code, b"")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--period week", "--period: makes bars: it goes with --kind added, not totals"),
        ("--day 2024-03-21", "--day: is of one day: it goes with --kind comparison or composition or vintages"),
        ("--by measure", "--by: makes panels: it goes with --kind multiples, not totals"),
        ("--place Lebanon", "--place: given twice: it goes with --kind multiples"),
        ("--measure injured --kind added", "--measure: given twice: it goes with --kind multiples, not added"),
    ],
)
def test_a_chart_leaves_no_option_aside(tracker: Tracker, desk: Path, options: str, told: str) -> None:
    chart = tracker("-w", desk, "chart", "--measure", "killed", "--place", "Gaza", *options.split(), "-o", "one.svg")
    assert (chart.code, told in chart.err) == (2, True), chart.err


def test_a_corrected_place_that_nobody_knows_is_told(tracker: Tracker, desk: Path) -> None:
    done = tracker("-w", desk, "review", "correct", "1", "place=Gazza", "--why", "read again")
    assert done.code == 0
    assert "Gazza: no such place is known, it is kept in words (nearest: Gaza" in done.err


def test_a_narrow_terminal_cuts_no_number(new_desk: Path) -> None:
    screen, terminal = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "tracker", "-w", new_desk, "figures"],
        stdout=terminal, stderr=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}, check=True,
    )  # fmt: skip
    os.close(terminal)
    shown = os.read(screen, 100_000).decode()
    os.close(screen)
    assert "nearly 32,000" in shown
    assert "~2024-03-21" in shown
