"""How a piece of work is timed against another, and how the result is told."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

ROUNDS = 5


def in_turns(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The median time of each, in seconds, measured in turns, after one that is not counted."""
    pairs = list(_pairs(ours, theirs))[1:]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def _pairs(ours: Callable[[], object], theirs: Callable[[], object]) -> Iterator[tuple[float, float]]:
    for _ in range(ROUNDS + 1):
        yield seconds(ours), seconds(theirs)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*words: str) -> None:
    """Run Python once."""
    subprocess.run([sys.executable, *words], capture_output=True, check=True)


def tell(what: str, reference: str, ratio: float) -> None:
    """Print a line: what was done, and how many times the time of the reference it took."""
    print(f"{what}; {ratio:.2f} × {reference}", flush=True)
