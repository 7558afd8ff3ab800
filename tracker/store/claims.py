"""Writing reports with their claims: all of one report, or nothing of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from tracker.model import Claim, Report, Span
from tracker.store.reviews import judged_among
from tracker.store.sources import source_for
from tracker.store.tables import FigureRow, RelayRow, ReportRow, Why


class Outcome(StrEnum):
    """What adding a report came to."""

    ADDED = "added"
    REVISED = "revised"
    """The page had changed: its new text was added beside the old one."""
    KNOWN = "known"
    """The ledger has this text of this story already; nothing was written."""


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with the place that its words were resolved to, as a path, where they were."""

    claim: Claim
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """A report ready to be stored: with its claims, and with where it came from."""

    report: Report
    claims: tuple[PlacedClaim, ...]
    extractor: str
    sha256_raw: str
    retrieved_at: datetime
    feed: str | None = None

    @property
    def story(self) -> str:
        """The story that the report is a text of."""
        return story_of(self.report)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was stored of a filing."""

    outcome: Outcome
    report_id: int | None
    revision: int
    figures: int
    copy_of: int | None = None
    """The report whose text it repeats, where it is a copy from another outlet."""


def story_of(report: Report) -> str:
    """What stays the same while a page changes: its address. A text without one is a story of its own,
    by what it says, who published it and when.
    """
    if report.url:
        return report.url
    content = f"{report.outlet}\n{report.published}\n{report.sha256}"
    return "sha256:" + hashlib.sha256(content.encode()).hexdigest()


def save_report(session: Session, filing: Filing, *, now: datetime) -> Saved:
    """Store a report with its claims, relays and new sources. Adding the same text again adds nothing."""
    known = find_saved(session, filing.story, filing.report.sha256)
    if known is not None:
        return known
    previous = _last_revision_of(session, filing.story)
    revision = previous.revision + 1 if previous else 1
    report_id = _insert_report(session, filing, revision=revision, now=now)
    figures = _insert_figures(session, filing, report_id, now)
    if previous is not None:
        _supersede_repeated(session, previous, report_id, now)
    return Saved(Outcome.REVISED if previous else Outcome.ADDED, report_id, revision, figures)


def find_saved(session: Session, story: str, sha256_text: str) -> Saved | None:
    """The text of a story as it was stored before, or ``None`` where the ledger doesn't have it."""
    row = session.exec(
        select(ReportRow.id, ReportRow.revision).where(ReportRow.story == story, ReportRow.sha256_text == sha256_text)
    ).first()
    return Saved(Outcome.KNOWN, row[0], row[1], 0) if row else None


def count_revisions(session: Session, story: str) -> int:
    """The number of texts that the ledger has of a story."""
    return session.exec(select(func.count()).where(ReportRow.story == story)).one()


def _last_revision_of(session: Session, story: str) -> ReportRow | None:
    newest = col(ReportRow.revision).desc()
    return session.exec(select(ReportRow).where(ReportRow.story == story).order_by(newest).limit(1)).first()


def _insert_report(session: Session, filing: Filing, *, revision: int, now: datetime) -> int:
    report = filing.report
    row = ReportRow(
        story=filing.story, revision=revision, url=report.url, outlet=report.outlet, title=report.title,
        language=report.language, published=report.published, published_at=report.published_at,
        retrieved_at=filing.retrieved_at, recorded_at=now, sha256_raw=filing.sha256_raw,
        sha256_text=report.sha256, text=report.text, feed=filing.feed,
    )  # fmt: skip
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def _insert_figures(session: Session, filing: Filing, report_id: int, now: datetime) -> int:
    if not filing.claims:
        return 0
    sources = _Sources(session, now)
    rows = [_figure_row(filing, placed, report_id, sources, now) for placed in filing.claims]
    statement = insert(FigureRow).returning(col(FigureRow.id), sort_by_parameter_order=True)
    ids = [int(identity or 0) for (identity,) in session.connection().execute(statement, rows)]
    by_span = {placed.claim.span: identity for placed, identity in zip(filing.claims, ids, strict=True)}
    _link_parts(session, filing, ids, by_span)
    _insert_relays(session, filing, ids, sources)
    return len(ids)


class _Sources:
    """The sources of one report, each looked up once."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session, self._now = session, now
        self._known: dict[str, int] = {}

    def identity(self, words: str) -> int:
        if words not in self._known:
            self._known[words] = source_for(self._session, words, now=self._now)
        return self._known[words]


def _figure_row(
    filing: Filing, placed: PlacedClaim, report_id: int, sources: _Sources, now: datetime
) -> dict[str, Any]:
    claim, source = placed.claim, placed.claim.attribution.source
    return {
        "key": claim_key(filing, placed),
        "report_id": report_id,
        **statement_of(placed),
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "day": claim.as_of.date if claim.as_of else filing.report.published,
        "source_id": sources.identity(source) if source else None,
        "credit_start": claim.attribution.span.start if claim.attribution.span else None,
        "credit_end": claim.attribution.span.end if claim.attribution.span else None,
        "part_of_id": None,
        "rule": claim.rule,
        "extractor": filing.extractor,
        "recorded_at": now,
    }


def statement_of(placed: PlacedClaim) -> dict[str, Any]:
    """What a claim states, as columns, without where in the text it stands."""
    claim, figure = placed.claim, placed.claim.figure
    return {
        "number": claim.number,
        "value": _stored(figure.value),
        "low": _stored(figure.low),
        "high": _stored(figure.high),
        "qualifier": figure.qualifier.value,
        "measure": claim.measure.value,
        "unit": figure.unit.value,
        "group_words": figure.group,
        "place_words": claim.place,
        "place_id": placed.place_id,
        "kind": claim.kind.value,
        "status": claim.status.value,
        "as_of": claim.as_of.date if claim.as_of else None,
        "as_of_accuracy": claim.as_of.accuracy.value if claim.as_of else None,
        "window_start": claim.window.start if claim.window else None,
        "window_end": claim.window.end if claim.window else None,
        "window_accuracy": claim.window.accuracy.value if claim.window else None,
        "baseline_words": claim.baseline.words if claim.baseline else None,
        "baseline": claim.baseline.day.date if claim.baseline and claim.baseline.day else None,
        "baseline_accuracy": claim.baseline.day.accuracy.value if claim.baseline and claim.baseline.day else None,
        "from_outset": bool(claim.baseline and claim.baseline.from_outset),
        "basis": claim.basis.value if claim.basis else None,
        "source_words": claim.attribution.source,
    }


def _stored(number: float | None) -> float | None:
    """A number as the database gives it back: 24 as 24.0."""
    return None if number is None else float(number)


STATED = ("number", "value", "low", "high", "qualifier", "measure", "unit", "group_words", "place_words", "place_id",
          "kind", "status", "as_of", "as_of_accuracy", "window_start", "window_end", "window_accuracy",
          "baseline_words", "baseline", "baseline_accuracy", "from_outset", "basis", "source_words")  # fmt: skip
"""The columns of what a claim states, in the order in which its key is the hash of them."""


def claim_key(filing: Filing, placed: PlacedClaim) -> str:
    """The content hash of a claim: its report, its place in the text, and all that it states."""
    claim = placed.claim
    whole = next((other.claim.span for other in filing.claims if other.claim.span == claim.part_of), None)
    part_of = _numbers(whole) if whole is not None else None
    stated, relays = statement_of(placed), claim.attribution.relays
    return key_of(filing.story, filing.report.sha256, _numbers(claim.span), stated, relays=relays, part_of=part_of)


def key_of(
    story: str,
    sha256_text: str,
    span: tuple[int, int],
    stated: Mapping[str, Any],
    *,
    relays: Sequence[str],
    part_of: tuple[int, int] | None,
) -> str:
    """The content hash of a claim by its parts; ``stated`` are the columns of :func:`statement_of`."""
    content = [
        story,
        sha256_text,
        *span,
        *(str(part) for part in stated.values()),
        *relays,
        f"Span(start={part_of[0]}, end={part_of[1]})" if part_of else "None",
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()[:32]


def _numbers(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _link_parts(session: Session, filing: Filing, ids: Sequence[int], by_span: Mapping[Span, int]) -> None:
    for placed, identity in zip(filing.claims, ids, strict=True):
        whole = by_span.get(placed.claim.part_of) if placed.claim.part_of else None
        if whole is not None and whole != identity:
            session.connection().execute(
                update(FigureRow).where(col(FigureRow.id) == identity).values(part_of_id=whole)
            )


def _insert_relays(session: Session, filing: Filing, ids: Sequence[int], sources: _Sources) -> None:
    rows = [
        {"figure_id": identity, "position": position, "words": words, "source_id": sources.identity(words)}
        for placed, identity in zip(filing.claims, ids, strict=True)
        for position, words in enumerate(placed.claim.attribution.relays)
    ]
    if rows:
        session.connection().execute(insert(RelayRow), rows)


_STATED = ("value", "low", "high", "qualifier", "measure", "unit", "group_words", "place_words", "kind", "status",
           "as_of", "window_start", "window_end", "baseline", "source_id")  # fmt: skip


def _supersede_repeated(session: Session, previous: ReportRow, report_id: int, now: datetime) -> None:
    """The previous text of a page gives up the figures that the new one repeats. One that the new text
    no longer holds stays in force: it was published. One that a person has judged stays as it was judged,
    and what the new text repeats of it gives way.
    """
    previous.superseded_at = now
    session.add(previous)
    repeats = {_stated(row): row for row in _figures_as_read(session, report_id)}
    figures = _figures_as_read(session, previous.id or 0)
    judged = judged_among(session, [row.id or 0 for row in figures])
    for row in figures:
        repeat = repeats.get(_stated(row))
        if repeat is not None:
            gives_way = repeat if row.id in judged else row
            gives_way.superseded_at, gives_way.superseded_why = now, Why.REVISION
            session.add(gives_way)


def _figures_as_read(session: Session, report_id: int) -> Sequence[FigureRow]:
    """The figures of a report as they were read, without those that a revision or an extraction replaced."""
    in_force = col(FigureRow.superseded_at).is_(None) | (col(FigureRow.superseded_why) == Why.REVIEW.value)
    return session.exec(
        select(FigureRow).where(FigureRow.report_id == report_id, col(FigureRow.origin_id).is_(None), in_force)
    ).all()


def _stated(row: FigureRow) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _STATED)
