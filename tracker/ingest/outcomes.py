"""How a run went: feed by feed, and as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class FeedOutcome:
    """How one feed fared in a run."""

    feed: str
    fetched: int = 0
    added: int = 0
    revised: int = 0
    """Of those added: new texts of stories that the ledger had."""
    copies: int = 0
    """Of those added: the text of another outlet."""
    figures: int = 0
    skipped: int = 0
    """Known already."""
    waiting: int = 0
    """Pages that did not come before and are asked for again later."""
    unchanged: bool = False
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    broken: str | None = None
    """Why the feed as a whole could not be read."""
    put_off_until: datetime | None = None
    """It was not asked: it has failed again and again, or its host wants to be left alone."""
    ended: bool = False

    @property
    def failed(self) -> int:
        """What went wrong, counted."""
        return len(self.problems) + (self.broken is not None)


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """How a run went. ``stopped`` names the signal that ended it before its time."""

    feeds: tuple[FeedOutcome, ...]
    stopped: str | None = None

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, 1 when something did, 2 when nothing could be done."""
        broken = sum(feed.broken is not None for feed in self.feeds)
        if not self.feeds or broken == len(self.feeds):
            return 2
        return 1 if any(feed.failed for feed in self.feeds) else 0

    def total(self, name: str) -> int:
        """A count over all feeds."""
        return sum(int(getattr(feed, name)) for feed in self.feeds)


def problems_of(feeds: Sequence[FeedOutcome]) -> Iterator[str]:
    """What went wrong, in lines that start with the feed's name."""
    for feed in feeds:
        yield from (f"{feed.feed}: {problem}" for problem in feed.problems)
        if feed.broken is not None:
            yield f"{feed.feed}: {feed.broken}"
