"""Proving the ledger: what it holds is still what was written."""

from collections.abc import Callable, Iterator

from sqlmodel import Session

from tracker.store.proof import Finding, prove

__all__ = ["Finding", "check_integrity"]


def check_integrity(
    session: Session, *, after: int = 0, on_report: Callable[[int, int], None] = lambda _done, _all: None
) -> Iterator[Finding]:
    """What does not hold of a ledger, or of its reports after a number: see
    :func:`tracker.store.proof.prove`.
    """
    return prove(session, after=after, on_report=on_report)
