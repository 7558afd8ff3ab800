"""Health: which feeds are as they usually are, which are stale, which fail."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Any

from sqlmodel import Session

from tracker.ingest.feeds import Feed, FeedKind
from tracker.store.upkeep import FeedState, RunRecord, arrivals_of, count_misses, load_feed

LOOKED_BACK = timedelta(days=120)
"""How far back the rhythm of a feed is taken from."""
_ONE_ARRIVAL = timedelta(minutes=30)
"""What comes within this is one arrival."""
_FEWEST_ARRIVALS = 4
SILENCE_BORNE = 4.0
"""How many of its usual gaps a feed may be silent before it is stale."""
_SHORTEST_SILENCE = timedelta(days=1)
_LONGEST_RUN = timedelta(hours=6)


class State(StrEnum):
    """How a feed is."""

    WELL = "well"
    NEW = "new"
    """It has not been read yet."""
    STALE = "stale"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a feed is, and by what that is told. ``usual_hours`` is the usual time between two arrivals."""

    feed: str
    state: State
    last_success: datetime | None
    last_new: datetime | None
    usual_hours: float | None
    new_in_a_week: int
    failures: int
    missing: int
    not_before: datetime | None
    why: str | None

    @property
    def well(self) -> bool:
        """Whether nobody needs to look."""
        return self.state in (State.WELL, State.NEW)

    def row(self) -> dict[str, Any]:
        """It as a row for programs."""
        told = asdict(self)
        for name in ("last_success", "last_new", "not_before"):
            told[name] = told[name].isoformat() if told[name] else None
        return told | {"state": self.state.value}

    def cells(self) -> tuple[object, ...]:
        """It as cells for people."""
        usually = f"every {_span(self.usual_hours)}" if self.usual_hours is not None else "–"
        return (
            self.feed, self.state.value, _told(self.last_success), _told(self.last_new), usually,
            self.new_in_a_week, self.failures, self.missing, self.why or "",
        )  # fmt: skip


def feed_health(session: Session, feeds: Sequence[Feed], *, now: datetime) -> tuple[FeedHealth, ...]:
    """How each feed of a workspace is."""
    missing = count_misses(session)
    return tuple(_health_of(session, feed, missing.get(feed.name, 0), now) for feed in feeds)


def _health_of(session: Session, feed: Feed, missing: int, now: datetime) -> FeedHealth:
    state = load_feed(session, feed.name, feed.address)
    moments = [_aware(moment) for moment in arrivals_of(session, feed.name, since=now - LOOKED_BACK)]
    gap = usual_gap(moments)
    last_new = moments[-1] if moments else state.last_new_at
    told, why = _judged(feed, state, last_new, gap, now)
    return FeedHealth(
        feed=feed.name,
        state=told,
        last_success=state.last_success_at,
        last_new=last_new,
        usual_hours=round(gap.total_seconds() / 3_600, 1) if gap else None,
        new_in_a_week=sum(moment > now - timedelta(days=7) for moment in moments),
        failures=state.failures,
        missing=missing,
        not_before=state.not_before,
        why=why,
    )


def _judged(
    feed: Feed, state: FeedState, last_new: datetime | None, gap: timedelta | None, now: datetime
) -> tuple[State, str | None]:
    if state.failures:
        return State.FAILING, state.last_problem
    if state.last_success_at is None:
        return State.NEW, "not read yet"
    borne = _silence_borne(feed, gap)
    if borne is not None and last_new is not None and now - last_new > borne:
        return State.STALE, f"nothing new for {_span((now - last_new).total_seconds() / 3_600)}"
    return State.WELL, None


def _silence_borne(feed: Feed, gap: timedelta | None) -> timedelta | None:
    """How long a feed may be silent. A folder is filled by people: only they can say how often."""
    if feed.stale_days is not None:
        return timedelta(days=feed.stale_days)
    if gap is None or feed.kind is FeedKind.FOLDER:
        return None
    return max(gap * SILENCE_BORNE, _SHORTEST_SILENCE)


def usual_gap(moments: Sequence[datetime]) -> timedelta | None:
    """The usual time between two arrivals, ``None`` where there were too few to tell."""
    starts = [
        moment for number, moment in enumerate(moments) if number == 0 or moment - moments[number - 1] > _ONE_ARRIVAL
    ]
    if len(starts) < _FEWEST_ARRIVALS:
        return None
    return timedelta(seconds=median((after - before).total_seconds() for before, after in pairwise(starts)))


def run_health(runs: Sequence[RunRecord], *, now: datetime) -> str | None:
    """What is wrong with the runs themselves, in words: none at all, none for long, or one that was killed.
    They are given newest first.
    """
    if not runs:
        return "There was no run yet."
    gap = usual_gap([run.started_at for run in reversed(runs)])
    silence = now - runs[0].started_at
    if runs[0].finished_at is None and silence > _LONGEST_RUN:
        return f"The last run has not ended since {runs[0].started_at:%Y-%m-%d %H:%M} UTC: it hangs, or was killed."
    if gap is not None and silence > max(gap * SILENCE_BORNE, timedelta(hours=2)):
        hours = silence.total_seconds() / 3_600
        return f"No run for {_span(hours)}; usually there is one every {_span(gap.total_seconds() / 3_600)}."
    return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _told(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"


def _span(hours: float) -> str:
    """A stretch of time in the unit that suits it.

    >>> _span(0.5), _span(1), _span(30), _span(72)
    ('30 minutes', '1 hour', '30 hours', '3 days')
    """
    number, unit = (hours * 60, "minute") if hours < 1 else (hours, "hour") if hours < 48 else (hours / 24, "day")
    return f"{number:.0f} {unit}" + ("" if round(number) == 1 else "s")
