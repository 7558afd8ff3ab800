"""Showing the proof of a figure: its sentence with the number and the credit marked, and its provenance."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.cli.printing import console_of_output, plain
from tracker.export import hedged_number
from tracker.model import page_of

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.query import FoundFigure, FoundReport


def print_evidence(figure: "FoundFigure", report: "FoundReport", changes: Mapping[int, Sequence[str]]) -> None:
    """Print a figure's sentence and everything that leads to it; ``changes`` are those of its reviews."""
    with console_of_output() as console:
        console.print(_marked(figure, report))
        console.print()
        for name, value in _provenance(figure, report):
            if value is not None:
                console.print(f"{name:>12}  {plain(value)}", markup=False)
        for review in figure.reviews:
            told = "; ".join(changes.get(review.id, ()))
            when = f"{review.recorded_at:%Y-%m-%d}"
            words = f"{review.verdict.value} by {review.reviewer} on {when}: {review.reason}" + (
                f" ({told})" if told else ""
            )
            console.print(f"{'review':>12}  {review.id}: {plain(words)}", markup=False)


def _marked(figure: "FoundFigure", report: "FoundReport") -> "Text":
    """The sentence, and the one with the credit where that is another, with brackets that a pipe keeps."""
    from rich.text import Text

    marks = [(figure.span, "[", "]", "bold yellow")]
    start, end = figure.sentence.start, figure.sentence.end
    if figure.credit is not None:
        marks.append((figure.credit, "{", "}", "cyan"))
        start, end = min(start, figure.credit.start), max(end, figure.credit.end)
    shown = Text()
    at = start
    for span, opening, closing, style in sorted(marks, key=lambda mark: mark[0]):
        if span.start < at:
            continue
        shown.append(plain(report.text[at : span.start]))
        shown.append(f"{opening}{plain(span.of(report.text))}{closing}", style=style)
        at = span.end
    shown.append(plain(report.text[at:end]))
    return shown


def _provenance(figure: "FoundFigure", report: "FoundReport") -> Iterator[tuple[str, object]]:
    group = f" {figure.group}" if figure.group else ""
    yield "figure", f"{hedged_number(figure)}{group}: {figure.measure.value.replace('_', ' ')}"
    yield "number", f"{figure.number!r} at {figure.span.start}–{figure.span.end}"
    yield "bounds", f"low {figure.low:,.10g}" if figure.low is not None and figure.high is None else None
    yield "bounds", f"high {figure.high:,.10g}" if figure.high is not None and figure.low is None else None
    yield "kind", f"{figure.kind.value}, {figure.status.value}"
    yield "part of", f"figure {figure.part_of}" if figure.part_of else None
    yield "place", f"{figure.place} ({figure.place_id or 'not resolved'})" if figure.place else None
    yield "as of", f"{figure.as_of} (to the {figure.as_of.accuracy.value})" if figure.as_of else "not given"
    yield "window", f"{figure.window.start} to {figure.window.end}" if figure.window else None
    yield "since", figure.baseline or figure.baseline_words
    yield "basis", figure.basis
    yield "source", f"{figure.source} [{figure.source_slug}]" if figure.source else "none: the outlet's own voice"
    yield "in words", figure.source_words
    yield "relayed by", ", ".join(figure.relays) or None
    yield "outlet", figure.outlet or "not given"
    yield "published", figure.published or "not given"
    yield "page", page_of(report.text, figure.span.start)
    yield "title", figure.title
    yield "url", figure.url
    yield "report", f"{report.id}, revision {report.revision}, text sha256 {report.sha256_text[:16]}…"
    yield "retrieved", f"{report.retrieved_at:%Y-%m-%d %H:%M} UTC"
    yield "recorded", f"{figure.recorded_at:%Y-%m-%d %H:%M} UTC"
    yield "rule", f"{figure.rule} (extractor {figure.extractor})"
    yield "key", figure.key
