"""English."""

from tracker.lexicon import Lexicon
from tracker.lexicon.en.attribution import ATTRIBUTION
from tracker.lexicon.en.figures import FIGURES
from tracker.lexicon.en.measures import MEASURES
from tracker.lexicon.en.numerals import NUMERALS
from tracker.lexicon.en.places import PLACES
from tracker.lexicon.en.sentences import ABBREVIATIONS, ACRONYMS, STARTERS, UNFINISHED
from tracker.lexicon.en.standing import STANDING
from tracker.lexicon.en.times import TIMES

ENGLISH = Lexicon(
    language="en",
    abbreviations=ABBREVIATIONS,
    acronyms=ACRONYMS,
    starters=STARTERS,
    unfinished=UNFINISHED,
    numerals=NUMERALS,
    figures=FIGURES,
    measures=MEASURES,
    attribution=ATTRIBUTION,
    places=PLACES,
    times=TIMES,
    standing=STANDING,
)
"""All the words of English that the extractor knows."""
