"""The floors of the house: imports only point down, and nothing heavy is carried up for nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINTER = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINTER), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder)}
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tracker", tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__", "*.tsv"))
    return tmp_path


def test_imports_only_point_down(copy: Path) -> None:
    linted = lint(copy)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("model.py", "import tracker.cli", "Imports only point down"),
        ("extract/claims.py", "from tracker.store import claims as store_claims", "The reading wing"),
        ("extract/claims.py", "def late():\n    import sqlmodel", "The reading wing"),
        ("series/points.py", "from tracker.extract import extract_claims", "Imports only point down"),
        ("charts/draw/rows.py", "from tracker.store.tables import FigureRow", "Rows stay"),
    ],
)
def test_an_upward_import_is_found(copy: Path, file: str, line: str, contract: str) -> None:
    with (copy / "tracker" / file).open("a") as stream:
        stream.write(f"\n{line}\n")
    linted = lint(copy)
    assert linted.returncode == 1
    assert any(contract in told and "BROKEN" in told for told in linted.stdout.splitlines()), linted.stdout


def test_help_carries_nothing_heavy() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "tracker", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    assert "typer" in imported
    assert not imported & {
        "matplotlib",
        "trafilatura",
        "sqlmodel",
        "sqlalchemy",
        "httpx",
        "pydantic",
        "alembic",
        "numpy",
    }


def test_the_public_names_are_there() -> None:
    import tracker

    for name in tracker.__all__:
        assert getattr(tracker, name).__name__ == name
    with pytest.raises(AttributeError):
        tracker.nonsense  # noqa: B018
