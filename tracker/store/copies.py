"""Copies: the same wire text in several outlets, small edits and all, is one voice.

A text is cut into runs of five words; the smallest few hashes of these runs stand for it (Broder's
min-wise sampling, 1997): two texts that share most of their runs share most of these. Who shares some is
looked at run by run.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from tracker.store.tables import FingerprintRow, ReportRow

RUN = 5
"""Words of a run."""
MARKS = 8
"""Hashes that stand for a text."""
FEWEST = 30
"""Runs that a text must have: a short one is alike to others by chance."""
SHARED = 0.75
"""The part of the shorter text's runs that a copy shares."""
SHORTEST = 0.4
"""How long a copy is at least, against the original: an outlet may cut the end off."""
DAYS = 10
"""Days between a text and its copy."""


def runs_of(text: str) -> frozenset[int]:
    """The hashes of a text's runs of words, below 2**63."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(words[at : at + RUN]).encode(), digest_size=8).digest()) >> 1
        for at in range(len(words) - RUN + 1)
    )


def marks_of(runs: frozenset[int]) -> tuple[int, ...]:
    """The few hashes that stand for a text; none where it is too short to tell."""
    return tuple(sorted(runs)[:MARKS]) if len(runs) >= FEWEST else ()


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts are one, up to small edits and a missing end."""
    shorter, longer = sorted((len(one), len(other)))
    return shorter >= FEWEST and shorter >= SHORTEST * longer and len(one & other) >= SHARED * shorter


def link_copy(session: Session, report_id: int) -> int | None:
    """Put down the marks of a report, and whose copy it is, where it is one: the first that came with its
    text. Gives the number of that one.
    """
    report = session.get(ReportRow, report_id)
    assert report is not None
    runs = runs_of(report.text)
    marks = marks_of(runs)
    if not marks:
        return None
    original = next((one for one in _alike(session, report, marks) if are_copies(runs, runs_of(one.text))), None)
    session.connection().execute(insert(FingerprintRow), [{"mark": mark, "report_id": report_id} for mark in marks])
    if original is None:
        return None
    first = original.copy_of or original.id
    session.connection().execute(update(ReportRow).where(col(ReportRow.id) == report_id).values(copy_of=first))
    return first


_MOST_ALIKE = 10


def _alike(session: Session, report: ReportRow, marks: Sequence[int]) -> list[ReportRow]:
    """Reports of other stories that share two marks at least and are of about the same day, the most alike
    first.
    """
    found = session.exec(select(FingerprintRow.report_id).where(col(FingerprintRow.mark).in_(marks))).all()
    near = [identity for identity, times in Counter(found).most_common(_MOST_ALIKE) if times >= 2]
    rows = [session.get(ReportRow, identity) for identity in near]
    return [row for row in rows if row and row.story != report.story and _same_days(row, report)]


def _same_days(one: ReportRow, other: ReportRow) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= timedelta(days=DAYS)
