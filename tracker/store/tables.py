"""The tables of the ledger. Nobody outside :mod:`tracker.store` and :mod:`tracker.query` imports them.

Nothing in them is overwritten or deleted, with one exception that loses nothing: ``superseded_at``, which
is empty while a row is in force, is filled once when another row takes its place. The states of feeds and
hosts, the misses and the row of a run under way are bookkeeping, no evidence, and are updated.

A judgement on a figure never changes its row. The row as it was read is superseded (``Why.REVIEW``), and
what the judgement makes of it is a *version*: a row of its own whose ``origin_id`` is the figure as read.
So there are two views, and either can be had as it was on any day:

- judged: ``superseded_at IS NULL`` (on day T: recorded by T, and not superseded by T);
- raw: ``origin_id IS NULL``, and in force or superseded by nothing but a review.

Times are aware and in UTC; days are calendar days of the outlet. Counts are stored as floating point:
exact for whole numbers up to 2**53, and shares are fractions.
"""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel, col

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Names of constraints, so that migrations can find them on every database."""


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """What all tables share: one catalogue of their own."""


class Why(StrEnum):
    """Why a figure is no longer in force."""

    REVISION = "revision"
    """A later text of the same page repeats it."""
    EXTRACTION = "extraction"
    """A later extractor reads its text otherwise."""
    REVIEW = "review"
    """A person has judged it: rejected it, or put a version in its place."""


class ReportRow(Row, table=True):
    """One published text. A changed page is a new revision of the same story, the old one kept."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("story", "revision"),
        UniqueConstraint("story", "sha256_text", name="uq_report_text"),
    )

    id: int | None = Field(default=None, primary_key=True)
    story: str = Field(description="the address of the page, or the hash of a text that has none")
    revision: int = Field(description="1 for the first text seen under this story")
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str = "en"
    published: dt.date | None = Field(default=None, index=True, description="the outlet's own calendar day")
    published_at: dt.datetime | None = None
    retrieved_at: dt.datetime
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None = None
    sha256_raw: str = Field(description="of the bytes as they came; names the snapshot")
    sha256_text: str = Field(description="of the text below, as UTF-8")
    text: str = Field(sa_type=Text, description="what all offsets index, in code points")
    feed: str | None = Field(default=None, description="the feed that brought it, if one did")
    copy_of: int | None = Field(
        default=None, foreign_key="report.id", description="the first report that came with the same text"
    )


class FingerprintRow(Row, table=True):
    """One of the few numbers that stand for what a report says: copies share most of theirs."""

    __tablename__ = "fingerprint"

    mark: int = Field(primary_key=True, sa_type=BigInteger)
    report_id: int = Field(primary_key=True, foreign_key="report.id")


class SourceRow(Row, table=True):
    """A claimant."""

    __tablename__ = "source"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: str
    kind: str | None = None
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2")
    parent_id: int | None = Field(default=None, foreign_key="source.id")
    known: bool = Field(description="whether the registry holds it, or only a text named it")
    recorded_at: dt.datetime


class SourceAliasRow(Row, table=True):
    """A name of a claimant, by the key under which names are the same (see tracker.store.sources)."""

    __tablename__ = "source_alias"
    __table_args__ = (
        Index("uq_source_alias_key", "key", unique=True, sqlite_where=text("superseded_at IS NULL"),
              postgresql_where=text("superseded_at IS NULL")),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    key: str
    words: str
    source_id: int = Field(foreign_key="source.id", index=True)
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None = Field(default=None, description="since when the name is another source's")
    review_id: int | None = Field(default=None, foreign_key="review.id", description="the judgement that gave it")


class FigureRow(Row, table=True):
    """One claim in one report."""

    __tablename__ = "figure"
    __table_args__ = (
        Index("uq_figure_key", "key", unique=True, sqlite_where=text("superseded_at IS NULL"),
              postgresql_where=text("superseded_at IS NULL")),
        Index("ix_figure_source_day", "source_id", "day", "id"),
        Index("ix_figure_source_measure_day", "source_id", "measure", "day"),
        Index("ix_figure_measure_place_day", "measure", "place_id", "day"),
        CheckConstraint("span_start >= 0 AND span_start < span_end", name="span"),
        CheckConstraint("value IS NULL OR value >= 0", name="value"),
        CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name="bounds"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(description="hash of the report and all that is claimed; the same claim has the same key")
    report_id: int = Field(foreign_key="report.id", index=True)
    span_start: int
    span_end: int
    sentence_start: int
    sentence_end: int
    number: str = Field(sa_type=Text, description="as printed")
    value: float | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str
    measure: str
    unit: str
    group_words: str | None = Field(default=None, sa_type=Text)
    place_words: str | None = Field(default=None, sa_type=Text, description="the place as written")
    place_id: str | None = Field(default=None, description="the place resolved: a path such as ps/gaza-strip")
    kind: str
    status: str
    day: dt.date | None = Field(
        default=None, index=True, description="as_of where the text gives one, else the day of publication"
    )
    as_of: dt.date | None = None
    as_of_accuracy: str | None = None
    window_start: dt.date | None = None
    window_end: dt.date | None = None
    window_accuracy: str | None = None
    baseline_words: str | None = None
    baseline: dt.date | None = None
    baseline_accuracy: str | None = None
    from_outset: bool = Field(default=False, description="the baseline is the beginning of the crisis itself")
    basis: str | None = None
    source_id: int | None = Field(default=None, foreign_key="source.id", description="empty: the outlet's own voice")
    source_words: str | None = Field(default=None, sa_type=Text, description="as the text names the claimant")
    credit_start: int | None = Field(default=None, description="the words that make the credit")
    credit_end: int | None = None
    part_of_id: int | None = Field(
        default=None, foreign_key="figure.id", description="the whole that a part belongs to"
    )
    rule: str
    extractor: str
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None = None
    superseded_why: str | None = Field(default=None, description="revision, extraction or review")
    origin_id: int | None = Field(
        default=None, foreign_key="figure.id", index=True, description="a judged version: the figure as it was read"
    )


# PostgreSQL takes a missing day for the newest, so an index read backwards doesn't give the newest first; SQLite
# has no statistics that it could trust, and must be offered the one index that needs no sorting.
_NEWEST = (col(FigureRow.day).desc().nulls_last(), col(FigureRow.id).desc())
_POSTGRES: Any = {"only": "postgresql"}
_SQLITE: Any = {"only": "sqlite"}
Index("ix_figure_newest", *_NEWEST, info=_POSTGRES).ddl_if(dialect="postgresql")
Index("ix_figure_source_newest", col(FigureRow.source_id), *_NEWEST, info=_POSTGRES).ddl_if(dialect="postgresql")
Index("ix_figure_measure_day", col(FigureRow.measure), col(FigureRow.day), col(FigureRow.id), info=_SQLITE).ddl_if(
    dialect="sqlite"
)


class RelayRow(Row, table=True):
    """One link of the chain between claimant and outlet; position 0 is the nearest to the claimant."""

    __tablename__ = "relay"

    figure_id: int = Field(foreign_key="figure.id", primary_key=True)
    position: int = Field(primary_key=True)
    words: str = Field(sa_type=Text)
    source_id: int = Field(foreign_key="source.id")


class ReviewRow(Row, table=True):
    """A judgement on a figure or on a source: only ever added, and undone by another judgement."""

    __tablename__ = "review"
    __table_args__ = (CheckConstraint("(figure_id IS NULL) <> (source_id IS NULL)", name="subject"),)

    id: int | None = Field(default=None, primary_key=True)
    figure_id: int | None = Field(
        default=None, foreign_key="figure.id", index=True, description="the figure as it was read, never a version"
    )
    source_id: int | None = Field(default=None, foreign_key="source.id", index=True)
    verdict: str = Field(description="accept, reject or correct a figure; merge a source, give it an alias; undo")
    changes: str = Field(default="{}", sa_type=Text, description="JSON: what is corrected, as field: [old, new]")
    into_id: int | None = Field(default=None, foreign_key="source.id", description="the source that is merged into")
    undoes_id: int | None = Field(default=None, foreign_key="review.id", description="the judgement that is undone")
    reviewer: str
    reason: str = Field(sa_type=Text)
    recorded_at: dt.datetime


class RunRow(Row, table=True):
    """One pass over the feeds."""

    __tablename__ = "run"

    id: int | None = Field(default=None, primary_key=True)
    started_at: dt.datetime
    finished_at: dt.datetime | None = None
    fetched: int = 0
    added: int = 0
    figures: int = 0
    skipped: int = 0
    failed: int = 0
    problems: str = Field(default="", sa_type=Text, description="one line a failure: what, and why")
    stopped: str | None = Field(default=None, description="what ended it before its time: a signal, an error")


class FeedStateRow(Row, table=True):
    """What is remembered of a feed between runs."""

    __tablename__ = "feed_state"

    name: str = Field(primary_key=True)
    url: str | None = Field(default=None, sa_type=Text)
    etag: str | None = Field(default=None, sa_type=Text)
    last_modified: str | None = Field(default=None, sa_type=Text)
    last_tried_at: dt.datetime | None = None
    last_success_at: dt.datetime | None = None
    failures: int = Field(default=0, description="in a row")
    last_problem: str | None = Field(default=None, sa_type=Text)
    not_before: dt.datetime | None = Field(default=None, description="when it is asked again, after failures")
    cursor: str | None = Field(default=None, sa_type=Text, description="how far a feed that is paged was read")
    last_new_at: dt.datetime | None = Field(default=None, description="when it last brought something new")


class HostStateRow(Row, table=True):
    """What is remembered of a host between runs."""

    __tablename__ = "host_state"

    host: str = Field(primary_key=True)
    robots: str | None = Field(default=None, sa_type=Text, description="its robots.txt; empty: it has none")
    robots_at: dt.datetime | None = None
    not_before: dt.datetime | None = Field(default=None, description="until when it asked to be left alone")


class MissRow(Row, table=True):
    """A page that was told of and did not come: asked for again, less and less often, never forgotten."""

    __tablename__ = "miss"

    feed: str = Field(primary_key=True)
    url: str = Field(primary_key=True)
    title: str | None = Field(default=None, sa_type=Text)
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    failures: int = 1
    last_tried_at: dt.datetime
    not_before: dt.datetime | None = Field(default=None, description="empty: it is not asked for any more")
    last_problem: str = Field(sa_type=Text)
