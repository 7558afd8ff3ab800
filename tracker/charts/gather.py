"""From an order to the figures that answer it, before anything is drawn."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from tracker.charts.orders import By, ChartKind, ChartOrder
from tracker.errors import EmptyChartError
from tracker.model import Kind, Measure, Status, Unit
from tracker.places import Gazetteer
from tracker.query import FoundFigure, Order, Question, choice_of, find_figures
from tracker.query.voices import Lineage, lineage_of
from tracker.series import Series, series_of
from tracker.store.digest import last_recorded

MOST_SERIES = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """The figures for one panel: one measure, one place. ``others`` are those that are no facts (denied,
    projected, disputed, background), of which a chart only tells how many there are.
    """

    name: str
    measure: Measure
    figures: tuple[FoundFigure, ...]
    series: tuple[Series, ...]
    parts: tuple[FoundFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an order found, and what is left out of its chart."""

    order: ChartOrder
    measure: Measure
    unit: Unit
    cuts: tuple[Cut, ...]
    left_groups: tuple[str, ...]
    left_series: int
    left_statuses: tuple[tuple[Status, int], ...]
    ledger_day: dt.date | None
    lineage: Lineage = field(default_factory=dict)
    """What the sources are parts of."""


def gather(session: Session, order: ChartOrder, gazetteer: Gazetteer) -> Gathered:
    """Find what is to be drawn. Raises ``QueryError`` for words that name nothing, and ``EmptyChartError`` where
    nothing answers, saying which condition left nothing.
    """
    measure = choice_of(order.measure, Measure, "measure")
    unit = choice_of(order.unit, Unit, "unit") if order.unit else _unit_of(measure)
    cuts: list[Cut] = []
    groups: set[str] = set()
    statuses: Counter[Status] = Counter()
    left = 0
    for name, asked in _asked(_with_places(session, order, measure, unit, gazetteer), measure, unit):
        found = [figure for one in _by_source(order, asked) for figure in find_figures(session, one, gazetteer)]
        facts = tuple(figure for figure in found if figure.status is Status.ASSERTED)
        statuses.update(figure.status for figure in found if figure.status is not Status.ASSERTED)
        series, apart = _everybody(series_of(facts, crisis=order.question.crisis), order)
        groups |= apart
        left += max(0, len(series) - MOST_SERIES)
        drawn = series[:MOST_SERIES]
        if drawn:
            parts = _parts(session, asked, gazetteer) if order.kind is ChartKind.COMPOSITION else ()
            cuts.append(Cut(name, Measure(str(asked.measure)), facts, drawn, parts))
    if not cuts:
        raise EmptyChartError("", f"nothing to draw: {_why_empty(session, order, measure, unit, gazetteer)}")
    moment = last_recorded(session)
    return Gathered(
        order, measure, unit, tuple(cuts), tuple(sorted(groups)), left, tuple(sorted(statuses.items())),
        moment.date() if moment else None, lineage_of(session),
    )  # fmt: skip


def _unit_of(measure: Measure) -> Unit:
    return Unit.HOMES if measure in (Measure.HOMES_DESTROYED, Measure.HOMES_DAMAGED) else Unit.PEOPLE


def _kind_of(order: ChartOrder) -> Kind:
    return Kind.NEW if order.kind is ChartKind.ADDED else Kind.TOTAL


MOST_PLACES = 6
"""Panels by place where the order names none."""


def _with_places(session: Session, order: ChartOrder, measure: Measure, unit: Unit, gazetteer: Gazetteer) -> ChartOrder:
    """Small multiples by place that name no place are of those with most days told of."""
    if order.kind is not ChartKind.MULTIPLES or order.by is not By.PLACE or order.place or order.places:
        return order
    asked = replace(
        order.question, measure=measure.value, unit=unit.value, kind=Kind.TOTAL.value, status=Status.ASSERTED.value,
        limit=None,
    )  # fmt: skip
    days: dict[str, set[dt.date]] = defaultdict(set)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for figure in find_figures(session, asked, gazetteer):
        place = figure.place_id or figure.place
        if place and figure.place and figure.day:
            days[place].add(figure.day)
            names[place][figure.place] += 1
    chosen = sorted(days, key=lambda place: (-len(days[place]), place))[:MOST_PLACES]
    return replace(order, places=tuple(names[place].most_common(1)[0][0] for place in chosen))


def _asked(order: ChartOrder, measure: Measure, unit: Unit) -> Iterator[tuple[str, Question]]:
    """A question for each panel, with the panel's name."""
    asked = replace(
        order.question, measure=measure.value, unit=unit.value, place=order.place,
        exact_place=order.place is not None or order.question.crisis is not None, group=order.group,
        kind=_kind_of(order).value, order=Order.OLDEST, limit=None,
    )  # fmt: skip
    if order.kind is not ChartKind.MULTIPLES:
        yield order.place or "", asked
    elif order.by is By.MEASURE:
        for words in dict.fromkeys((order.measure, *order.measures)):
            one = choice_of(words, Measure, "measure")
            yield one.value, replace(asked, measure=one.value, unit=(order.unit and unit.value) or _unit_of(one).value)
    else:
        for place in dict.fromkeys((*((order.place,) if order.place else ()), *order.places)):
            yield place, replace(asked, place=place, exact_place=True)


def _by_source(order: ChartOrder, asked: Question) -> Iterator[Question]:
    for source in order.sources or (None,):
        yield replace(asked, source=source)


def _everybody(found: tuple[Series, ...], order: ChartOrder) -> tuple[tuple[Series, ...], set[str]]:
    """The series that count everybody (or the group that was asked for), and the groups of those that don't."""
    if order.group:
        return found, set()
    everybody = tuple(series for series in found if series.identity.group is None)
    return everybody, {str(series.identity.group) for series in found if series.identity.group is not None}


def _parts(session: Session, asked: Question, gazetteer: Gazetteer) -> tuple[FoundFigure, ...]:
    """The parts that reports give of their totals: they may be of other groups and of places inside."""
    question = replace(
        asked, kind=Kind.PART.value, status=Status.ASSERTED.value, place=None, exact_place=False, group=None,
        source=None,
    )  # fmt: skip
    return tuple(figure for figure in find_figures(session, question, gazetteer) if figure.part_of is not None)


# --- nothing found ----------------------------------------------------------------------------------


def _why_empty(session: Session, order: ChartOrder, measure: Measure, unit: Unit, gazetteer: Gazetteer) -> str:
    """The first condition after which nothing is left, as a person would say it."""
    told: list[str] = []
    for question, words in _narrower(order, measure, unit):
        told.append(words)
        if not find_figures(session, replace(question, limit=1), gazetteer):
            break
    return f"the ledger has no figure {' '.join(told)}"


def _narrower(order: ChartOrder, measure: Measure, unit: Unit) -> Iterator[tuple[Question, str]]:
    """What was asked, one condition after the other, in the order in which a person would say it."""
    asked, kind = order.question, _kind_of(order)
    question = Question(measure=measure.value)
    yield question, f"of {measure.value}"
    question = replace(question, unit=unit.value)
    yield question, f"in {unit.value}"
    question = replace(question, kind=kind.value, status=Status.ASSERTED.value)
    yield question, f"given as {'a total' if kind is Kind.TOTAL else 'newly reported'} and asserted"
    place = order.place or (order.places[0] if order.places else None)
    if place is not None:
        question = replace(question, place=place, exact_place=True)
        yield question, f"for {place}"
    if order.group is not None:
        question = replace(question, group=order.group)
        yield question, f"of {order.group}"
    if len(order.sources) == 1:
        question = replace(question, source=order.sources[0])
        yield question, f"by {order.sources[0]}"
    if asked.crisis is not None:
        question = replace(question, crisis=asked.crisis)
        yield question, f"of the crisis {asked.crisis.name}"
    days = replace(question, since=asked.since, until=asked.until, known_by=asked.known_by)
    yield replace(days, recorded_by=asked.recorded_by), "in the days asked for"
