"""Cumulative totals: a step line a source."""

from dataclasses import replace

from tracker.charts.gather import Gathered
from tracker.charts.picture import Picture
from tracker.charts.plans.lines import key_of, lines_of, panel_of
from tracker.charts.plans.notes import notes_of
from tracker.charts.texts import (
    alt_of_line,
    axis_words,
    heard_of_lines,
    statement_of,
    texts_of,
    what_of,
    where_of,
)
from tracker.languages import language


def plan(found: Gathered) -> Picture:
    """The picture of the totals that were found."""
    order, speech = found.order, language(found.order.language)
    (cut,) = found.cuts
    lines = lines_of(cut.series, speech, order.gap_days)
    panel = panel_of(lines, speech, found.unit, gap_days=order.gap_days, log=order.log)
    notes = notes_of(cut.series, lines, speech, order.annotations)
    panel = replace(panel, notes=notes)
    subtitle = speech.say("subtitle_totals", what=what_of(found), where=where_of(found))
    alone = lines[0] if len(lines) == 1 and lines[0].slug is not None else None
    texts = texts_of(
        found, heard_of_lines(lines, speech), subtitle=subtitle + axis_words(cut.series, panel, speech),
        alt=[alt_of_line(line, speech) for line in lines],
        title=statement_of(found, alone, speech) if alone else None,
    )  # fmt: skip
    return Picture(order.kind, order.language, found.unit, texts, (panel,), key=key_of((panel,), speech), notes=notes)
