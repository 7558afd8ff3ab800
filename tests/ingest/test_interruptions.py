"""Runs that are interrupted, or that meet a machine in trouble: nothing is lost, nothing is doubled."""

import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlmodel import select
from werkzeug import Request, Response

from tests.ingest.servers import raw_server
from tracker.checks import check_integrity
from tracker.errors import LedgerError
from tracker.starter import lay_out
from tracker.store.database import create_ledger, open_ledger
from tracker.store.snapshots import keep_snapshot, sweep_snapshots
from tracker.store.tables import FigureRow, FingerprintRow, ReportRow, RunRow
from tracker.workspace import Workspace

STORIES = 40
_QUICK = {"TRACKER_CONTACT": "desk@example.org", "TRACKER_ALLOW_PRIVATE": "1", "TRACKER_PAUSE": "0",
          "TRACKER_ATTEMPTS": "1", "TRACKER_READ_TIMEOUT": "5"}  # fmt: skip


@pytest.fixture
def desk(httpserver: HTTPServer, tmp_path: Path) -> Workspace:
    """A workspace with three feeds of many stories, and with no charts."""
    import re

    def story(request: Request) -> Response:
        number = int(request.path.rpartition("/")[2])
        words = " ".join(f"Witness {number}-{n} saw the water come down the valley at night." for n in range(9))
        text = f"At least {number + 2} people were killed and {number + 70} injured in Kabul, police said. {words}"
        return Response(f"<html><body><article><p>{text}</p></article></body></html>", content_type="text/html")

    httpserver.expect_request(re.compile("^/story/.*")).respond_with_handler(story)
    workspace = Workspace(tmp_path / "desk")
    list(lay_out(workspace))
    feeds = []
    for name, start in (("one", 0), ("two", STORIES)):
        links = (httpserver.url_for(f"/story/{number}") for number in range(start, start + STORIES))
        items = "".join(f"<item><link>{link}</link></item>" for link in links)
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}</channel></rss>'
        httpserver.expect_request(f"/{name}").respond_with_data(rss, headers={"ETag": f'"{name}"'})
        feeds.append(f'[[feed]]\nname = "{name}"\nkind = "rss"\nurl = "{httpserver.url_for(f"/{name}")}"\n')
    rows = "".join(f"2024-03-{day:02},North,{day}\n" for day in range(1, 29))
    (workspace.data / "table.csv").write_text(f"Day,Place,Dead\n{rows}")
    feeds.append('[[feed]]\nname = "table"\nkind = "table"\npath = "table.csv"\nconstants = { measure = "killed" }\n'
                 'columns = { date = "Day", place = "Place", value = "Dead" }\n')  # fmt: skip
    workspace.feeds.write_text("\n".join(feeds))
    workspace.recipes.write_text("")
    create_ledger(workspace.ledger).close()
    return workspace


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")} | _QUICK


def start(workspace: Workspace, *words: str, **given: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tracker", "-w", str(workspace.root), "run", *words]
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # what a test adds
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), **given
    )


def finish(workspace: Workspace, *words: str, **given: object) -> tuple[int, str, str]:
    running = start(workspace, *words, **given)
    out, err = running.communicate(timeout=60)
    return running.returncode, out, err


def contents(workspace: Workspace) -> tuple[list[tuple[object, ...]], list[str], list[int]]:
    """What a ledger holds, apart from when it came."""
    with open_ledger(workspace.ledger) as ledger, ledger.reading() as session:
        assert list(check_integrity(session)) == []
        reports = session.exec(select(ReportRow.story, ReportRow.revision, ReportRow.sha256_text)).all()
        figures = session.exec(select(FigureRow.key)).all()
        marks = session.exec(select(FingerprintRow.mark)).all()
    return sorted(map(tuple, reports)), sorted(figures), sorted(marks)


# --- kill -9 ----------------------------------------------------------------------------------------


def child(root: str) -> None:
    """What a killed process does: the real command, with its modules read already."""
    os.environ.update(_QUICK)
    sys.argv = ["tracker", "-w", root, "run", "--quiet"]
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process dies
    from tracker.cli.app import main

    main()


_READ_AHEAD = ["tracker.cli.running", "tracker.ingest.run", "tracker.cli.app", "trafilatura", "feedparser",
               "tracker.charts.recipes", "tracker.query"]  # fmt: skip


def test_killed_at_thirty_moments_a_run_loses_nothing_and_doubles_nothing(desk: Workspace, tmp_path: Path) -> None:
    whole = Workspace(Path(shutil.copytree(desk.root, tmp_path / "whole")))
    code, _, err = finish(whole)
    assert code == 0, err
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_READ_AHEAD)
    moments = random.Random(20240321)
    interrupted = 0
    for _ in range(30):
        running = context.Process(target=child, args=(str(desk.root),))
        running.start()
        running.join(moments.uniform(0.05, 0.6))
        interrupted += running.is_alive()
        running.kill()
        running.join()
    assert interrupted >= 5
    code, _, err = finish(desk)
    assert code == 0, err
    with open_ledger(desk.ledger) as ledger, ledger.reading() as session:
        runs = session.exec(select(RunRow)).all()
    assert any(run.finished_at is None for run in runs)
    assert contents(desk) == contents(whole)


# --- two at once, and being told to stop ------------------------------------------------------------


def test_of_two_runs_at_once_one_leaves_and_says_who_the_other_is(desk: Workspace) -> None:
    first, second = start(desk), start(desk)
    ended = [(run.communicate(timeout=60), run.returncode, run.pid) for run in (first, second)]
    assert sorted(code for _, code, _ in ended) == [0, 3]
    (refused,) = [err for (_, err), code, _ in ended if code == 3]
    (winner,) = [pid for _, code, pid in ended if code == 0]
    assert f"another run is under way: process {winner} on " in refused
    assert len(contents(desk)[0]) == 2 * STORIES + 28


def test_told_to_stop_a_run_leaves_cleanly_and_the_next_one_goes_on(desk: Workspace) -> None:
    running = start(desk)
    while not count(desk):
        time.sleep(0.02)
        assert running.poll() is None
    running.send_signal(signal.SIGTERM)
    asked = time.monotonic()
    _, err = running.communicate(timeout=20)
    assert time.monotonic() - asked < 3
    assert running.returncode == 143, err
    assert "Traceback" not in err
    with open_ledger(desk.ledger) as ledger, ledger.reading() as session:
        (run,) = session.exec(select(RunRow)).all()
    assert (run.stopped, run.finished_at is not None) == ("told to stop", True)
    assert finish(desk)[0] == 0
    assert len(contents(desk)[0]) == 2 * STORIES + 28


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_server_that_is_silent_keeps_nobody_from_leaving(desk: Workspace, sent: signal.Signals, code: int) -> None:
    with raw_server() as server:
        desk.feeds.write_text(f'[[feed]]\nname = "silent"\nkind = "page"\nurl = "{server.url("/silent")}"\n')
        running = start(desk)
        while "/silent" not in server.asked:
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(sent)
        _, err = running.communicate(timeout=5)
    assert running.returncode == code
    assert "Traceback" not in err


def count(workspace: Workspace) -> int:
    with open_ledger(workspace.ledger) as ledger, ledger.reading() as session:
        return len(session.exec(select(ReportRow.id)).all())


# --- a machine in trouble ---------------------------------------------------------------------------


def test_a_full_disk_is_told_in_one_line_and_what_was_stored_stays_whole(desk: Workspace) -> None:
    limit = desk.ledger.stat().st_size // 2

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    desk.ledger.with_name("tracker.db-wal").unlink(missing_ok=True)
    code, out, err = finish(desk, preexec_fn=fill)
    assert code == 2, (out, err)
    assert "Traceback" not in err
    assert [line for line in err.splitlines() if not line.startswith("{")][-1].startswith("tracker: ")
    with open_ledger(desk.ledger) as ledger, ledger.reading() as session:
        assert list(check_integrity(session)) == []
    assert finish(desk)[0] == 0
    assert len(contents(desk)[0]) == 2 * STORIES + 28


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder that nobody can write: root can write everywhere, but not on a read-only mount."""
    if os.getuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    for options in (("--bind",), ("-o", "remount,ro,bind")):
        if subprocess.run(["mount", *options, str(folder), str(folder)], capture_output=True, check=False).returncode:
            pytest.skip("no file system can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], capture_output=True, check=True)


def test_a_folder_that_can_not_be_written_is_told_in_one_line(desk: Workspace) -> None:
    with read_only(desk.data):
        code, out, err = finish(desk)
    assert code == 2, (out, err)
    assert err.count("\n") == 1, err
    assert err.startswith(f"tracker: {desk.data}")


def test_a_snapshot_that_was_damaged_is_written_anew(tmp_path: Path) -> None:
    import gzip

    path = keep_snapshot(b"as it came", "ab" + "0" * 62, tmp_path)
    for damage in (b"", b"garbage", path.read_bytes()[:-4], gzip.compress(b"another text")):
        path.write_bytes(damage)
        assert keep_snapshot(b"as it came", "ab" + "0" * 62, tmp_path) == path
        assert gzip.decompress(path.read_bytes()) == b"as it came"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_snapshot_that_was_damaged_is_found(desk: Workspace) -> None:
    assert finish(desk, "--max", "3")[0] == 0
    kept = sorted(desk.snapshots.glob("??/*.gz"))
    assert len(kept) == 7  # six pages, and one for all the rows of the table
    assert call(desk, "check", "--integrity")[0] == 0
    kept[0].write_bytes(kept[0].read_bytes()[:-9])
    kept[1].write_bytes(kept[2].read_bytes())
    kept[3].unlink()
    code, out = call(desk, "check", "--integrity", "--format", "json")
    problems = [row["problem"] for row in json.loads(out)]
    assert code == 1
    assert len(problems) == 3
    assert "1 of 7 snapshots are missing" in problems
    assert {problem.partition(".gz: ")[2] for problem in problems} == {
        "", "is damaged", "holds other bytes than those that came",
    }  # fmt: skip


def test_a_snapshot_that_can_not_be_kept_is_the_ledgers_trouble(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("a file where a folder must be")
    with pytest.raises(LedgerError, match="can't keep the report's bytes"):
        keep_snapshot(b"x", "ab" + "0" * 62, tmp_path)


def test_what_a_killed_run_left_half_written_is_swept_away(tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    path = keep_snapshot(b"x", "ab" + "0" * 62, tmp_path)
    (path.parent / f".{path.stem}.77").write_bytes(b"half")
    now = datetime.now(UTC)
    assert sweep_snapshots(tmp_path, now=now) == 0
    assert sweep_snapshots(tmp_path, now=now + timedelta(hours=2)) == 1
    assert path.exists()


# --- the command's own words ------------------------------------------------------------------------


def test_the_summary_as_json_and_the_log_as_json_lines(desk: Workspace, httpserver: HTTPServer) -> None:
    with desk.feeds.open("a") as feeds:
        feeds.write(f'\n[[feed]]\nname = "gone"\nkind = "page"\nurl = "{httpserver.url_for("/gone")}"\n')
    code, out, err = finish(desk, "--json", "--max", "5")
    assert code == 1
    summary = json.loads(out)
    told = {feed["feed"]: feed for feed in summary["feeds"]}
    assert (told["one"]["added"], told["two"]["added"], told["table"]["added"]) == (5, 5, 28)
    assert (summary["added"], summary["exit_code"], summary["failed"]) == (38, 1, 1)
    assert "answered 404" in told["gone"]["broken"]
    events = [json.loads(line) for line in err.splitlines()]
    assert {"feed", "event", "level", "timestamp"} <= events[0].keys()
    assert [event["feed"] for event in events if event["event"] == "feed failed"] == ["gone"]
    quiet_code, quiet_out, quiet_err = finish(desk, "--quiet", "--feed", "one")
    assert (quiet_code, quiet_out) == (0, "")
    assert quiet_err == "" or '"remark"' in quiet_err


def call(desk: Workspace, *words: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-m", "tracker", "-w", str(desk.root), *words],
        capture_output=True, text=True, env=environment(), check=False,
    )  # fmt: skip
    return ended.returncode, ended.stdout + ended.stderr


def test_status_tells_a_monitor_what_is_failing(desk: Workspace, httpserver: HTTPServer) -> None:
    code, out = call(desk, "status")
    assert (code, "There was no run yet" in out) == (1, True)
    assert finish(desk, "--quiet")[0] == 0
    code, out = call(desk, "status", "--format", "json")
    rows = json.loads(out)
    assert (code, {row["state"] for row in rows}) == (0, {"well"})
    assert {row["feed"]: row["new_in_a_week"] for row in rows} == {"one": STORIES, "two": STORIES, "table": 28}
    httpserver.clear()
    httpserver.no_handler_status_code = 404
    assert finish(desk, "--quiet", "--feed", "two")[0] == 2
    code, out = call(desk, "status")
    assert code == 1
    assert "failing" in out
    assert "answered 404" in out


@pytest.mark.parametrize("scheduler", ["cron", "systemd", "launchd"])
def test_a_unit_for_a_scheduler(desk: Workspace, scheduler: str) -> None:
    code, out = call(desk, "schedule", scheduler, "--every", "60")
    assert code == 0
    assert str(desk.root) in out
    assert "run" in out
    if scheduler == "launchd":
        import plistlib

        told = plistlib.loads(out.encode())
        assert told["StartInterval"] == 3600
        assert told["ProgramArguments"][-2:] == ["run", "--quiet"]
    assert call(desk, "schedule", "crom")[0] == 2
