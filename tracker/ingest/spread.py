"""Work spread over processes, in order, without holding more of the input than is being worked on."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

_AT_ONCE = 16
"""Items that a process is handed at once: a text takes a millisecond, the handing over a tenth of it."""
_AHEAD = 4
"""Batches that wait for each process."""


def spread(work: Callable[[Given], Made], items: Iterable[Given], *, jobs: int) -> Iterator[Made]:
    """What ``work`` makes of each item, in the order of the items, by ``jobs`` processes; in this one where one is
    enough. ``work`` is a function of a module, and what it takes and gives can be pickled.

    What it raises is raised here, at the place of its item.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    # A fresh interpreter each: a fork would take over threads and open databases.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        source = iter(items)
        waiting: deque[Future[list[Made]]] = deque()
        while batch := list(islice(source, _AT_ONCE)):
            waiting.append(pool.submit(_batch, work, batch))
            if len(waiting) >= jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _batch(work: Callable[[Given], Made], items: list[Given]) -> list[Made]:
    return [work(item) for item in items]
