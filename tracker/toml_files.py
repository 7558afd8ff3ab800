"""Reading configuration files so that a mistake is told with its file, its line and what was perhaps
meant.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.errors import ConfigError, nearest_names

_LINE_OF_ERROR = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[name]]`` table of a configuration file, with the line that it starts at."""

    path: Path
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line that each key stands at, where it is known."""

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.optional_text(key)
        if not value:
            raise self.error(f'needs {key} = "…"')
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, where there is one."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(f"{key} must be a text in quotes")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none is the empty one."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(f"{key} must be a list of texts")
        return tuple(value)

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.optional_text(key) or default
        if value is None or value not in choices:
            near = nearest_names(value or "", choices) or tuple(sorted(choices))
            raise self.error(f"{key} {value!r} is none of ours (nearest: {', '.join(near)})")
        return value

    def error(self, problem: str, *, key: str | None = None) -> ConfigError:
        """A mistake in this table, or in one of its keys."""
        return ConfigError(self.path, problem, line=self.lines.get(key or "", self.line))


def read_entries(path: Path, name: str, keys: Collection[str]) -> Iterator[Entry]:
    """The ``[[name]]`` tables of a file, which need not be there. Raises ``ConfigError``."""
    if not path.is_file():
        return
    try:
        toml = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(path, "is not UTF-8 text") from error
    except OSError as error:
        raise ConfigError(path, error.strerror or str(error)) from error
    try:
        tables = tomllib.loads(toml).get(name, [])
    except tomllib.TOMLDecodeError as error:
        raise _decode_error(path, toml, error) from error
    if not isinstance(tables, list):
        raise ConfigError(path, f"write [[{name}]] with two brackets, once for each")
    lines = [number for number, line in enumerate(toml.splitlines(), 1) if line.strip().startswith(f"[[{name}]]")]
    for table, line in zip(tables, lines, strict=False):
        for key in table.keys() - set(keys):
            near = ", ".join(nearest_names(key, keys)) or ", ".join(sorted(keys))
            raise ConfigError(path, f"unknown key {key!r} (nearest: {near})", line=line)
        yield Entry(path, line, table, _lines_of(toml, line))


_KEY = re.compile(r"\s*([A-Za-z_-]+)\s*=")


def _lines_of(toml: str, header: int) -> dict[str, int]:
    """The lines of the keys of the table whose header stands at a line."""
    found: dict[str, int] = {}
    for number, line in enumerate(toml.splitlines()[header:], header + 1):
        if line.startswith("["):
            break
        if key := _KEY.match(line):
            found.setdefault(key.group(1), number)
    return found


def _decode_error(path: Path, toml: str, error: tomllib.TOMLDecodeError) -> ConfigError:
    found = _LINE_OF_ERROR.search(str(error))
    problem = _LINE_OF_ERROR.sub("", str(error)).strip()
    return ConfigError(path, problem, line=int(found.group(1)) if found else len(toml.splitlines()))
