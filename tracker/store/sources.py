"""One source under its many names.

Two names are the same when they are made of the same words, whatever their order: "Gaza's Ministry of
Health" and "the health ministry in Gaza". Who runs a body ("Hamas-run") is said about it and is no part
of which body it is. Nothing is matched because it looks alike: a name that isn't known makes a source of
its own, under its own words, for a person to judge.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import Session, col, select

from tracker.errors import ConfigError, nearest_names
from tracker.store.bodies import bodies_named
from tracker.store.tables import SourceAliasRow, SourceRow
from tracker.toml_files import Entry, read_entries


class SourceKind(StrEnum):
    """What sort of body a source is."""

    GOVERNMENT = "government"
    HEALTH_MINISTRY = "health_ministry"
    UN_AGENCY = "un_agency"
    INTERGOVERNMENTAL = "intergovernmental"
    NGO = "ngo"
    RED_CROSS = "red_cross"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    POLICE = "police"
    MONITOR = "monitor"
    DISASTER_AGENCY = "disaster_agency"
    HOSPITAL = "hospital"
    NEWS_AGENCY = "news_agency"
    MEDIA = "media"
    ACADEMIC = "academic"


@dataclass(frozen=True, slots=True)
class RegisteredSource:
    """A source of the registry, with every name it is known by."""

    slug: str
    name: str
    kind: SourceKind
    country: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()


# --- names ------------------------------------------------------------------------------------------

_SMALL_WORDS = frozenset("the a an of in for and on by its at to".split())
_RUN_BY = frozenset("run controlled backed based held aligned affiliated appointed owned administered".split())
_SAID_OF = frozenset("official state local national so called".split())
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_RUN_BY_WHOM = re.compile(rf"\b[\w’'.]+[-‐‑ ](?:{'|'.join(sorted(_RUN_BY))})\b", re.IGNORECASE)
_LONGEST_KEY = 200


def name_key(words: str) -> str:
    """The key under which all orders of the same words are the same name.

    >>> name_key("Gaza's Ministry of Health") == name_key("the health ministry in Gaza")
    True
    """
    key = " ".join(sorted(set(_words_of(words)) - _SMALL_WORDS))
    return key if len(key) <= _LONGEST_KEY else "sha256:" + hashlib.sha256(key.encode()).hexdigest()


@lru_cache(maxsize=4_096)  # reports name the same few sources again and again
def name_keys(words: str) -> tuple[str, ...]:
    """The keys under which a name may be known, the most literal first.

    >>> name_keys("the Hamas-run Gaza health ministry")
    ('gaza hamas health ministry run', 'gaza hamas health ministry', 'gaza health ministry')
    """
    keys = [key for form in _forms_of(words) for key in _keys_of(form)]
    return tuple(dict.fromkeys(key for key in keys if key))


def _forms_of(words: str) -> Iterator[str]:
    """A name whole, without its brackets, without its apposition, and what its brackets hold."""
    yield words
    bare = " ".join(_BRACKETS.sub(" ", words).split())
    yield bare
    yield bare.partition(",")[0]
    yield from _BRACKETS.findall(words)


def _keys_of(form: str) -> Iterator[str]:
    yield name_key(form)
    yield name_key(" ".join(word for word in _words_of(form) if word not in _RUN_BY))
    without = _RUN_BY_WHOM.sub(" ", form)
    yield name_key(without)
    if "islamic" not in without.casefold():  # the Islamic State is not "the Islamic"
        yield name_key(" ".join(word for word in _words_of(without) if word not in _SAID_OF))


def _words_of(words: str) -> list[str]:
    parts = unicodedata.normalize("NFKD", words.replace("’", "'"))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    folded = _DOTTED.sub(lambda found: found.group().replace(".", ""), plain).casefold()
    return re.findall(r"\w+", re.sub(r"'s\b|'", "", folded))


def slug_of(words: str) -> str:
    """A name as a slug.

    >>> slug_of("Médecins sans Frontières (MSF)")
    'medecins-sans-frontieres-msf'
    """
    slug = "-".join(word for word in _words_of(words) if word.isascii())[:80].strip("-")
    return slug or "source-" + hashlib.sha256(words.encode()).hexdigest()[:8]


# --- the registry -----------------------------------------------------------------------------------


@cache
def shipped_registry() -> tuple[RegisteredSource, ...]:
    """The sources that the package knows."""
    with resources.as_file(resources.files("tracker.store") / "sources.toml") as shipped:
        return parse_registry(shipped)


def load_registry(added: Path) -> tuple[RegisteredSource, ...]:
    """The shipped registry and what a deployment adds to it in a file, which need not be there.

    An entry with a shipped slug replaces the shipped one. Raises ``ConfigError`` with the line.
    """
    if not added.is_file():
        return shipped_registry()
    own = parse_registry(added)
    entries = {entry.slug: entry for entry in (*shipped_registry(), *own)}
    for entry in own:
        if entry.parent and entry.parent not in entries:
            near = nearest_names(entry.parent, entries)
            raise ConfigError(added, f"source {entry.slug!r}: no source {entry.parent!r} (nearest: {', '.join(near)})")
    return tuple(entries.values())


_KEYS = frozenset({"slug", "name", "kind", "country", "parent", "aliases"})


def parse_registry(path: Path) -> tuple[RegisteredSource, ...]:
    """The sources of a registry file. Raises ``ConfigError`` with the line."""
    return tuple(_read_entry(entry) for entry in read_entries(path, "source", _KEYS))


def _read_entry(entry: Entry) -> RegisteredSource:
    return RegisteredSource(
        slug=entry.text("slug"),
        name=entry.text("name"),
        kind=SourceKind(entry.choice("kind", set(SourceKind))),
        country=entry.optional_text("country"),
        parent=entry.optional_text("parent"),
        aliases=entry.texts("aliases"),
    )


def save_registry(session: Session, entries: Sequence[RegisteredSource], *, now: datetime) -> int:
    """Put into the ledger what it doesn't have yet of the registry; gives the number of new names.

    A name that is taken stays with the source that has it.
    """
    ids: dict[str, int] = {}
    for slug, identity in session.exec(select(SourceRow.slug, SourceRow.id)):
        ids[slug] = int(identity or 0)
    for entry in entries:
        if entry.slug not in ids:
            ids[entry.slug] = _insert_source(session, entry, now)
    _link_parents(session, entries, ids)
    taken = set(session.exec(select(SourceAliasRow.key).where(col(SourceAliasRow.superseded_at).is_(None))))
    rows = []
    for entry in entries:
        for words in (entry.name, *entry.aliases):
            key = name_key(words)
            if key and key not in taken:
                taken.add(key)
                rows.append({"key": key, "words": words, "source_id": ids[entry.slug], "recorded_at": now})
    if rows:
        session.connection().execute(insert(SourceAliasRow), rows)
    return len(rows)


def _insert_source(session: Session, entry: RegisteredSource, now: datetime) -> int:
    row = SourceRow(
        slug=entry.slug, name=entry.name, kind=entry.kind.value, country=entry.country, known=True, recorded_at=now
    )
    session.add(row)
    session.flush()
    return _identity(row)


def _link_parents(session: Session, entries: Sequence[RegisteredSource], ids: dict[str, int]) -> None:
    parents = {entry.slug: entry.parent for entry in entries if entry.parent}
    missing = select(SourceRow).where(col(SourceRow.slug).in_(parents), col(SourceRow.parent_id).is_(None))
    for row in session.exec(missing):
        row.parent_id = ids.get(parents[row.slug] or "")
        session.add(row)


# --- resolving --------------------------------------------------------------------------------------


def sources_for(session: Session, names: Iterable[str], *, now: datetime) -> dict[str, int]:
    """The identities of the sources that texts name so, by the words; names that nobody knows make new
    sources, in the order in which they come.
    """
    keys = {words: _keys_or_hash(words) for words in dict.fromkeys(names)}
    known = _known_under(session, {key for some in keys.values() for key in some})
    found: dict[str, int] = {}
    for words, some in keys.items():
        source = next((known[key] for key in some if key in known), None)
        if source is None:
            # Another one of these may just have brought the name: "Syrian Observatory … (SOHR)".
            source = find_source(session, some) or _add_unknown(session, words, some[0], now)
            known[some[0]] = source
        found[words] = source
    return found


def _keys_or_hash(words: str) -> tuple[str, ...]:
    return name_keys(words) or (f"sha256:{hashlib.sha256(words.encode()).hexdigest()}",)


def find_source(session: Session, keys: Sequence[str]) -> int | None:
    """The identity of the source that is known under the first of the keys that is known."""
    known = _known_under(session, keys)
    return next((known[key] for key in keys if key in known), None)


def _known_under(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """The identities of the sources that are known under some keys, by key."""
    wanted = sorted(set(keys))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = col(SourceAliasRow.key).in_(wanted[start : start + _AT_ONCE])
        in_force = col(SourceAliasRow.superseded_at).is_(None)
        found.update(session.exec(select(SourceAliasRow.key, SourceAliasRow.source_id).where(some, in_force)).all())
    return found


_AT_ONCE = 500


def _add_unknown(session: Session, words: str, key: str, now: datetime) -> int:
    name = " ".join(words.split())[:300]
    row = SourceRow(
        slug=_free_slug(session, slug_of(words)), name=name, parent_id=_body_of(session, words), known=False,
        recorded_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(SourceAliasRow(key=key, words=name, source_id=_identity(row), recorded_at=now))
    for other in _stated_names(words):
        if name_key(other) != key and find_source(session, [name_key(other)]) is None:
            session.add(SourceAliasRow(key=name_key(other), words=other, source_id=_identity(row), recorded_at=now))
            session.flush()
    session.flush()
    return _identity(row)


def _body_of(session: Session, words: str) -> int | None:
    """The body that a new source speaks for, where its own words name one that is known."""
    keys = [key for body in bodies_named(words) for key in name_keys(body)]
    return find_source(session, keys) if keys else None


def acronym_of(name: str) -> str:
    """The first letters of a name's words, without its small ones.

    >>> acronym_of("Syrian Observatory for Human Rights")
    'sohr'
    """
    return "".join(word[0] for word in _words_of(name) if word not in _SMALL_WORDS)


def _stated_names(words: str) -> tuple[str, ...]:
    """The names that a text itself calls the same: "Syrian Observatory for Human Rights (SOHR)" is known by
    either from then on, where the brackets hold the first letters of what stands before them.
    """
    found = _BRACKETS.search(words)
    if found is None:
        return ()
    bare, short = words[: found.start()].strip(), found.group(1).strip()
    return (bare, short) if len(short) > 1 and acronym_of(bare) == "".join(_words_of(short)) else ()


def _free_slug(session: Session, slug: str) -> str:
    taken = set(session.exec(select(SourceRow.slug).where(col(SourceRow.slug).startswith(slug, autoescape=True))))
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free


def _identity(row: SourceRow) -> int:
    assert row.id is not None
    return row.id
