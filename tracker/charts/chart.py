"""A chart from a question: find the series, choose what is drawn, draw it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from matplotlib.figure import Figure
from sqlmodel import Session

from tracker.charts.draw import GAP_DAYS, draw_totals
from tracker.charts.words import Words, words_for
from tracker.errors import EmptyChartError
from tracker.model import Kind, Measure, Status, Unit
from tracker.places import Gazetteer
from tracker.query import Question, choice_of, find_figures
from tracker.series import Series, find_series

MOST_SERIES = 8


@dataclass(frozen=True, slots=True)
class ChartOrder:
    """What to draw: a measure, and what narrows it. ``sources`` are named as in queries; none is all."""

    measure: str
    place: str | None = None
    sources: tuple[str, ...] = ()
    group: str | None = None
    unit: str | None = None
    question: Question = field(default_factory=Question)
    title: str | None = None
    gap_days: int = GAP_DAYS


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart: the matplotlib figure, its words, and the series on it."""

    figure: Figure
    words: Words
    series: tuple[Series, ...]


def draw_chart(session: Session, order: ChartOrder, gazetteer: Gazetteer) -> Drawn:
    """Draw what was ordered. Raises ``QueryError`` for words that name nothing, and ``EmptyChartError``
    where nothing answers, saying which condition left nothing.
    """
    measure = choice_of(order.measure, Measure, "measure")
    unit = choice_of(order.unit, Unit, "unit") if order.unit else _unit_of(measure)
    asked = replace(
        order.question, measure=measure.value, unit=unit.value, place=order.place,
        exact_place=order.place is not None, group=order.group, kind=Kind.TOTAL.value,
    )  # fmt: skip
    found = [
        series
        for source in order.sources or (None,)
        for series in find_series(session, replace(asked, source=source), gazetteer)
    ]
    chosen, left_out = _chosen(found, order)
    if not chosen:
        raise EmptyChartError("", f"nothing to draw: {_why_empty(session, asked, order, gazetteer)}")
    words = words_for(chosen, measure=measure, unit=unit, place=order.place, title=order.title, left_out=left_out)
    return Drawn(draw_totals(chosen, words, gap_days=order.gap_days), words, tuple(chosen))


def _unit_of(measure: Measure) -> Unit:
    return Unit.HOMES if measure in (Measure.HOMES_DESTROYED, Measure.HOMES_DAMAGED) else Unit.PEOPLE


def _chosen(found: Sequence[Series], order: ChartOrder) -> tuple[list[Series], list[str]]:
    """The series that count everybody (or the group that was asked for), and what is left out, in words."""
    everybody = [series for series in found if order.group or series.identity.group is None]
    others = sorted({str(series.identity.group) for series in found} - {str(s.identity.group) for s in everybody})
    notes = [f"totals of {', '.join(others)} alone"] if others else []
    if len(everybody) > MOST_SERIES:
        notes.append(f"{len(everybody) - MOST_SERIES} more series with fewer reports")
    return everybody[:MOST_SERIES], notes


def _why_empty(session: Session, asked: Question, order: ChartOrder, gazetteer: Gazetteer) -> str:
    """The first condition after which nothing is left, as a person would say it."""
    told: list[str] = []
    for question, words in _narrower(asked, order):
        told.append(words)
        if not find_figures(session, replace(question, limit=1), gazetteer):
            break
    return f"the ledger has no figure {' '.join(told)}"


def _narrower(asked: Question, order: ChartOrder) -> Iterator[tuple[Question, str]]:
    """What was asked, one condition after the other, in the order in which a person would say it."""
    question = Question(measure=asked.measure)
    yield question, f"of {asked.measure}"
    question = replace(question, unit=asked.unit)
    yield question, f"in {asked.unit}"
    question = replace(question, kind=asked.kind, status=Status.ASSERTED.value)
    yield question, "given as a total and asserted"
    if asked.place is not None:
        question = replace(question, place=asked.place, exact_place=True)
        yield question, f"for {asked.place}"
    if asked.group is not None:
        question = replace(question, group=asked.group)
        yield question, f"of {asked.group}"
    if len(order.sources) == 1:
        question = replace(question, source=order.sources[0])
        yield question, f"by {order.sources[0]}"
    if asked.crisis is not None:
        question = replace(question, crisis=asked.crisis)
        yield question, f"of the crisis {asked.crisis.name}"
    days = replace(question, since=asked.since, until=asked.until, known_by=asked.known_by)
    yield replace(days, recorded_by=asked.recorded_by), "in the days asked for"
