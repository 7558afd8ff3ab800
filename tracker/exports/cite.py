"""Citing a figure: a sentence ready to paste, and its report as BibTeX and as CSL-JSON."""

import json
import re
from typing import Any

from tracker.languages import Language, language
from tracker.model import Kind, Status, Unit
from tracker.query import FoundFigure


def sentence_of(figure: FoundFigure, code: str) -> str:
    """A figure as a sentence in a language: how much, hedged, of what, where, by whom, as of when, published where.

    One that is no fact as told (denied, projected, disputed, background) says so before anything else.
    """
    speech = language(code)
    day = _day(figure, speech)
    place = figure.place
    relays = speech.say("cite_relays", relays=speech.listed(figure.relays)) if figure.relays else ""
    parts = {
        "day": day, "number": speech.hedged(figure), "what": _what(figure, speech), "place": place or "",
        "source": figure.source or figure.outlet or speech.say("no_source"), "relays": relays,
        "outlet": _outlet(figure, speech),
    }  # fmt: skip
    told = speech.say("cite_total" if place else "cite_total_nowhere", **parts)
    if figure.status is Status.ASSERTED:
        return told
    return speech.say(f"cite_{figure.status.value}", sentence=told)


def _what(figure: FoundFigure, speech: Language) -> str:
    if speech.code != "en":
        told = str(speech.words["said"][figure.measure.value])
        if figure.unit in (Unit.HOUSEHOLDS, Unit.SHARE):
            told = speech.say("with_unit", what=told, unit=speech.say(figure.unit.value))
        return speech.comma.join((told, figure.group)) if figure.group else told
    who = figure.group or speech.say("people" if figure.unit is Unit.SHARE else figure.unit.value)
    if figure.unit is Unit.SHARE:
        who = f"of {who}"
    return str(speech.words["said"][figure.measure.value]).format(who=who)


def _day(figure: FoundFigure, speech: Language) -> str:
    if figure.kind is Kind.NEW and figure.window is not None and figure.window.start != figure.window.end:
        return f"{speech.day(figure.window.start)} – {speech.day(figure.window.end)}"
    if figure.as_of is not None:
        return speech.known_day(figure.as_of)
    return speech.day(figure.day) if figure.day else "?"


def _outlet(figure: FoundFigure, speech: Language) -> str:
    outlet = figure.outlet or figure.url or f"report {figure.report_id}"
    if figure.published is None:
        return outlet
    return speech.say("cite_outlet", outlet=outlet, published=speech.day(figure.published))


# --- references -------------------------------------------------------------------------------------

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
            **{sign: f"\\{sign}" for sign in "&%$#_{}"}}  # fmt: skip


def bibtex_of(figure: FoundFigure) -> str:
    """The report of a figure as a BibTeX entry."""
    fields = {
        "title": _escaped(figure.title or f"Report {figure.report_id}"),
        "organization": _escaped(figure.outlet) if figure.outlet else None,
        "date": figure.published.isoformat() if figure.published else None,
        "year": str(figure.published.year) if figure.published else None,
        "url": figure.url.translate({ord(sign): f"%{ord(sign):02X}" for sign in "{}\\ "}) if figure.url else None,
        "note": _escaped(f"Figure {figure.key[:12]}: {' '.join(figure.evidence.split())}"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_label(figure)},", *lines, "}"])


def _label(figure: FoundFigure) -> str:
    outlet = re.sub(r"[^a-z0-9]+", "", (figure.outlet or "report").casefold()) or "report"
    return f"{outlet}{figure.published.isoformat().replace('-', '') if figure.published else ''}_{figure.key[:6]}"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


def csl_of(figure: FoundFigure) -> str:
    """The report of a figure as CSL-JSON, for Zotero and its like."""
    published = figure.published
    entry: dict[str, Any] = {
        "id": _label(figure),
        "type": "article-newspaper",
        "title": figure.title or f"Report {figure.report_id}",
        "container-title": figure.outlet,
        "issued": {"date-parts": [[published.year, published.month, published.day]]} if published else None,
        "URL": figure.url,
        "note": f"Figure {figure.key[:12]}: {figure.evidence}",
    }
    return json.dumps([{key: value for key, value in entry.items() if value is not None}], ensure_ascii=False, indent=2)
