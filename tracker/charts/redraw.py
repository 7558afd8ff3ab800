"""Redrawing the charts of a workspace: only those whose points have changed, and saying which.

Where neither the ledger nor a recipe is another than the last time, nothing is asked; where the points are the same,
nothing is drawn.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.charts.memory import Memory, has_files, load_memory, save_memory
from tracker.charts.recipes import Recipe
from tracker.errors import EmptyChartError, TrackerError
from tracker.places import Gazetteer
from tracker.store.database import Ledger
from tracker.store.digest import state_of

if TYPE_CHECKING:
    from tracker.charts.picture import Picture


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
    ledger: Ledger, recipes: Sequence[Recipe], folder: Path, gazetteer: Callable[[], Gazetteer], *,
    anew: bool = False, recipes_hash: str | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """Draw the recipes whose points have changed since the last time, or (``anew``) all of them. One that fails is
    told and stops no other. ``recipes_hash`` is remembered where these are all the recipes there are.
    """
    memory = Memory() if anew and recipes_hash else load_memory(folder)
    with ledger.reading() as session:
        state = state_of(session)
    fresh = memory.ledger == state and not anew
    charts = {} if recipes_hash else dict(memory.charts)
    for recipe in recipes:
        before = {} if anew else memory.charts.get(recipe.name, {})
        if fresh and before.get("recipe") == _hash(repr(recipe)) and has_files(folder, before):
            charts[recipe.name] = before
            empty = before.get("empty")
            yield Outcome(recipe.name, Redrawn.EMPTY if empty else Redrawn.UNCHANGED, problem=empty)
            continue
        outcome, charts[recipe.name] = _redraw(ledger, recipe, folder, gazetteer, before)
        yield outcome
    # After a part of the recipes, the others are still to be held against this state of the ledger.
    save_memory(folder, Memory(state if recipes_hash or fresh else None, recipes_hash or memory.recipes, charts))


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
        same = all(before.get(key) == value for key, value in after.items())
        if same and has_files(folder, dict(before)):
            return Outcome(recipe.name, Redrawn.UNCHANGED), dict(before)
        files = tuple(_draw(picture, recipe, folder))
        return Outcome(recipe.name, Redrawn.DRAWN, files), {**after, "files": [path.name for path in files]}
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


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
