"""Letters: how wide words will stand, measured with the font itself, and how they break into lines.

All pictures are set in one font that comes with the package, so that they look the same on every machine and
nothing has to be drawn to be measured.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "Tracker Sans"
SHAPED = "Tracker Sans Arabic"
"""Holds both scripts, with the tables that join Arabic letters. Latin words are set in a face without them: a PDF
carries its faces, and these tables are what costs time to pack.
"""
SPARE = "DejaVu Sans"
"""Comes with matplotlib; has scripts that ours have not."""
PITCH = 1.36
"""From one line of a text to the next, in sizes of its letters."""
_MEASURED_AT = 100
_ARABIC = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff]")


@cache
def load_fonts() -> None:
    """Make the fonts known to matplotlib."""
    for name in ("TrackerSans", "TrackerSansArabic"):
        for weight in ("Regular", "Bold"):
            with resources.as_file(resources.files("tracker.charts") / "fonts" / f"{name}-{weight}.ttf") as path:
                font_manager.fontManager.addfont(path)


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One of our fonts."""

    family: str
    bold: bool

    @property
    def file(self) -> str:
        """The name of its file, beside these modules."""
        return f"{self.family.replace(' ', '')}-{'Bold' if self.bold else 'Regular'}.ttf"


def face_of(text: str, *, bold: bool = False) -> Face:
    """The font that a text is set in."""
    return Face(SHAPED if _ARABIC.search(text) else FAMILY, bold)


def face_for(text: str, size: float, *, bold: bool = False) -> FontProperties:
    """The face that a text is set in, at a size in points."""
    return _face(size, bold=bold, shaped=_ARABIC.search(text) is not None)


@cache
def _face(size: float, *, bold: bool, shaped: bool) -> FontProperties:
    load_fonts()
    families = [SHAPED, SPARE] if shaped else [FAMILY, SHAPED, SPARE]
    return FontProperties(family=families, size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=20_000)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line of text stands, in points."""
    font = _measure(bold=bold, shaped=_ARABIC.search(text) is not None)
    font.set_size(_MEASURED_AT, 72)  # the renderer uses the same object at sizes of its own
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 * size / _MEASURED_AT


@cache
def _measure(*, bold: bool, shaped: bool) -> FT2Font:
    weight = "bold" if bold else "normal"
    families = _face(_MEASURED_AT, bold=bold, shaped=shaped).get_family()
    paths = [font_manager.findfont(FontProperties(family=name, weight=weight)) for name in families]
    return font_manager.get_font(tuple(paths))


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 100) -> list[str]:
    """A text in lines no wider than some points, at most so many; what there is no room for is told by "…"."""
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, width, size, bold=bold):
            joined = f"{lines[-1]} {piece}" if lines else piece
            if lines and width_of(joined, size, bold=bold) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], clipped(" ".join(lines[most - 1 :]), width, size, bold=bold)]
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word, broken where it is wider than a line."""
    if width_of(word, size, bold=bold) <= width or len(word) < 2:
        return [word]
    cut = len(word)
    while cut > 1 and width_of(word[:cut], size, bold=bold) > width:
        cut -= 1
    return [word[:cut], *_pieces(word[cut:], width, size, bold=bold)]


def clipped(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """A text as far as it fits into some points, with "…" where it goes on."""
    if width_of(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + "…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def spread(wanted: list[float], sizes: list[float], floor: float, ceiling: float) -> list[float]:
    """Middles of things of these sizes, as near to the wanted ones (in rising order) as they can be without touching.

    >>> spread([5.0, 5.0], [2.0, 2.0], 0.0, 10.0)
    [5.0, 7.0]
    """
    placed: list[float] = []
    edge = floor
    for middle, size in zip(wanted, sizes, strict=True):
        placed.append(max(middle, edge + size / 2))
        edge = placed[-1] + size / 2
    edge = ceiling
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], edge - sizes[index] / 2)
        edge = placed[index] - sizes[index] / 2
    return placed
