"""How many stand behind a number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.places import load_gazetteer
from tracker.query import Question, Voices, find_statements, voices_behind
from tracker.query.witnesses import count_witnesses
from tracker.store.database import Ledger

Make = Callable[..., Reading]
LINEAGE = {"unicef": ("un",), "unrwa": ("un",), "spokesman": ("ministry", "government"), "ministry": ("government",)}


@dataclass(frozen=True, slots=True)
class Told:
    source_slug: str | None
    outlet: str | None = "The Daily"
    report_id: int = 1
    relay_slugs: tuple[str, ...] = ()
    copy_of: int | None = None


def test_ten_outlets_are_one_voice_with_ten_witnesses() -> None:
    heard = voices_behind([Told("ministry", f"Outlet {number}", number) for number in range(10)])
    assert heard == Voices(("ministry",), (), (), witnesses=10, reports=10)


def test_copies_of_one_text_are_one_witness() -> None:
    heard = voices_behind([Told("ministry", "A", 1), Told("ministry", "B", 2, copy_of=1), Told("ministry", "C", 3)])
    assert (heard.count, heard.witnesses, heard.reports) == (1, 2, 3)


def test_texts_of_one_outlet_are_one_witness() -> None:
    assert voices_behind([Told("ministry", "A", 1), Told("ministry", "a", 2)]).witnesses == 1
    assert voices_behind([Told("ministry", None, 1), Told("ministry", None, 2)]).witnesses == 2


def test_who_passes_a_number_on_is_no_voice() -> None:
    heard = voices_behind([Told("ministry", relay_slugs=("ocha",)), Told("ocha", report_id=2)])
    assert (heard.independent, heard.dependent, heard.relays) == (("ministry",), ("ocha",), ("ocha",))


def test_of_two_who_quote_each_other_one_has_begun() -> None:
    heard = voices_behind([Told("a", relay_slugs=("b",)), Told("b", relay_slugs=("a",), report_id=2)])
    assert heard.count == 1


def test_a_body_is_no_voice_beside_its_own_part() -> None:
    assert voices_behind([Told("spokesman"), Told("ministry")], LINEAGE).independent == ("spokesman",)
    assert voices_behind([Told("spokesman"), Told("government")], LINEAGE).independent == ("spokesman",)
    assert voices_behind([Told("unicef"), Told("unrwa"), Told("un")], LINEAGE).independent == ("unicef", "unrwa")


def test_who_credits_nobody_is_a_witness_and_no_voice() -> None:
    heard = voices_behind([Told(None, "A", 1), Told(None, "B", 2)])
    assert (heard.count, heard.witnesses) == (0, 2)


told = st.builds(
    Told,
    st.sampled_from([None, "un", "unicef", "unrwa", "ministry", "spokesman"]),
    st.sampled_from([None, "A", "B", "C"]),
    st.integers(1, 6),
    copy_of=st.sampled_from([None, 1, 2]),
)


@given(first=st.lists(told, max_size=8), more=st.lists(told, max_size=8))
def test_more_testimonies_never_make_fewer_voices_or_witnesses(first: list[Told], more: list[Told]) -> None:
    some, all_of_them = voices_behind(first, LINEAGE), voices_behind(first + more, LINEAGE)
    assert some.count <= all_of_them.count
    assert some.witnesses <= all_of_them.witnesses <= len(first + more)
    assert voices_behind([*more, *first], LINEAGE) == all_of_them
    assert voices_behind(first + more + first, LINEAGE) == all_of_them


@given(texts=st.dictionaries(st.integers(0, 5), st.sets(st.integers(0, 5), max_size=4), max_size=6))
def test_witnesses_are_the_largest_matching(texts: dict[int, set[int]]) -> None:
    def largest(outlets: list[int], taken: frozenset[int]) -> int:
        if not outlets:
            return 0
        first, *rest = outlets
        return max(largest(rest, taken), *(1 + largest(rest, taken | {one}) for one in texts[first] - taken), 0)

    assert count_witnesses(texts) == largest(list(texts), frozenset())


# --- in the ledger ----------------------------------------------------------------------------------


def test_statements_of_the_ledger(desk: Desk, ledger: Ledger, reading: Make) -> None:
    for outlet, words in (
        ("A", "Gaza's health ministry said 30,228 people had been killed in Gaza."),
        ("B", "The Ministry of Health in Gaza said that 30,228 Palestinians had been killed in Gaza."),
        ("C", "Some 30,228 people had been killed in Gaza, OCHA said, citing the Gaza health ministry."),
        ("D", "OCHA said 30,228 people had been killed in Gaza."),
        ("E", "UNICEF said 30,228 people had been killed in Gaza."),
        ("F", "UNICEF said 30,229 people had been killed in Gaza."),
        ("G", "UNICEF said up to 30,228 people could be killed in Gaza."),
    ):
        desk.file(reading(words, published=date(2024, 3, 1), outlet=outlet))
    with ledger.reading() as session:
        found = find_statements(session, Question(source="ocha", measure="killed"), load_gazetteer())
    ((statement, heard, figures),) = found
    assert statement.number[0] == 30228
    assert heard.independent == ("gaza-health-ministry", "unicef")
    assert (heard.dependent, heard.witnesses, heard.reports) == (("ocha",), 5, 5)
    assert [figure.outlet for figure in figures] == ["D"]


def test_copies_in_the_ledger_and_what_was_known(desk: Desk, ledger: Ledger, reading: Make) -> None:
    words = "Police said 12 people were killed in a village."
    for day, outlet in ((1, "A"), (1, "B"), (1, "C")):
        desk.file(reading(words + f" {outlet}.", published=date(2024, 3, day), outlet=outlet))
    with ledger.writing() as session:
        session.connection().execute(text("UPDATE report SET copy_of = 1 WHERE id = 2"))
    with ledger.reading() as session:
        (found,) = find_statements(session, Question(), load_gazetteer())
        none = find_statements(session, Question(known_by=date(2024, 2, 1)), load_gazetteer())
    assert (found[1].count, found[1].witnesses, found[1].reports) == (1, 2, 3)
    assert none == ()
