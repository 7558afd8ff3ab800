"""The words around a picture: title, subtitle, caption, credit, and the text that stands for it where it can't be
seen.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.charts.gather import Gathered
from tracker.charts.orders import ChartOrder
from tracker.charts.picture import Line, Panel, Texts, day_of
from tracker.charts.plans.lines import baseline_words, hedged
from tracker.languages import Language, language
from tracker.query import FoundFigure, voices_behind
from tracker.query.voices import Lineage
from tracker.series import Series


@dataclass(frozen=True, slots=True)
class Heard:
    """A source as it is heard on a chart, with the figures that stand behind its marks."""

    name: str
    figures: tuple[FoundFigure, ...]


def texts_of(
    found: Gathered, heard: Sequence[Heard], *, subtitle: str, alt: Sequence[str], title: str | None = None,
    left_out: Sequence[str] = (),
) -> Texts:  # fmt: skip
    """The words of a picture in which some sources are heard; ``alt`` is what is told of its marks."""
    speech = language(found.order.language)
    merged = _merged(heard)
    told = found.order.title or title or _label(found, speech)
    last = max((figure.day for one in merged for figure in one.figures if figure.day), default=None)
    through = speech.say("caption_through", day=speech.day(last)) if last else ""
    return Texts(
        title=told,
        subtitle=subtitle,
        captions=_captions(found, merged, [*left_out, *_left_out(found, speech)], through, speech),
        credit=_credit(found, merged, speech),
        description=f"{told.rstrip('.')}. {' '.join(alt)}",
        through=through,
    )


def what_of(found: Gathered) -> str:
    """What the chart counts, in its language."""
    return language(found.order.language).what(found.measure, found.unit, found.order.group)


def where_of(found: Gathered) -> str:
    """Where, as the order names it."""
    return place_of(found.order) or language(found.order.language).say("everywhere")


def place_of(order: ChartOrder) -> str | None:
    """The place or the crisis of an order, as a title names it."""
    crisis = order.question.crisis
    return order.place or (crisis.title if crisis is not None else None)


def alt_of_line(line: Line, speech: Language) -> str:
    """A line as a sentence: its trend, its first and its last value."""
    first, last = line.dots[0], line.dots[-1]
    if first is last:
        return speech.say("alt_point", source=line.name, number=first.told, day=speech.day(day_of(first.x)))
    trend = "alt_rises" if last.y > first.y else "alt_falls" if last.y < first.y else "alt_stays"
    return speech.say(
        trend, source=line.name, before=first.told, after=last.told, first=speech.day(day_of(first.x)),
        last=speech.day(day_of(last.x)),
    )  # fmt: skip


def statement_of(found: Gathered, line: Line, speech: Language) -> str:
    """A title that says what a chart of one line shows: its last value."""
    last = line.dots[-1]
    return speech.say(
        "statement",
        what=speech.comma.join(part for part in (what_of(found), place_of(found.order)) if part),
        number=last.told,
        day=speech.day(day_of(last.x)),
        source=line.name,
    )


def _label(found: Gathered, speech: Language) -> str:
    what = what_of(found)
    place = place_of(found.order)
    return speech.say("label", what=what, place=place) if place else what


def _merged(heard: Sequence[Heard]) -> list[Heard]:
    """Each source once, with all its figures."""
    figures: dict[str, dict[int, FoundFigure]] = {}
    for one in heard:
        figures.setdefault(one.name, {}).update({figure.id: figure for figure in one.figures})
    return [Heard(name, tuple(own.values())) for name, own in figures.items()]


# --- the caption ------------------------------------------------------------------------------------


def _captions(
    found: Gathered, heard: Sequence[Heard], left_out: Sequence[str], through: str, speech: Language
) -> tuple[str, ...]:
    figures = [figure for one in heard for figure in one.figures]
    reports = len({figure.report_id for figure in figures})
    counts = speech.say(
        "caption_counts",
        reports=speech.count("reports", reports),
        voices=speech.count("voices", _voices(figures, found.lineage)),
    )
    ledger = speech.say("caption_ledger", day=speech.day(found.ledger_day)) if found.ledger_day else ""
    missing = speech.say("caption_not_drawn", what=_semicolons(left_out, speech)) if left_out else ""
    rest = [part for part in (counts, through, ledger, missing) if part]
    full = _semicolons([_told(one, speech) for one in heard], speech)
    short = _semicolons([_briefly(one, speech) for one in heard], speech)
    return (
        " ".join([speech.say("caption_sources", sources=full), *rest]),
        " ".join([speech.say("caption_sources", sources=short), *rest]),
        " ".join([*rest, speech.say("caption_more")]),
    )


def _told(one: Heard, speech: Language) -> str:
    last = max(one.figures, key=lambda figure: (figure.day or dt.date.min, figure.id))
    parts = {"reports": _reports(one, speech), "day": speech.day(last.day) if last.day else "?"}
    if last.published_at is not None:
        told = speech.say("caption_source_hour", moment=speech.moment(last.published_at), **parts)
    else:
        told = speech.say("caption_source", **parts)
    words = " ".join((last.source_words or last.outlet or "").split())
    said = [] if words.casefold() in ("", one.name.casefold()) else [speech.say("quoted", words=words)]
    return f"{one.name} ({_semicolons([*said, told], speech)})"


def _briefly(one: Heard, speech: Language) -> str:
    return speech.say("caption_source_short", source=one.name, reports=_reports(one, speech))


def _reports(one: Heard, speech: Language) -> str:
    return speech.count("reports", len({figure.report_id for figure in one.figures}))


def _voices(figures: Sequence[FoundFigure], lineage: Lineage) -> int:
    """Claimants that speak for themselves: a source counts once however many outlets carry it, and not at all where
    it is a part of another one or passes on what another says; where nobody is credited, the outlet is the voice.
    """
    outlets = {figure.outlet for figure in figures if figure.source_slug is None}
    return len(voices_behind(figures, lineage).independent) + len(outlets)


def _semicolons(parts: Sequence[str], speech: Language) -> str:
    return ("؛ " if speech.leftward else "; ").join(parts)


def _left_out(found: Gathered, speech: Language) -> list[str]:
    told = []
    if found.left_groups:
        told.append(speech.say("left_groups", groups=speech.listed(found.left_groups[:4])))
    if found.left_series:
        told.append(speech.count("series", found.left_series))
    for status, number in found.left_statuses:
        told.append(
            speech.say("left_status", figures=speech.count("figures", number), status=speech.say(f"status_{status}"))
        )
    return told


def _credit(found: Gathered, heard: Sequence[Heard], speech: Language) -> str:
    nobody = speech.say("no_source")
    names = [one.name for one in heard if one.name != nobody] or [nobody]
    if len(names) > 3:
        told = speech.say(
            "credit_many", first=speech.comma.join(names[:2]),
            others=speech.count("others", len(names) - 2),
        )  # fmt: skip
    else:
        told = speech.listed(names)
    reports = len({figure.report_id for one in heard for figure in one.figures})
    day = speech.day(found.ledger_day) if found.ledger_day else ""
    return speech.say("credit", sources=told, reports=speech.count("reports", reports), day=day)


def heard_of_lines(lines: Sequence[Line], speech: Language) -> list[Heard]:
    """The sources of some lines."""
    return [
        Heard(line.dots[-1].figure.source or speech.say("no_source"),
              tuple(dot.figure for dot in (*line.dots, *line.replaced)))
        for line in lines
    ]  # fmt: skip


def told_on(figure: FoundFigure, speech: Language) -> str:
    """A figure's number with its day: "nearly 32,000, 20 March 2024"."""
    day = speech.day(figure.day) if figure.day else "?"
    return speech.say("as_of", number=hedged(figure, speech), day=day)


def axis_words(series: Sequence[Series], panel: Panel, speech: Language) -> str:
    """What a reader must know of the axis: since when all lines count, and that it is logarithmic."""
    baselines = {one.identity.baseline for one in series}
    told = []
    if len(baselines) == 1 and (baseline := baselines.pop()) is not None:
        told.append(speech.say("since_baseline", baseline=baseline_words(baseline, speech)))
    if panel.log:
        told.append(speech.say("log_axis"))
    return "".join(f"{'؛' if speech.leftward else ';'} {part}" for part in told)
