"""Opening the ledger: SQLite in a file, or PostgreSQL by its URL.

SQLite runs with write-ahead logging and foreign keys on; every write begins with ``BEGIN IMMEDIATE``, so
that two writers wait for each other instead of failing half-way. On PostgreSQL a lock of the transaction
does the same: whoever writes is alone, and readers wait for nobody.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlmodel import Session

from tracker.errors import LedgerError, LedgerVersionError

SCHEMA = "0005"
"""The migration that the tables of this program stand at; a test holds it against the migrations."""

_BUSY_SECONDS = 30

_ALONE = text(f"SELECT set_config('lock_timeout', '{_BUSY_SECONDS}s', true), pg_advisory_xact_lock(7074657)")
"""Held until the transaction ends, by one writer at a time; the number is any that other programs don't use."""


class Ledger:
    """An open ledger. Use it as a context manager, or call :meth:`close`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def address(self) -> str:
        """Where the ledger is, without a password."""
        url = self._engine.url
        return url.database or "memory" if self.is_sqlite else url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is an SQLite file."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads: it sees one moment of the ledger, whatever others write meanwhile."""
        reader = self._engine
        if not self.is_sqlite:
            reader = reader.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with self._translated(), Session(reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that writes: all of it is kept at the end, or, after an error, nothing."""
        writer = self._engine.execution_options(tracker_writes=True)
        with self._translated(), Session(writer) as session, session.begin():
            if not self.is_sqlite:
                session.connection().execute(_ALONE)
            yield session

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A bare connection that writes, for migrations."""
        with self._translated(), self._engine.execution_options(tracker_writes=True).begin() as connection:
            if not self.is_sqlite:
                connection.execute(_ALONE)
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(self.address, _problem_of(error.orig)) from error
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error) as error:
            raise LedgerError(self.address, _first_line(error)) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_ledger(address: str | Path) -> Ledger:
    """The ledger at a path or a database URL.

    Raises ``LedgerError`` where there is none or it can't be opened, and ``LedgerVersionError`` where its
    schema is not this program's.
    """
    if _is_path(address) and not Path(address).is_file():
        raise LedgerError(address, "no ledger here; 'tracker init' makes one")
    ledger = connect(address)
    try:
        _check_version(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def create_ledger(address: str | Path) -> Ledger:
    """The ledger at a path or URL, made where there is none and brought to this program's schema."""
    if _is_path(address):
        _make_folder(Path(address).parent)
    ledger = connect(address)
    try:
        upgrade(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def upgrade(ledger: Ledger) -> tuple[str | None, str]:
    """Apply the migrations that are missing. Gives the schema before and after."""
    before = schema_of(ledger)
    if before is not None and before > SCHEMA:
        raise LedgerVersionError(ledger.address, f"written by a newer version (schema {before}, this is {SCHEMA})")
    if before != SCHEMA:
        migrate(ledger, SCHEMA)
    return before, SCHEMA


def migrate(ledger: Ledger, schema: str) -> None:
    """Apply the migrations up to a schema, all of them or none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    with resources.as_file(resources.files("tracker.store") / "migrations") as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with ledger.connected() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, schema)


def schema_of(ledger: Ledger) -> str | None:
    """The migration that a ledger stands at, ``None`` for a database without one."""
    with ledger.reading() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        found = session.connection().execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def connect(address: str | Path) -> Ledger:
    """The ledger at an address, whatever its schema."""
    url = _url_of(address)
    try:
        engine = create_engine(url, connect_args=_connect_args(url))
    except ModuleNotFoundError as error:
        raise LedgerError(
            address, f"needs the Python package {error.name!r}: pip install 'figure-tracker[postgres]'"
        ) from error
    except (ArgumentError, SQLAlchemyError) as error:
        raise LedgerError(address, _first_line(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Ledger(engine)


def _check_version(ledger: Ledger) -> None:
    found = schema_of(ledger)
    if found is None:
        raise LedgerError(ledger.address, "not a ledger; 'tracker init' makes one")
    if found > SCHEMA:
        raise LedgerVersionError(ledger.address, f"written by a newer version (schema {found}, this is {SCHEMA})")
    if found < SCHEMA:
        raise LedgerVersionError(
            ledger.address, f"schema {found} is older than this program's {SCHEMA}; run 'tracker db upgrade'"
        )


def _is_path(address: str | Path) -> bool:
    return isinstance(address, Path) or "://" not in address


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(folder, error.strerror or str(error)) from error


def _url_of(address: str | Path) -> URL:
    if _is_path(address):
        return URL.create("sqlite", database=str(address))
    try:
        url = make_url(str(address))
    except ArgumentError as error:
        raise LedgerError(
            "database URL", "can't be read; it looks like postgresql://user:password@host/name"
        ) from error
    if url.get_backend_name() not in ("sqlite", "postgres", "postgresql"):
        raise LedgerError(url.get_backend_name(), "is no database for a ledger; it is sqlite or postgresql")
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _connect_args(url: URL) -> dict[str, Any]:
    return {"timeout": _BUSY_SECONDS} if url.drivername.startswith("sqlite") else {}


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA cache_size = -32768")  # KiB: keys are hashes, and land all over their index
    cursor.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: each time, much of the indexes is written again
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("tracker_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _problem_of(error: object) -> str:
    """What a database says, in words that tell what to do where its own don't."""
    problem = _first_line(error)
    if "database is locked" in problem or "lock timeout" in problem:
        return f"another program has been writing for {_BUSY_SECONDS} seconds; try again later ({problem})"
    return problem


def _first_line(error: object) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
