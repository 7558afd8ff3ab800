"""The whole of a text put together: sentences in, claims out.

What one sentence leaves open another may close: a pronoun's name, a place that a paragraph is about, a
credit that stands at the end of a list. A sentence without a number costs one scan and no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extract.dates import find_days
from tracker.extract.measures import Suffered
from tracker.extract.naming import attribution_of
from tracker.extract.places import NamedPlace, place_of, place_of_source, speaks_of_settlement
from tracker.extract.reading import Line, Reading
from tracker.extract.standing import basis_of, joined_kind, kind_of, status_of
from tracker.extract.times import Times, as_of, in_windows, read_times
from tracker.lexicon import Lexicon
from tracker.model import Attribution, Claim, Day, Kind, Report
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
    places = line.places
    windowed = in_windows(text, line.suffered, times)
    before: tuple[Suffered, Kind] | None = None
    for suffered in line.suffered:
        attribution = attribution_of(reading, index, suffered.counted.span)
        place = _place_of(reading, line, suffered, places, attribution.source)
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


def _place_of(
    reading: Reading, line: Line, suffered: Suffered, places: Sequence[NamedPlace], source: str | None
) -> str | None:
    """The place of a number: its sentence's own, or the city that this one speaks of; else the one in its
    claimant's name; else that of the claim before in the paragraph; else the one that the text is about.
    """
    own = place_of(suffered, line.suffered, places)
    if own is not None:
        words = own.of(reading.report.text)
        reading.last_place = (line.sentence.paragraph, words)
        return words
    if (named_before := _settlement_before(reading, line)) is not None:
        return named_before
    if source and (words_of_source := place_of_source(source, reading.gazetteer, reading.lexicon)):
        return words_of_source
    if reading.last_place and reading.last_place[0] == line.sentence.paragraph:
        return reading.last_place[1]
    return reading.topic_place


def _settlement_before(reading: Reading, line: Line) -> str | None:
    """The place named last before a sentence that says "this city"."""
    text, span = reading.report.text, line.sentence.span
    if not speaks_of_settlement(text, span, reading.lexicon):
        return None
    for at in range(line.index - 1, max(-1, line.index - 4), -1):
        known = [place.span.of(text) for place in reading.line(at).places if place.known]
        if known:
            return known[-1]
    return None


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
