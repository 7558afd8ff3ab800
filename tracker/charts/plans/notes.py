"""The numbered notes of a chart, found in the figures themselves: where counting changed, where a total fell, where
a report says that it counted late; and what the order tells to write.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.charts.orders import Annotation
from tracker.charts.picture import Dot, Line, Mark, Note, number_of
from tracker.charts.plans.lines import baseline_words
from tracker.languages import Language, late_words
from tracker.series import Identity, Series

MOST = 9
"""Notes on a chart: more could not be followed."""
_FALL = 0.02
"""Hedged totals may fall by this share without having been revised: "about 30,000" after 30,228."""


def notes_of(
    found: Sequence[Series], lines: Sequence[Line], language: Language, annotations: Sequence[Annotation] = ()
) -> tuple[Note, ...]:
    """The notes in the order of their days, each with its number. The weightiest are kept where there are many."""
    left = min(dot.x for line in lines for dot in line.dots)
    right = max(dot.x for line in lines for dot in line.dots)
    asked = [(float("inf"), number_of(one.day), one.words) for one in annotations]
    weighed = [note for note in asked if left <= note[1] <= right]
    weighed += _changes(found, language)
    for one, line in zip(found, lines, strict=True):
        if one.identity.source_slug is not None:
            weighed += _falls(line, language)
            weighed += _late(line, language)
            weighed += _silences(line, lines, language)
    kept = sorted(sorted(set(weighed), reverse=True)[:MOST], key=lambda note: (note[1], -note[0]))
    return tuple(Note(number, x, words) for number, (_, x, words) in enumerate(kept, 1))


def _changes(found: Sequence[Series], language: Language) -> Iterator[tuple[float, float, str]]:
    """A source that begins to count from another day, or in another way."""
    alike: dict[Identity, list[Series]] = defaultdict(list)
    for one in found:
        if one.identity.source_slug:
            alike[replace(one.identity, baseline=None, basis=None)].append(one)
    for own in alike.values():
        for before, after in pairwise(sorted(own, key=lambda one: one.points[0].day)):
            words = _change_words(before.identity, after.identity, language)
            if words:
                yield 1e18, number_of(after.points[0].day), words


def _change_words(before: Identity, after: Identity, language: Language) -> str | None:
    source = after.source or language.say("no_source")
    if after.basis and after.basis != before.basis:
        return language.say("note_basis", source=source, basis=language.say(f"basis_{after.basis}"))
    if after.baseline != before.baseline:
        if after.baseline is None:
            return language.say("note_bare", source=source)
        since = language.say("since", baseline=baseline_words(after.baseline, language))
        return language.say("note_baseline", source=source, since=since)
    return None


def _falls(line: Line, language: Language) -> Iterator[tuple[float, float, str]]:
    for before, after in pairwise(line.dots):
        exact = before.mark is Mark.EXACT and after.mark is Mark.EXACT
        if after.y < before.y and (exact or before.y - after.y > before.y * _FALL):
            words = language.say("note_fall", source=line.name, before=before.told, after=after.told)
            yield before.y - after.y, after.x, words


def _silences(line: Line, lines: Sequence[Line], language: Language) -> Iterator[tuple[float, float, str]]:
    """Where a line is broken while others go on: what is silent for all is shaded."""
    heard = [dot.x for other in lines if other is not line for dot in other.dots]
    for (_, end), (start, _) in pairwise(line.stretches):
        before, after = line.dots[end - 1].x, line.dots[start].x
        if any(before < x < after for x in heard):
            days = language.count("days", int(after - before))
            yield -1 / (after - before), after, language.say("note_silent", source=line.name, days=days)


def _late(line: Line, language: Language) -> Iterator[tuple[float, float, str]]:
    """Deaths that a report says it adds from before: the step is no toll of its day."""
    words = late_words()
    before: Dot | None = None
    for dot in line.dots:
        evidence = dot.figure.evidence.casefold()
        if before is not None and dot.y > before.y and any(word in evidence for word in words):
            added = language.amount(dot.y - before.y, dot.figure.unit)
            yield dot.y - before.y, dot.x, language.say("note_batch", source=line.name, number=added)
        before = dot
