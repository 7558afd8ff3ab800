"""Charts as files: PNG, SVG and PDF that carry their title, their description and their query, and that come out
the same bytes from the same ledger and question; and beside them the points, the words, and a page of proofs.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from tracker.charts.chart import Drawn
from tracker.charts.draw import styled
from tracker.charts.looks import DPI
from tracker.charts.page import render_page
from tracker.charts.points import points_of, row_of_point
from tracker.charts.saying import query_of
from tracker.charts.svg import finished_svg, one_mark_each
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
    with styled(), one_mark_each(drawn, form) as places:
        drawn.figure.savefig(stream, format=form, dpi=DPI, metadata=_metadata(form, drawn))
    content = stream.getvalue()
    return finished_svg(content.decode(), drawn, places, base).encode() if form == "svg" else content


def _metadata(form: str, drawn: Drawn) -> dict[str, str | None]:
    words, query = drawn.words, query_of(drawn.order)
    if form == "pdf":
        subject = f"{words.description} [{query}]"
        return {"Title": words.title, "Subject": subject, "CreationDate": None, "Creator": "figure tracker"}
    told: dict[str, str | None] = {"Title": words.title, "Description": words.description, "Source": query}
    return (
        {**told, "Date": None, "Creator": "figure tracker"} if form == "svg" else {**told, "Software": "figure tracker"}
    )
