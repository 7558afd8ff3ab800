"""Redrawing the charts of a workspace: only those whose points have changed, and saying which.

What was drawn is remembered beside the charts, in ``.drawn.json``: the state of the ledger, and for each chart its
recipe and its points, as hashes. Where the ledger and the recipe are those of the last time, nothing is asked and
no drawing library is imported.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.charts.recipes import Recipe
from tracker.errors import EmptyChartError, TrackerError
from tracker.places import Gazetteer
from tracker.store.database import Ledger
from tracker.store.digest import state_of

if TYPE_CHECKING:
    from tracker.charts.picture import Picture

LOOK = 1
"""Raised when pictures look different from before: then all are drawn anew."""

_MEMORY = ".drawn.json"
_BESIDE = ("csv", "txt", "html")


class Redrawn(StrEnum):
    """What became of a recipe."""

    DRAWN = "drawn"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one chart: the files that were written, or why there are none."""

    name: str
    redrawn: Redrawn
    files: tuple[Path, ...] = ()
    problem: str | None = None


def redraw_charts(
    ledger: Ledger, recipes: Sequence[Recipe], folder: Path, gazetteer: Callable[[], Gazetteer], *, anew: bool = False
) -> Iterator[Outcome]:
    """Draw the recipes whose points have changed since the last time, or (``anew``) all of them. One that fails is
    told and stops no other.
    """
    memory = {} if anew else _load(folder / _MEMORY)
    with ledger.reading() as session:
        state = state_of(session)
    fresh = memory.get("ledger") == state
    charts: dict[str, Any] = dict(memory.get("charts", {}))
    for recipe in recipes:
        before = charts.get(recipe.name, {})
        if fresh and before.get("recipe") == _hash(repr(recipe)) and _are_there(folder, recipe, before):
            empty = before.get("empty")
            yield Outcome(recipe.name, Redrawn.EMPTY if empty else Redrawn.UNCHANGED, problem=empty)
            continue
        outcome, after = _redraw(ledger, recipe, folder, gazetteer, before)
        charts[recipe.name] = after
        yield outcome
    _save(folder / _MEMORY, {"look": LOOK, "ledger": state, "charts": charts})


def _redraw(
    ledger: Ledger, recipe: Recipe, folder: Path, gazetteer: Callable[[], Gazetteer], before: Mapping[str, Any]
) -> tuple[Outcome, dict[str, Any]]:
    from tracker.charts.gather import gather
    from tracker.charts.plans import plan_picture

    after: dict[str, Any] = {"recipe": _hash(repr(recipe))}
    try:
        with ledger.reading() as session:
            picture = plan_picture(gather(session, recipe.order, gazetteer()))
        after["points"] = points_hash(picture)
        if after == {key: before.get(key) for key in after} and _are_there(folder, recipe, before):
            return Outcome(recipe.name, Redrawn.UNCHANGED), after
        return Outcome(recipe.name, Redrawn.DRAWN, tuple(_draw(picture, recipe, folder))), after
    except EmptyChartError as error:
        return Outcome(recipe.name, Redrawn.EMPTY, problem=str(error)), {**after, "empty": str(error)}
    except TrackerError as error:
        return Outcome(recipe.name, Redrawn.FAILED, problem=str(error)), {}


def _draw(picture: "Picture", recipe: Recipe, folder: Path) -> Iterator[Path]:
    from tracker.charts.chart import Drawn
    from tracker.charts.draw import draw_picture
    from tracker.charts.files import save_beside, save_chart

    board = draw_picture(picture, size=recipe.order.size, theme=recipe.order.theme)
    drawn = Drawn(recipe.order, picture, board)
    for form in recipe.formats:
        yield save_chart(drawn, folder / f"{recipe.name}.{form}", evidence_base=recipe.evidence_base)
    yield from save_beside(drawn, folder / f"{recipe.name}.csv", evidence_base=recipe.evidence_base)


def points_hash(picture: "Picture") -> str:
    """A hash of everything that a picture draws: its points and its notes, and none of its words."""
    from tracker.charts.points import points_of, row_of_point

    rows = [row_of_point(point) for point in points_of(picture)]
    return _hash(json.dumps([rows, [[note.x, note.words] for note in picture.notes]], ensure_ascii=True))


def _are_there(folder: Path, recipe: Recipe, before: Mapping[str, Any]) -> bool:
    """Whether the files of a recipe still stand where they were written; one without figures has none."""
    if before.get("empty"):
        return True
    return all((folder / f"{recipe.name}.{form}").is_file() for form in (*recipe.formats, *_BESIDE))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _load(path: Path) -> dict[str, Any]:
    """What was remembered; a memory that can't be read, or is of another look, is none."""
    try:
        memory = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    fits = isinstance(memory, dict) and memory.get("look") == LOOK and isinstance(memory.get("charts"), dict)
    return memory if fits else {}


def _save(path: Path, memory: dict[str, Any]) -> None:
    from tracker.errors import InputError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(memory, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
