"""Recipes, and redrawing only what has changed."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker.charts.memory import hash_of_files, load_memory
from tracker.charts.orders import Annotation, By, ChartKind, Size, Theme
from tracker.charts.recipes import load_recipes
from tracker.charts.redraw import Outcome, Redrawn, redraw_charts
from tracker.crises import crisis_named, shipped_crises
from tracker.errors import ConfigError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.languages import Tongue
from tracker.places import load_gazetteer
from tracker.store.database import Ledger
from tracker.store.digest import state_of
from tracker.store.state import state_of_file

RECIPES = """
[[chart]]
name = "killed"
measure = "killed"
place = "Gaza"
formats = ["png"]

[[chart]]
name = "missing"
measure = "missing"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "charts").mkdir()
    (tmp_path / "charts" / "recipes.toml").write_text(RECIPES)
    return tmp_path / "charts"


def redraw(ledger: Ledger, folder: Path, *, anew: bool = False) -> list[Outcome]:
    recipes = load_recipes(folder / "recipes.toml")
    told = hash_of_files([folder / "recipes.toml"])
    return list(redraw_charts(ledger, recipes, folder, load_gazetteer, anew=anew, recipes_hash=told))


def test_charts_are_redrawn_when_their_points_change(
    ledger: Ledger, desk: Desk, reading: Callable[..., Reading], folder: Path
) -> None:
    def outcomes(*, anew: bool = False) -> list[Redrawn]:
        return [outcome.redrawn for outcome in redraw(ledger, folder, anew=anew)]

    desk.file(reading("OCHA said 500 people had been killed in Gaza."))
    first = redraw(ledger, folder)
    assert [path.name for path in first[0].files] == ["killed.png", "killed.csv", "killed.txt", "killed.html"]
    assert first[1].redrawn is Redrawn.EMPTY
    assert "no figure of missing" in str(first[1].problem)
    assert outcomes() == [Redrawn.UNCHANGED, Redrawn.EMPTY]
    desk.file(reading("OCHA said 70 people had been killed in Lebanon."))
    assert outcomes() == [Redrawn.UNCHANGED, Redrawn.EMPTY]
    desk.file(reading("OCHA said 600 people had been killed in Gaza.", published=date(2024, 4, 2)))
    assert outcomes() == [Redrawn.DRAWN, Redrawn.EMPTY]
    (folder / "killed.html").unlink()
    assert outcomes() == [Redrawn.DRAWN, Redrawn.EMPTY]
    (folder / "recipes.toml").write_text(RECIPES.replace('place = "Gaza"', 'place = "Gaza"\ntheme = "dark"'))
    assert outcomes() == [Redrawn.DRAWN, Redrawn.EMPTY]
    (folder / ".drawn.json").write_text("{")
    assert outcomes() == [Redrawn.DRAWN, Redrawn.EMPTY]
    assert outcomes(anew=True) == [Redrawn.DRAWN, Redrawn.EMPTY]


def test_nothing_to_do_is_told_from_the_file_alone(
    ledger: Ledger, ledger_url: str | Path, desk: Desk, reading: Callable[..., Reading], folder: Path
) -> None:
    desk.file(reading("OCHA said 500 people had been killed in Gaza."))
    redraw(ledger, folder)
    told = hash_of_files([folder / "recipes.toml"])
    with ledger.reading() as session:
        state = state_of(session)
    if isinstance(ledger_url, Path):
        assert state_of_file(ledger_url) == state
    assert load_memory(folder).unchanged(folder, state, told)
    assert not load_memory(folder).unchanged(folder, state + "1", told)
    assert not load_memory(folder).unchanged(folder, state, "other recipes")
    assert not load_memory(folder).unchanged(folder, None, told)
    (recipe, _) = load_recipes(folder / "recipes.toml")
    list(redraw_charts(ledger, [recipe], folder, load_gazetteer, anew=True))
    assert {chart: "files" in known for chart, known in load_memory(folder).charts.items()} == {
        "killed": True, "missing": False,
    }  # fmt: skip
    (folder / "killed.png").unlink()
    assert not load_memory(folder).unchanged(folder, state, told)


def test_one_that_fails_stops_no_other(
    ledger: Ledger, desk: Desk, reading: Callable[..., Reading], folder: Path
) -> None:
    desk.file(reading("OCHA said 500 people had been killed in Gaza."))
    third = '\n[[chart]]\nname = "other"\nmeasure = "killed"\n'
    (folder / "recipes.toml").write_text(RECIPES.replace('place = "Gaza"', 'sources = ["nobody"]') + third)
    told = redraw(ledger, folder)
    assert [outcome.redrawn for outcome in told] == [Redrawn.FAILED, Redrawn.EMPTY, Redrawn.DRAWN]
    assert "no such source" in str(told[0].problem)


def test_a_recipe_tells_everything_that_an_order_can(tmp_path: Path) -> None:
    path = tmp_path / "recipes.toml"
    path.write_text("""
[[chart]]
name = "all-of-it"
kind = "multiples"
measures = ["killed", "injured"]
crisis = "gaza-war"
by = "measure"
since = 2024-01-01
known_by = 2024-06-01
log = true
size = "slide"
theme = "dark"
language = "ar"
gap_days = 10
formats = ["pdf"]
evidence_base = "https://desk.example/"
notes = [{ day = 2025-01-19, words = "ceasefire" }]
""")
    (recipe,) = load_recipes(path, lambda words: crisis_named(words, shipped_crises()))
    order = recipe.order
    assert (order.kind, order.measure, order.measures, order.by) == (
        ChartKind.MULTIPLES,
        "killed",
        ("injured",),
        By.MEASURE,
    )
    assert (order.size, order.theme, order.language, order.log) == (Size.SLIDE, Theme.DARK, Tongue.ARABIC, True)
    assert order.annotations == (Annotation(date(2025, 1, 19), "ceasefire"),)
    assert (order.question.since, order.question.known_by, order.gap_days) == (date(2024, 1, 1), date(2024, 6, 1), 10)
    assert order.question.crisis is not None
    assert (recipe.formats, recipe.evidence_base) == (("pdf",), "https://desk.example/")


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ('[[chart]]\nname = "x"\n', ":1: needs measure"),
        ('\n[[chart]]\nname = "x"\nmeasur = "killed"\n', "unknown key 'measur' (nearest: measure"),
        ('[[chart]]\nname = "../x"\nmeasure = "killed"\n', "becomes a file name"),
        ('[[chart]]\nname = "x"\nmeasure = "kiled"\n', "nearest: killed"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nkind = "total"\n', "nearest: totals"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nsize = "slides"\n', "nearest: slide"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nformats = ["gif"]\n', "no format 'gif'"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nsince = "2024"\n', "must be a date"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nlog = "yes"\n', "log must be true or false"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\ngap_days = 0\n', "gap_days"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\nnotes = ["ceasefire"]\n', "a note is"),
        ('[[chart]]\nname = "x"\nmeasure = "killed"\ncrisis = "gaza"\n', "no crises were loaded"),
        ("[[chart]\n", ":1: "),
    ],
)
def test_a_broken_recipe_is_told_with_its_line(tmp_path: Path, toml: str, problem: str) -> None:
    path = tmp_path / "recipes.toml"
    path.write_text(toml)
    with pytest.raises(ConfigError) as caught:
        load_recipes(path)
    assert problem in str(caught.value)


def test_nothing_is_imported_for_drawing_where_nothing_has_changed() -> None:
    asked = "[name in sys.modules for name in ('matplotlib', 'babel')]"
    code = f"import sys, tracker.charts.redraw, tracker.charts.recipes; print(*{asked})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False"]
