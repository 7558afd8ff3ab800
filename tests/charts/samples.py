"""Figures made by hand, for pictures that need no ledger."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tracker.charts.gather import Cut, Gathered
from tracker.charts.orders import ChartKind, ChartOrder
from tracker.charts.picture import Picture
from tracker.charts.plans import plan_picture
from tracker.model import Kind, Measure, Qualifier, Span, Status, Unit, Window
from tracker.query import FoundFigure
from tracker.series import series_of

_ids = itertools.count(1)
START = dt.date(2024, 1, 1)


def figure(value: float | None, day: int = 0, *, source: str | None = "OCHA", **fields: Any) -> FoundFigure:
    """A figure of a day that is counted from the first of 2024."""
    identity = next(_ids)
    when = START + dt.timedelta(days=day)
    number = f"{value:,.0f}" if value is not None else "dozens"
    sentence = f"{source or 'Someone'} said {number} people had been killed."
    begin = sentence.index(number)
    made = FoundFigure(
        id=identity, key=f"{identity:032x}", number=number, value=value, low=None, high=None,
        qualifier=Qualifier.EXACTLY, measure=Measure.KILLED, unit=Unit.PEOPLE, group=None, place="Gaza Strip",
        place_id="ps/gaza-strip", kind=Kind.TOTAL, status=Status.ASSERTED, day=when, as_of=None, window=None,
        baseline=None, baseline_words=None, from_outset=False, basis=None, source=source,
        source_slug=source.lower().replace(" ", "-") if source else None, source_words=source, relays=(),
        relay_slugs=(), copy_of=None,
        outlet="The Daily", published=when, published_at=None, title=None, url="https://example.org/a",
        report_id=identity, revision=1, span=Span(100 + begin, 100 + begin + len(number)),
        sentence=Span(100, 100 + len(sentence)), credit=None, evidence=sentence, rule="test", extractor="1",
        part_of=None, recorded_at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    return replace(made, **fields)


def window(first: int, last: int) -> Window:
    """Days counted from the first of 2024, both inclusive."""
    return Window(START + dt.timedelta(days=first), START + dt.timedelta(days=last))


def gathered(figures: Sequence[FoundFigure], *, parts: Sequence[FoundFigure] = (), **order: Any) -> Gathered:
    """What an order has found, without a ledger."""
    asked = ChartOrder(**{"measure": "killed", "place": "Gaza Strip", **order})
    places = dict.fromkeys(figure.place for figure in figures)
    several = asked.kind is ChartKind.MULTIPLES
    cuts = tuple(
        Cut(str(place), Measure.KILLED, own, series_of(own), tuple(parts))
        for place in (places if several else [asked.place])
        for own in [tuple(figure for figure in figures if not several or figure.place == place)]
    )
    return Gathered(asked, Measure.KILLED, figures[0].unit, cuts, (), 0, (), dt.date(2024, 6, 1))


def plan(figures: Sequence[FoundFigure], **order: Any) -> Picture:
    """The picture of some figures."""
    return plan_picture(gathered(figures, **order))


def names(count: int, length: int = 8) -> list[str]:
    """Names of sources, of some length each."""
    words = "United Committee for the Registration of Victims and the Displaced of all Provinces"
    return [f"{number} {words}"[:length].strip() for number in range(1, count + 1)]


def many(sources: int, length: int = 8, *, points: int = 12) -> list[FoundFigure]:
    """Totals of several sources, some hedged, with a gap in the middle."""
    hedges = itertools.cycle([Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.NEARLY])
    return [
        figure(
            1000.0 + 137 * step + 211 * number, step * 9 + (80 if step > points // 2 else 0), source=name,
            qualifier=next(hedges), source_slug=f"source-{number}",
        )
        for number, name in enumerate(names(sources, length))
        for step in range(points)
    ]  # fmt: skip
