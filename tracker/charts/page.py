"""A page beside a chart: the picture, its notes, and the sentence behind every point. Self-contained, without a
script; each point of the picture is a link into its table.
"""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from tracker.charts.looks import INKS
from tracker.charts.orders import Theme
from tracker.charts.picture import Picture
from tracker.charts.points import DrawnPoint, points_of
from tracker.languages import Language, language
from tracker.query import FoundFigure

_STYLE = """
body{{margin:0 auto;max-width:60rem;padding:1.5rem;background:{paper};color:{ink};font:16px/1.5 system-ui,sans-serif}}
svg{{max-width:100%;height:auto}} table{{border-collapse:collapse;width:100%}} figure{{margin:0 0 2rem}}
th,td{{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid {grid}}}
td.number{{text-align:end;white-space:nowrap}} td.day{{white-space:nowrap}}
:target{{background:{shade};outline:2px solid {faint}}}
mark{{background:none;color:inherit;font-weight:bold;text-decoration:underline}}
caption{{text-align:start;font-weight:bold}}
a{{color:inherit}} .faint{{color:{faint}}} div{{overflow-x:auto}}
"""


def render_page(picture: Picture, svg: str, theme: Theme) -> str:
    """The page of a picture that is drawn as ``svg``."""
    speech, texts, ink = language(picture.language), picture.texts, INKS[theme]
    direction = "rtl" if speech.leftward else "ltr"
    style = _STYLE.format(paper=ink.paper, ink=ink.ink, grid=ink.grid, shade=ink.shade, faint=ink.faint)
    drawing = svg[svg.index("<svg") :]
    parts = [
        f'<!DOCTYPE html>\n<html lang="{picture.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(texts.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>",
        f"<figure>{drawing}<figcaption>{escape(texts.caption)}<br>{escape(texts.credit)}</figcaption></figure>",
        *_notes(picture, speech),
        *_table(picture, speech),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _notes(picture: Picture, speech: Language) -> Iterator[str]:
    if picture.notes:
        yield f"<h2>{escape(speech.say('page_notes'))}</h2>\n<ol>"
        yield from (f"<li>{escape(note.words)}</li>" for note in picture.notes)
        yield "</ol>"


def _table(picture: Picture, speech: Language) -> Iterator[str]:
    heads = ("day", "figure", "source", "sentence", "outlet")
    yield f"<div>\n<table>\n<caption>{escape(speech.say('page_points'))}</caption>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(speech.say(f"page_{head}"))}</th>' for head in heads)
    yield "</tr></thead>\n<tbody>"
    named: set[int] = set()
    for point in points_of(picture):
        yield _row(point, speech, named)
    yield "</tbody>\n</table>\n</div>"


def _row(point: DrawnPoint, speech: Language, named: set[int]) -> str:
    figure = point.figure
    anchor = ""
    if figure is not None and figure.id not in named:
        named.add(figure.id)
        anchor = f' id="figure-{figure.id}"'
    source = f"{point.panel}: {point.source}" if point.panel and point.panel != point.source else point.source
    cells: Sequence[str] = (
        f'<td class="day">{escape(_days(point))}</td>',
        f'<td class="number">{escape(point.told)}{_remarks(point, speech)}</td>',
        f"<td>{escape(source)}</td>",
        f'<td dir="auto">{_sentence(figure) if figure else ""}</td>',
        f"<td>{_outlet(figure) if figure else ''}</td>",
    )
    return f"<tr{anchor}>{''.join(cells)}</tr>"


def _days(point: DrawnPoint) -> str:
    return " – ".join(dict.fromkeys(day for day in (point.day, point.until) if day))


def _remarks(point: DrawnPoint, speech: Language) -> str:
    told = ""
    if point.note:
        told += f'<br><span class="faint">{escape(speech.say("page_note"))} {escape(point.note)}</span>'
    if point.replaced_by is not None:
        words = escape(speech.say("page_replaced"))
        told += f'<br><a class="faint" href="#figure-{point.replaced_by}">{words} #{point.replaced_by}</a>'
    return told


def _sentence(figure: FoundFigure) -> str:
    """The sentence with its number marked."""
    start, end = figure.span.start - figure.sentence.start, figure.span.end - figure.sentence.start
    told = figure.evidence
    if not 0 <= start <= end <= len(told):
        return escape(told)
    return f"{escape(told[:start])}<mark>{escape(told[start:end])}</mark>{escape(told[end:])}"


def _outlet(figure: FoundFigure) -> str:
    told = ", ".join(str(part) for part in (figure.outlet, figure.published) if part)
    if figure.url and urlsplit(figure.url).scheme in ("http", "https"):
        return f'<a href="{escape(figure.url)}" rel="noreferrer">{escape(told or figure.url)}</a>'
    return escape(told)
