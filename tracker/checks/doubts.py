"""Going through the ledger for what a careful reader would doubt."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from sqlmodel import Session

from tracker.checks.doubt import Check, Doubt
from tracker.checks.rows import doubt_rows, recorded_since
from tracker.checks.totals import doubt_series
from tracker.model import Kind
from tracker.places import Gazetteer
from tracker.query import Question, find_topics
from tracker.series import DEVIATIONS, find_series


def find_doubts(
    session: Session,
    question: Question,
    gazetteer: Gazetteer,
    *,
    deviations: float = DEVIATIONS,
    only: Collection[Check] = (),
    since: dt.datetime | None = None,
    on_topic: Callable[[int, int], None] = lambda _done, _all: None,
) -> Iterator[Doubt]:
    """What is to be doubted of the figures that answer a question; ``only`` some checks, and only what was
    recorded ``since`` a moment. One source and one measure are looked at at a time, so memory stays flat;
    ``on_topic`` is told how many of them are done, of how many.
    """
    for doubt in _all_doubts(session, question, gazetteer, deviations, on_topic):
        if (not only or doubt.check in only) and recorded_since(doubt, since):
            yield doubt


def _all_doubts(
    session: Session, question: Question, gazetteer: Gazetteer, deviations: float, on_topic: Callable[[int, int], None]
) -> Iterator[Doubt]:
    topics = find_topics(session, question, gazetteer)
    for done, (source, measure) in enumerate(topics):
        on_topic(done, len(topics))
        asked = replace(question, source=source, measure=measure)
        found = [
            series
            for kind in (Kind.TOTAL, Kind.NEW)
            for series in find_series(session, replace(asked, kind=kind.value), gazetteer)
        ]
        yield from doubt_series(found, deviations=deviations)
    yield from doubt_rows(session, question, gazetteer)
