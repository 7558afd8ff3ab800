"""Going through the ledger for what a careful reader would doubt."""

import datetime as dt
from collections.abc import Collection, Iterator
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
) -> Iterator[Doubt]:
    """What is to be doubted of the figures that answer a question; ``only`` some checks, and only what was
    recorded ``since`` a moment. One source and one measure are looked at at a time, so memory stays flat.
    """
    for doubt in _all_doubts(session, question, gazetteer, deviations):
        if (not only or doubt.check in only) and recorded_since(doubt, since):
            yield doubt


def _all_doubts(session: Session, question: Question, gazetteer: Gazetteer, deviations: float) -> Iterator[Doubt]:
    for source, measure in find_topics(session, question, gazetteer):
        asked = replace(question, source=source, measure=measure)
        found = [
            series
            for kind in (Kind.TOTAL, Kind.NEW)
            for series in find_series(session, replace(asked, kind=kind.value), gazetteer)
        ]
        yield from doubt_series(found, deviations=deviations)
    yield from doubt_rows(session, question, gazetteer)
