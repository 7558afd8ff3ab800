"""The files that a new workspace starts with, and the sample reports of the demonstration.

They are the ``data/`` and ``charts/`` of this project itself: a checkout has them beside the package, an
installed package carries a copy inside.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tracker.errors import ConfigError
from tracker.workspace import Workspace

_FILES = ("data/feeds.toml", "data/crises.toml", "data/sources.toml", "charts/recipes.toml")
_IGNORED = "tracker.db*\nsnapshots/\n.lock*\nrun.log\n"


def starter_folder() -> Path:
    """The folder with the starter files."""
    package = Path(__file__).parent
    inside = package / "starter_files"
    return inside if inside.is_dir() else package.parent


def lay_out(workspace: Workspace) -> Iterator[Path]:
    """Put the starter files into a workspace; what is there already is left alone. Gives what was made."""
    try:
        workspace.reports.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            path = workspace.root / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(starter_folder() / name, path)
                yield path
        ignored = workspace.data / ".gitignore"
        if not ignored.exists():
            ignored.write_text(_IGNORED, encoding="utf-8")
            yield ignored
    except OSError as error:
        raise ConfigError(workspace.root, error.strerror or str(error)) from error


def copy_samples(workspace: Workspace) -> int:
    """Put the sample reports into a workspace; gives their number."""
    samples = sorted((starter_folder() / "data" / "reports").glob("*.txt"))
    for sample in samples:
        shutil.copyfile(sample, workspace.reports / sample.name)
    return len(samples)
