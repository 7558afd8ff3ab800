"""What was newly reported, per day or per week: bars that know the window they were counted in.

A count of 48 hours is shared out over its days and marked; a day that one report of a source has counted is not
counted again from another one. Two sources are never summed: each has a panel.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.charts.gather import Gathered
from tracker.charts.orders import Period
from tracker.charts.picture import Bar, KeyEntry, Panel, Picture, day_of, number_of
from tracker.charts.plans.lines import axis_of, height_of
from tracker.charts.texts import Heard, texts_of, what_of, where_of
from tracker.charts.ticks import number_ticks
from tracker.languages import Language, language
from tracker.query import FoundFigure
from tracker.series import Series

MOST_PANELS = 4
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure with the days that it counts, both inclusive."""

    figure: FoundFigure
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def a_day(self) -> float:
        return height_of(self.figure) / self.days


def plan(found: Gathered) -> Picture:
    """The picture of new figures: a panel for each of the sources that give most of them."""
    order, speech = found.order, language(found.order.language)
    (cut,) = found.cuts
    by_source = _by_source(cut.series)
    chosen = list(by_source.items())[:MOST_PANELS]
    overlaps = 0
    panels, heard, alt = [], [], []
    for name, figures in chosen:
        counts, dropped = _without_overlaps(_counts(figures))
        overlaps += dropped
        bars = tuple(_weekly(counts, speech) if order.period is Period.WEEK else _daily(counts, speech))
        panels.append(_panel(bars, found, speech, title=name or speech.say("no_source") if len(chosen) > 1 else ""))
        heard.append(Heard(name or speech.say("no_source"), tuple(count.figure for count in counts)))
        alt.append(_alt(heard[-1].name, bars, found, speech))
    left = [speech.say("left_overlap", figures=speech.count("figures", overlaps))] if overlaps else []
    if len(by_source) > MOST_PANELS:
        left.append(speech.count("others", len(by_source) - MOST_PANELS))
    many = "_many" if len(chosen) > 1 else ""
    texts = texts_of(
        found, heard, alt=alt, left_out=left,
        subtitle=speech.say(
            f"subtitle_added_{order.period}{many}", what=what_of(found), where=where_of(found), source=heard[0].name
        ),
    )  # fmt: skip
    spread = any(bar.spread for panel in panels for bar in panel.bars)
    key = (KeyEntry("spread", speech.say("key_spread")),) if spread else ()
    return Picture(order.kind, order.language, found.unit, texts, tuple(_aligned(panels)), key=key)


def _by_source(found: Sequence[Series]) -> dict[str | None, list[FoundFigure]]:
    """The figures of each source, the one that gives most of them first."""
    figures: dict[str | None, list[FoundFigure]] = defaultdict(list)
    for one in found:
        figures[one.identity.source] += [figure for point in one.points for figure in point.figures]
    return dict(sorted(figures.items(), key=lambda named: (-len(named[1]), named[0] or "")))


def _counts(figures: Iterable[FoundFigure]) -> list[_Count]:
    counts = []
    for figure in figures:
        assert figure.day is not None
        window = figure.window
        known = window is not None and (window.end - window.start).days < _LONGEST
        first, last = (window.start, window.end) if window is not None and known else (figure.day, figure.day)
        counts.append(_Count(figure, first, last))
    return counts


def _without_overlaps(counts: Sequence[_Count]) -> tuple[list[_Count], int]:
    """The counts of days that no other has counted, the shortest windows first; and how many are left out, not
    counting those that say the same again.
    """
    taken: set[dt.date] = set()
    kept: list[_Count] = []
    said = set()
    for count in sorted(counts, key=lambda one: (one.days, one.first, -height_of(one.figure))):
        days = {count.first + dt.timedelta(days=step) for step in range(count.days)}
        if not days & taken:
            taken |= days
            kept.append(count)
        said.add((count.first, count.last, height_of(count.figure)))
    return sorted(kept, key=lambda one: one.first), len(said) - len(kept)


def _daily(counts: Sequence[_Count], speech: Language) -> Iterable[Bar]:
    for count in counts:
        figure, start = count.figure, number_of(count.first)
        told = speech.hedged(figure)
        yield Bar(start, start + count.days, count.a_day, figure.source_slug, count.days > 1, (figure,), told)


def _weekly(counts: Sequence[_Count], speech: Language) -> Iterable[Bar]:
    """The days of each week summed; a count that reaches into two weeks is shared out by its days."""
    sums: dict[dt.date, float] = defaultdict(float)
    figures: dict[dt.date, dict[int, FoundFigure]] = defaultdict(dict)
    split: set[dt.date] = set()
    for count in counts:
        for step in range(count.days):
            day = count.first + dt.timedelta(days=step)
            week = day - dt.timedelta(days=day.weekday())
            sums[week] += count.a_day
            figures[week][count.figure.id] = count.figure
            if count.first < week or count.last > week + dt.timedelta(days=6):
                split.add(week)
    for week in sorted(sums):
        own = tuple(figures[week].values())
        start = number_of(week)
        told = speech.amount(round(sums[week], 1), own[0].unit)
        yield Bar(start, start + 7, sums[week], own[0].source_slug, week in split, own, told)


def _panel(bars: tuple[Bar, ...], found: Gathered, speech: Language, *, title: str) -> Panel:
    left, right = min(bar.start for bar in bars), max(bar.end for bar in bars)
    low, top, _ = axis_of([bar.height for bar in bars], [], log=False)
    margin = max(1.0, (right - left) * 0.02)
    ticks = number_ticks(top, found.unit, speech, log=False)
    return Panel(title, left - margin, right + margin, low, top, False, bars=bars, heights=ticks)


def _aligned(panels: Sequence[Panel]) -> list[Panel]:
    left, right = min(panel.left for panel in panels), max(panel.right for panel in panels)
    return [replace(panel, left=left, right=right) for panel in panels]


def _alt(name: str, bars: Sequence[Bar], found: Gathered, speech: Language) -> str:
    largest = max(bars, key=lambda bar: bar.height)
    return speech.say(
        "alt_added", source=name, bars=speech.count("bars", len(bars)),
        number=speech.amount(round(largest.height, 1), found.unit), day=speech.day(day_of(largest.start)),
    )  # fmt: skip
