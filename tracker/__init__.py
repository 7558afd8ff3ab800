"""The figure tracker: numbers about people in wars and disasters, from the sentence to the chart.

A report goes in at one end; at the other a person gets figures by source, each with its hedge, its
attribution and the sentence that proves it, and charts that say no more than was reported.

Two wings that meet in one room. The left wing reads (words to claims) and never sees a database; the
right wing keeps and shows (rows to questions to faces) and never sees a pattern. They meet in ``ingest``.

::

    7  __main__
    6  cli/        thin: open, call one function, print
    5  ingest/     readers · fetch · feeds · gathering · tables · filing · run
    4  extract/    numerals · figures · measures ·     query/   series/   compare   checks
                   sharing · attribution · places ·    export   exports/   charts/   scoring
                   placing · times · standing · relations · claims
    3  lexicon/en/ (tables of words, one a stage)      store/  tables · database · claims · figures · sources
       text        (sentences, tokens)                         reviews · judging · rereading · proof · backup ·
                                                               transfer · digest
                                          places/      (the gazetteer, for both wings)
    2  model       settings   workspace   toml_files   languages/ (the words of charts and citations)
    1  errors

Imports only point down, which ``import-linter`` proves in the tests. Three rules to hold in the head:

1. The same name in three places: ``lexicon/en/measures.py`` holds the words, ``extract/measures.py`` the
   grammar, ``tests/cases/measures.toml`` the cases, which ``tests/extract`` holds it to. To teach the tracker a
   phrase, add a row and a case.
2. Values travel, rows stay: outside ``store`` and the questions nobody sees a table.
3. Edges come in by the door: clock, client, session and settings are arguments.

The extractor is a cascade of finite-state stages, after FASTUS (SRI, MUC-4, 1992): sentences and tokens;
numerals; figures (a numeral with its hedge and its noun); measures (which figure suffers what);
attribution; places, times and standing; claims, which relations between them settle. Between the stages
travels a sequence of *chunks*, each with the roles it can play; a rule of the grammar is a regular
expression over that sequence, written in role names.

The ledger is append-only: a re-extraction supersedes, a review adds, nothing is overwritten. A figure that is
judged keeps its row as it was read; what the judgements make of it stands beside it as a version, so that both
can be asked for, as of any day.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.extract import extract_claims
    from tracker.model import Claim, Report
    from tracker.store.database import Ledger, create_ledger, open_ledger

__all__ = ["Claim", "Ledger", "Report", "create_ledger", "extract_claims", "open_ledger"]

_HOMES = {
    "Claim": "tracker.model",
    "Ledger": "tracker.store.database",
    "Report": "tracker.model",
    "create_ledger": "tracker.store.database",
    "extract_claims": "tracker.extract",
    "open_ledger": "tracker.store.database",
}


def __getattr__(name: str) -> Any:
    """The public names, each imported when it is first used: ``tracker --help`` needs no database."""
    if name == "__version__":
        from importlib.metadata import version

        return version("figure-tracker")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
