"""Charts as files: PNG, SVG and PDF that carry their title and their description, and that come out the
same bytes from the same ledger and question.
"""

import io
import os
import re
from html import escape
from pathlib import Path

from matplotlib.figure import Figure

from tracker.charts.style import DPI, styled
from tracker.charts.words import Words
from tracker.errors import InputError

FORMATS = ("png", "svg", "pdf")


def save_chart(figure: Figure, path: Path, words: Words) -> Path:
    """Write a chart to a file, in the format of its suffix; a half-written file is never left behind."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InputError(path, f"no chart format (choose .{', .'.join(FORMATS)})")
    content = _rendered(figure, form, words)
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


def _rendered(figure: Figure, form: str, words: Words) -> bytes:
    stream = io.BytesIO()
    with styled():
        figure.savefig(stream, format=form, dpi=DPI, metadata=_metadata(form, words))
    content = stream.getvalue()
    return _accessible(content.decode(), words).encode() if form == "svg" else content


def _metadata(form: str, words: Words) -> dict[str, str | None]:
    if form == "pdf":
        return {"Title": words.title, "Subject": words.description, "CreationDate": None, "Creator": "figure tracker"}
    told = {"Title": words.title, "Description": words.description}
    return {**told, "Date": None} if form == "svg" else {**told, "Software": "figure tracker"}


def _accessible(svg: str, words: Words) -> str:
    """The SVG as a picture that a screen reader tells: with a role, a title and a description."""
    title = '<title id="chart-title">' + escape(words.title) + "</title>"
    description = '<desc id="chart-description">' + escape(words.description) + "</desc>"
    svg = re.sub(r"\s*<title>.*?</title>", "", svg, count=1, flags=re.DOTALL)
    opening = re.search(r"<svg\b[^>]*>", svg)
    assert opening is not None
    tag = opening.group()[:-1] + ' role="img" aria-labelledby="chart-title chart-description">'
    return f"{svg[: opening.start()]}{tag}\n {title}\n {description}{svg[opening.end() :]}"
