"""Claims as rows: what one states, the key that is the hash of it, and many of them written at once."""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from tracker.model import Claim, Span
from tracker.store.bulk import insert_rows, next_ids
from tracker.store.sources import sources_for
from tracker.store.tables import RelayRow


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with the place that its words were resolved to, as a path, where they were."""

    claim: Claim
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read out of a stored report. ``wholes`` are figures that it has already, by their place."""

    report_id: int
    story: str
    sha256_text: str
    published: date | None
    extractor: str
    claims: Sequence[PlacedClaim]
    wholes: Mapping[Span, int] = field(default_factory=dict)


# --- what a claim states ----------------------------------------------------------------------------


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


def key_of(
    story: str,
    sha256_text: str,
    span: tuple[int, int],
    stated: Mapping[str, Any],
    *,
    relays: Sequence[str],
    part_of: tuple[int, int] | None,
) -> str:
    """The content hash of a claim: its report, its place in the text, all that it states, who passed it on,
    and where the whole stands that it is a part of.
    """
    content = [
        story,
        sha256_text,
        *span,
        *(str(stated[name]) for name in STATED),
        *relays,
        f"Span(start={part_of[0]}, end={part_of[1]})" if part_of else "None",
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()[:32]


def keys_of(
    story: str, sha256_text: str, claims: Sequence[PlacedClaim], *, wholes: Iterable[Span] = ()
) -> tuple[str, ...]:
    """The keys of all claims of a report; ``wholes`` are places of figures that it has beside them."""
    spans = {placed.claim.span for placed in claims} | set(wholes)
    return tuple(_key(story, sha256_text, placed, statement_of(placed), spans) for placed in claims)


def _key(story: str, sha256_text: str, placed: PlacedClaim, stated: Mapping[str, Any], spans: Container[Span]) -> str:
    whole = _whole(placed.claim, spans)
    return key_of(
        story, sha256_text, (placed.claim.span.start, placed.claim.span.end), stated,
        relays=placed.claim.attribution.relays, part_of=(whole.start, whole.end) if whole else None,
    )  # fmt: skip


def _whole(claim: Claim, spans: Container[Span]) -> Span | None:
    """The place of the whole that a claim is a part of, where that is a claim itself."""
    return claim.part_of if claim.part_of != claim.span and claim.part_of in spans else None


# --- writing ----------------------------------------------------------------------------------------


def insert_figures(session: Session, reports: Sequence[ReadReport], *, now: datetime) -> None:
    """Write the claims of some reports, with their relays and the sources that nobody knew yet."""
    ids = iter(next_ids(session, "figure", sum(len(report.claims) for report in reports)))
    words = [words for report in reports for placed in report.claims for words in _sources_in(placed.claim)]
    sources = sources_for(session, words, now=now)
    figures: list[dict[str, Any]] = []
    relays: list[dict[str, Any]] = []
    for report in reports:
        own = [next(ids) for _ in report.claims]
        wholes = dict(report.wholes) | {
            placed.claim.span: identity for placed, identity in zip(report.claims, own, strict=True)
        }
        for placed, identity in zip(report.claims, own, strict=True):
            figures.append({"id": identity, **_row(report, placed, wholes, sources, now)})
            relays += _relay_rows(identity, placed.claim, sources)
    insert_rows(session, "figure", figures)
    insert_rows(session, "relay", relays)


def _sources_in(claim: Claim) -> Iterator[str]:
    if claim.attribution.source:
        yield claim.attribution.source
    yield from claim.attribution.relays


def _row(
    report: ReadReport, placed: PlacedClaim, wholes: Mapping[Span, int], sources: Mapping[str, int], now: datetime
) -> dict[str, Any]:
    claim, stated = placed.claim, statement_of(placed)
    source, credit = claim.attribution.source, claim.attribution.span
    whole = _whole(claim, wholes)
    return {
        "key": _key(report.story, report.sha256_text, placed, stated, wholes),
        "report_id": report.report_id,
        **stated,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "day": claim.as_of.date if claim.as_of else report.published,
        "source_id": sources[source] if source else None,
        "credit_start": credit.start if credit else None,
        "credit_end": credit.end if credit else None,
        "part_of_id": wholes[whole] if whole else None,
        "rule": claim.rule,
        "extractor": report.extractor,
        "recorded_at": now,
    }  # fmt: skip


def _relay_rows(figure: int, claim: Claim, sources: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for position, words in enumerate(claim.attribution.relays):
        yield {"figure_id": figure, "position": position, "words": words, "source_id": sources[words]}


# --- reading ----------------------------------------------------------------------------------------


def relays_of(session: Session, figures: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The relays of figures, by figure, the one nearest to the claimant first."""
    found: dict[int, tuple[str, ...]] = {}
    columns = select(RelayRow.figure_id, RelayRow.words).order_by(col(RelayRow.figure_id), col(RelayRow.position))
    for start in range(0, len(figures), _AT_ONCE):
        some = col(RelayRow.figure_id).in_(figures[start : start + _AT_ONCE])
        for figure, words in session.exec(columns.where(some)):
            found[figure] = (*found.get(figure, ()), words)
    return found


_AT_ONCE = 500
