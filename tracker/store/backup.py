"""Copies of a ledger, taken while it is in use, and ledgers made from them.

A copy is an SQLite file whatever the ledger is kept in, with the same tables: a ledger that any command can
read. It shows one moment, and holds all that the ledger holds but the snapshots, which are files themselves.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlmodel import Session

from tracker.errors import LedgerError
from tracker.store.bulk import copy_rows
from tracker.store.database import Ledger, create_ledger, open_ledger
from tracker.store.proof import Finding, prove
from tracker.store.tables import Row

Progress = Callable[[int, int], None]
"""Is told how many reports of the copy are proved, and how many there are."""

_PAGES = 2_000
"""Pages copied at a time: other work of this process goes on in between."""


def back_up(
    ledger: Ledger, target: Path, *, replace: bool = False, on_report: Progress = lambda _done, _all: None
) -> tuple[Finding, ...]:
    """Copy a ledger into a file, which appears when it is whole, and prove the copy. Others may go on writing:
    the copy shows the moment at which it was begun.

    What does not hold of the copy is returned: it did not hold of the ledger, and the copy is kept. Raises
    ``LedgerError`` where the file is there already, unless ``replace``, or can't be written.
    """
    if target.exists() and not replace:
        raise LedgerError(target, "is there already; --force replaces it")
    with _partial(target) as partial:
        _copy(ledger, partial)
        findings = tuple(prove_file(partial, on_report=on_report))
        _put(partial, target)
    return findings


def prove_file(path: Path, *, on_report: Progress = lambda _done, _all: None) -> Iterator[Finding]:
    """What does not hold of a ledger in a file: its pages, then what they hold."""
    with open_ledger(path) as copy, copy.reading() as session:
        for (problem,) in session.connection().execute(text("PRAGMA integrity_check")):
            if problem != "ok":
                yield Finding("pages", None, None, str(problem))
        for table, _row, parent, _key in session.connection().execute(text("PRAGMA foreign_key_check")):
            yield Finding("reference", None, None, f"a row of {table!r} points at no row of {parent!r}")
        yield from prove(session, on_report=on_report)


def restore(
    ledger: Ledger, source: Path, *, kept: Path, replace: bool = False, on_report: Progress = lambda _done, _all: None
) -> Path | None:
    """Put what a copy holds into a ledger, all or nothing, once the copy is proved; one that an older version
    made is brought to this program's schema first. The copy itself is left as it is.

    A ledger that holds reports is replaced only where ``replace`` says so, and copied to ``kept`` before:
    then its path is returned. Raises ``LedgerError`` for a copy that is none, or that does not hold.
    """
    filled = _is_filled(ledger)
    if filled and not replace:
        raise LedgerError(ledger.address, "holds reports already; --force keeps a copy of it and replaces it")
    if not source.is_file():
        raise LedgerError(source, "no such file")
    with _partial(kept.with_name("restoring.db")) as partial:
        _take(source, partial)
        finding = next(prove_file(partial, on_report=on_report), None)
        if finding is not None:
            raise LedgerError(source, f"is not as it was written, so it is not taken: {_told(finding)}")
        if filled:
            back_up(ledger, kept)
        _fill(ledger, partial)
    return kept if filled else None


def _told(finding: Finding) -> str:
    where = {"figure": finding.figure_id, "report": finding.report_id}
    known = [f"{name} {number}: " for name, number in where.items() if number is not None]
    return "".join(known[:1]) + finding.problem


def _take(source: Path, partial: Path) -> None:
    """Copy a copy, and bring it to this program's schema. Errors name where it comes from."""
    with _told_of(source):
        given, taken = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(partial)
        try:
            given.backup(taken)
            known = taken.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        finally:
            given.close()
            taken.close()
    if known is None:
        raise LedgerError(source, "is no copy of a ledger")
    try:
        create_ledger(partial).close()
    except LedgerError as error:
        raise type(error)(source, error.problem) from error


# --- out --------------------------------------------------------------------------------------------


def _copy(ledger: Ledger, partial: Path) -> None:
    with ledger.reading() as session, _told_of(partial):
        if ledger.is_sqlite:
            _copy_pages(session, partial)
        else:
            _dump(session, partial)


def _copy_pages(session: Session, partial: Path) -> None:
    """SQLite's own way. The session's transaction holds the moment: what others write meanwhile is not seen."""
    session.connection().execute(text("SELECT count(*) FROM alembic_version"))
    driver: Any = session.connection().connection.driver_connection
    target = sqlite3.connect(partial)
    try:
        driver.backup(target, pages=_PAGES)
        target.execute("PRAGMA journal_mode = DELETE")  # a copy is one file
    finally:
        target.close()


def _dump(session: Session, partial: Path) -> None:
    """Any other database: row by row, in one transaction that sees one moment."""
    with create_ledger(partial) as copy, copy.writing() as target:
        for table in Row.metadata.sorted_tables:
            _copy_table(session, target, table.name)
    with sqlite3.connect(partial) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def _copy_table(source: Session, target: Session, table: str) -> None:
    columns = [column.name for column in Row.metadata.tables[table].columns]
    statement = select(Row.metadata.tables[table]).order_by(*Row.metadata.tables[table].primary_key.columns)
    answer = source.connection().execute(statement, execution_options={"yield_per": 2_000})
    copy_rows(target, table, columns, (tuple(row) for row in answer))


# --- in ---------------------------------------------------------------------------------------------


def _is_filled(ledger: Ledger) -> bool:
    with ledger.reading() as session:
        return session.connection().execute(select(Row.metadata.tables["report"].c.id).limit(1)).first() is not None


def _fill(ledger: Ledger, proved: Path) -> None:
    """Replace what a ledger holds by what a proved file holds, in one transaction."""
    if ledger.is_sqlite:
        source = sqlite3.connect(proved)
        try:
            with ledger.connected() as connection:  # waits for writers; then nobody else writes
                target: Any = connection.connection.driver_connection
                connection.exec_driver_sql("COMMIT")  # the copying has a transaction of its own
                source.backup(target)
        finally:
            source.close()
        return
    with open_ledger(proved) as copy, copy.reading() as source_session, ledger.writing() as session:
        tables = [table.name for table in Row.metadata.sorted_tables]
        names = ", ".join(f'"{name}"' for name in tables)
        session.connection().execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        for table in tables:
            _copy_table(source_session, session, table)
            if "id" in Row.metadata.tables[table].c:
                _move_sequence(session, table)


def _move_sequence(session: Session, table: str) -> None:
    session.connection().execute(
        text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM \"{table}\"))")  # noqa: S608
    )


# --- files ------------------------------------------------------------------------------------------


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """A path beside a target, for what is not whole yet; whatever is left of it at the end is removed."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    with _told_of(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield partial
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _put(partial: Path, target: Path) -> None:
    """Give a whole file its name, once it is on the disk."""
    with _told_of(target):
        with sqlite3.connect(partial) as connection:  # whoever has read it may have left a log beside it
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        with partial.open("rb") as stream:
            os.fsync(stream.fileno())
        partial.replace(target)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Tell what goes wrong with a file as what it is."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        problem = error.strerror if isinstance(error, OSError) else None
        raise LedgerError(path, problem or str(error)) from error
