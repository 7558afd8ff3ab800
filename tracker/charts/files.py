"""Charts as files: PNG, SVG and PDF that carry their title, their description and their query, and that come out
the same bytes from the same ledger and question; and beside them the points, the words, and a page of proofs.
"""

import io
import os
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

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
    with styled():
        drawn.figure.savefig(stream, format=form, dpi=DPI, metadata=_metadata(form, drawn))
    content = stream.getvalue()
    return _accessible(content.decode(), drawn, base).encode() if form == "svg" else content


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


def _accessible(svg: str, drawn: Drawn, base: str) -> str:
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
    rest = _linked(svg[opening.end() :], drawn, base)
    return f"{svg[: opening.start()]}{tag}\n {title}\n {description}\n {_SVG_STYLE}{rest}"


_GROUP = re.compile(r'(<g id="marks-(\d+)">)(.*?)(\n   </g>)', re.DOTALL)
_MARK = re.compile(r"<(?:use|path) [^>]*?/>")


def _linked(svg: str, drawn: Drawn, base: str) -> str:
    """The SVG with each mark in a link. matplotlib can do so itself, at three times the price: it then draws every
    point as a path of its own.
    """
    names = _names(drawn.picture)

    def in_links(group: re.Match[str]) -> str:
        defined, end, marks = group[3].rpartition("</defs>")
        left = iter(drawn.board.links[int(group[2])][1])

        def in_link(mark: re.Match[str]) -> str:
            figure = next(left, None)
            if figure is None:
                return mark[0]
            return f'<a xlink:href="{escape(base)}{figure}"><title>{names.get(figure, "")}</title>{mark[0]}</a>'

        return f"{group[1]}{defined}{end}{_MARK.sub(in_link, marks)}{group[4]}"

    return _GROUP.sub(in_links, svg)


def _names(picture: Picture) -> dict[int, str]:
    """What each figure says, for whoever points at it."""
    return {
        point.figure.id: escape(f"{point.source}, {point.day}: {point.told}. {' '.join(point.figure.evidence.split())}")
        for point in points_of(picture)
        if point.figure is not None
    }
