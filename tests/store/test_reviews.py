"""Judgements on figures, on both databases: only ever added, undone by others, and never a row overwritten."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from tests.conftest import Clock
from tracker.checks import check_integrity
from tracker.errors import QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import FoundFigure, Question, find_figure, find_figures
from tracker.review import accept, changes_in_words, correct, reject, undo
from tracker.series import find_series
from tracker.store.database import Ledger
from tracker.store.judging import Judged
from tracker.store.reviews import Judge, Verdict, find_reviews
from tracker.store.tables import FigureRow, ReviewRow

Make = Callable[..., Reading]

WORDS = "Police said at least 26 people were killed in Kabul."


class Bench:
    """Where figures of one ledger are judged, each time a second later."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self.ledger, self.clock = ledger, clock

    def _do(self, work: Callable[[Session, Judge], Judged]) -> Judged:
        with self.ledger.writing() as session:
            return work(session, Judge("Ana", "read against the page", self.clock()))

    def accept(self, name: object) -> Judged:
        return self._do(lambda session, judge: accept(session, str(name), judge))

    def reject(self, name: object) -> Judged:
        return self._do(lambda session, judge: reject(session, str(name), judge))

    def correct(self, name: object, *words: str) -> Judged:
        return self._do(lambda session, judge: correct(session, str(name), judge, words, load_gazetteer()))

    def undo(self, review: int) -> Judged:
        return self._do(lambda session, judge: undo(session, review, judge))

    def ask(self, **asked: Any) -> tuple[FoundFigure, ...]:
        with self.ledger.reading() as session:
            return find_figures(session, Question(**asked), load_gazetteer())


@pytest.fixture
def bench(ledger: Ledger, clock: Clock) -> Bench:
    return Bench(ledger, clock)


@pytest.fixture
def figure(desk: Desk, reading: Make, bench: Bench) -> int:
    desk.file(reading(WORDS))
    (found,) = bench.ask()
    return found.id


def test_a_corrected_figure_is_answered_as_judged_and_can_be_asked_for_as_read(bench: Bench, figure: int) -> None:
    judged = bench.correct(figure, "value=62", "place=Herat", "as_of=2024-03-20")
    assert (judged.figure, judged.shown) == (figure, True)
    (now,) = bench.ask()
    assert (now.id, now.value, now.low, now.high, now.qualifier) == (figure, 62, 62, None, "at_least")
    assert (now.place_id, str(now.as_of), now.number, now.verdict) == ("af/herat", "2024-03-20", "26", Verdict.CORRECT)
    (raw,) = bench.ask(raw=True)
    assert (raw.id, raw.value, raw.place_id, raw.key) == (figure, 26, "af/kabul", now.key)
    assert [one.value for one in bench.ask(place="Herat")] == [62]
    assert bench.ask(place="Kabul") == ()
    assert [one.value for one in bench.ask(place="Kabul", raw=True)] == [26]


def test_both_values_of_a_corrected_figure_are_told(bench: Bench, figure: int, ledger: Ledger) -> None:
    bench.correct(figure, "value=62", "group=", "source=ocha")
    with ledger.reading() as session:
        (review,) = find_reviews(session, figure=figure)
        told = changes_in_words(session, review)
    assert set(told) == {"value: 26 → 62", "low: 26 → 62", "group: people → none", "source: police → ocha"}


def test_a_rejected_figure_leaves_answers_and_series_and_its_proof_stays(
    bench: Bench, figure: int, ledger: Ledger
) -> None:
    assert not bench.reject(figure).shown
    assert bench.ask() == ()
    assert [one.id for one in bench.ask(raw=True)] == [figure]
    with ledger.reading() as session:
        assert find_series(session, Question(), load_gazetteer()) == ()
        assert len(find_series(session, Question(raw=True), load_gazetteer())) == 1
        shown = find_figure(session, str(figure))
    assert (shown.value, shown.verdict) == (26, Verdict.REJECT)


def test_an_accepted_figure_stays_and_says_so(bench: Bench, figure: int) -> None:
    bench.accept(figure)
    (found,) = bench.ask()
    assert (found.value, found.verdict, found.reviews[0].reviewer) == (26, Verdict.ACCEPT, "Ana")


def test_a_correction_brings_a_rejected_figure_back_and_its_undo_takes_it_away(bench: Bench, figure: int) -> None:
    bench.reject(figure)
    second = bench.correct(figure, "value=27")
    assert [one.value for one in bench.ask()] == [27]
    assert not bench.undo(second.review).shown
    assert bench.ask() == ()


def test_undoing_one_of_two_corrections_leaves_the_other_whole(bench: Bench, figure: int) -> None:
    first = bench.correct(figure, "value=62")
    bench.correct(figure, "qualifier=exactly", "kind=new")
    bench.undo(first.review)
    (found,) = bench.ask()
    assert (found.value, found.low, found.high, found.qualifier, found.kind) == (62, 62, 62, "exactly", "new")


def test_what_is_undone_is_not_undone_again(bench: Bench, figure: int) -> None:
    first = bench.reject(figure)
    second = bench.undo(first.review)
    with pytest.raises(QueryError, match=f"undone already, by review {second.review}"):
        bench.undo(first.review)
    with pytest.raises(QueryError, match="no such review"):
        bench.undo(999)


def test_a_key_names_the_figure_whatever_was_judged(bench: Bench, figure: int, ledger: Ledger) -> None:
    bench.correct(figure, "value=62")
    bench.correct(figure, "value=63")
    with ledger.reading() as session:
        by_number = find_figure(session, str(figure))
        assert by_number.value == 63
        assert find_figure(session, by_number.key[:12]) == by_number


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["value=many"], "is no number"),
        (["value=-3"], "counts nothing"),
        (["value=nan"], "counts nothing"),
        (["value=1e999"], "counts nothing"),
        (["value=9,000,000,000"], "is more than all people alive"),
        (["low=30", "high=20"], "bounds that cross"),
        (["low=30"], "needs its qualifier"),
        (["unit=share"], "is no share"),
        (["velue=3"], "can't be corrected (nearest: value"),
        (["value"], "looks like value=320"),
        (["value=3", "value=4"], "corrected twice"),
        (["as_of=yesterday"], "is no day"),
        (["measure=kiled"], "unknown measure (nearest: killed)"),
        (["source=nobody at all"], "no such source"),
        (["value=26"], "is so already"),
        ([], "nothing to correct"),
    ],
)
def test_a_correction_that_says_nothing_true_is_refused_and_nothing_is_written(
    bench: Bench, figure: int, ledger: Ledger, words: list[str], problem: str
) -> None:
    with pytest.raises(QueryError) as caught:
        bench.correct(figure, *words)
    assert problem in str(caught.value)
    with ledger.reading() as session:
        assert session.exec(select(ReviewRow)).all() == []


def test_a_judgement_needs_a_name_and_a_reason(clock: Clock) -> None:
    for reviewer, reason in (("", "x"), ("Ana", "  ")):
        with pytest.raises(QueryError, match="a judgement needs"):
            Judge(reviewer, reason, clock())


def test_a_later_text_of_the_page_leaves_a_judged_figure_as_it_was_judged(
    desk: Desk, reading: Make, bench: Bench
) -> None:
    url = "https://example.org/live"
    desk.file(reading("Police said 26 people were killed in Kabul.", url=url))
    (found,) = bench.ask()
    bench.correct(found.id, "value=62")
    desk.file(reading("Police said 26 people were killed in Kabul. It rained.", url=url))
    assert [(one.id, one.value) for one in bench.ask()] == [(found.id, 62)]
    assert [(one.id, one.value) for one in bench.ask(raw=True)] == [(found.id, 26)]


def test_a_figure_that_a_later_text_replaced_is_judged_no_more(desk: Desk, reading: Make, bench: Bench) -> None:
    url = "https://example.org/live"
    desk.file(reading("Police said 26 people were killed in Kabul.", url=url))
    (found,) = bench.ask()
    desk.file(reading("Police said 26 people were killed in Kabul. It rained.", url=url))
    with pytest.raises(QueryError, match="no longer in force"):
        bench.reject(found.id)


# --- laws -------------------------------------------------------------------------------------------

STEPS = st.one_of(
    st.just(("accept",)),
    st.just(("reject",)),
    st.tuples(st.just("correct"), st.sampled_from(["value", "low", "kind", "measure", "as_of", "group"])),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)
CORRECTIONS = {
    "value": lambda step: [f"value={100 + step}"],
    "low": lambda step: [f"low={step}", f"high={500 + step}"],
    "kind": lambda step: [f"kind={('total', 'part', 'new')[step % 3]}"],
    "measure": lambda step: [f"measure={('injured', 'missing')[step % 2]}"],
    "as_of": lambda step: [f"as_of=2024-02-{1 + step:02}"],
    "group": lambda step: [f"group=miners {step}"],
}


def view(bench: Bench, figure: int, **asked: Any) -> tuple[tuple[Any, ...], ...]:
    """What is answered of a figure, without what tells when it was recorded."""
    return tuple(
        (one.value, one.low, one.high, one.qualifier, one.measure, one.kind, one.as_of, one.day, one.group, one.place)
        for one in bench.ask(**asked)
        if one.id == figure
    )


def take(bench: Bench, figure: int, number: int, step: tuple[Any, ...], reviews: list[int]) -> None:
    """Take one step; one that can't be taken is none."""
    try:
        if step[0] == "undo":
            reviews.append(bench.undo(reviews[step[1] % len(reviews)]).review) if reviews else None
        elif step[0] == "correct":
            reviews.append(bench.correct(figure, *CORRECTIONS[step[1]](number)).review)
        else:
            reviews.append(getattr(bench, step[0])(figure).review)
    except QueryError as error:
        assert "already" in str(error)  # noqa: PT017  # the one refusal that a step may meet


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=7))
def test_every_state_can_be_shown_again_and_an_undone_undo_changes_nothing(
    steps: list[tuple[Any, ...]], desk: Desk, reading: Make, bench: Bench, ledger: Ledger, clock: Clock
) -> None:
    desk.file(reading(WORDS + " " + clock().isoformat()))  # a report of its own
    figure = max(one.id for one in bench.ask(raw=True))
    raw, reviews = view(bench, figure, raw=True), list[int]()
    states = [(clock(), view(bench, figure))]
    for number, step in enumerate(steps):
        take(bench, figure, number, step, reviews)
        states.append((clock(), view(bench, figure)))
        assert view(bench, figure, raw=True) == raw
    for review in reviews[-2:]:
        before = view(bench, figure)
        try:
            bench.undo(bench.undo(review).review)
        except QueryError:
            continue
        assert view(bench, figure) == before
    for moment, state in states:
        assert view(bench, figure, recorded_by=moment) == state
        assert view(bench, figure, recorded_by=moment, raw=True) == raw
    with ledger.reading() as session:
        assert list(check_integrity(session)) == []
        rows = session.exec(select(FigureRow).where(col(FigureRow.origin_id) == figure)).all()
        assert sum(row.superseded_at is None for row in rows) <= 1
