"""The demonstration of three runs is what the README says of it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\s*(\d )?\s*([a-z]+-?[a-z]+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)", re.MULTILINE)


def told_in_the_readme() -> list[tuple[str, ...]]:
    block = README.partition("run   feed ")[2].partition("\n\n")[0]
    rows, run = [], ""
    for number, feed, *counts in ROW.findall(block):
        run = number.strip() or run
        rows.append((run, feed, *counts))
    return rows


def test_three_runs_go_as_the_readme_says(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}

    def call(*words: str) -> str:
        command = [sys.executable, "-m", "tracker", *words]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
        assert ended.returncode == 0, ended.stderr
        assert not [line for line in ended.stderr.splitlines() if line.startswith("{")]  # no log among the words
        return ended.stdout

    shown = call("demo", "--feeds", "rounds")
    rows = []
    for number, part in enumerate(re.split(r"^Run \d\n", shown, flags=re.MULTILINE)[1:], 1):
        table = part.partition(" run ")[0]
        for feed, _, *counts, _ in re.findall(r"^ ([a-z-]+) +(\S+)" + r" +(\d+)" * 6, table, re.MULTILINE):
            if counts[0] != "0":
                rows.append((str(number), feed, *counts))
    assert len(rows) == 11
    assert rows == told_in_the_readme()
    found = json.loads(call("-w", "rounds", "figures", "--measure", "displaced", "--format", "json"))
    (in_pdf,) = [row["id"] for row in found if (row["value"], row["outlet"]) == (6800, "River Post")]
    assert "page  2" in call("-w", "rounds", "show", str(in_pdf))
    call("-w", "rounds", "check", "--integrity")
    assert "well" in call("-w", "rounds", "status", "--format", "csv")
