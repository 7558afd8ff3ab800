"""Questions to the ledger, asked through the library first; every face of the program calls these.

``question`` is what may be asked; ``conditions`` turns it into what a row must fulfil; ``figures``,
``reports`` and ``sources`` find what answers; ``voices`` tells how many stand behind a number.
"""

from tracker.query.conditions import conditions_of
from tracker.query.figures import FoundFigure, find_figure, find_figures, iter_figures
from tracker.query.groups import group_counted
from tracker.query.naming import Merges, merges_of, source_named
from tracker.query.question import Order, Question, choice_of, moment_of
from tracker.query.reports import FoundReport, find_report
from tracker.query.sources import KnownSource, QuotedSource, find_known_source, find_sources
from tracker.query.topics import find_topics
from tracker.query.voices import Statement, Voices, find_statements, find_voices, statement_of, voices_behind

__all__ = [
    "FoundFigure",
    "FoundReport",
    "KnownSource",
    "Merges",
    "Order",
    "Question",
    "QuotedSource",
    "Statement",
    "Voices",
    "choice_of",
    "conditions_of",
    "find_figure",
    "find_figures",
    "find_known_source",
    "find_report",
    "find_sources",
    "find_statements",
    "find_topics",
    "find_voices",
    "group_counted",
    "iter_figures",
    "merges_of",
    "moment_of",
    "source_named",
    "statement_of",
    "voices_behind",
]
