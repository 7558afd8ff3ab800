"""Which sources are one, and which names are whose, by the judgements that stand.

Nothing is rewritten by such a judgement: a figure keeps the source that its text named, and every answer
gives it to the source that this one was merged into. So a merge can be undone, and so can its undo.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select as select_columns
from sqlalchemy import update
from sqlmodel import Session, col, select

from tracker.errors import QueryError
from tracker.store.reviews import Judge, Review, Verdict, find_reviews, record_review, record_undo, reviews_of
from tracker.store.sources import name_key
from tracker.store.tables import ReviewRow, SourceAliasRow, SourceRow


def merges_in_force(session: Session, *, by: datetime | None = None) -> dict[int, int]:
    """The source that each merged one belongs to, now or as it was judged by a moment."""
    merged = select_columns(col(ReviewRow.id)).where(col(ReviewRow.into_id).is_not(None)).limit(1)
    if session.connection().execute(merged).first() is None:  # the usual case, and every question asks
        return {}
    about_sources = select(ReviewRow).where(col(ReviewRow.source_id).is_not(None)).order_by(col(ReviewRow.id))
    if by is not None:
        about_sources = about_sources.where(col(ReviewRow.recorded_at) <= by)
    direct: dict[int, int] = {}
    merges = (
        (one.source, one.into)
        for one in reviews_of(session.exec(about_sources))
        if one.stands and one.verdict is Verdict.MERGE
    )
    for source, into in merges:
        # An undone undo may close a circle: the first judgement stands.
        if source is not None and into is not None and _end_of(into, direct) != source:
            direct[source] = into
    return {source: _end_of(source, direct) for source in direct}


def _end_of(source: int, direct: Mapping[int, int]) -> int:
    seen = {source}
    while (into := direct.get(source)) is not None and into not in seen:
        seen.add(into)
        source = into
    return source


def merge_source(session: Session, judge: Judge, source: int, into: int) -> int:
    """Judge that a source is another one; gives the number of the judgement. Raises ``QueryError`` where
    they are one already.
    """
    merged = merges_in_force(session)
    if merged.get(source, source) == merged.get(into, into):
        raise QueryError(_slug(session, source), f"is {_slug(session, into)} already")
    return record_review(session, judge, Verdict.MERGE, source=source, into=into)


def give_alias(session: Session, judge: Judge, source: int, words: str) -> int:
    """Judge that a name is a source's, from now on; gives the number of the judgement. What was credited
    under that name before stays where it is: merging moves it. Raises ``QueryError`` where it is its name
    already, or is no name.
    """
    key = name_key(words)
    if not key:
        raise QueryError(words, "is no name: it needs a word")
    owner = _owner_of(session, key)
    if owner is not None and owner.source_id == source:
        raise QueryError(words, f"is a name of {_slug(session, source)} already")
    review = record_review(session, judge, Verdict.ALIAS, source=source, changes={"name": (None, words)})
    _settle(session, key, judge.now)
    return review


def undo_source(session: Session, judge: Judge, review: int) -> Review:
    """Judge that an earlier judgement on a source no longer stands; gives the undo. Raises ``QueryError``
    for a judgement on a figure.
    """
    row = session.get(ReviewRow, review)
    if row is not None and row.source_id is None:
        raise QueryError(str(review), "judges a figure; 'tracker review undo' undoes it")
    undo = record_undo(session, judge, review)
    for words in _names_given(session, undo.source):
        _settle(session, name_key(words), judge.now)
    return undo


def _names_given(session: Session, source: int | None) -> set[str]:
    told = find_reviews(session, source=source)
    return {str(one.changes["name"][1]) for one in told if one.verdict is Verdict.ALIAS}


def _settle(session: Session, key: str, now: datetime) -> None:
    """Make a name belong to whom the judgements that stand give it, else to whom it was first."""
    wanted = _wanted(session, key, now)
    owner = _owner_of(session, key)
    if (owner and owner.source_id) == (wanted and wanted.source_id):
        return
    session.connection().execute(
        update(SourceAliasRow)
        .where(col(SourceAliasRow.key) == key, col(SourceAliasRow.superseded_at).is_(None))
        .values(superseded_at=now)
    )
    if wanted is not None:
        session.add(wanted)
        session.flush()


def _wanted(session: Session, key: str, now: datetime) -> SourceAliasRow | None:
    given = [
        one
        for one in find_reviews(session)
        if one.stands and one.verdict is Verdict.ALIAS and name_key(str(one.changes["name"][1])) == key
    ]
    if given and given[-1].source is not None:
        words = str(given[-1].changes["name"][1])
        return SourceAliasRow(key=key, words=words, source_id=given[-1].source, recorded_at=now, review_id=given[-1].id)
    first = session.exec(
        select(SourceAliasRow)
        .where(SourceAliasRow.key == key, col(SourceAliasRow.review_id).is_(None))
        .order_by(col(SourceAliasRow.id))
        .limit(1)
    ).first()
    return first and SourceAliasRow(key=key, words=first.words, source_id=first.source_id, recorded_at=now)


def _owner_of(session: Session, key: str) -> SourceAliasRow | None:
    in_force = col(SourceAliasRow.superseded_at).is_(None)
    return session.exec(select(SourceAliasRow).where(SourceAliasRow.key == key, in_force)).first()


def _slug(session: Session, source: int) -> str:
    return session.exec(select(SourceRow.slug).where(SourceRow.id == source)).one()
