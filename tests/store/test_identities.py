"""Which sources are one, and which names are whose."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import AmbiguousError, QueryError
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Question, find_figures, find_known_source, find_sources, find_statements, source_named
from tracker.series import find_series
from tracker.store.database import Ledger
from tracker.store.identities import give_alias, merge_source, merges_in_force, undo_source
from tracker.store.reviews import Judge

Make = Callable[..., Reading]
START = datetime(2024, 4, 1, tzinfo=UTC)


def judge(hour: int = 0) -> Judge:
    return Judge("Ana", "read both pages", START + timedelta(hours=hour))


@pytest.fixture
def filled(desk: Desk, ledger: Ledger, reading: Make) -> Ledger:
    for day, words in (
        (1, "The Rescue League said 12 people had been killed in Mali."),
        (2, "The League of Rescue Workers said 14 people had been killed in Mali."),
        (3, "The Sahel Peace Council said 40 people had been killed in Mali."),
    ):
        desk.file(reading(words, published=date(2024, 3, day)))
    return ledger


def numbers(ledger: Ledger, source: str) -> list[str]:
    with ledger.reading() as session:
        return [figure.number for figure in find_figures(session, Question(source=source), load_gazetteer())]


def merge(ledger: Ledger, source: str, into: str, hour: int = 0) -> int:
    with ledger.writing() as session:
        one, other = source_named(session, source), source_named(session, into)
        return merge_source(session, judge(hour), one, other)


def test_merged_sources_answer_as_one_and_part_again(filled: Ledger) -> None:
    review = merge(filled, "the-league-of-rescue-workers", "the-rescue-league")
    assert numbers(filled, "the-rescue-league") == ["14", "12"]
    assert numbers(filled, "the-league-of-rescue-workers") == ["14", "12"]
    with filled.reading() as session:
        figures = find_figures(session, Question(source="the-rescue-league"), load_gazetteer())
        assert {(figure.source, figure.source_slug) for figure in figures} == {
            ("The Rescue League", "the-rescue-league")
        }
        assert figures[0].source_words == "The League of Rescue Workers"
        (series,) = find_series(session, Question(source="the-rescue-league"), load_gazetteer())
        assert [point.height for point in series.points] == [12, 14]
        (one, *_) = find_sources(session)
        assert (one.slug, one.figures) == ("the-rescue-league", 2)
        known = find_known_source(session, "the-rescue-league")
        assert known.merged == ("the-league-of-rescue-workers",)
        assert sorted(known.words) == [("The League of Rescue Workers", 1), ("The Rescue League", 1)]
    with filled.writing() as session:
        undo = undo_source(session, judge(1), review)
    assert numbers(filled, "the-rescue-league") == ["12"]
    with filled.writing() as session:
        undo_source(session, judge(2), undo.id)
    assert numbers(filled, "the-rescue-league") == ["14", "12"]


def test_what_the_ledger_held_knows_no_later_merge(filled: Ledger) -> None:
    merge(filled, "the-league-of-rescue-workers", "the-rescue-league", hour=5)
    with filled.reading() as session:
        before = Question(source="the-rescue-league", recorded_by=START + timedelta(hours=4))
        assert len(find_figures(session, before, load_gazetteer())) == 1


def test_merges_chain_and_never_close_a_circle(filled: Ledger) -> None:
    first = merge(filled, "the-rescue-league", "the-league-of-rescue-workers")
    merge(filled, "the-league-of-rescue-workers", "the-sahel-peace-council", hour=1)
    assert numbers(filled, "the-rescue-league") == ["40", "14", "12"]
    with pytest.raises(QueryError, match="already"):
        merge(filled, "the-sahel-peace-council", "the-rescue-league")
    with filled.writing() as session:
        undo = undo_source(session, judge(2), first)
    merge(filled, "the-sahel-peace-council", "the-rescue-league", hour=3)
    with filled.writing() as session:
        undo_source(session, judge(4), undo.id)
        merged = merges_in_force(session)
    assert len(set(merged.values())) == 1
    assert not set(merged) & set(merged.values())


def test_two_names_of_one_body_are_one_voice(desk: Desk, ledger: Ledger, reading: Make) -> None:
    for outlet, words in (
        ("A", "The Rescue League said 12 people had been killed in Mali."),
        ("B", "The League of Rescue Workers said 12 people had been killed in Mali."),
    ):
        desk.file(reading(words, published=date(2024, 3, 1), outlet=outlet))
    merge(ledger, "the-league-of-rescue-workers", "the-rescue-league")
    with ledger.reading() as session:
        ((_, heard, figures),) = find_statements(session, Question(), load_gazetteer())
    assert (heard.independent, heard.witnesses, len(figures)) == (("the-rescue-league",), 2, 2)


def test_an_alias_holds_from_now_on_and_can_be_undone(filled: Ledger, desk: Desk, reading: Make) -> None:
    name = "League of the Rescue Workers"
    with filled.writing() as session:
        review = give_alias(session, judge(), source_named(session, "the-rescue-league"), name)
    desk.file(reading(f"The {name} said 15 people had been killed in Mali.", published=date(2024, 3, 4)))
    assert numbers(filled, "the-rescue-league") == ["15", "12"]
    assert numbers(filled, "the-league-of-rescue-workers") == ["14"]
    with filled.writing() as session:
        with pytest.raises(QueryError, match="already"):
            give_alias(session, judge(1), source_named(session, "the-rescue-league"), name)
        with pytest.raises(QueryError, match="no name"):
            give_alias(session, judge(1), source_named(session, "the-rescue-league"), "…")
        undo_source(session, judge(2), review)
    desk.file(reading(f"The {name} said 16 people had been killed in Mali.", published=date(2024, 3, 5)))
    assert numbers(filled, "the-league-of-rescue-workers") == ["16", "14"]


@given(steps=st.lists(st.sampled_from(["merge", "undo"]), max_size=6))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_of_undo_is_identity(filled: Ledger, steps: list[str]) -> None:
    with filled.writing() as session:
        before = merges_in_force(session)
        one, other = (source_named(session, slug) for slug in ("the-sahel-peace-council", "the-rescue-league"))
        if before:
            last = max(review for review in _standing(session))
            undo = undo_source(session, judge(len(steps)), last)
            undo_source(session, judge(len(steps)), undo.id)
            assert merges_in_force(session) == before
        if one != other and "merge" in steps:
            review = merge_source(session, judge(), one, other)
            merged = merges_in_force(session)
            undo = undo_source(session, judge(), review)
            assert merges_in_force(session) == before
            undo_source(session, judge(), undo.id)
            assert merges_in_force(session) == merged


def _standing(session: object) -> list[int]:
    from tracker.store.reviews import Verdict, find_reviews

    return [
        one.id
        for one in find_reviews(session)  # type: ignore[arg-type]
        if one.stands and one.verdict is Verdict.MERGE
    ]


# --- names ------------------------------------------------------------------------------------------


def test_a_spokesperson_belongs_to_the_body_that_the_text_names(desk: Desk, ledger: Ledger, reading: Make) -> None:
    desk.file(reading("UNRWA spokeswoman Ana Example said 12 people had been killed in Gaza.", outlet="A"))
    desk.file(reading("UNRWA said 12 people had been killed in Gaza.", outlet="B"))
    with ledger.reading() as session:
        slugs = {source.slug for source in find_sources(session)}
        statements = find_statements(session, Question(), load_gazetteer())
        parents = {find_known_source(session, slug).parent for slug in slugs - {"unrwa"}}
    assert parents <= {"unrwa"}
    assert [heard.count for _, heard, _ in statements] == [1]


def test_a_minister_belongs_to_the_ministry(desk: Desk, ledger: Ledger, reading: Make) -> None:
    desk.file(reading("Lebanese Health Minister Ana Example said 12 people had been killed in Lebanon."))
    with ledger.reading() as session:
        (source,) = find_sources(session)
        assert find_known_source(session, source.slug).parent == "lebanon-health-ministry"


def test_a_text_that_gives_first_letters_makes_a_name(desk: Desk, ledger: Ledger, reading: Make) -> None:
    desk.file(reading("The Sahel Peace Council (SPC) said 12 people had been killed in Mali."))
    desk.file(reading("12 people had been injured in Mali, according to SPC."))
    assert len(numbers(ledger, "SPC")) == 2


def test_first_letters_are_understood_and_several_ask_back(desk: Desk, ledger: Ledger, reading: Make) -> None:
    desk.file(reading("The Sahel Peace Council said 12 people had been killed in Mali."))
    assert numbers(ledger, "SPC") == ["12"]
    assert numbers(ledger, "S.P.C.") == ["12"]
    desk.file(reading("The Sudan Press Centre said 13 people had been killed in Sudan."))
    with pytest.raises(AmbiguousError) as caught:
        numbers(ledger, "SPC")
    assert caught.value.nearest == ("the-sahel-peace-council", "the-sudan-press-centre")


def test_officials_are_told_apart_by_their_country(desk: Desk, ledger: Ledger, reading: Make) -> None:
    for place in ("Mali", "Mali", "Sudan"):
        desk.file(reading(f"Officials said {len(place)} people had been killed in {place}.", url=None, outlet=None))
    desk.file(reading("Officials said 9 people had been killed in Kayes, Mali."))
    with ledger.reading() as session:
        told = {(source.slug, source.place, source.figures) for source in find_sources(session)}
    assert told == {("officials", "ml", 2), ("officials", "sd", 1)}


def test_sources_can_be_asked_for_as_they_were_known(filled: Ledger) -> None:
    with filled.reading() as session:
        known = find_sources(session, Question(known_by=date(2024, 3, 2)))
        assert find_sources(session, Question(recorded_by=datetime(2000, 1, 1, tzinfo=UTC))) == ()
    assert {source.slug for source in known} == {"the-rescue-league", "the-league-of-rescue-workers"}
