"""Faults that really happen: killed writers, many writers at once, a disk that is full; on both databases."""

import multiprocessing
import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from tests.store import writers
from tracker.checks import check_integrity
from tracker.errors import LedgerError
from tracker.model import Report
from tracker.store.database import Ledger, open_ledger
from tracker.store.tables import FigureRow, ReportRow

KILLS = 50
BATCH = 6
"""Reports in each of the adds that are killed."""


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Makes processes that have imported the program already, so that a kill meets their work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.writers"])
    finished(context.Process(target=int))  # the server that they are forked from takes its time to start
    return context


def killed(process: ForkServerProcess, after: float, told: Path | None = None, reports: int = 0) -> bool:
    """Kill a process some seconds after its start, or after it has told of some reports; gives whether it was still
    at work.
    """
    process.start()
    while told is not None and process.is_alive() and len(told_in(told)) < reports:
        time.sleep(0.0005)
    process.join(after)
    alive = process.is_alive()
    process.kill()
    process.join()
    assert alive or process.exitcode == 0
    return alive


def finished(process: ForkServerProcess) -> None:
    """Let a process do its work to the end."""
    process.start()
    process.join()
    assert process.exitcode == 0


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told_in(path: Path) -> set[int]:
    return {int(line) for line in path.read_text().splitlines()} if path.exists() else set()


def prove(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert list(check_integrity(session)) == []


def numbers_of(ledger: Ledger, batch: int) -> Counter[int]:
    """How often each report of a batch is there."""
    with ledger.reading() as session:
        urls = session.exec(select(ReportRow.url).where(col(ReportRow.url).like(f"%/{batch}/%"))).all()
    return Counter(int(str(url).rpartition("/")[2]) for url in urls)


def figures_of(ledger: Ledger) -> Counter[int]:
    """How many figures stand of each report."""
    with ledger.reading() as session:
        return Counter(session.exec(select(FigureRow.report_id).where(col(FigureRow.superseded_at).is_(None))))


@pytest.mark.slow
def test_an_add_that_is_killed_at_any_moment_loses_and_doubles_nothing(
    ledger: Ledger, ledger_url: str | Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    chance = random.Random(4)
    whole = processes.Process(target=writers.add, args=(ledger_url, tmp_path, KILLS, range(BATCH)))
    length = seconds(lambda: finished(whole))
    met, amid = 0, 0
    for batch in range(KILLS):
        told = tmp_path / f"told-{batch}"
        work = ledger_url, tmp_path, batch, range(BATCH), told
        process = processes.Process(target=writers.add, args=work)
        if batch % 2:  # between the first report and the last, however fast the machine is
            alive = killed(process, chance.uniform(0, length / BATCH / 4), told, chance.randrange(1, BATCH - 1))
        else:
            alive = killed(process, chance.uniform(length / 3, length))
            length = length if alive else length * 0.9
        met += alive
        kept = numbers_of(ledger, batch)
        assert told_in(told) <= kept.keys(), "what was told to be kept is there"
        amid += 0 < len(kept) < BATCH
        writers.add(ledger_url, tmp_path, batch, range(BATCH))
        assert numbers_of(ledger, batch) == Counter(range(BATCH))
    assert set(figures_of(ledger).values()) == {writers.FIGURES}
    assert sum(figures_of(ledger).values()) == (KILLS + 1) * BATCH * writers.FIGURES
    prove(ledger)
    assert met > KILLS / 2, "kills that met the work"
    assert amid > 0, "kills between the first report and the last"


@pytest.mark.slow
def test_a_rereading_that_is_killed_at_any_moment_loses_and_doubles_nothing(
    ledger: Ledger, ledger_url: str | Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    chance = random.Random(4)
    writers.add(ledger_url, tmp_path, 1, range(BATCH))
    length = seconds(lambda: finished(processes.Process(target=writers.reread, args=(ledger_url, tmp_path, 1))))
    met, rows = 0, 0
    for seed in range(2, KILLS + 2):
        work = ledger_url, tmp_path, seed, tmp_path / "told"
        alive = killed(processes.Process(target=writers.reread, args=work), chance.uniform(length / 3, length))
        met, length = met + alive, length if alive else length * 0.9
        prove(ledger)
        finished(processes.Process(target=writers.reread, args=work))
        with ledger.reading() as session:
            texts = session.exec(select(ReportRow)).all()
            wanted = {row.id: len(writers.some_claims(_report(row), seed)) for row in texts}
            before, rows = rows, session.exec(select(func.count()).select_from(FigureRow)).one()
        assert figures_of(ledger) == Counter({report: count for report, count in wanted.items() if count})
        assert rows >= before
    assert numbers_of(ledger, 1) == Counter(range(BATCH))
    prove(ledger)
    assert met > KILLS / 2, "kills that met the work"


def _report(row: ReportRow) -> Report:
    return Report(row.text, published=row.published, outlet=row.outlet, url=row.url)


def test_eight_processes_add_at_once_and_no_row_is_lost_or_doubled(
    ledger: Ledger, ledger_url: str | Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    own = [processes.Process(target=writers.add, args=(ledger_url, tmp_path, batch, range(5))) for batch in range(4)]
    # Four more add the very same reports: each is kept once.
    same = [processes.Process(target=writers.add, args=(ledger_url, tmp_path, 9, range(8))) for _ in range(4)]
    for process in (*own, *same):
        process.start()
    for process in (*own, *same):
        process.join()
    assert [process.exitcode for process in (*own, *same)] == [0] * 8
    for batch in range(4):
        assert numbers_of(ledger, batch) == Counter(range(5))
    assert numbers_of(ledger, 9) == Counter(range(8))
    assert set(figures_of(ledger).values()) == {writers.FIGURES}
    prove(ledger)


# --- a full disk ------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk; a limit on the size of files is tested with the commands")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=2M", "tmpfs", folder], check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_that_fills_up_is_told_and_the_ledger_goes_on_when_there_is_room(
    small_disk: Path, new_sqlite: Path, tmp_path: Path
) -> None:
    path = small_disk / "tracker.db"
    shutil.copyfile(new_sqlite, path)
    told = tmp_path / "told"
    with pytest.raises(LedgerError, match="disk is full"):
        writers.add(path, tmp_path, 1, range(100_000), told)
    with open_ledger(path) as ledger:
        assert numbers_of(ledger, 1) == Counter(told_in(told))
        assert told_in(told)
        prove(ledger)
        subprocess.run(["mount", "-o", "remount,size=8M", small_disk], check=True)
        following = max(told_in(told)) + 1
        writers.add(path, tmp_path, 1, range(following, following + 3))
        assert numbers_of(ledger, 1) == Counter(range(following + 3))
        prove(ledger)


def test_a_copy_that_does_not_fit_is_told_and_leaves_nothing(small_disk: Path, new_sqlite: Path) -> None:
    from tracker.store.backup import back_up

    (small_disk / "other").write_bytes(b"x" * 1_900_000)
    with open_ledger(new_sqlite) as ledger, pytest.raises(LedgerError, match="full") as caught:
        back_up(ledger, small_disk / "copy.db")
    assert "copy.db" in caught.value.subject
    assert [one.name for one in small_disk.iterdir()] == ["other"]
