"""Whom a person means by a name, and which source answers for another it was merged into."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracker.errors import AmbiguousError, QueryError, nearest_names
from tracker.store.identities import merges_in_force
from tracker.store.sources import acronym_of, find_source, name_key, name_keys
from tracker.store.tables import FigureRow, SourceAliasRow, SourceRow


@dataclass(frozen=True, slots=True)
class Merges:
    """The sources that were judged to be another one: by their numbers, and by their slugs with the slug and
    the name of the other.
    """

    into: Mapping[int, int] = field(default_factory=dict)
    named: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def canonical(self, source: int) -> int:
        """The source that answers for one."""
        return self.into.get(source, source)

    def members(self, source: int) -> tuple[int, ...]:
        """A source and all that were merged into it."""
        return (source, *sorted(one for one, into in self.into.items() if into == source))

    def slug(self, slug: str) -> str:
        """The slug of the source that answers for the one with a slug."""
        return self.named[slug][0] if slug in self.named else slug


def merges_of(session: Session, moment: dt.datetime | None = None) -> Merges:
    """The merges that stand, now or at a moment."""
    into = merges_in_force(session, by=moment)
    if not into:
        return Merges()
    told = select(SourceRow.id, SourceRow.slug, SourceRow.name).where(col(SourceRow.id).in_({*into, *into.values()}))
    names = {int(identity or 0): (slug, name) for identity, slug, name in session.exec(told)}
    return Merges(into, {names[one][0]: names[other] for one, other in into.items()})


def source_named(session: Session, words: str, merges: Merges | None = None) -> int:
    """The identity of the source that a person means: by its slug, one of its names, its first letters, or
    words that only one quoted source has in its names. Raises ``QueryError`` where there is none, with the
    nearest, and ``AmbiguousError`` where there are several.
    """
    merges = merges or merges_of(session)
    by_slug = select_columns(col(SourceRow.id)).where(col(SourceRow.slug) == words.strip().casefold())
    found = session.connection().execute(by_slug).scalar()
    found = found if found is not None else find_source(session, name_keys(words))
    return merges.canonical(found) if found is not None else _perhaps_meant(session, words, merges)


_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}")


def _perhaps_meant(session: Session, words: str, merges: Merges) -> int:
    quoted = _quoted_names(session)
    if _ACRONYM.fullmatch(words.strip()):
        letters = words.replace(".", "").strip().casefold()
        same = {identity: slug for identity, slug, _, name in quoted if acronym_of(name) == letters}
        if same:
            return _only(words, same, merges)
    wanted = set(name_key(words).split())
    partly = {identity: slug for identity, slug, key, _ in quoted if wanted and wanted <= set(key.split())}
    if partly:
        return _only(words, partly, merges)
    near = nearest_names(words, [slug for _, slug, _, _ in quoted])
    raise QueryError(words, "no such source was quoted; 'tracker sources' lists them", nearest=near)


def _only(words: str, candidates: Mapping[int, str], merges: Merges) -> int:
    """The one source that some candidates are."""
    meant = {merges.canonical(identity): merges.slug(slug) for identity, slug in candidates.items()}
    if len(meant) > 1:
        raise AmbiguousError(words, "sources", candidates=sorted(meant.values())[:12])
    return next(iter(meant))


def _quoted_names(session: Session) -> Iterable[tuple[int, str, str, str]]:
    quoted = select(FigureRow.source_id).where(col(FigureRow.source_id).is_not(None)).distinct()
    statement = (
        select(SourceRow.id, SourceRow.slug, SourceAliasRow.key, SourceAliasRow.words)
        .join(SourceAliasRow, col(SourceAliasRow.source_id) == col(SourceRow.id))
        .where(col(SourceRow.id).in_(quoted), col(SourceAliasRow.superseded_at).is_(None))
    )
    return [(int(identity or 0), slug, key, name) for identity, slug, key, name in session.exec(statement)]
