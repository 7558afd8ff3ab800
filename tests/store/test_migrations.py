"""A ledger of the first schema comes forwards with all that is in it, on both databases."""

import hashlib
import json
import multiprocessing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, text
from sqlmodel import col, select

from tests.conftest import schema_differences
from tracker.checks import check_integrity
from tracker.errors import LedgerVersionError
from tracker.places import load_gazetteer
from tracker.query import Question, find_figures
from tracker.store.database import SCHEMA, connect, create_ledger, migrate, open_ledger, schema_of, upgrade
from tracker.store.sources import find_source, name_keys
from tracker.store.tables import FigureRow, ReviewRow, SourceAliasRow

THEN = datetime(2024, 3, 22, 9, 30, tzinfo=UTC)
LATER = datetime(2024, 3, 23, 9, 30, tzinfo=UTC)
WORDS = "Police said 12 people were killed in Kabul."


def report(identity: int, revision: int, superseded: datetime | None) -> dict[str, Any]:
    return {
        "id": identity, "story": "https://example.org/live", "revision": revision, "language": "en",
        "published": date(2024, 3, 21), "retrieved_at": THEN, "recorded_at": THEN, "superseded_at": superseded,
        "sha256_raw": "0" * 64, "sha256_text": hashlib.sha256((WORDS + "!" * revision).encode()).hexdigest(),
        "text": WORDS + "!" * revision,
    }  # fmt: skip


def figure(identity: int, report_id: int, superseded: datetime | None) -> dict[str, Any]:
    stated = ["12", "12", "12", "12", "exactly", "killed", "people", *["None"] * 3, "total", "asserted", *["None"] * 8,
              "False", "None", "Police"]  # fmt: skip
    told = report(report_id, report_id, None)
    content = [told["story"], told["sha256_text"], 12, 14, *stated, "None"]
    key = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]
    return {
        "id": identity, "key": key, "report_id": report_id, "span_start": 12, "span_end": 14,
        "sentence_start": 0, "sentence_end": 43, "number": "12", "value": 12.0, "low": 12.0, "high": 12.0,
        "qualifier": "exactly", "measure": "killed", "unit": "people", "kind": "total", "status": "asserted",
        "day": date(2024, 3, 21), "from_outset": False, "source_id": 1, "source_words": "Police", "rule": "passive",
        "extractor": "en-0", "recorded_at": THEN, "superseded_at": superseded,
    }  # fmt: skip


FIRST: dict[str, list[dict[str, Any]]] = {
    "source": [{"id": 1, "slug": "police", "name": "Police", "known": False, "recorded_at": THEN}],
    "source_alias": [
        {"key": "police", "words": "Police", "source_id": 1, "recorded_at": THEN},
        {"key": "force police", "words": "the police force", "source_id": 1, "recorded_at": LATER},
    ],
    "report": [report(1, 1, LATER), report(2, 2, None)],
    "figure": [figure(1, 1, LATER), figure(2, 2, None)],
    "review": [
        {"id": 4, "figure_id": 2, "verdict": "accept", "field": "kind", "old": "total", "new": "total",
         "reviewer": "Ana", "reason": "no day's toll", "recorded_at": LATER},
        {"id": 7, "figure_id": 2, "verdict": "accept", "reviewer": "Ben", "reason": "read", "recorded_at": LATER},
    ],
}  # fmt: skip


def fill(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write rows into tables as the first schema has them."""
    for name, members in rows.items():
        table = Table(name, MetaData(), autoload_with=connection)
        for member in members:
            connection.execute(table.insert(), member)
        if connection.dialect.name == "postgresql" and "id" in table.c:
            connection.execute(text(f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))"))


@pytest.fixture
def first(empty_url: str | Path) -> str | Path:
    """A ledger of the first schema, with a page that changed, a review, and a source of two names."""
    with connect(empty_url) as ledger:
        migrate(ledger, "0001")
        with ledger.connected() as connection:
            fill(connection, FIRST)
    return empty_url


def test_a_ledger_of_the_first_schema_asks_to_be_upgraded(first: str | Path) -> None:
    with pytest.raises(LedgerVersionError, match="tracker db upgrade"):
        open_ledger(first)


def test_a_ledger_of_the_first_schema_comes_forwards_with_its_rows(first: str | Path) -> None:
    with connect(first) as ledger:
        assert upgrade(ledger) == ("0001", SCHEMA)
    with open_ledger(first) as ledger, ledger.reading() as session:
        figures = session.exec(select(FigureRow).order_by(col(FigureRow.id))).all()
        assert [(row.superseded_at, row.superseded_why, row.origin_id) for row in figures] == [
            (LATER, "revision", None),
            (None, None, None),
        ]
        assert [row.recorded_at for row in figures] == [THEN, THEN]
        reviews = session.exec(select(ReviewRow).order_by(col(ReviewRow.id))).all()
        assert [(row.id, row.verdict, row.changes, row.reviewer) for row in reviews] == [
            (4, "accept", '{"kind": ["total", "total"]}', "Ana"),
            (7, "accept", "{}", "Ben"),
        ]
        assert reviews[0].recorded_at == LATER
        assert find_source(session, name_keys("the police force")) == 1
        (found,) = find_figures(session, Question(), load_gazetteer())
        assert (found.id, found.source, found.revision) == (2, "Police", 2)
        assert list(check_integrity(session)) == []


def test_what_comes_after_the_migration_gets_numbers_of_its_own(first: str | Path) -> None:
    with connect(first) as ledger:
        upgrade(ledger)
        with ledger.writing() as session:
            session.add(SourceAliasRow(key="guards", words="guards", source_id=1, recorded_at=LATER))
            session.add(ReviewRow(figure_id=2, verdict="accept", reviewer="Ana", reason="", recorded_at=LATER))
        with ledger.reading() as session:
            assert max(session.exec(select(ReviewRow.id)), key=lambda one: one or 0) == 8
            assert len(session.exec(select(SourceAliasRow)).all()) == 3


def test_the_upgraded_tables_are_exactly_the_programs(first: str | Path) -> None:
    with connect(first) as ledger:
        upgrade(ledger)
        with ledger.connected() as connection:
            assert schema_differences(connection) == []


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(first: str | Path) -> None:
    with connect(first) as ledger:
        with ledger.connected() as connection:
            connection.execute(text("CREATE INDEX ix_figure_source_day ON figure (day)"))  # in the migration's way
        with pytest.raises(Exception, match="ix_figure_source_day"):
            upgrade(ledger)
        assert schema_of(ledger) == "0001"
        with ledger.connected() as connection:
            names = {column.name for column in Table("figure", MetaData(), autoload_with=connection).columns}
            assert "superseded_why" not in names
            assert connection.execute(text("SELECT count(*) FROM review")).scalar() == 2


def test_four_who_make_the_same_ledger_at_once_make_it_once(empty_url: str | Path) -> None:
    context = multiprocessing.get_context("forkserver")
    makers = [context.Process(target=create_ledger, args=(empty_url,)) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [maker.exitcode for maker in makers] == [0] * 4
    with open_ledger(empty_url) as ledger, ledger.connected() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
