"""Why a number became a claim, or why it did not: every numeral of a text with its verdict."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.extract.chunks import Chunk
from tracker.extract.claims import find_claims
from tracker.extract.measures import counted_of
from tracker.extract.numerals import Numeral
from tracker.extract.reading import Line, Reading
from tracker.lexicon import Lexicon
from tracker.lexicon.en import ENGLISH
from tracker.model import Claim, Report, Span
from tracker.places import Gazetteer

REASONS: Mapping[str, str] = {
    "age": "an age",
    "date": "a date",
    "duration": "a length of time",
    "identifier": "too large to count anybody",
    "latitude": "a position",
    "length": "a length or an area",
    "magnitude": "a magnitude",
    "money": "an amount of money",
    "money_word": "an amount of money",
    "name": "part of a name",
    "no noun": "none of nothing that is named",
    "one of": "one picked out of many",
    "ordinal": "a rank",
    "population": "a population or a capacity",
    "rate": "a rate",
    "score": "votes, points or seats",
    "things": "a number of things",
    "time": "a time of day",
    "weight": "a weight or a volume",
    "year": "a year",
}
"""Why a numeral can't count people or homes → the same in words."""

UNTIED = "nothing near it says what they suffered"
UNKNOWN = "what it counts is not known to be people, households or homes"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A numeral of a text with the claim that it became, or the reason for which it is none."""

    span: Span
    claim: Claim | None
    reason: str | None


def explain(
    report: Report | str, *, lexicon: Lexicon = ENGLISH, gazetteer: Gazetteer | None = None
) -> tuple[Verdict, ...]:
    """Every numeral of a report in the order of its text, with its verdict.

    >>> for verdict in explain("In 2023, 12 people were killed by 40 rockets."):
    ...     print(verdict.reason or verdict.claim.measure.value)
    a year
    killed
    a number of things
    """
    read = Report(report) if isinstance(report, str) else report
    claims = find_claims(read, lexicon, gazetteer)
    reading = Reading(read, lexicon, gazetteer)
    verdicts = [Verdict(claim.span, claim, None) for claim in claims]
    for index in range(len(reading.sentences)):
        if reading.has_numeral(index):
            verdicts += _refusals(reading.line(index), claims)
    return tuple(sorted(verdicts, key=lambda verdict: verdict.span))


def _refusals(line: Line, claims: Sequence[Claim]) -> Iterator[Verdict]:
    for numeral in line.numerals:
        if not any(claim.span.overlaps(numeral.span) for claim in claims):
            yield Verdict(numeral.span, None, _reason_of(numeral, line.chunks))


def _reason_of(numeral: Numeral, chunks: Sequence[Chunk]) -> str:
    if numeral.refused:
        return REASONS[numeral.refused]
    around = next((chunk for chunk in chunks if chunk.span.covers(numeral.span)), None)
    inert = around.roles.get("inert") if around else None
    if isinstance(inert, Numeral) and inert.refused:
        return REASONS[inert.refused]
    counted = counted_of(around) if around else None
    return UNKNOWN if counted is not None and counted.noun and not counted.known else UNTIED
