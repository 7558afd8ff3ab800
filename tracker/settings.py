"""What a deployment may set: by environment variables that start with ``TRACKER_``, or by a ``.env`` file
in the workspace.

    TRACKER_DATABASE_URL      another ledger than data/tracker.db, e.g. postgresql://…
    TRACKER_CONTACT           an address that hosts can write to; sent with every request
    TRACKER_ALLOW_PRIVATE     fetch from private and loopback addresses too (for tests and intranets)
    TRACKER_TIMEOUT           seconds that a whole request may take
    TRACKER_MAX_BYTES         bytes that a page or a file may have
"""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one workspace."""

    model_config = SettingsConfigDict(env_prefix="TRACKER_", env_file=".env", extra="ignore", frozen=True)

    database_url: str | None = None
    contact: str = ""
    allow_private: bool = False
    timeout: float = 30.0
    max_bytes: int = 20_000_000


def load_settings(workspace: Path) -> Settings:
    """The settings that hold in a workspace: the environment first, then its ``.env``."""
    return Settings(_env_file=workspace / ".env")
