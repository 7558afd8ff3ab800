"""The documents say what the program does."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def help_of(*words: str) -> str:
    command = [sys.executable, "-m", "tracker", *words, "--help"]
    environment = {"TERM": "dumb", "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


def commands_of(told: str) -> set[str]:
    return set(re.findall(r"^(?:│ |  )(\w+) {2,}", told.partition("Commands")[2], re.MULTILINE))


GROUPS = ("db", "review", "sources")
"""Commands that hold others; `sources` is a command of its own besides."""


def test_the_table_of_commands_is_the_programs() -> None:
    told = commands_of(help_of()) - {"db", "review"}
    told |= {f"{group} {name}" for group in GROUPS for name in commands_of(help_of(group))}
    table = set(re.findall(rf"^\| `tracker ((?:(?:{'|'.join(GROUPS)}) )?\w+)", README, re.MULTILINE))
    assert table == told


@pytest.mark.parametrize(
    "command",
    ["init", "demo", "add", "extract", "figures", "show", "sources", "series", "voices", "compare", "crises", "check",
     "chart", "charts", "export", "import", "cite", "run", "status", "schedule", "db upgrade",
     "reextract", "backup", "restore",
     "sources show", "sources merge", "sources alias", "sources undo",
     "review list", "review accept", "review reject", "review correct", "review undo"],
)  # fmt: skip
def test_every_command_has_help_with_an_example(command: str) -> None:
    told = help_of(*command.split())
    assert "Example" in told
    assert f"tracker {command}".replace("tracker run", "run") in told


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert sum(line.startswith("tracker ") for line in lines) >= 5
    (tmp_path / "article.txt").write_text("date: 2024-03-21\n\nOCHA said nearly 32,000 people had been killed in Gaza.")
    for line in lines:
        command = re.sub(r"^tracker ", f"{sys.executable} -m tracker ", line.partition(" #")[0])
        ended = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, (line, ended.stderr)


def test_the_python_of_the_readme_runs_and_its_proof_is_the_samples(tmp_path: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    subprocess.run([sys.executable, "-m", "tracker", "demo", "my-desk"], cwd=tmp_path, capture_output=True, check=True)
    ended = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip()
    (key, proof) = re.findall(r"^\$ tracker show (\w+)\n(.*?)^      …", README, re.DOTALL | re.MULTILINE)[0]
    command = [sys.executable, "-m", "tracker", "--workspace", "my-desk", "show", key]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    missing = [line for line in proof.splitlines()[2:] if line.strip() and line not in shown]
    assert not missing
    assert " ".join(proof.split("\n\n")[0].split()) in shown


def test_the_pictures_of_the_readme_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file(), picture


def test_the_constraints_pin_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in wanted} - {"figure-tracker"}
    pinned = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert names <= pinned
    assert "http" not in (ROOT / "constraints.txt").read_text().replace("httpx", "").replace("httpcore", "").replace(
        "httpserver", ""
    )


def test_the_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text()
