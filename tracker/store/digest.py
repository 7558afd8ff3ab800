"""What a ledger holds, as a few characters: to tell whether it has changed, and whether two hold the same."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.store.state import state_from
from tracker.store.tables import ReportRow
from tracker.store.transfer import TABLES, dump_table


def last_recorded(session: Session) -> dt.datetime | None:
    """When the ledger last took in a report, ``None`` while it holds none."""
    return session.connection().execute(select(func.max(col(ReportRow.recorded_at)))).scalar()


def state_of(session: Session) -> str:
    """A few characters that change whenever anything is added, superseded or judged."""
    connection = session.connection()
    return state_from(lambda question: tuple(connection.exec_driver_sql(question).one()))


def ledger_hashes(session: Session) -> dict[str, str]:
    """The integrity hash of each table of evidence: SHA-256 of its rows as lines of JSON, in hexadecimal. Two ledgers
    hold the same when these are equal, on whatever database they are.
    """
    return {name: _hash(dump_table(session, name)) for name in TABLES}


def _hash(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()
