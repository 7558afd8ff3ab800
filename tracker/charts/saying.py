"""An order as the command that draws it again: the query that a file carries."""

import shlex
from collections.abc import Iterator

from tracker.charts.orders import GAP_DAYS, By, ChartKind, ChartOrder, Period, Size, Theme
from tracker.languages import Tongue


def query_of(order: ChartOrder) -> str:
    """The command line of an order.

    >>> query_of(ChartOrder("killed", place="Gaza Strip", size=Size.SLIDE))
    "tracker chart --measure killed --place 'Gaza Strip' --size slide"
    """
    return " ".join(["tracker chart", *_options(order)])


def _options(order: ChartOrder) -> Iterator[str]:
    question = order.question
    given: list[tuple[str, object, object]] = [
        ("kind", order.kind, ChartKind.TOTALS), ("measure", order.measure, None),
        *(("measure", one, None) for one in order.measures), ("place", order.place, None),
        *(("place", one, None) for one in order.places),
        ("crisis", question.crisis.name if question.crisis else None, None),
        *(("source", one, None) for one in order.sources),
        ("by", order.by, By.PLACE), ("group", order.group, None), ("unit", order.unit, None),
        ("period", order.period, Period.DAY), ("day", order.day, None), ("since", question.since, None),
        ("until", question.until, None), ("known-by", question.known_by, None),
        ("recorded-by", question.recorded_by.isoformat() if question.recorded_by else None, None),
        ("title", order.title, None), ("gap-days", order.gap_days, GAP_DAYS), ("size", order.size, Size.REPORT),
        ("theme", order.theme, Theme.LIGHT), ("language", order.language, Tongue.ENGLISH),
    ]  # fmt: skip
    for name, value, usual in given:
        if value is not None and value != usual:
            yield f"--{name} {shlex.quote(str(value))}"
    if order.log:
        yield "--log"
    for one in order.annotations:
        yield f"--note {shlex.quote(f'{one.day} {one.words}')}"
