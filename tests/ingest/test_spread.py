from collections.abc import Iterator

import pytest

from tracker.ingest.spread import spread


def double(number: int) -> int:
    if number < 0:
        raise ValueError("negative")
    return 2 * number


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_made_comes_in_the_order_of_what_was_given(jobs: int) -> None:
    assert list(spread(double, range(200), jobs=jobs)) == list(range(0, 400, 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_is_raised_here(jobs: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        list(spread(double, [1, -1], jobs=jobs))


def test_no_more_is_taken_than_is_being_worked_on() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    made = spread(double, endless(), jobs=2)
    assert next(made) == 2
    assert taken < 200
    made.close()  # type: ignore[attr-defined]  # a generator
