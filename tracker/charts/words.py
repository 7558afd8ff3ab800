"""The words on a chart: title, caption, and the text that stands for it where it can't be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.export import hedged_number
from tracker.model import Measure, Unit
from tracker.series import Series

_MEASURES = {
    Measure.KILLED: "killed",
    Measure.INJURED: "injured",
    Measure.MISSING: "missing",
    Measure.CASUALTIES: "killed or injured",
    Measure.DETAINED: "detained",
    Measure.ABDUCTED: "abducted",
    Measure.DISPLACED: "displaced",
    Measure.EVACUATED: "evacuated",
    Measure.REFUGEES: "who crossed a border",
    Measure.RETURNED: "who returned",
    Measure.HOMELESS: "made homeless",
    Measure.SHELTERED: "in shelters",
    Measure.AFFECTED: "affected",
    Measure.IN_NEED: "in need of aid",
    Measure.TRAPPED: "trapped",
    Measure.HOMES_DESTROYED: "destroyed",
    Measure.HOMES_DAMAGED: "damaged",
}
_UNITS = {Unit.PEOPLE: "People", Unit.HOUSEHOLDS: "Households", Unit.HOMES: "Homes", Unit.SHARE: "Share of people"}
NO_SOURCE = "no source named"


@dataclass(frozen=True, slots=True)
class Words:
    """All the words of a chart."""

    title: str
    subtitle: str
    caption: str
    description: str


def words_for(
    series: Sequence[Series],
    *,
    measure: Measure,
    unit: Unit,
    place: str | None,
    title: str | None,
    left_out: Sequence[str],
) -> Words:
    """The words of a chart of some series."""
    what = f"{_UNITS[unit]} {_MEASURES[measure]}"
    subject = title or (f"{what}: {place}" if place else what)
    return Words(
        title=subject,
        subtitle=f"{what}: totals as reported, each source by itself. A step is a report.",
        caption=_caption(series, left_out),
        description=_description(subject, series),
    )


def label_of(one: Series, among: Sequence[Series]) -> str:
    """The name of a series: its source, and what sets it apart from the others of the same source."""
    identity = one.identity
    name = identity.source or NO_SOURCE
    twins = [other.identity for other in among if other is not one and other.identity.source == identity.source]
    if not twins:
        return name
    parts = [
        f"since {_written_baseline(identity.baseline)}"
        if identity.baseline and any(t.baseline != identity.baseline for t in twins)
        else "",
        str(identity.basis) if identity.basis and any(t.basis != identity.basis for t in twins) else "",
        str(identity.group) if identity.group and any(t.group != identity.group for t in twins) else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"{name} ({told})" if told else name


def written_day(day: date) -> str:
    """A day for people to read.

    >>> written_day(date(2024, 3, 1))
    '1 March 2024'
    """
    return f"{day.day} {day:%B %Y}"


def _written_baseline(baseline: str) -> str:
    """A baseline for people to read: a date, a month, or the words for an event."""
    try:
        return written_day(date.fromisoformat(baseline))
    except ValueError:
        return baseline


def _caption(series: Sequence[Series], left_out: Sequence[str]) -> str:
    reports = frozenset(report for one in series for report in one.reports)
    last = max((one.points[-1].day for one in series), default=None)
    sources = "; ".join(f"{label_of(one, series)} ({_counted(len(one.reports), 'report')})" for one in series)
    sentences = [f"Sources: {sources}.", f"{_counted(len(reports), 'report')} in all."]
    if last is not None:
        sentences.append(f"Data through {written_day(last)}.")
    if left_out:
        sentences.append(f"Not drawn: {'; '.join(left_out)}.")
    return " ".join(sentences)


def _description(subject: str, series: Sequence[Series]) -> str:
    told = []
    for one in series:
        first, last = one.points[0], one.points[-1]
        name = label_of(one, series)
        if first is last:
            told.append(f"{name}: {hedged_number(first.best)} on {written_day(first.day)}.")
            continue
        trend = "rises" if last.height > first.height else "falls" if last.height < first.height else "stays"
        told.append(
            f"{name}: {trend} from {hedged_number(first.best)} on {written_day(first.day)} "
            f"to {hedged_number(last.best)} on {written_day(last.day)}."
        )
    return f"{subject}. {' '.join(told)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
