"""Charts as files: PNG, SVG and PDF that carry their title, their description and their query, and that come out
the same bytes from the same ledger and question; and beside them the points, the words, and a page of proofs.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection

from tracker.charts.chart import Drawn
from tracker.charts.draw import styled
from tracker.charts.looks import DPI
from tracker.charts.page import render_page
from tracker.charts.picture import Picture
from tracker.charts.points import points_of, row_of_point
from tracker.charts.saying import query_of
from tracker.errors import InputError
from tracker.export import Format, write_rows

FORMATS = ("png", "svg", "pdf")
BESIDE = ("csv", "txt", "html")
"""What is written beside a chart: its points, its words, its page."""


def save_chart(drawn: Drawn, path: Path, *, evidence_base: str | None = None) -> Path:
    """Write a chart to a file, in the format of its suffix; a half-written file is never left behind.

    The points of an SVG are links: to ``evidence_base`` with the number of the figure after it, else into the page
    that :func:`save_beside` writes.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InputError(path, f"no chart format (choose .{', .'.join(FORMATS)})")
    return _write(path, rendered(drawn, form, base=_base_of(path, evidence_base)))


def save_beside(drawn: Drawn, path: Path, *, evidence_base: str | None = None) -> Iterator[Path]:
    """Write what stands beside a chart: a CSV of exactly the points drawn, its words as a text, and a page with the
    sentence behind each point.
    """
    rows = [row_of_point(point) for point in points_of(drawn.picture)]
    table = io.StringIO()
    write_rows(rows, Format.CSV, table)
    yield _write(path.with_suffix(".csv"), table.getvalue().encode())
    yield _write(path.with_suffix(".txt"), _text_of(drawn).encode())
    svg = rendered(drawn, "svg", base=evidence_base or "#figure-").decode()
    yield _write(path.with_suffix(".html"), render_page(drawn.picture, svg, drawn.order.theme).encode())


def _base_of(path: Path, evidence_base: str | None) -> str:
    return evidence_base if evidence_base is not None else f"{path.with_suffix('.html').name}#figure-"


def _text_of(drawn: Drawn) -> str:
    """The alternative text, the caption with all its detail, the notes and the query."""
    words, picture = drawn.words, drawn.picture
    notes = [f"{note.number}  {note.words}" for note in picture.notes]
    parts = [words.title, words.subtitle, words.description, words.caption, "\n".join(notes), words.credit,
             query_of(drawn.order)]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def _write(path: Path, content: bytes) -> Path:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return path


# --- rendering --------------------------------------------------------------------------------------


def rendered(drawn: Drawn, form: str, *, base: str) -> bytes:
    """A chart as the bytes of a format."""
    stream = io.BytesIO()
    with styled(), _one_mark_each(drawn, form) as places:
        drawn.figure.savefig(stream, format=form, dpi=DPI, metadata=_metadata(form, drawn))
    content = stream.getvalue()
    return _accessible(content.decode(), drawn, places, base).encode() if form == "svg" else content


Places = Mapping[int, Sequence[tuple[float, float]]]
"""Where the marks of a group stand in an SVG, by the group's number."""


@contextmanager
def _one_mark_each(drawn: Drawn, form: str) -> Iterator[Places]:
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


def _metadata(form: str, drawn: Drawn) -> dict[str, str | None]:
    words, query = drawn.words, query_of(drawn.order)
    if form == "pdf":
        subject = f"{words.description} [{query}]"
        return {"Title": words.title, "Subject": subject, "CreationDate": None, "Creator": "figure tracker"}
    told: dict[str, str | None] = {"Title": words.title, "Description": words.description, "Source": query}
    return (
        {**told, "Date": None, "Creator": "figure tracker"} if form == "svg" else {**told, "Software": "figure tracker"}
    )


_SVG_STYLE = "<style>text{unicode-bidi:plaintext}a:focus path,a:hover path,a:hover use{stroke-width:2}</style>"


def _accessible(svg: str, drawn: Drawn, places: Places, base: str) -> str:
    """The SVG as a picture that a screen reader tells: with a role, a title and a description; its marks as links
    that are named by the number and the sentence that they lead to.
    """
    words = drawn.words
    svg = re.sub(r"\s*<title>.*?</title>", "", svg, count=1, flags=re.DOTALL)
    opening = re.search(r"<svg\b[^>]*>", svg)
    assert opening is not None
    tag = opening.group()[:-1] + ' role="img" aria-labelledby="chart-title chart-description">'
    title = f'<title id="chart-title">{escape(words.title)}</title>'
    description = f'<desc id="chart-description">{escape(words.description)}</desc>'
    rest = _linked(svg[opening.end() :], drawn, places, base)
    return f"{svg[: opening.start()]}{tag}\n {title}\n {description}\n {_SVG_STYLE}{rest}"


_GROUP = re.compile(r'(<g id="marks-(\d+)">)(.*?)(\n   </g>)', re.DOTALL)
_MARK = re.compile(r"<(?:use|path) [^>]*?/>")
_PLACE = re.compile(r' x="[^"]*" y="[^"]*"')


def _linked(svg: str, drawn: Drawn, places: Places, base: str) -> str:
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
