"""What is remembered of hosts: for as long as the program runs, or in the ledger from run to run."""

import threading
from typing import Protocol
from urllib.parse import urlsplit

from tracker.errors import FetchError
from tracker.store.database import Ledger
from tracker.store.upkeep import HostState, load_host, save_host


def host_of(url: str) -> str:
    """The host and port of an address. Raises ``FetchError`` for another scheme than http."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(url, "is no http address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(url, "is no http address")
    return parts.netloc.rpartition("@")[2].lower()


def origin_of(url: str) -> str:
    """The scheme, host and port of an address, as robots.txt divides the web."""
    return f"{urlsplit(url).scheme}://{host_of(url)}"


class HostMemory(Protocol):
    """What remembers hosts from one run to the next."""

    def load_host(self, host: str) -> HostState:
        """What is remembered of a host."""

    def save_host(self, state: HostState) -> None:
        """Remember this of a host."""


class Forgetful:
    """Remembers hosts for as long as the program runs."""

    def __init__(self) -> None:
        self._states: dict[str, HostState] = {}

    def load_host(self, host: str) -> HostState:
        """What is remembered of a host."""
        return self._states.get(host) or HostState(host)

    def save_host(self, state: HostState) -> None:
        """Remember this of a host."""
        self._states[state.host] = state


class LedgerHosts:
    """Remembers hosts in the ledger, each looked up once; a dry run only looks."""

    def __init__(self, ledger: Ledger, *, dry: bool = False) -> None:
        self._ledger, self._dry = ledger, dry
        self._states: dict[str, HostState] = {}
        self._lock = threading.Lock()

    def load_host(self, host: str) -> HostState:
        """What is remembered of a host."""
        with self._lock:
            if host not in self._states:
                with self._ledger.reading() as session:
                    self._states[host] = load_host(session, host)
            return self._states[host]

    def save_host(self, state: HostState) -> None:
        """Remember this of a host."""
        with self._lock:
            self._states[state.host] = state
            if not self._dry:
                with self._ledger.writing() as session:
                    save_host(session, state)
