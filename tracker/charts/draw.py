"""Drawing totals over time.

What is drawn is what was reported: a point where a report is, a step to the next one, no line over a gap
longer than a limit, and a marker that says how the number was hedged. A source that is not named makes
points but no line: nobody knows whether they are of one counting.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter
from matplotlib.transforms import Bbox

from tracker.charts.style import DPI, FAINT, GRID, INK, SIZE, colours_for, styled
from tracker.charts.words import Words, label_of
from tracker.model import Qualifier, Unit
from tracker.series import Point, Series

GAP_DAYS = 45
"""Days without a report after which a line ends: what happened meanwhile nobody has told."""


@dataclass(frozen=True, slots=True)
class _Marker:
    shape: str
    filled: bool
    meaning: str


_EXACT = _Marker("o", True, "exact")
_BELOW = _Marker("^", False, "at least, more than")
_ABOVE = _Marker("v", False, "nearly, up to")
_MARKERS = {
    Qualifier.EXACTLY: _EXACT,
    Qualifier.ABOUT: _Marker("o", False, "about"),
    Qualifier.AT_LEAST: _BELOW,
    Qualifier.MORE_THAN: _BELOW,
    Qualifier.VAGUE: _Marker("2", False, "vague: this or more"),
    Qualifier.NEARLY: _ABOVE,
    Qualifier.AT_MOST: _ABOVE,
    Qualifier.BETWEEN: _Marker("_", False, "between"),
}


def draw_totals(series: Sequence[Series], words: Words, *, gap_days: int = GAP_DAYS) -> Figure:
    """A figure of some series: at least one, each with at least one point."""
    with styled():
        figure = Figure(figsize=SIZE, dpi=DPI)  # measured as it is written: glyphs are fitted to the pixels
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.09, 0.27, 0.64, 0.55))
        colours = colours_for(one.identity.source_slug for one in series)
        for one in series:
            _draw_series(axes, one, colours[one.identity.source_slug], gap_days)
        _set_axes(axes, series)
        _make_room_for_numbers(figure, axes)
        _draw_gaps(axes, series, gap_days)
        _draw_words(figure, axes, words)
        _draw_labels(figure, axes, series, colours)
        _draw_key(figure, series)
    return figure


def _draw_series(axes: Axes, one: Series, colour: str, gap_days: int) -> None:
    if one.identity.source is not None:
        for stretch in _stretches(one.points, gap_days):
            days = [_number(point.day) for point in stretch]
            heights = [point.height for point in stretch]
            axes.plot(days, heights, drawstyle="steps-post", color=colour, linewidth=1.6, solid_joinstyle="round")
    for point in one.points:
        _draw_point(axes, point, colour)


def _number(day: date) -> float:
    """A day as matplotlib counts it: days since 1970."""
    return float((day - date(1970, 1, 1)).days)


def _stretches(points: Sequence[Point], gap_days: int) -> Iterator[Sequence[Point]]:
    """The points in stretches without a long gap."""
    start = 0
    for index, (before, after) in enumerate(pairwise(points), 1):
        if (after.day - before.day).days > gap_days:
            yield points[start:index]
            start = index
    yield points[start:]


def _draw_point(axes: Axes, point: Point, colour: str) -> None:
    best = point.best
    marker = _MARKERS[best.qualifier]
    day = _number(point.day)
    if best.qualifier is Qualifier.BETWEEN and best.low is not None and best.high is not None:
        axes.vlines(day, best.low, best.high, color=colour, linewidth=2.2, alpha=0.7)
        return
    face = colour if marker.filled else "white"
    size = 3.6 if marker.filled else 5.0
    axes.plot([day], [point.height], marker=marker.shape, markersize=size, markerfacecolor=face,
              markeredgecolor=colour, markeredgewidth=1.1, linestyle="none", zorder=3)  # fmt: skip


def _set_axes(axes: Axes, series: Sequence[Series]) -> None:
    heights = [point.best.high or point.height for one in series for point in one.points]
    days = [_number(point.day) for one in series for point in one.points]
    margin = max(3.0, (max(days) - min(days)) * 0.03)
    axes.set_xlim(min(days) - margin, max(days) + margin)
    axes.set_ylim(0, max(heights) * 1.08 or 1)
    locator = AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]  # matplotlib types it not
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))  # type: ignore[no-untyped-call]  # nor this
    share = series[0].identity.unit is Unit.SHARE
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y * 100:.0f}%" if share else f"{y:,.0f}"))
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    axes.tick_params(axis="x", pad=7)


def _make_room_for_numbers(figure: Figure, axes: Axes) -> None:
    """Move the left edge so far that the longest number on the axis stands inside the picture."""
    widest = max((label.get_window_extent().width for label in axes.get_yticklabels()), default=0.0)
    box = axes.get_position()
    left = max(0.05, float(widest) / float(figure.bbox.width) + 0.035)
    axes.set_position((left, box.y0, box.x1 - left, box.height))


def _draw_gaps(axes: Axes, series: Sequence[Series], gap_days: int) -> None:
    """Stretches in which no source of the chart was heard are shaded, and told."""
    days = sorted({point.day for one in series for point in one.points})
    for before, after in pairwise(days):
        if (after - before).days > gap_days:
            axes.axvspan(_number(before), _number(after), color="#F2F2F2", zorder=0, linewidth=0)
            axes.text(
                _number(before + (after - before) / 2), 0.02, f"no report for {(after - before).days} days",
                transform=axes.get_xaxis_transform(), rotation=90, ha="center", va="bottom", fontsize=6, color=FAINT,
            )  # fmt: skip


# --- words ------------------------------------------------------------------------------------------


def _draw_labels(figure: Figure, axes: Axes, series: Sequence[Series], colours: dict[str | None, str]) -> None:
    """Each series' name at the height of its last point, pushed apart where they would touch."""
    low, high = axes.get_ylim()
    box = axes.get_position()
    ends = sorted((one.points[-1].height, index) for index, one in enumerate(series))
    texts = [_wrapped(figure, label_of(series[index], series), 0.985 - (box.x1 + 0.012), 7.5) for _, index in ends]
    heights = [_height_of(figure, text, 7.5) for text in texts]
    wanted = [box.y0 + (height - low) / (high - low) * box.height for height, _ in ends]
    for (_, index), text, y in zip(ends, texts, _spread(wanted, heights, box.y0 - 0.02, box.y1 + 0.04), strict=True):
        colour = colours[series[index].identity.source_slug]
        figure.text(box.x1 + 0.012, y, text, color=colour, fontsize=7.5, va="center", ha="left", linespacing=1.15)


def _spread(wanted: Sequence[float], heights: Sequence[float], floor: float, ceiling: float) -> list[float]:
    """Middles of boxes of these heights, as near to the wanted ones as they can be without touching."""
    placed: list[float] = []
    edge = floor
    for middle, height in zip(wanted, heights, strict=True):
        placed.append(max(middle, edge + height / 2))
        edge = placed[-1] + height / 2
    edge = ceiling
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], edge - heights[index] / 2)
        edge = placed[index] - heights[index] / 2
    return placed


def _draw_words(figure: Figure, axes: Axes, words: Words) -> None:
    left = 0.03
    title = _wrapped(figure, words.title, 0.94, 13, weight="bold")
    figure.text(left, 0.965, title, fontsize=13, fontweight="bold", va="top", color=INK)
    subtitle = _wrapped(figure, words.subtitle, 0.94, 8.5)
    figure.text(left, 0.965 - _height_of(figure, title, 13) - 0.012, subtitle, fontsize=8.5, va="top", color=FAINT)
    caption = _wrapped(figure, words.caption, 0.94, 6.8)
    figure.text(left, 0.025, caption, fontsize=6.8, va="bottom", color=FAINT, linespacing=1.3)
    top = 0.965 - _height_of(figure, title, 13) - _height_of(figure, subtitle, 8.5) - 0.06
    bottom = 0.025 + _height_of(figure, caption, 6.8) * 1.15 + 0.115
    box = axes.get_position()
    axes.set_position((box.x0, bottom, box.width, max(0.2, top - bottom)))


def _draw_key(figure: Figure, series: Sequence[Series]) -> None:
    """What the markers mean, for those that occur."""
    used = {_MARKERS[point.best.qualifier] for one in series for point in one.points}
    handles = [
        Line2D([], [], marker="|" if marker.shape == "_" else marker.shape, linestyle="none", markersize=4.5,
               markeredgecolor=FAINT, markerfacecolor=FAINT if marker.filled else "white", label=marker.meaning)
        for marker in dict.fromkeys(_MARKERS.values())
        if marker in used
    ]  # fmt: skip
    box = figure.axes[0].get_position()
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(box.x0 - 0.015, box.y0 - 0.045), ncols=6,
                  frameon=False, fontsize=6.8, labelcolor=FAINT, handletextpad=0.2, columnspacing=1.2)  # fmt: skip


def _wrapped(figure: Figure, text: str, width: float, size: float, *, weight: str = "normal") -> str:
    """A text broken into lines that are no wider than a share of the figure's width."""
    limit = width * figure.bbox.width
    lines: list[str] = []
    for word in text.split():
        line = f"{lines[-1]} {word}" if lines else word
        if lines and _extent_of(figure, line, size, weight).width <= limit:
            lines[-1] = line
        else:
            lines.append(word)
    return "\n".join(lines)


def _height_of(figure: Figure, text: str, size: float) -> float:
    """The height of a text as a share of the figure's."""
    return float(_extent_of(figure, text, size, "normal").height) / float(figure.bbox.height) + 0.012


def _extent_of(figure: Figure, text: str, size: float, weight: str) -> Bbox:
    probe = figure.text(0, 0, text, fontsize=size, fontweight=weight)
    extent = probe.get_window_extent()
    probe.remove()
    return extent
