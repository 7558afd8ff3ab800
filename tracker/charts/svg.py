"""SVG beyond what matplotlib writes: points that are links, words for a screen reader, and text that stands as wide
as it was measured, whatever fonts a reader's machine has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import PathCollection

from tracker.charts.draw.letters import Face, face_of, width_of
from tracker.charts.faces import faces_of
from tracker.charts.picture import Picture, Texts
from tracker.charts.points import points_of

if TYPE_CHECKING:
    from tracker.charts.chart import Drawn

Places = Mapping[int, Sequence[tuple[float, float]]]
"""Where the marks of a group stand in an SVG, by the group's number."""


@contextmanager
def one_mark_each(drawn: "Drawn", form: str) -> Iterator[Places]:
    """In an SVG, leave of each group of points the first alone, and tell where all of them stand: they are written by
    us, as links, which is quicker than to have matplotlib write each and to put links around them.
    """
    places: dict[int, Sequence[tuple[float, float]]] = {}
    whole: list[tuple[PathCollection, Any]] = []
    scale, height = 72 / drawn.figure.dpi, drawn.board.height
    for number, (marks, figures) in enumerate(drawn.board.links if form == "svg" else ()):
        if isinstance(marks, PathCollection) and len(figures) > 1:
            offsets = np.asarray(marks.get_offsets())
            stand = marks.get_offset_transform().transform(offsets) * scale
            places[number] = [(x, height - y) for x, y in stand.tolist()]
            whole.append((marks, offsets))
            marks.set_offsets(offsets[:1])
    try:
        yield places
    finally:
        for marks, offsets in whole:
            marks.set_offsets(offsets)


_STYLE = "text{direction:ltr;unicode-bidi:plaintext}a:focus path,a:hover path,a:hover use{stroke-width:2}"


def finished_svg(svg: str, drawn: "Drawn", places: Places, base: str) -> str:
    """The SVG as a picture that a screen reader tells: with a role, a title and a description; its marks as links
    that are named by the number and the sentence that they lead to.
    """
    words: Texts = drawn.picture.texts
    svg = re.sub(r"\s*<title>.*?</title>", "", svg, count=1, flags=re.DOTALL)
    opening = re.search(r"<svg\b[^>]*>", svg)
    assert opening is not None
    tag = opening.group()[:-1] + ' role="img" aria-labelledby="chart-title chart-description">'
    title = f'<title id="chart-title">{escape(words.title)}</title>'
    description = f'<desc id="chart-description">{escape(words.description)}</desc>'
    rest = _measured(_linked(svg[opening.end() :], drawn, places, base))
    style = f"<style>{_STYLE}{faces_of(_letters_of(rest))}</style>"
    return f"{svg[: opening.start()]}{tag}\n {title}\n {description}\n {style}{rest}"


_GROUP = re.compile(r'(<g id="marks-(\d+)">)(.*?)(\n   </g>)', re.DOTALL)
_MARK = re.compile(r"<(?:use|path) [^>]*?/>")
_PLACE = re.compile(r' x="[^"]*" y="[^"]*"')


def _linked(svg: str, drawn: "Drawn", places: Places, base: str) -> str:
    """The SVG with a link around each mark."""
    names, link = _names(drawn.picture), escape(base)

    def in_links(group: re.Match[str]) -> str:
        number = int(group[2])
        defined, end, marks = group[3].rpartition("</defs>")
        figures = drawn.board.links[number][1]
        found = _MARK.findall(marks)
        if number in places:
            before, after = _PLACE.split(found[0], 1)
            found = [f'{before} x="{x:.6f}" y="{y:.6f}"{after}' for x, y in places[number]]
        linked = "\n".join(
            f'<a xlink:href="{link}{figure}"><title>{names.get(figure, "")}</title>{mark}</a>'
            for figure, mark in zip(figures, found, strict=True)
        )
        inner = marks.partition("<use ")[0].partition("<path ")[0]
        return f"{group[1]}{defined}{end}{inner}{linked}{'</g>' if '<g' in inner else ''}{group[4]}"

    return _GROUP.sub(in_links, svg)


def _names(picture: Picture) -> dict[int, str]:
    """What each figure says, for whoever points at it."""
    return {
        point.figure.id: escape(f"{point.source}, {point.day}: {point.told}. {' '.join(point.figure.evidence.split())}")
        for point in points_of(picture)
        if point.figure is not None
    }


# --- letters ----------------------------------------------------------------------------------------

_TEXT = re.compile(r'<text style="([^"]*)"([^>]*)>([^<]*)')
_SIZE = re.compile(r"font-size: ([\d.]+)px")


def _measured(svg: str) -> str:
    """The SVG with the width that each text was measured to have: another font is fitted into it."""

    def measured(text: re.Match[str]) -> str:
        words, size = unescape(text[3]), _SIZE.search(text[1])
        if size is None or not words.strip():
            return text[0]
        width = width_of(words, float(size[1]), bold=_is_bold(text[1]))
        fitted = f'textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'
        return f'<text style="{text[1]}" {fitted}{text[2]}>{text[3]}'

    return _TEXT.sub(measured, svg)


def _letters_of(svg: str) -> dict[Face, set[str]]:
    """The letters that are set in each face."""
    found: dict[Face, set[str]] = {}
    for style, _, words in _TEXT.findall(svg):
        told = unescape(words)
        found.setdefault(face_of(told, bold=_is_bold(style)), set()).update(told)
    return found


def _is_bold(style: str) -> bool:
    return "font-weight: 700" in style
