"""Small multiples: the same picture of totals for several places or measures, each panel on its own scale."""

from dataclasses import replace

from tracker.charts.gather import Cut, Gathered
from tracker.charts.orders import By
from tracker.charts.picture import Panel, Picture
from tracker.charts.plans.lines import key_of, lines_of, panel_of
from tracker.charts.texts import alt_of_line, heard_of_lines, texts_of, what_of
from tracker.errors import EmptyChartError
from tracker.languages import Language, language

MOST_PANELS = 12


def plan(found: Gathered) -> Picture:
    """The picture of some panels. They share their days, so that they can be read one below the other."""
    order, speech = found.order, language(found.order.language)
    if len(found.cuts) > MOST_PANELS:
        raise EmptyChartError("", f"{len(found.cuts)} panels are more than the {MOST_PANELS} that can be read")
    panels = _aligned([_panel(found, cut, speech) for cut in found.cuts])
    lines = [line for panel in panels for line in panel.lines]
    texts = texts_of(
        found, heard_of_lines(lines, speech), subtitle=speech.say("subtitle_multiples", what=_what(found, speech)),
        alt=[f"{panel.title}: {alt_of_line(line, speech)}" for panel in panels for line in panel.lines],
        title=speech.listed([panel.title for panel in panels]) if order.by is By.MEASURE else what_of(found),
    )  # fmt: skip
    return Picture(order.kind, order.language, found.unit, texts, tuple(panels), key=key_of(panels, speech))


def _what(found: Gathered, speech: Language) -> str:
    place = found.order.place
    if found.order.by is By.MEASURE:
        return place or speech.say("everywhere")
    return what_of(found)


def _panel(found: Gathered, cut: Cut, speech: Language) -> Panel:
    unit = cut.series[0].identity.unit
    lines = lines_of(cut.series, speech, found.order.gap_days)
    title = speech.what(cut.measure, unit, found.order.group) if found.order.by is By.MEASURE else cut.name
    return panel_of(lines, speech, unit, gap_days=found.order.gap_days, log=found.order.log, title=title)


def _aligned(panels: list[Panel]) -> list[Panel]:
    left, right = min(panel.left for panel in panels), max(panel.right for panel in panels)
    return [replace(panel, left=left, right=right) for panel in panels]
