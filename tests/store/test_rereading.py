"""Stored texts read again by another extractor, on both databases: nothing lost, nothing doubled."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from tests.conftest import Clock
from tracker.checks import check_integrity
from tracker.extract import extract_claims
from tracker.ingest import rereading
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.ingest.rereading import Rereader
from tracker.model import Claim, Figure, Kind, Report, Span
from tracker.places import load_gazetteer
from tracker.query import FoundFigure, Question, find_figures
from tracker.review import correct
from tracker.store.database import Ledger
from tracker.store.rereading import Change, Rereading
from tracker.store.reviews import Judge
from tracker.store.tables import FigureRow

Make = Callable[..., Reading]
Extractor = Callable[[Report], tuple[Claim, ...]]

WORDS = (
    "At least 26 people, including four children, were killed in Kabul on Monday, OCHA said, citing the Afghan "
    "health ministry. Police said 30 people were injured."
)


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> Callable[[Extractor], None]:
    """Puts another extractor in the place of the one of this version."""

    def use(other: Extractor) -> None:
        monkeypatch.setattr(rereading, "extract_claims", other)
        monkeypatch.setattr(rereading, "EXTRACTOR", "en-next")

    return use


Use = Callable[[Extractor], None]


def ask(ledger: Ledger, **asked: object) -> tuple[FoundFigure, ...]:
    with ledger.reading() as session:
        return find_figures(session, Question(**asked), load_gazetteer())  # type: ignore[arg-type]


def told(changes: Sequence[Rereading]) -> list[tuple[str, str]]:
    return sorted((one.change.value, str((one.after or one.before or {})["number"])) for one in changes)


def prove(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert list(check_integrity(session)) == []


def without_children(report: Report) -> tuple[Claim, ...]:
    return tuple(claim for claim in extract_claims(report) if claim.number != "four")


def all_new(report: Report) -> tuple[Claim, ...]:
    return tuple(replace(claim, kind=Kind.NEW) if claim.number == "26" else claim for claim in extract_claims(report))


def test_the_same_extractor_changes_nothing(desk: Desk, reading: Make) -> None:
    desk.file(reading(WORDS))
    assert list(Rereader(desk).look()) == []
    assert list(Rereader(desk).apply()) == []


def test_looking_shows_what_would_change_and_writes_nothing(
    desk: Desk, ledger: Ledger, reading: Make, extractor: Use
) -> None:
    desk.file(reading(WORDS))
    before = ask(ledger)
    extractor(without_children)
    (dropped,) = Rereader(desk).look()
    assert (dropped.change, dropped.before and dropped.before["number"]) == (Change.DROPPED, "four")
    assert ask(ledger) == before


def test_what_is_read_otherwise_is_superseded_and_can_be_asked_for_as_it_was(
    desk: Desk, ledger: Ledger, reading: Make, extractor: Use, clock: Clock
) -> None:
    desk.file(reading(WORDS))
    before, moment = ask(ledger), clock()
    extractor(all_new)
    changes = list(Rereader(desk).apply())
    # The part follows its whole: it points at the row that stands.
    assert told(changes) == [("changed", "26"), ("changed", "four")]
    killed = next(one for one in ask(ledger) if one.number == "26")
    children = next(one for one in ask(ledger) if one.number == "four")
    assert (killed.kind, killed.extractor, killed.relays) == ("new", "en-next", ("OCHA",))
    assert children.part_of == killed.id
    assert ask(ledger, recorded_by=moment) == before
    assert list(Rereader(desk).apply()) == []
    prove(ledger)


def test_what_comes_back_is_added_again(desk: Desk, ledger: Ledger, reading: Make, extractor: Use) -> None:
    desk.file(reading(WORDS))
    extractor(without_children)
    assert told(list(Rereader(desk).apply())) == [("dropped", "four")]
    extractor(extract_claims)
    assert told(list(Rereader(desk).apply())) == [("added", "four")]
    assert sorted(one.number for one in ask(ledger)) == ["26", "30", "four"]
    prove(ledger)


def test_a_judged_figure_is_never_touched(
    desk: Desk, ledger: Ledger, reading: Make, extractor: Use, clock: Clock
) -> None:
    desk.file(reading(WORDS))
    judged = next(one for one in ask(ledger) if one.number == "26")
    with ledger.writing() as session:
        correct(session, str(judged.id), Judge("Ana", "a slip", clock()), ["value=62"], load_gazetteer())
    extractor(all_new)
    assert told(list(Rereader(desk).apply())) == [("kept", "26")]
    assert sorted(one.value or 0 for one in ask(ledger)) == [4, 30, 62]
    assert next(one for one in ask(ledger, raw=True) if one.number == "26").kind == judged.kind
    prove(ledger)


def test_a_text_that_was_replaced_gives_way_to_what_the_next_one_repeats(
    desk: Desk, ledger: Ledger, reading: Make, extractor: Use
) -> None:
    url = "https://example.org/live"
    desk.file(reading("Police said 12 people were killed in Kabul.", url=url))
    desk.file(reading("Police said 12 people were killed in Kabul. It rained.", url=url))
    extractor(lambda report: tuple(replace(claim, kind=Kind.NEW) for claim in extract_claims(report)))
    list(Rereader(desk).apply())
    assert [(one.kind, one.revision) for one in ask(ledger)] == [("new", 2)]
    assert list(Rereader(desk).apply()) == []
    prove(ledger)


def test_rows_of_tables_are_not_read_as_prose(desk: Desk, ledger: Ledger, reading: Make, extractor: Use) -> None:
    row = reading("Kabul, 2024-03-21\n\nkilled: 26\n")
    claims = extract_claims(Report("Kabul, 2024-03-21. In all, 26 people were killed."))
    desk.file(
        row, claims=tuple(replace(claim, span=Span(27, 29), sentence=Span(19, 29), rule="table") for claim in claims)
    )
    extractor(lambda _report: ())
    assert list(Rereader(desk).apply()) == []
    assert [one.number for one in ask(ledger)] == ["26"]


def test_progress_is_told(desk: Desk, reading: Make) -> None:
    for number in (3, 4, 5):
        desk.file(reading(f"Police said {number} people were killed in Kabul."))
    seen: list[tuple[int, int]] = []
    list(Rereader(desk, lambda done, total: seen.append((done, total))).look())
    assert seen == [(1, 3), (2, 3), (3, 3)]


def another(seed: int) -> Extractor:
    """An extractor that leaves out some claims and reads some otherwise, after a seed."""

    def read(report: Report) -> tuple[Claim, ...]:
        found = []
        for claim in extract_claims(report):
            choice = hash((seed, claim.span.start)) % 4
            if choice == 1:
                found.append(replace(claim, kind=Kind.NEW if claim.kind is not Kind.NEW else Kind.TOTAL))
            elif choice == 2:
                found.append(replace(claim, figure=Figure.hedged(seed, claim.figure.qualifier), part_of=None))
            elif choice != 3:
                found.append(claim)
        return tuple(found)

    return read


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds=st.lists(st.integers(1, 50), min_size=1, max_size=4))
def test_whatever_was_read_before_the_ledger_ends_as_if_only_the_last_had_read_it(
    seeds: list[int], desk: Desk, ledger: Ledger, reading: Make, extractor: Use, clock: Clock
) -> None:
    report = desk.file(reading(f"{WORDS} ({clock().isoformat()})")).report_id
    states = []
    for seed in seeds:
        extractor(another(seed))
        list(Rereader(desk).apply())
        states.append((clock(), {(one.number, one.value, one.kind) for one in ask(ledger)}))
        assert list(Rereader(desk).apply()) == []
    with ledger.reading() as session:
        texts = Rereader(desk)._texts()
        stored = next(one for one in texts if one.report_id == report)
        wanted = sorted(claim.span.start for claim in another(seeds[-1])(stored.report))
        standing = select(FigureRow.span_start).where(
            FigureRow.report_id == report, col(FigureRow.superseded_at).is_(None)
        )
        assert sorted(session.exec(standing)) == wanted
    for moment, state in states:
        held = ask(ledger, recorded_by=moment)
        assert {(one.number, one.value, one.kind) for one in held} == state
    prove(ledger)
