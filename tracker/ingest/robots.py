"""robots.txt: what a host lets programs fetch, and how fast (RFC 9309)."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from protego import Protego

from tracker.errors import FetchError
from tracker.ingest.hosts import HostMemory, origin_of
from tracker.model import storable
from tracker.store.upkeep import HostState

AGENT = "figure-tracker"
KEPT = timedelta(days=1)
"""How long a robots.txt holds; RFC 9309 asks for no more than a day."""
LONGEST_DELAY = 60.0
"""Seconds: a host that asks for more between two requests gets this much."""
_MOST_KEPT = 100_000


class Robots:
    """The rules of hosts, each read once a day. ``read`` fetches a robots.txt: it gives its text, or the
    empty text where there is none, and raises ``FetchError`` where nobody can tell.
    """

    def __init__(self, read: Callable[[str], str], memory: HostMemory, clock: Callable[[], datetime]) -> None:
        self._read, self._memory, self._clock = read, memory, clock
        self._rules: dict[str, Protego] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> float:
        """The seconds that the host asks for between two requests. Raises ``FetchError`` where the rules
        forbid the address, or can't be read: then all is forbidden.
        """
        rules = self._rules_of(url)
        if not rules.can_fetch(url, AGENT):
            raise FetchError(url, "robots.txt forbids it", status=403)
        return min(float(rules.crawl_delay(AGENT) or 0.0), LONGEST_DELAY)

    def _rules_of(self, url: str) -> Protego:
        origin = origin_of(url)
        with self._lock:
            if origin in self._rules:
                return self._rules[origin]
        rules = Protego.parse(self._text_of(origin))
        with self._lock:
            return self._rules.setdefault(origin, rules)

    def _text_of(self, origin: str) -> str:
        kept = self._memory.load_host(origin)
        if kept.robots_at is not None and self._clock() - kept.robots_at < KEPT:
            return kept.robots or ""
        try:
            text = storable(self._read(f"{origin}/robots.txt"))[:_MOST_KEPT]
        except FetchError as error:
            if kept.robots_at is None:
                raise FetchError(
                    origin, f"its robots.txt can't be read ({error.problem})", passing=True, wait=error.wait
                ) from error
            return kept.robots or ""  # what it said before holds while it is silent
        self._memory.save_host(HostState(origin, text, self._clock(), kept.not_before))
        return text
