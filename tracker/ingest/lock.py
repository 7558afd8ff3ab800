"""The lock of a workspace: one run at a time, and a second one is told who holds it since when."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from filelock import FileLock, Timeout

from tracker.errors import BusyError, ConfigError
from tracker.workspace import Workspace


@contextmanager
def locked(workspace: Workspace, *, now: datetime) -> Iterator[None]:
    """Hold the workspace. It is free again when the program ends, however it ends. Raises ``BusyError``
    where another run holds it.
    """
    lock = FileLock(workspace.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BusyError(workspace.root, f"another run is under way: {_holder(workspace)}") from error
    except OSError as error:
        raise ConfigError(workspace.lock, error.strerror or str(error)) from error
    try:
        # A note for people, beside the lock: the lock itself would hold without it.
        with suppress(OSError):
            told = f"process {os.getpid()} on {socket.gethostname()}, since {now:%Y-%m-%d %H:%M:%S} UTC"
            workspace.lock_holder.write_text(told, encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            workspace.lock_holder.unlink()
        lock.release()


def _holder(workspace: Workspace) -> str:
    try:
        return workspace.lock_holder.read_text(encoding="utf-8").strip() or "it does not say whose"
    except (OSError, UnicodeDecodeError):
        return "it does not say whose"
