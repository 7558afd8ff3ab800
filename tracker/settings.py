"""What a deployment may set: by environment variables that start with ``TRACKER_``, or by a ``.env`` file
in the workspace.

    TRACKER_DATABASE_URL      another ledger than data/tracker.db, e.g. postgresql://…
    TRACKER_CONTACT           an address that hosts can write to, sent with every request; nothing is
                              fetched from the web before it is set
    TRACKER_ALLOW_PRIVATE     fetch from private and loopback addresses too (for tests and intranets)
    TRACKER_PROXY             the address of an HTTP proxy that everything is fetched through
    TRACKER_MAX_BYTES         bytes that a page or a file may have, unpacked (20,000,000)
    TRACKER_PAUSE             seconds between two requests to one host (1); a robots.txt may ask for more
    TRACKER_PARALLEL          hosts that are asked at the same time (8); one host never
    TRACKER_TIMEOUT           seconds that one request may take, from its first byte to its last (60)
    TRACKER_CONNECT_TIMEOUT   seconds until a connection must stand (10)
    TRACKER_READ_TIMEOUT      seconds that an answer may stand still (20)
    TRACKER_ATTEMPTS          how often a page is asked for in a run, where it may yet come (3)
    TRACKER_RETRY_WAIT        seconds before the second attempt; it doubles, with jitter (2)
    TRACKER_LONGEST_WAIT      seconds that a run waits when a host asks it to; else it comes back later (30)
"""

from pathlib import Path

from pydantic import NonNegativeFloat, PositiveFloat, PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one workspace."""

    model_config = SettingsConfigDict(env_prefix="TRACKER_", env_file=".env", extra="ignore", frozen=True)

    database_url: str | None = None
    contact: str = ""
    allow_private: bool = False
    proxy: str | None = None
    max_bytes: PositiveInt = 20_000_000
    pause: NonNegativeFloat = 1.0
    parallel: PositiveInt = 8
    timeout: PositiveFloat = 60.0
    connect_timeout: PositiveFloat = 10.0
    read_timeout: PositiveFloat = 20.0
    attempts: PositiveInt = 3
    retry_wait: NonNegativeFloat = 2.0
    longest_wait: NonNegativeFloat = 30.0


def load_settings(workspace: Path) -> Settings:
    """The settings that hold in a workspace: the environment first, then its ``.env``."""
    return Settings(_env_file=workspace / ".env")
