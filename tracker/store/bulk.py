"""Writing many rows at once: as fast as the database takes them, inside the transaction of a session."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Dialect, func, select, text
from sqlmodel import Session

from tracker.store.tables import Row

Cells = dict[str, Any]
"""A row to write: a value for each of its columns."""


def next_ids(session: Session, table: str, count: int) -> Sequence[int]:
    """The numbers of the next rows of a table. Who writes is alone (see :mod:`tracker.store.database`), so
    rows can point at each other before they are written.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        # The sequence must move on as well: a row that is added alone takes its number from there.
        sequence = text(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, :count)")  # noqa: S608  # a table's name
        return [int(number) for (number,) in connection.execute(sequence, {"count": count})]
    last = connection.execute(select(func.max(Row.metadata.tables[table].c.id))).scalar() or 0
    return range(last + 1, last + 1 + count)


def insert_rows(session: Session, table: str, rows: Sequence[Cells]) -> None:
    """Write rows that all have the same columns. Rows of one call may point at each other in any order."""
    if not rows:
        return
    columns = list(rows[0])
    copy_rows(session, table, columns, (tuple(row.values()) for row in rows))


def copy_rows(session: Session, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows as they come, some at a time; all of one call may point at each other in any order."""
    if session.connection().dialect.name == "postgresql":
        _copy(session, table, columns, rows)
        return
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the end of this transaction
    every = iter(rows)
    while some := list(islice(every, _AT_ONCE)):
        _executemany(session, table, columns, some)


_AT_ONCE = 10_000


def _executemany(session: Session, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """SQLite's way in: the driver's own, since preparing each row by name takes longer than writing it."""
    connection = session.connection()
    cells = [
        _readied(connection.dialect, table, column, values)
        for column, values in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {_names(table)} ({_names(*columns)}) VALUES ({places})"  # noqa: S608  # names of ours
    connection.exec_driver_sql(statement, list(zip(*cells, strict=True)))


def _readied(dialect: Dialect, table: str, column: str, values: Sequence[Any]) -> Sequence[Any]:
    """The values of a column as SQLite stores them: days and moments as text."""
    kind = Row.metadata.tables[table].c[column].type
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    stored = {value: process(value) for value in set(values)}
    return [stored[value] for value in values]


def _copy(session: Session, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """PostgreSQL's own way in for many rows."""
    driver: Any = session.connection().connection.driver_connection
    statement = f"COPY {_names(table)} ({_names(*columns)}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _names(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)
