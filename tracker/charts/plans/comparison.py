"""Sources compared on one day: the last total of each, as a dot with its range."""

import datetime as dt
from collections.abc import Sequence

from tracker.charts.gather import Gathered
from tracker.charts.picture import MARK_OF, Dot, KeyEntry, Mark, Picture, Row, Rows
from tracker.charts.plans.lines import axis_of, dot_of, label_of
from tracker.charts.texts import Heard, texts_of, told_on, what_of, where_of
from tracker.charts.ticks import number_ticks
from tracker.errors import EmptyChartError
from tracker.languages import Language, language
from tracker.series import Series


def plan(found: Gathered) -> Picture:
    """The picture of what each source said last, by a day."""
    order, speech = found.order, language(found.order.language)
    (cut,) = found.cuts
    day = order.day or max(series.points[-1].day for series in cut.series)
    rows = sorted(_rows(cut.series, day, speech), key=lambda row: (-row.value, row.name))
    if not rows:
        raise EmptyChartError("", f"nothing to draw: no source had given a total by {day}")
    low, top, log = axis_of([row.value for row in rows], [row.high for row in rows if row.high], log=order.log)
    ticks = number_ticks(top, found.unit, speech, log=log, low=low)
    texts = texts_of(
        found, [Heard(row.figure.source or row.name, (row.figure,)) for row in rows if row.figure],
        subtitle=speech.say("subtitle_comparison", what=what_of(found), where=where_of(found), day=speech.day(day)),
        alt=[speech.say("alt_row", name=row.name, number=row.told) for row in rows],
    )  # fmt: skip
    key = tuple(
        KeyEntry(mark.value, speech.say(f"mark_{mark.value}")) for mark in Mark if any(row.mark is mark for row in rows)
    )
    return Picture(
        order.kind, order.language, found.unit, texts, rows=Rows(tuple(rows), low, top, log, bars=False, heights=ticks),
        key=key,
    )  # fmt: skip


def _rows(found: Sequence[Series], day: dt.date, speech: Language) -> list[Row]:
    rows = []
    for one in found:
        points = [point for point in one.points if point.day <= day]
        if points:
            dot: Dot = dot_of(points[-1], speech)
            rows.append(
                Row(label_of(one, found, speech), one.identity.source_slug, dot.y, MARK_OF[dot.figure.qualifier],
                    told_on(dot.figure, speech), dot.figure, dot.low, dot.high)
            )  # fmt: skip
    return rows
