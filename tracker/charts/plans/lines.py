"""Lines: points where reports are, joined by steps, never over a gap and never between two ways of counting."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tracker.charts.looks import place_of
from tracker.charts.picture import MARK_OF, Dot, Gap, KeyEntry, Line, Mark, Panel, number_of
from tracker.charts.ticks import number_ticks
from tracker.languages import Language
from tracker.model import Unit
from tracker.query import FoundFigure
from tracker.series import Identity, Point, Series


def lines_of(found: Sequence[Series], language: Language, gap_days: int) -> tuple[Line, ...]:
    """A line for each series. A source that is not named makes points but no line: nobody knows whether they are
    of one counting.
    """
    seen: Counter[int | None] = Counter()
    lines = []
    for one in found:
        slug = one.identity.source_slug
        place = None if slug is None else place_of(slug)
        dots = tuple(dot_of(point, language) for point in one.points)
        stretches = tuple(_stretches(one.points, gap_days)) if slug is not None else ()
        replaced = tuple(dot for point in one.points for dot in _replaced(point, language))
        lines.append(Line(label_of(one, found, language), slug, dots, stretches, replaced, seen[place]))
        seen[place] += 1
    return tuple(lines)


def dot_of(point: Point, language: Language) -> Dot:
    """The point that a day's best figure makes."""
    return _dot(point.best, number_of(point.day), point.height, language)


def figure_dot(figure: FoundFigure, x: float, language: Language) -> Dot:
    """The point that one figure makes, at a place of its own."""
    return _dot(figure, x, height_of(figure), language)


def height_of(figure: FoundFigure) -> float:
    """Where a figure stands on an axis: see :class:`tracker.series.Point`."""
    assert figure.day is not None
    return Point(figure.day, (figure,)).height


def hedged(figure: FoundFigure, language: Language) -> str:
    """The number of a figure with its hedge, in a language."""
    return language.hedged(figure)


def _dot(figure: FoundFigure, x: float, y: float, language: Language, *, replaced_by: int | None = None) -> Dot:
    both = figure.low is not None and figure.high is not None and figure.low < figure.high
    mark = Mark.REPLACED if replaced_by is not None else MARK_OF[figure.qualifier]
    return Dot(
        x, y, mark, figure, hedged(figure, language), figure.low if both else None, figure.high if both else None,
        replaced_by,
    )  # fmt: skip


def _replaced(point: Point, language: Language) -> Iterator[Dot]:
    """What the source had said of the day before it said something else."""
    told = {point.height}
    for figure in point.figures[1:]:
        height = height_of(figure)
        if height not in told:
            told.add(height)
            yield _dot(figure, number_of(point.day), height, language, replaced_by=point.best.id)


def _stretches(points: Sequence[Point], gap_days: int) -> Iterator[tuple[int, int]]:
    """The points in stretches without a long gap, as first and past-last index."""
    start = 0
    for index, (before, after) in enumerate(pairwise(points), 1):
        if (after.day - before.day).days > gap_days:
            yield start, index
            start = index
    yield start, len(points)


# --- names ------------------------------------------------------------------------------------------


def label_of(one: Series, among: Sequence[Series], language: Language) -> str:
    """The name of a series: its source, and what sets it apart from the others of the same source."""
    identity = one.identity
    name = identity.source or language.say("no_source")
    twins = [other.identity for other in among if other is not one and other.identity.source == identity.source]
    told = ", ".join(part for part in _apart(identity, twins, language) if part)
    return f"{name} ({told})" if told else name


def _apart(identity: Identity, twins: Sequence[Identity], language: Language) -> Iterator[str]:
    if identity.baseline and any(twin.baseline != identity.baseline for twin in twins):
        yield language.say("since", baseline=baseline_words(identity.baseline, language))
    if identity.basis and any(twin.basis != identity.basis for twin in twins):
        yield language.say(f"basis_{identity.basis}")
    if identity.group and any(twin.group != identity.group for twin in twins):
        yield identity.group
    if any(twin.place_id != identity.place_id or twin.place != identity.place for twin in twins):
        yield (identity.place_id or identity.place or "").rpartition("/")[2].replace("-", " ").title()


def baseline_words(baseline: str, language: Language) -> str:
    """A baseline for people to read: a date, a month, or the words for an event."""
    import datetime as dt

    try:
        return language.day(dt.date.fromisoformat(baseline))
    except ValueError:
        pass
    try:
        return language.month(dt.date.fromisoformat(f"{baseline}-01"))
    except ValueError:
        return baseline


# --- the panel around them --------------------------------------------------------------------------


def gaps_of(lines: Iterable[Line], language: Language, gap_days: int) -> tuple[Gap, ...]:
    """The stretches in which no source of a panel was heard."""
    days = sorted({dot.x for line in lines for dot in line.dots})
    return tuple(
        Gap(before, after, language.count("days", int(after - before)))
        for before, after in pairwise(days)
        if after - before > gap_days
    )


def panel_of(
    lines: tuple[Line, ...], language: Language, unit: Unit, *, gap_days: int, log: bool, title: str = ""
) -> Panel:
    """A panel that holds some lines: from zero (or, with a logarithmic axis, from below the least), and not a day
    longer than its points, but for a margin.
    """
    dots = [dot for line in lines for dot in (*line.dots, *line.replaced)]
    left, right = min(dot.x for dot in dots), max(dot.x for dot in dots)
    margin = max(1.5, (right - left) * 0.025)
    low, top, log = axis_of([dot.y for dot in dots], [dot.high for dot in dots if dot.high], log=log)
    return Panel(
        title=title, left=left - margin, right=right + margin, low=low, top=top, log=log, lines=lines,
        gaps=gaps_of(lines, language, gap_days), heights=number_ticks(top, unit, language, log=log, low=low),
    )  # fmt: skip


def axis_of(heights: Sequence[float], highs: Sequence[float], *, log: bool) -> tuple[float, float, bool]:
    """The ends of an axis of numbers. A logarithmic one has no zero: with nothing above it, the axis is plain."""
    top = max((*heights, *highs))
    above = [height for height in heights if height > 0]
    if log and above:
        return min(above) / 1.6, top * 1.6, True
    return 0.0, top * 1.08 or 1.0, False


def key_of(panels: Sequence[Panel], language: Language) -> tuple[KeyEntry, ...]:
    """What the marks mean, for those that occur."""
    used = {dot.mark for panel in panels for line in panel.lines for dot in (*line.dots, *line.replaced)}
    if used == {Mark.EXACT}:
        used = set()  # a dot needs no words where nothing is hedged
    entries = [KeyEntry(mark.value, language.say(f"mark_{mark.value}")) for mark in Mark if mark in used]
    if any(panel.gaps for panel in panels):
        entries.append(KeyEntry("gap", language.say("key_gap")))
    return tuple(entries)
