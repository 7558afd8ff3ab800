"""Writing many rows at once: as fast as the database takes them, inside the transaction of a session."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlmodel import Session

from tracker.store.tables import Row

Cells = Mapping[str, Any]
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
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        _copy(session, table, rows)
        return
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the end of this transaction
    connection.execute(insert(Row.metadata.tables[table]), rows)


def _copy(session: Session, table: str, rows: Sequence[Cells]) -> None:
    """PostgreSQL's own way in for many rows."""
    columns = list(rows[0])
    names = ", ".join(f'"{column}"' for column in columns)
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])
