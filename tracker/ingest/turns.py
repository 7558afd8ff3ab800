"""Turns: a host gets one request at a time, with a pause between two."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Gate:
    lock: threading.Lock = field(default_factory=threading.Lock)
    opens_at: float = float("-inf")


class Turns:
    """The gates of all hosts. ``pause`` is in seconds, from the end of one request to the next; ``sleep``
    and ``ticks`` are the world's, unless a test has its own.
    """

    def __init__(
        self,
        *,
        pause: float,
        sleep: Callable[[float], object] = time.sleep,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pause, self._sleep, self._ticks = pause, sleep, ticks
        self._gates: dict[str, _Gate] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, *, pause: float = 0.0) -> Iterator[None]:
        """Wait until the host is free and has had its pause: ours, or the longer one that it asks for."""
        with self._lock:
            gate = self._gates.setdefault(host, _Gate())
        with gate.lock:
            wait = gate.opens_at - self._ticks()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                gate.opens_at = self._ticks() + max(self._pause, pause)
