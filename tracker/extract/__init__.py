"""The reader: words in, claims out. Pure: no file, no clock, no network, no database."""

from tracker.extract.claims import EXTRACTOR, find_claims
from tracker.lexicon import Lexicon
from tracker.lexicon.en import ENGLISH
from tracker.model import Claim, Report
from tracker.places import Gazetteer

__all__ = ["EXTRACTOR", "extract_claims", "find_claims"]


def extract_claims(
    report: Report | str, *, lexicon: Lexicon = ENGLISH, gazetteer: Gazetteer | None = None
) -> tuple[Claim, ...]:
    """Every numeric claim of a report, in the order of its text.

    A bare text is read as a report without a day of publication; then weekdays and dates without a year
    name no day. Offsets of the claims are half-open, in code points of ``report.text``. Nothing found is
    ``()``; no text raises.

    >>> claims = extract_claims("At least 26 people were killed in Kabul, the health ministry said.")
    >>> [(claim.number, claim.measure.value, claim.attribution.source) for claim in claims]
    [('26', 'killed', 'the health ministry')]
    """
    return find_claims(Report(report) if isinstance(report, str) else report, lexicon, gazetteer)
