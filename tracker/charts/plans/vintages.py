"""Vintages: how the figure for one day changed as it was published again and again."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

from tracker.charts.gather import Gathered
from tracker.charts.looks import place_of
from tracker.charts.picture import Line, Picture, number_of
from tracker.charts.plans.lines import figure_dot, key_of, label_of, panel_of
from tracker.charts.texts import alt_of_line, heard_of_lines, texts_of, what_of, where_of
from tracker.errors import EmptyChartError
from tracker.languages import Language, language
from tracker.query import FoundFigure
from tracker.series import Series


def plan(found: Gathered) -> Picture:
    """The picture of what each source published, over time, about the same day."""
    order, speech = found.order, language(found.order.language)
    (cut,) = found.cuts
    day = order.day or _day_most_told(cut.series)
    lines = _lines(cut.series, day, speech)
    if not lines:
        raise EmptyChartError("", f"nothing to draw: no dated report tells of {day}")
    panel = panel_of(lines, speech, found.unit, gap_days=10**6, log=order.log)
    texts = texts_of(
        found, heard_of_lines(lines, speech),
        subtitle=speech.say("subtitle_vintages", what=what_of(found), where=where_of(found), day=speech.day(day)),
        alt=[alt_of_line(line, speech) for line in lines],
    )  # fmt: skip
    return Picture(order.kind, order.language, found.unit, texts, (panel,), key=key_of((panel,), speech))


def _day_most_told(found: Sequence[Series]) -> dt.date:
    """The day of which reports of most different days tell; the last of several."""
    published: dict[dt.date, set[dt.date]] = defaultdict(set)
    for one in found:
        for point in one.points:
            published[point.day].update(figure.published for figure in point.figures if figure.published)
    return max(published, key=lambda day: (len(published[day]), day))


def _lines(found: Sequence[Series], day: dt.date, speech: Language) -> tuple[Line, ...]:
    seen: Counter[int | None] = Counter()
    lines = []
    for one in found:
        told = [figure for point in one.points if point.day == day for figure in point.figures if figure.published]
        if told:
            slug = one.identity.source_slug
            place = None if slug is None else place_of(slug)
            dots = tuple(
                figure_dot(figure, number_of(figure.published), speech)
                for figure in _one_a_day(told)
                if figure.published
            )
            stretches = ((0, len(dots)),) if slug is not None else ()
            lines.append(Line(label_of(one, found, speech), slug, dots, stretches, twin=seen[place]))
            seen[place] += 1
    return tuple(lines)


def _one_a_day(figures: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The figure that speaks for each day of publication, in their order: the first one, as a series gives them."""
    by_day: dict[dt.date, FoundFigure] = {}
    for figure in figures:
        if figure.published is not None:
            by_day.setdefault(figure.published, figure)
    return [by_day[day] for day in sorted(by_day)]
