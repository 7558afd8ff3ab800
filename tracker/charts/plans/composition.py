"""A total with the parts that its report gives, and what they leave open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tracker.charts.gather import Gathered
from tracker.charts.picture import MARK_OF, KeyEntry, Mark, Picture, Row, Rows
from tracker.charts.plans.lines import axis_of, hedged, height_of
from tracker.charts.texts import Heard, texts_of, what_of, where_of
from tracker.charts.ticks import number_ticks
from tracker.errors import EmptyChartError
from tracker.languages import Language, language
from tracker.model import Unit
from tracker.query import FoundFigure

MOST_PARTS = 10


def plan(found: Gathered) -> Picture:
    """The picture of the last total (by the day that was asked for) that comes with parts."""
    order, speech = found.order, language(found.order.language)
    (cut,) = found.cuts
    parts = _by_whole(cut.parts)
    whole = _whole(found, cut.figures, parts)
    rows = [_row(speech.say("whole"), whole, None, speech)]
    own = _distinct(parts[whole.id])
    rows += [_row(_name(part), part, rows[0].value, speech) for part in own[:MOST_PARTS]]
    rest = rows[0].value - sum(row.value for row in rows[1:])
    if rest > 0 and len(own) <= MOST_PARTS:
        rows.append(_rest(rest, rows[0], speech))
    low, top, _ = axis_of([row.value for row in rows], [], log=False)
    texts = texts_of(
        found, [Heard(whole.source or speech.say("no_source"), (whole, *own))],
        subtitle=speech.say(
            "subtitle_composition", what=what_of(found), where=where_of(found), number=hedged(whole, speech),
            source=whole.source or speech.say("no_source"), day=speech.day(whole.day) if whole.day else "?",
        ),
        alt=[speech.say("alt_row", name=row.name, number=row.told) for row in rows],
    )  # fmt: skip
    key = [KeyEntry("remainder", speech.say("key_remainder"))] if rows[-1].open_end else []
    ticks = number_ticks(top, found.unit, speech, log=False)
    return Picture(
        order.kind, order.language, found.unit, texts, key=tuple(key),
        rows=Rows(tuple(rows), low, top, log=False, bars=True, heights=ticks),
    )  # fmt: skip


def _by_whole(parts: Sequence[FoundFigure]) -> Mapping[int, list[FoundFigure]]:
    found: dict[int, list[FoundFigure]] = defaultdict(list)
    for part in parts:
        if part.part_of is not None and part.day is not None:
            found[part.part_of].append(part)
    return found


def _whole(found: Gathered, totals: Sequence[FoundFigure], parts: Mapping[int, list[FoundFigure]]) -> FoundFigure:
    asked = found.order.day
    fits = [one for one in totals if one.id in parts and one.day and (asked is None or one.day <= asked)]
    if not fits:
        raise EmptyChartError("", "nothing to draw: no report gives parts of such a total")
    return max(fits, key=lambda one: (one.day, len(parts[one.id]), one.id))


def _distinct(parts: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The parts, the largest first, each group and place once."""
    first: dict[tuple[str, str], FoundFigure] = {}
    for part in sorted(parts, key=height_of, reverse=True):
        first.setdefault((part.group or "", part.place or ""), part)
    return list(first.values())


def _name(part: FoundFigure) -> str:
    return part.group or part.place or part.number


def _row(name: str, figure: FoundFigure, whole: float | None, speech: Language) -> Row:
    value, told = height_of(figure), hedged(figure, speech)
    if whole and figure.unit is not Unit.SHARE:
        told = f"{told} ({speech.amount(round(value / whole, 3), Unit.SHARE)})"
    return Row(name, figure.source_slug, value, MARK_OF[figure.qualifier], told, figure)


def _rest(rest: float, whole: Row, speech: Language) -> Row:
    number = speech.amount(rest, Unit.PEOPLE)
    told = f"{number} ({speech.amount(round(rest / whole.value, 3), Unit.SHARE)})"
    name = f"{speech.say('remainder')} ({speech.say('remainder_note')})"
    return Row(name, whole.slug, rest, Mark.EXACT, told, None, open_end=True)
