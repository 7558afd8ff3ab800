"""Making the fonts anew: ``python -m tracker.charts.build_fonts FOLDER``, with the Noto fonts (OFL 1.1) in a folder.

Nothing of the program calls this. Noto Sans is cut to the letters that charts need, without its tables of layout,
which cost a PDF most of its time; Noto Sans Arabic keeps its tables, and gets the Latin letters beside its own, so
that a line of both scripts is set in one face. Both get the heights of Noto Sans, so that their lines are equally far.
"""

import io
import sys
from pathlib import Path
from typing import Any

_LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x192,
    *range(0x218, 0x21C),
    *range(0x370, 0x460),
    0x1E9E,
    *range(0x2010, 0x2028),
    0x202F,
    0x2030,
    0x2032,
    0x2033,
    0x2039,
    0x203A,
    0x20AC,
    0x200B,
    0x200E,
    0x200F,
    0x202A,
    0x202B,
    0x202C,
    0x2060,
    *range(0x2066, 0x206A),
    0x2212,
    0x2248,
    0x2264,
    0x2265,
    0x25CF,
    0xFEFF,
)
_ARABIC = (*range(0x600, 0x700), *range(0x750, 0x780), 0x200C, 0x200D)
_JOINING = ["kern", "mark", "mkmk", "ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "locl"]
_TABLES_OF_LAYOUT = ("GSUB", "GPOS", "GDEF")


def build(source: Path, target: Path) -> None:
    """Make the four fonts out of the Noto fonts of a folder."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    for weight in ("Regular", "Bold"):
        latin = _cut(source / f"NotoSans-{weight}.ttf", _LATIN)
        arabic = _cut(source / f"NotoSansArabic-{weight}.ttf", _ARABIC)
        joined = Merger().merge([io.BytesIO(latin), io.BytesIO(arabic)])
        _save(joined, "Tracker Sans Arabic", weight, target)
        plain = TTFont(io.BytesIO(latin), recalcTimestamp=False)
        for table in _TABLES_OF_LAYOUT:
            if table in plain:
                del plain[table]
        _save(plain, "Tracker Sans", weight, target)


def _cut(path: Path, letters: tuple[int, ...]) -> bytes:
    from fontTools import subset

    options = subset.Options(layout_features=_JOINING, hinting=False, notdef_outline=True, name_IDs=["*"])
    font = subset.load_font(io.BytesIO(path.read_bytes()), options)
    chooser = subset.Subsetter(options)
    chooser.populate(unicodes=letters)
    chooser.subset(font)
    stream = io.BytesIO()
    subset.save_font(font, stream, options)
    return stream.getvalue()


def _save(font: Any, family: str, weight: str, target: Path) -> None:
    name = f"{family.replace(' ', '')}-{weight}"
    told = {1: family, 16: family, 3: name, 4: f"{family} {weight}", 6: name}
    for record in font["name"].names:
        if record.nameID in told:
            record.string = told[record.nameID]
    heights, metrics = font["hhea"], font["OS/2"]
    heights.ascent, heights.descent, heights.lineGap = 1069, -293, 0
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = 1069, -293, 0
    metrics.usWinAscent, metrics.usWinDescent = 1069, 293
    font["head"].created = font["head"].modified = 3_800_000_000  # the same letters are the same bytes
    font.recalcTimestamp = False
    font.save(target / f"{name}.ttf")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).parent / "fonts")
