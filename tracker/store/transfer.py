"""A whole ledger, table by table, as lines of JSON: the same rows are the same bytes, so that a hash of the lines
proves that two ledgers hold the same.

Only evidence travels: reports, sources and their names, figures, relays, judgements, fingerprints. What was
remembered of feeds, hosts and runs belongs to the machine that fetched.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Table, TypeDecorator, delete, func, insert, select, text, update
from sqlmodel import Session

from tracker.errors import InputError
from tracker.store.tables import Row

TABLES = ("source", "report", "figure", "relay", "review", "source_alias", "fingerprint")
"""The tables of evidence, each after those that it refers to."""

_AT_ONCE = 1000


def dump_table(session: Session, name: str) -> Iterator[bytes]:
    """The rows of a table in the order of their keys, each a line of JSON with sorted names."""
    table = _table(name)
    statement = select(table).order_by(*table.primary_key.columns)
    rows = session.connection().execute(statement, execution_options={"yield_per": _AT_ONCE}).mappings()
    for row in rows:
        yield line_of({key: _plain(value) for key, value in row.items()})


def line_of(values: dict[str, Any]) -> bytes:
    """A row as its line."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def count_rows(session: Session, name: str) -> int:
    """How many rows a table has."""
    return session.connection().execute(select(func.count()).select_from(_table(name))).scalar() or 0


def is_empty(session: Session) -> bool:
    """Whether a ledger holds no evidence yet: no report, no figure, no judgement."""
    return not any(count_rows(session, name) for name in ("report", "figure", "review"))


def load_tables(session: Session, lines_of: Callable[[str], Iterable[bytes]]) -> dict[str, int]:
    """Fill an empty ledger with the lines of another one, row for row under the same numbers; gives how many of each
    table. Sources that a new ledger begins with give way. Raises ``InputError`` for a line that is no row.
    """
    if not is_empty(session):
        raise InputError("this ledger", "holds reports already; a package goes into an empty one ('tracker init')")
    for name in reversed(TABLES):
        session.connection().execute(delete(_table(name)))
    counts = {name: _load(session, name, lines_of(name)) for name in TABLES}
    if session.get_bind().dialect.name == "postgresql":
        _set_sequences(session)
    return counts


def _load(session: Session, name: str, lines: Iterable[bytes]) -> int:
    """The rows of one table. Those that refer to rows of their own table are told so when all are there."""
    table = _table(name)
    own = [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]
    kept: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    count = 0
    for number, line in enumerate(lines, 1):
        row = _row(table, name, number, line)
        if any(row[column.name] is not None for column in own):
            links.append({"row": row["id"], **{column.name: row[column.name] for column in own}})
        kept.append({**row, **{column.name: None for column in own}})
        count = number
        if len(kept) == _AT_ONCE:
            session.connection().execute(insert(table), kept)
            kept = []
    if kept:
        session.connection().execute(insert(table), kept)
    _link(session, table, links)
    return count


def _link(session: Session, table: Table, links: Sequence[dict[str, Any]]) -> None:
    from sqlalchemy import bindparam

    if links:
        names = [name for name in links[0] if name != "row"]
        statement = (
            update(table).where(table.c.id == bindparam("row")).values({name: bindparam(name) for name in names})
        )
        session.connection().execute(statement, list(links))


def _row(table: Table, name: str, number: int, line: bytes) -> dict[str, Any]:
    where = f"{name}.jsonl:{number}"
    try:
        values = json.loads(line)
    except ValueError as error:
        raise InputError(where, "is no line of JSON") from error
    columns = {column.name: column for column in table.columns}
    if not isinstance(values, dict) or values.keys() != columns.keys():
        raise InputError(where, f"is no row of the table {name}")
    try:
        return {key: _value(columns[key], value) for key, value in values.items()}
    except (TypeError, ValueError) as error:
        raise InputError(where, f"holds a value that is none: {error}") from error


def _table(name: str) -> Table:
    return Row.metadata.tables[name]


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        if not column.nullable:
            raise ValueError(f"{column.name} is missing")
        return None
    plain = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    kind = plain.python_type
    if kind is dt.datetime:
        return dt.datetime.fromisoformat(value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{column.name} is no {kind.__name__}")
    return value


def _set_sequences(session: Session) -> None:
    """The numbers that PostgreSQL gives to new rows go on after those that came."""
    for name in TABLES:
        table = _table(name)
        if "id" in table.columns:
            session.connection().execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "  # noqa: S608  # our own table's name
                    f"COALESCE((SELECT MAX(id) FROM {name}), 1), (SELECT COUNT(*) > 0 FROM {name}))"
                )
            )
