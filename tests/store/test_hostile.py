"""Input that was never meant to be stored: refused in one line, or kept exactly, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, func, select

from tests.conftest import NOON
from tracker.checks import check_integrity
from tracker.errors import ReportError
from tracker.extract import extract_claims
from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.model import Attribution, Claim, Figure, Kind, Measure, Qualifier, Report, Span, Status
from tracker.places import load_gazetteer
from tracker.query import FoundFigure, Question, find_figures
from tracker.store.claims import Filing, save_reports
from tracker.store.database import Ledger
from tracker.store.figures import PlacedClaim
from tracker.store.tables import FigureRow, ReportRow, Row

Make = Callable[..., Reading]

CLAIM = Claim(
    span=Span(0, 2), number="12", figure=Figure.hedged(12, Qualifier.EXACTLY), measure=Measure.KILLED,
    kind=Kind.TOTAL, status=Status.ASSERTED, attribution=Attribution("police"), sentence=Span(0, 9), rule="passive",
)  # fmt: skip
WORDS = "12 died.\n"


def filing(report: Report, *claims: Claim) -> Filing:
    return Filing(report, tuple(map(PlacedClaim, claims)), "en-1", report.sha256, retrieved_at=NOON)


def save(ledger: Ledger, *filings: Filing) -> None:
    with ledger.writing() as session:
        save_reports(session, filings, now=NOON)


def only(ledger: Ledger) -> FoundFigure:
    with ledger.reading() as session:
        (found,) = find_figures(session, Question(), load_gazetteer())
    return found


def prove(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert list(check_integrity(session)) == []


def is_empty(ledger: Ledger) -> bool:
    def count(session: Session, row: type[Row]) -> int:
        return session.exec(select(func.count()).select_from(row)).one()

    with ledger.reading() as session:
        return count(session, ReportRow) == count(session, FigureRow) == 0


@pytest.mark.parametrize("value", [0.0, 1e-9, 8.2e9, 1e12, 1e300, 2.0**53, float(2**63)])
def test_a_number_however_large_is_kept_exactly(ledger: Ledger, value: float) -> None:
    figure = Figure.hedged(value, Qualifier.AT_LEAST)
    save(ledger, filing(Report(WORDS), replace(CLAIM, figure=figure)))
    assert (only(ledger).value, only(ledger).low) == (value, value)
    prove(ledger)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0, -1e-300])
def test_a_number_that_counts_nothing_is_never_made(value: float) -> None:
    with pytest.raises(ValueError, match="not a count"):
        Figure.hedged(value, Qualifier.EXACTLY)


@pytest.mark.parametrize(
    "words",
    [
        "1" + "0" * 400 + " people were killed.",
        "9" * 5_000 + " people were killed.",
        "1e999 people were killed, -5 injured, NaN missing and infinity displaced.",
        "nine hundred billion trillion people were killed.",
        "٣٢ people were killed and ½ injured, ² missing.",
    ],
)
def test_a_number_that_no_register_holds_stops_no_report(desk: Desk, ledger: Ledger, reading: Make, words: str) -> None:
    desk.file(reading(words))
    prove(ledger)


def test_a_text_of_fifty_megabytes_is_kept_exactly(ledger: Ledger) -> None:
    text = "نازح\u200f x" * 7_000_000 + "\n" + WORDS
    start = len(text) - len(WORDS)
    assert len(text.encode()) > 50_000_000
    save(ledger, filing(Report(text), replace(CLAIM, span=Span(start, start + 2), sentence=Span(start, start + 8))))
    with ledger.reading() as session:
        assert session.exec(select(ReportRow.text)).one() == text
    assert only(ledger).evidence == "12 died."
    prove(ledger)


@pytest.mark.parametrize(
    "words",
    [
        "\u202edeid 21\u202c 12 died.",
        "\u200f12\u200e died.",
        "\ufeff12 died.",
        "12\u00a0died. \U0001f54a",
        "\x1b[31m12",
    ],
)
def test_marks_that_are_not_seen_are_kept(desk: Desk, ledger: Ledger, reading: Make, words: str) -> None:
    desk.file(reading(words, title=words, outlet=words))
    with ledger.reading() as session:
        row = session.exec(select(ReportRow)).one()
    assert (row.text, row.title, row.outlet) == (words, words, words)


@pytest.mark.parametrize("bad", ["\x00", "\udfff"])
@pytest.mark.parametrize("field", ["text", "title", "outlet", "url", "language"])
def test_what_no_database_keeps_is_refused_whole(
    desk: Desk, ledger: Ledger, reading: Make, field: str, bad: str
) -> None:
    fields = {"text": WORDS, "title": "t", "outlet": "o", "url": "https://example.org", "language": "en"}
    report = Report(**(fields | {field: f"a{bad}b"}))  # type: ignore[arg-type]  # all of these are words
    with pytest.raises(ReportError, match="NUL or half a surrogate") as caught:
        desk.file(replace(reading(WORDS), report=report))
    str(caught.value).encode()
    good = filing(Report(WORDS), CLAIM)
    with pytest.raises(ReportError):
        save(ledger, good, replace(good, report=report))
    assert is_empty(ledger)
    assert not desk.snapshots.exists()


def test_an_address_that_no_index_holds_is_refused(desk: Desk, ledger: Ledger, reading: Make) -> None:
    with pytest.raises(ReportError, match="longer than 2,000 bytes"):
        desk.file(reading(WORDS, url="https://example.org/" + "x" * 10_000))
    longest = "https://example.org/" + "".join(chr(0x4E00 + number) for number in range(660))
    desk.file(reading(WORDS, url=longest))
    with ledger.reading() as session:
        assert session.exec(select(ReportRow.url)).one() == longest


def test_names_of_ten_thousand_characters_are_kept(ledger: Ledger) -> None:
    name = " ".join(f"word{number}" for number in range(1_300))
    claim = replace(
        CLAIM,
        attribution=Attribution(name, relays=(name + " again", name)),
        place=name,
        figure=Figure.hedged(12, Qualifier.EXACTLY, group=name),
    )
    save(ledger, filing(Report(WORDS, title=name, outlet=name), claim))
    found = only(ledger)
    assert (found.source_words, found.relays, found.place, found.group) == (name, (name + " again", name), name, name)
    assert (found.title, found.outlet) == (name, name)
    prove(ledger)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_days_at_the_ends_of_the_calendar_are_kept(ledger: Ledger, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    save(ledger, filing(Report(WORDS, published=day, published_at=moment), CLAIM))
    assert (only(ledger).day, only(ledger).published) == (day, day)


# --- laws -------------------------------------------------------------------------------------------

TEXTS = (
    "Police said 3 people were killed in Kabul. Some 30 were hurt.",
    "At least 26 people, including four children, were killed in Herat on Monday, OCHA said.",
    "UNHCR, citing the health ministry, said 1,200 people had fled Goma since January.",
    "Nearly 32,000 Palestinians have been killed in Gaza, according to the Hamas-run health ministry.",
    "It rained.",
)
_runs = iter(range(1_000_000))


def told(ledger: Ledger, run: int) -> list[tuple[object, ...]]:
    """What stands of the reports of one run, without the numbers of rows."""
    with ledger.reading() as session:
        found = [one for one in find_figures(session, Question(), load_gazetteer()) if f"/{run}/" in str(one.url)]
    spans = {one.id: one.span for one in found}
    return sorted(
        (
            str(one.url).rpartition("/")[2], one.span, one.key, one.value, one.low, one.high, one.source_slug,
            one.relays, one.place_id, one.kind, one.day, spans.get(one.part_of or 0, Span(0, 0)), one.revision,
        )
        for one in found
    )  # fmt: skip


def reports(run: int) -> list[Report]:
    return [
        Report(words, published=date(2024, 3, 21), outlet="X", url=f"https://example.org/{run}/{number}")
        for number, words in enumerate(TEXTS)
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(0, len(TEXTS) - 1), max_size=12), at_once=st.integers(1, 4))
def test_adding_in_any_order_and_any_number_of_times_gives_the_same_ledger(
    order: list[int], at_once: int, desk: Desk, ledger: Ledger, reading: Make
) -> None:
    run = next(_runs)
    added = [*order, *range(len(TEXTS))]
    for number in added:
        desk.file(replace(reading(TEXTS[number]), report=reports(run)[number]))
    one_by_one = told(ledger, run)
    assert len(one_by_one) == sum(len(extract_claims(words)) for words in TEXTS)
    # Many at once, into the same addresses: all of it is known.
    filings = [filing(reports(run)[number]) for number in reversed(added)]
    for start in range(0, len(filings), at_once):
        save(ledger, *filings[start : start + at_once])
    assert told(ledger, run) == one_by_one
    with ledger.reading() as session:
        urls = session.exec(select(ReportRow.url).where(col(ReportRow.url).like(f"%/{run}/%"))).all()
    assert len(urls) == len(set(urls)) == len(TEXTS)
