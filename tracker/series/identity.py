"""What makes figures comparable: the identity of a series.

Two totals that differ in source, measure, group, place or crisis, kind, baseline, basis or unit do not
compare, and are never joined.
"""

from dataclasses import dataclass, replace

from tracker.crises import Crisis
from tracker.model import Accuracy, Kind, Measure, Unit
from tracker.query import FoundFigure, group_counted


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two figures members of one series.

    ``group`` is ``None`` where everybody is counted: "people", or the people of the place itself.
    ``baseline`` is a date, the words for an event, or ``None`` where the texts give none. Asked for by a
    ``crisis``, a total since its first day and one that gives no baseline are both counted from its outset.
    """

    source: str | None
    source_slug: str | None
    measure: Measure
    group: str | None
    place: str | None
    place_id: str | None
    kind: Kind
    baseline: str | None
    basis: str | None
    unit: Unit
    crisis: str | None = None


def identity_of(figure: FoundFigure, crisis: Crisis | None = None) -> Identity:
    """The series that a figure belongs to, of all there is or within a crisis."""
    return Identity(
        source=figure.source,
        source_slug=figure.source_slug,
        measure=figure.measure,
        group=group_counted(figure.group, figure.unit, figure.place_id),
        place=None if figure.place_id else (figure.place or "").casefold() or None,
        place_id=figure.place_id,
        kind=figure.kind,
        baseline=None if crisis and _from_its_outset(figure, crisis) else _baseline_of(figure),
        basis=figure.basis,
        unit=figure.unit,
        crisis=crisis.name if crisis else None,
    )


def _baseline_of(figure: FoundFigure) -> str | None:
    """Since when a total counts: a date as far as it is known, or the words for an event. The beginning of
    the crisis itself says no more than that the total is one.
    """
    if figure.baseline is not None:
        exact = figure.baseline.accuracy is Accuracy.DAY
        return str(figure.baseline) if exact else str(figure.baseline)[:7]
    return None if figure.from_outset else figure.baseline_words


def _from_its_outset(figure: FoundFigure, crisis: Crisis) -> bool:
    """Whether a total counts from the first day of the crisis, as exactly as its text tells."""
    baseline = figure.baseline
    if baseline is None:
        return figure.baseline_words is None or figure.from_outset
    if baseline.accuracy is Accuracy.DAY:
        return baseline.date == crisis.start
    return (baseline.date.year, baseline.date.month) == (crisis.start.year, crisis.start.month)


def with_unstated_baselines_joined(
    grouped: dict[Identity, list[FoundFigure]],
) -> dict[Identity, list[FoundFigure]]:
    """Totals whose text gives no baseline belong to the one that the same source states most often for the
    same thing (the earliest of several); one that is known to the month, to the day that lies in it.
    """
    joined = dict(grouped)
    for bare in {replace(identity, baseline=None) for identity in grouped}:
        stated = [identity for identity in joined if replace(identity, baseline=None) == bare and _is_day(identity)]
        if not stated:
            continue
        owner = min(stated, key=lambda identity: (-len(joined[identity]), str(identity.baseline)))
        for vague in (bare, replace(bare, baseline=str(owner.baseline)[:7])):
            joined[owner] = joined[owner] + joined.pop(vague, [])
    return joined


def _is_day(identity: Identity) -> bool:
    return identity.baseline is not None and len(identity.baseline) == 10 and identity.baseline[:4].isdigit()
