"""The whole of a text put together: sentences in, claims out.

What one sentence leaves open another may close: a pronoun's name, a place that a paragraph is about, a
credit that stands at the end of a list. A sentence without a number costs one scan and no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extract.dates import find_days
from tracker.extract.measures import Suffered
from tracker.extract.naming import attribution_of
from tracker.extract.places import Clauses, loose_place_of, place_of, place_of_source
from tracker.extract.reading import Line, Reading
from tracker.extract.standing import basis_of, joined_kind, kind_of, status_of, sums_up
from tracker.extract.times import Times, as_of, in_windows, read_times
from tracker.lexicon import Lexicon
from tracker.model import Attribution, Claim, Day, Kind, Report, Unit
from tracker.places import Gazetteer

EXTRACTOR = "en-1"
"""The version of the extractor: it changes when the same text may give other claims."""


def find_claims(report: Report, lexicon: Lexicon, gazetteer: Gazetteer | None = None) -> tuple[Claim, ...]:
    """Every claim of a report, in the order of its text; the shipped gazetteer is read when a first claim
    asks for it, unless another is given.

    Never raises on text: what can't be read as a claim is left out, and unsure is a value.
    """
    reading = Reading(report, lexicon, gazetteer)
    return tuple(claim for index in range(len(reading.sentences)) for claim in _claims_of(reading, index))


def _claims_of(reading: Reading, index: int) -> Iterator[Claim]:
    if not reading.has_numeral(index):
        return
    line = reading.line(index)
    if not line.suffered:
        return
    text, report = reading.report.text, reading.report
    times = read_times(text, line.sentence.span, report.published, reading.lexicon)
    windowed = in_windows(text, line.suffered, times)
    before: tuple[Suffered, Kind] | None = None
    for suffered in line.suffered:
        attribution = attribution_of(reading, index, suffered.counted.span)
        place = _place_of(reading, line, suffered, attribution.source)
        in_window = suffered.counted.span in windowed
        kind = kind_of(
            text, line.sentence.span, suffered, reading.lexicon, in_window=in_window, in_crisis=reading.in_crisis
        )
        kind = joined_kind(text, suffered, kind, before)
        before = suffered, kind
        day = as_of(suffered, times, in_window=in_window, published=report.published)
        day = day or _day_from_afar(reading, index, attribution)
        yield _claim(reading, line, suffered, times, _Outside(attribution, place, kind, day))


@dataclass(frozen=True, slots=True)
class _Outside:
    """What a claim owes to more than its own words."""

    attribution: Attribution
    place: str | None
    kind: Kind
    day: Day | None


def _day_from_afar(reading: Reading, index: int, attribution: Attribution) -> Day | None:
    """The day that a credit in another sentence holds ("(OCHA, 6 March)"), else the one that a heading
    sets for the whole text.
    """
    sentence = reading.sentences[index].span
    credit = attribution.span
    if credit is not None and not sentence.covers(credit):
        days = find_days(reading.report.text, credit, reading.report.published, reading.lexicon)
        return next((found.day for found in days), None)
    heading, day = reading.heading
    return day if index > heading else None


def _place_of(reading: Reading, line: Line, suffered: Suffered, source: str | None) -> str | None:
    """The place of a number: its sentence's own; else the one in its claimant's name; else that of the
    sentences before in the paragraph, unless the number sums up; else the one that the text is about.
    """
    figures = [one.counted.span for one in line.suffered]
    clauses = Clauses(reading.report.text, tuple(line.contrasts))
    own = place_of(suffered, figures, line.places, clauses)
    of_source = place_of_source(source, reading.gazetteer, reading.lexicon) if source and own is None else None
    own = own or (None if of_source else loose_place_of(suffered, figures, line.places, clauses))
    words = reading.words_of_place(line.index, own) if own else of_source
    if words is None and not sums_up(reading.report.text, line.sentence.span, suffered, reading.lexicon):
        words = reading.scene_before(line.index)
    words = words or reading.topic_place
    if words and not suffered.part and suffered.counted.figure.unit is not Unit.SHARE:
        reading.scenes[line.index] = words
    return words


def _claim(reading: Reading, line: Line, suffered: Suffered, times: Times, outside: _Outside) -> Claim:
    text, lexicon, sentence = reading.report.text, reading.lexicon, line.sentence.span
    return Claim(
        span=suffered.counted.span,
        number=suffered.counted.span.of(text),
        figure=suffered.counted.figure,
        measure=suffered.measure,
        kind=outside.kind,
        status=status_of(text, sentence, suffered, times, published=reading.report.published, lexicon=lexicon),
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
