"""Patience: when to ask again what has failed. Always later, never not at all for a feed."""

from dataclasses import replace
from datetime import datetime, timedelta

from tracker.errors import FetchError, TrackerError
from tracker.ingest.items import FeedItem
from tracker.store.upkeep import FeedState, Miss

FAILURES_BORNE = 3
"""Failures in a row that a feed may have before it is asked less often."""
_LONGEST = timedelta(days=1)
_PAGE_WAITS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
"""How long a page that did not come is left alone, by how often it did not. Then it is not asked for any
more; it stays on the list."""


def feed_after_failure(state: FeedState, error: TrackerError, *, now: datetime) -> FeedState:
    """What to remember of a feed that failed: after some failures an hour's wait, that doubles up to a day."""
    failures = state.failures + 1
    wait = timedelta(0)
    if failures >= FAILURES_BORNE:
        wait = min(timedelta(hours=2 ** min(failures - FAILURES_BORNE, 10)), _LONGEST)
    wait = max(wait, _asked_for(error))
    return replace(
        state, last_tried_at=now, failures=failures, last_problem=str(error), not_before=now + wait if wait else None
    )


def feed_after_success(state: FeedState, *, new: bool, now: datetime) -> FeedState:
    """What to remember of a feed that was read."""
    return replace(
        state, last_tried_at=now, last_success_at=now, last_new_at=now if new else state.last_new_at,
        failures=0, last_problem=None, not_before=None,
    )  # fmt: skip


def miss_after(item: FeedItem, error: TrackerError, *, feed: str, before: Miss | None, now: datetime) -> Miss | None:
    """What to remember of a page that did not come; nothing where it has no address to ask again."""
    if item.url is None:
        return None
    failures = before.failures + 1 if before else 1
    wait = max(_PAGE_WAITS[failures - 1], _asked_for(error)) if failures <= len(_PAGE_WAITS) else None
    return Miss(
        feed, item.url, now, str(error), item.title, item.published, item.published_at, failures,
        now + wait if wait is not None else None,
    )  # fmt: skip


def _asked_for(error: TrackerError) -> timedelta:
    """How long a host asks to be left alone."""
    wait = error.wait if isinstance(error, FetchError) else None
    return timedelta(seconds=wait or 0)
