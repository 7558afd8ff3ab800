"""A board to draw on: a figure measured in points, with its sheet, its ink and its direction of writing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tracker.charts.draw.letters import PITCH, face_for
from tracker.charts.looks import INKS, SHEETS, Ink, Sheet
from tracker.charts.orders import Size, Theme


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; ``y`` counts from the bottom."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y + self.height


@dataclass
class Board:
    """What is drawn on. ``links`` are the marks that lead to evidence: a collection, and for each of its members the
    figure it stands for.
    """

    figure: Figure
    size: Size
    theme: Theme
    leftward: bool
    links: list[tuple[Collection, list[int]]] = field(default_factory=list)

    def link(self, marks: Collection, figures: list[int]) -> None:
        """Remember to which figures some marks lead; the marks get a name in the SVG."""
        marks.set_gid(f"marks-{len(self.links)}")
        self.links.append((marks, figures))

    @property
    def sheet(self) -> Sheet:
        """The size of the picture, and of its letters."""
        return SHEETS[self.size]

    @property
    def ink(self) -> Ink:
        """Its colours."""
        return INKS[self.theme]

    @property
    def width(self) -> float:
        """Points across."""
        return float(self.figure.get_figwidth()) * 72

    @property
    def height(self) -> float:
        """Points from bottom to top."""
        return float(self.figure.get_figheight()) * 72

    def axes(self, box: Box) -> Axes:
        """Axes without any decoration in a box: the board draws ticks and words itself."""
        axes = self.figure.add_axes(
            (box.x / self.width, box.y / self.height, box.width / self.width, box.height / self.height)
        )
        axes.set_axis_off()
        return axes

    def line_of_text(
        self, x: float, baseline: float, words: str, size: float, *, colour: str, align: str = "left",
        bold: bool = False, turned: bool = False,
    ) -> None:  # fmt: skip
        """One line of text; dollar signs are dollar signs."""
        text = self.figure.text(
            x / self.width, baseline / self.height, words, color=colour,
            fontproperties=face_for(words, size, bold=bold),
            horizontalalignment=align, verticalalignment="center" if turned else "baseline",
            rotation=90 if turned else 0,
        )  # fmt: skip
        text.set_parse_math(False)

    def block(
        self, x: float, top: float, width: float, lines: Sequence[str], size: float, *, colour: str, bold: bool = False
    ) -> float:
        """Lines of text below ``top``, at the side where the language begins; gives where they end."""
        align, at = ("right", x + width) if self.leftward else ("left", x)
        for number, line in enumerate(lines):
            words = f"\u200f{line}" if self.leftward else line  # a line that begins with a Latin name is Arabic too
            self.line_of_text(at, top - (number * PITCH + 1.07) * size, words, size, colour=colour, align=align,
                              bold=bold)  # fmt: skip
        return top - len(lines) * PITCH * size

    def stroke(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str,
        width: float,
        dashes: Sequence[float] | None = None,
        in_front: bool = False,
    ) -> None:
        """A line on the picture itself, in points, behind all marks or in front of them."""
        line = Line2D(
            [x / self.width for x in xs], [y / self.height for y in ys], color=colour, linewidth=width,
            transform=self.figure.transFigure, solid_capstyle="butt", zorder=1 if in_front else -1,
        )  # fmt: skip
        if dashes:
            line.set_dashes(dashes)
        self.figure.add_artist(line)


def block_height(lines: Sequence[str], size: float) -> float:
    """How high some lines of text stand, in points."""
    return len(lines) * PITCH * size
