"""Workers: feeds are gathered side by side, and what they bring comes to one place, a little at a time.

Threads wait for the network; one thread, the caller's, reads claims and writes. No more than a few reports
wait between them, however much a feed brings.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker.errors import TrackerError

Task = TypeVar("Task")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Broke:
    """A task ended with an error."""

    error: TrackerError


class Workers(Generic[Task, Told]):
    """Does tasks in threads, those of one group one after the other. Iterate over it for what they tell,
    each with the task it is of; the last that is told of a task is ``None``, after ``Broke`` where it failed.
    """

    def __init__(
        self,
        work: Callable[[Task], Iterator[Told]],
        groups: Sequence[Sequence[Task]],
        *,
        parallel: int,
        stop: threading.Event,
    ) -> None:
        self._work, self._stop = work, stop
        self._waiting: queue.SimpleQueue[Sequence[Task]] = queue.SimpleQueue()
        for group in groups:
            self._waiting.put(group)
        self._told: queue.Queue[tuple[Task, Told | Broke | None]] = queue.Queue(maxsize=2 * parallel)
        self._left = sum(map(len, groups))
        self._threads = [threading.Thread(target=self._labour, daemon=True) for _ in range(min(parallel, len(groups)))]

    def __iter__(self) -> Iterator[tuple[Task, Told | Broke | None]]:
        for thread in self._threads:
            thread.start()
        while self._left and not self._stop.is_set():
            try:
                task, told = self._told.get(timeout=0.2)
            except queue.Empty:
                continue
            self._left -= told is None
            yield task, told

    def _labour(self) -> None:
        while not self._stop.is_set():
            try:
                group = self._waiting.get_nowait()
            except queue.Empty:
                return
            for task in group:
                self._do(task)

    def _do(self, task: Task) -> None:
        try:
            for told in self._work(task):
                if not self._tell(task, told):
                    return
        except TrackerError as error:
            self._tell(task, Broke(error))
        except Exception as error:  # noqa: BLE001 - a library's fault in one feed must not end the others
            self._tell(task, Broke(TrackerError("", f"{type(error).__name__}: {error}".partition("\n")[0])))
        self._tell(task, None)

    def _tell(self, task: Task, told: Told | Broke | None) -> bool:
        """Hand something over, unless everything is to stop."""
        while not self._stop.is_set():
            try:
                self._told.put((task, told), timeout=0.2)
            except queue.Full:
                continue
            return True
        return False
