"""The whole of a text put together: sentences in, claims out.

What one sentence leaves open another may close: a pronoun's name, a place that a paragraph is about, a
credit that stands at the end of a list. A sentence without a number costs one scan and no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.extract.attribution import Reach
from tracker.extract.measures import Suffered
from tracker.extract.naming import attribution_of
from tracker.extract.phrases import phrase_pattern
from tracker.extract.places import NamedPlace
from tracker.extract.placing import Clauses, loose_place_of, place_of, place_of_share, place_of_source
from tracker.extract.reading import Line, Reading
from tracker.extract.relations import Draft, related
from tracker.extract.standing import (
    basis_of,
    has_quarrel,
    is_cumulative,
    is_of_crisis,
    is_perfect,
    joined_kind,
    kind_of,
    status_of,
    sums_up,
)
from tracker.extract.times import Times, as_of, in_windows, read_times
from tracker.lexicon import Lexicon
from tracker.model import Attribution, Claim, Day, Kind, Report, Span, Status, Unit
from tracker.places import Gazetteer

EXTRACTOR = "en-2"
"""The version of the extractor: it changes when the same text may give other claims."""


def find_claims(report: Report, lexicon: Lexicon, gazetteer: Gazetteer | None = None) -> tuple[Claim, ...]:
    """Every claim of a report, in the order of its text; the shipped gazetteer is read when a first claim
    asks for it, unless another is given.

    Never raises on text: what can't be read as a claim is left out, and unsure is a value.
    """
    reading = Reading(report, lexicon, gazetteer)
    drafts = [draft for index in reading.telling() for draft in _drafts_of(reading, index)]
    return (
        tuple(related(drafts, reading.gazetteer, at_war=reading.at_war, quarrel=has_quarrel(reading.folded, lexicon)))
        if drafts
        else ()
    )


def _drafts_of(reading: Reading, index: int) -> Iterator[Draft]:
    line = reading.line(index)
    text, span = reading.report.text, line.sentence.span
    times = read_times(text, span, reading.told_at(index), reading.lexicon, year=reading.only_year)
    windowed = in_windows(reading.report.text, line.suffered, times)
    before: tuple[Suffered, Kind] | None = None
    for suffered in line.suffered:
        in_window = suffered.counted.span in windowed
        kind = joined_kind(reading.report.text, suffered, kind_of(suffered, in_window=in_window), before)
        before = suffered, kind
        yield _draft(reading, line, suffered, times, kind)


def _draft(reading: Reading, line: Line, suffered: Suffered, times: Times, kind: Kind) -> Draft:
    text, sentence, lexicon = reading.report.text, line.sentence.span, reading.lexicon
    attribution = attribution_of(reading, line.index, suffered.counted.span)
    place, own_place = _place_of(reading, line, suffered, attribution.source)
    day = _day_of(reading, line, suffered, times, kind)
    claim = _claim(reading, line, suffered, times, _Outside(attribution, place, kind, day))
    return Draft(
        claim=claim,
        index=line.index,
        paragraph=line.sentence.paragraph,
        of_crisis=is_of_crisis(text, sentence, suffered, lexicon, until=_next_figure(line, suffered)),
        cumulative=is_cumulative(text, sentence, suffered, lexicon),
        anchored=line.anchored,
        day=line.first_day,
        own_place=own_place,
        on_top=suffered.counted.on_top,
    )


def _next_figure(line: Line, suffered: Suffered) -> int:
    """Where the next number stands, or the sentence ends."""
    starts = [one.counted.span.start for one in line.suffered]
    return min((start for start in starts if start > suffered.counted.span.start), default=line.sentence.span.end)


@dataclass(frozen=True, slots=True)
class _Outside:
    """What a claim owes to more than its own words."""

    attribution: Attribution
    place: str | None
    kind: Kind
    day: Day | None


def _day_of(reading: Reading, line: Line, suffered: Suffered, times: Times, kind: Kind) -> Day | None:
    """The day up to which a number holds: its sentence's, else the one that a heading sets for the text."""
    text, figure = reading.report.text, suffered.counted.span
    figures = [one.counted.span for one in line.suffered]
    own = replace(times, days=tuple(day for day in times.days if not _is_of_other_words(line, day.span, figure)))
    day = as_of(figure, figures, own, text, in_window=kind is Kind.NEW, published=reading.report.published)
    heading, day_of_heading = reading.heading
    return day or reading.day_of_event(line.index) or (day_of_heading if line.index > heading else None)


def _is_of_other_words(line: Line, day: Span, figure: Span) -> bool:
    """Whether a day is that of words which somebody says of something else: "the official toll stood at 86,
    Atalay said late Saturday that …".
    """
    return any(
        credit.reach is Reach.AFTER and figure.end <= credit.source.start < day.start < credit.span.end + _SAID_WHEN
        for credit in line.credits
    )


_SAID_WHEN = 16
"""Characters behind a verb of saying in which its day stands: "said late Saturday"."""


def _place_of(reading: Reading, line: Line, suffered: Suffered, source: str | None) -> tuple[str | None, bool]:
    """The place of a number, and whether it is its sentence's own: that one; else the one in its claimant's
    name; else that of the sentences before in the paragraph, unless the number sums up; else the one that
    the text is about.
    """
    figures = [one.counted.span for one in line.suffered]
    clauses = Clauses(reading.report.text, tuple(line.contrasts))
    is_share = suffered.counted.figure.unit is Unit.SHARE
    if is_share and (whose := place_of_share(reading.report.text, suffered.counted.span, reading.gazetteer)):
        return whose, True
    places = [place for place in line.places if not _is_of_part(reading.report.text, line, suffered, place)]
    own = place_of(suffered, figures, places, clauses)
    of_source = place_of_source(source, reading.gazetteer, reading.lexicon) if source and own is None else None
    near = own or (None if of_source else loose_place_of(suffered, figures, places, clauses))
    words = reading.words_of_place(line.index, near) if near else of_source
    if words is None:
        sums = _counts_all(reading, line, suffered)
        before = reading.scene_before(line.index)
        words = reading.topic_place(line.index, wide=True) if sums else before
        words = words or (before if sums else reading.topic_place(line.index))
    if words and not suffered.part and not is_share:
        reading.scenes[line.index] = words
    return words, own is not None


def _counts_all(reading: Reading, line: Line, suffered: Suffered) -> bool:
    """Whether a number is the sum of what was told, or the toll of the crisis at large."""
    text, sentence, lexicon = reading.report.text, line.sentence.span, reading.lexicon
    return sums_up(text, sentence, suffered, lexicon) or is_of_crisis(
        text, sentence, suffered, lexicon, until=_next_figure(line, suffered)
    )


def _is_of_part(text: str, line: Line, suffered: Suffered, place: NamedPlace) -> bool:
    """Whether a place is that of a part told behind the whole: "claimed 100 lives, including 27 at a camp"."""
    figure, trigger = suffered.counted.span, suffered.trigger
    return any(
        max(figure.end, trigger.end) <= part.counted.span.start < place.span.start
        and "," not in text[part.counted.span.end : place.span.start]
        for part in line.suffered
        if part.part and part.part_of == figure
    )


def _status_of(reading: Reading, line: Line, suffered: Suffered, times: Times) -> Status:
    """How the text stands to a number; what is told of another time goes on being told of it, until the
    paragraph ends or another time is named: "In 2006, … Around 160 Israelis died".
    """
    text, sentence, published = reading.report.text, line.sentence.span, reading.report.published
    status = status_of(text, sentence, suffered, times, published=published, lexicon=reading.lexicon)
    if status is not Status.ASSERTED or times.days or times.years:
        return status
    perfect = phrase_pattern(reading.lexicon.standing.perfect).search(text, sentence.start, suffered.counted.span.start)
    if perfect or is_perfect(text, sentence, suffered, reading.lexicon) or not reading.in_past(line.index):
        return status
    return Status.BACKGROUND


def _claim(reading: Reading, line: Line, suffered: Suffered, times: Times, outside: _Outside) -> Claim:
    text, lexicon, sentence = reading.report.text, reading.lexicon, line.sentence.span
    return Claim(
        span=suffered.counted.span,
        number=suffered.counted.span.of(text),
        figure=suffered.counted.figure,
        measure=suffered.measure,
        kind=outside.kind,
        status=_status_of(reading, line, suffered, times),
        attribution=outside.attribution,
        sentence=sentence,
        rule=suffered.rule,
        place=outside.place,
        as_of=outside.day,
        window=times.window if outside.kind is Kind.NEW else None,
        baseline=times.baseline if outside.kind is Kind.TOTAL else None,
        basis=basis_of(text, suffered, lexicon),
        part_of=suffered.part_of,
    )
