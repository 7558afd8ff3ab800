"""Which feeds are stale, which fail, and when to ask again."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.errors import FetchError, ReportError
from tracker.ingest.health import run_health, usual_gap
from tracker.ingest.items import FeedItem
from tracker.ingest.patience import feed_after_failure, feed_after_success, miss_after
from tracker.store.upkeep import FeedState, Miss, RunRecord

NOW = datetime(2024, 3, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PROBLEM = ReportError("x", "is no feed")


def every(step: timedelta, times: int) -> list[datetime]:
    return [NOW - step * (times - number) for number in range(times)]


def test_a_rhythm_is_the_usual_time_between_two_arrivals() -> None:
    assert usual_gap(every(2 * HOUR, 10)) == 2 * HOUR
    assert usual_gap(every(2 * HOUR, 3)) is None
    batches = [moment + timedelta(seconds=second) for moment in every(24 * HOUR, 5) for second in range(20)]
    assert usual_gap(batches) == 24 * HOUR
    assert usual_gap([*every(HOUR, 9), NOW + 50 * HOUR]) == HOUR
    assert usual_gap([]) is None


@pytest.mark.parametrize(
    ("hours_ago", "problem"),
    [
        (0.5, None),
        (3, None),
        (5, "No run for 5 hours; usually there is one every 1 hour."),
        (72, "No run for 3 days"),
    ],
)
def test_runs_that_stay_away_are_told(hours_ago: float, problem: str | None) -> None:
    last = NOW - hours_ago * HOUR
    runs = [RunRecord(last - number * HOUR, finished_at=last - number * HOUR) for number in range(10)]
    told = run_health(runs, now=NOW)
    assert told is None if problem is None else (told or "").startswith(problem)


def test_a_run_that_never_ended_is_told_and_so_is_none_at_all() -> None:
    assert run_health([], now=NOW) == "There was no run yet."
    assert run_health([RunRecord(NOW - HOUR)], now=NOW) is None
    assert "has not ended since 2024-03-22 04:00 UTC" in (run_health([RunRecord(NOW - 8 * HOUR)], now=NOW) or "")


def test_a_failing_feed_is_asked_later_and_later_but_at_least_once_a_day() -> None:
    state, waits = FeedState("a"), []
    for _ in range(40):
        state = feed_after_failure(state, PROBLEM, now=NOW)
        waits.append((state.not_before - NOW) / HOUR if state.not_before else 0)
    assert waits[:9] == [0, 0, 1, 2, 4, 8, 16, 24, 24]
    assert max(waits) == 24
    assert state.failures == 40
    well = feed_after_success(state, new=False, now=NOW)
    assert (well.failures, well.not_before, well.last_problem, well.last_success_at) == (0, None, None, NOW)


def test_what_a_host_asks_for_is_given_even_where_it_is_more() -> None:
    told = FetchError("x", "answered 429", wait=2 * 86_400.0)
    assert feed_after_failure(FeedState("a"), told, now=NOW).not_before == NOW + 48 * HOUR
    miss = miss_after(FeedItem("https://x/1"), told, feed="a", before=None, now=NOW)
    assert miss is not None
    assert miss.not_before == NOW + 48 * HOUR


def test_a_page_is_asked_for_six_times_in_all_and_stays_on_the_list() -> None:
    before: Miss | None = None
    waits = []
    for _ in range(7):
        before = miss_after(FeedItem("https://x/1"), PROBLEM, feed="a", before=before, now=NOW)
        assert before is not None
        waits.append((before.not_before - NOW) / HOUR if before.not_before else None)
    assert waits == [1, 6, 24, 72, 168, None, None]
    assert miss_after(FeedItem(None), PROBLEM, feed="a", before=None, now=NOW) is None
