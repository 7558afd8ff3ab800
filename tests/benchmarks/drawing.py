"""Charts against bare matplotlib that draws the same lines and points, and ``tracker charts`` with nothing to do."""

import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.benchmarks.timing import in_turns, run, tell
from tests.charts.samples import figure, gathered
from tracker.charts.chart import Drawn
from tracker.charts.draw import draw_picture
from tracker.charts.files import rendered
from tracker.charts.gather import Gathered
from tracker.charts.plans import plan_picture
from tracker.query import FoundFigure

SOURCES, POINTS, RECIPES = 3, 1000, 50


def main() -> None:
    """Measure every format, and print a line each."""
    figures = [
        [figure(1000.0 + 137 * day + 211 * number, day, source=f"Source {number}") for day in range(POINTS)]
        for number in range(SOURCES)
    ]
    found = gathered([one for some in figures for one in some])
    for form in ("png", "svg", "pdf"):
        ours, theirs = in_turns(lambda form=form: draw(found, form), lambda form=form: bare(figures, form))  # type: ignore[misc]  # mypy knows no defaults of a lambda
        what = f"draw {SOURCES} series of {POINTS:,} points as {form.upper()}: {ours * 1000:.0f} ms"
        tell(what, "bare matplotlib with the same steps and dots", ours / theirs)
    with tempfile.TemporaryDirectory() as name:
        unchanged(Path(name) / "desk")


def draw(found: Gathered, form: str) -> bytes:
    """A picture, planned and drawn; in an SVG every point is a link."""
    picture = plan_picture(found)
    board = draw_picture(picture, size=found.order.size, theme=found.order.theme)
    return rendered(Drawn(found.order, picture, board), form, base="#figure-")


def bare(figures: Sequence[Sequence[FoundFigure]], form: str) -> bytes:
    """The same steps and dots, with a title and nothing else."""
    drawn = Figure((6.25, 4.4), dpi=192)
    FigureCanvasAgg(drawn)
    axes = drawn.add_subplot()
    for some in figures:
        days: list[Any] = [one.day for one in some]
        heights: list[Any] = [one.value for one in some]
        axes.plot(days, heights, drawstyle="steps-post", marker="o", markersize=2)
    axes.set_title("People killed")
    stream = io.BytesIO()
    drawn.savefig(stream, format=form, dpi=192)
    return stream.getvalue()


def unchanged(desk: Path) -> None:
    """``tracker charts`` where no recipe has changed."""
    tracker = [sys.executable, "-m", "tracker"]
    subprocess.run([*tracker, "demo", str(desk)], capture_output=True, check=True)
    recipe = '[[chart]]\nname = "c{}"\nmeasure = "killed"\nplace = "Gaza Strip"\nformats = ["png"]\nsize = "thumb"\n'
    (desk / "charts" / "recipes.toml").write_text("\n".join(recipe.format(number) for number in range(RECIPES)))
    charts = ["-m", "tracker", "--workspace", str(desk), "charts"]
    run(*charts)
    ours, theirs = in_turns(lambda: run(*charts), lambda: run("-c", "import sqlmodel, typer"))
    what = f"tracker charts, {RECIPES} recipes, none changed: {ours:.2f} s"
    tell(what, "python -c 'import sqlmodel, typer'", ours / theirs)


if __name__ == "__main__":
    main()
