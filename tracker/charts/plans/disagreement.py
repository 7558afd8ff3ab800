"""Disagreement over time: the span between the lowest and the highest total in force, and the sources in it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.charts.gather import Gathered
from tracker.charts.picture import Band, Dot, KeyEntry, Line, Picture, day_of
from tracker.charts.plans.lines import key_of, lines_of, panel_of
from tracker.charts.texts import alt_of_line, heard_of_lines, texts_of, what_of, where_of
from tracker.errors import EmptyChartError
from tracker.languages import Language, language
from tracker.model import Unit
from tracker.series import Series


def plan(found: Gathered) -> Picture:
    """The picture of the span. A total is in force from its day until its source gives another, at most as long as
    a line goes without a report; where fewer than two are in force, nobody disagrees and nothing is filled.
    """
    order, speech = found.order, language(found.order.language)
    (cut,) = found.cuts
    named = _comparable([series for series in cut.series if series.identity.source_slug is not None])
    lines = lines_of(named, speech, order.gap_days)
    bands = _bands(lines, float(order.gap_days))
    if not bands:
        raise EmptyChartError("", "nothing to draw: no two sources give such a total at the same time")
    panel = replace(panel_of(lines, speech, found.unit, gap_days=order.gap_days, log=order.log), band=bands)
    texts = texts_of(
        found, heard_of_lines(lines, speech),
        subtitle=speech.say("subtitle_disagreement", what=what_of(found), where=where_of(found)),
        alt=[_alt_of_span(bands[-1], found.unit, speech), *(alt_of_line(line, speech) for line in lines)],
    )  # fmt: skip
    key = (KeyEntry("span", speech.say("key_span")), *key_of((panel,), speech))
    return Picture(order.kind, order.language, found.unit, texts, (panel,), key=key)


def _comparable(found: Sequence[Series]) -> list[Series]:
    """The series that count from the same day in the same way as the one with most reports, or that say neither:
    others are no claims about the same thing.
    """
    if not found:
        return []
    most = found[0].identity
    return [
        one
        for one in found
        if one.identity.baseline in (most.baseline, None) and one.identity.basis in (most.basis, None)
    ]


def _alt_of_span(band: Band, unit: Unit, speech: Language) -> str:
    low, high = speech.amount(band.lows[-1], unit), speech.amount(band.highs[-1], unit)
    return speech.say("alt_span", day=speech.day(day_of(band.xs[-2])), low=low, high=high)


def _bands(lines: Sequence[Line], gap_days: float) -> tuple[Band, ...]:
    """The stretches of days in which two sources at least are in force."""
    last = max((dot.x for line in lines for dot in line.dots), default=0.0)
    changes = sorted(
        {x for line in lines for dot in line.dots for x in (dot.x, dot.x + gap_days) if x <= last} | {last}
    )
    in_force = _InForce(lines, gap_days)
    bands: list[Band] = []
    xs: list[float] = []
    spans: list[tuple[float, float]] = []
    for start, end in pairwise(changes):
        span = in_force.at(start)
        if span is not None:
            xs.append(start)
            spans.append(span)
        if spans and (span is None or end == last):
            bands.append(_band(xs, spans, end if span is not None else start))
            xs, spans = [], []
    return tuple(bands)


def _band(xs: list[float], spans: list[tuple[float, float]], end: float) -> Band:
    return Band((*xs, end), tuple(low for low, _ in spans), tuple(high for _, high in spans))


class _InForce:
    """The claims in force on days that are asked for in their order."""

    def __init__(self, lines: Sequence[Line], gap_days: float) -> None:
        self._lines, self._gap_days = lines, gap_days
        self._next = [0] * len(lines)

    def at(self, x: float) -> tuple[float, float] | None:
        """The lowest and the highest claim, ``None`` where fewer than two sources are in force."""
        claims: dict[str | None, list[Dot]] = {}
        for number, line in enumerate(self._lines):
            while self._next[number] < len(line.dots) and line.dots[self._next[number]].x <= x:
                self._next[number] += 1
            if self._next[number] and x - line.dots[self._next[number] - 1].x < self._gap_days:
                claims.setdefault(line.slug, []).append(line.dots[self._next[number] - 1])
        if len(claims) < 2:
            return None
        dots = [dot for own in claims.values() for dot in own]
        return min(_low(dot) for dot in dots), max(_high(dot) for dot in dots)


def _low(dot: Dot) -> float:
    return dot.low if dot.low is not None else dot.y


def _high(dot: Dot) -> float:
    return dot.high if dot.high is not None else dot.y
