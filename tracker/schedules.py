"""Units for schedulers: what makes cron, systemd or launchd call the run."""

import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tracker.errors import QueryError, nearest_names
from tracker.workspace import Workspace


def unit_for(scheduler: str, workspace: Workspace, *, minutes: int) -> str:
    """The unit of a scheduler, with a comment that says where it goes. Raises ``QueryError`` for a
    scheduler that is not known.
    """
    if scheduler not in _UNITS:
        raise QueryError(scheduler, "no such scheduler", nearest=nearest_names(scheduler, _UNITS) or _UNITS)
    return _UNITS[scheduler](_program(), workspace.root.absolute(), minutes)


def _program() -> tuple[str, ...]:
    """How this very program is called: by its script, or by the Python that runs it."""
    beside = Path(sys.executable).with_name("tracker")
    script = str(beside) if beside.is_file() else shutil.which("tracker")
    return (script,) if script else (sys.executable, "-m", "tracker")


def _cron(program: tuple[str, ...], root: Path, minutes: int) -> str:
    """A crontab: a per cent sign would end the command there."""
    when = (
        f"*/{minutes} * * * *"
        if minutes < 60
        else f"7 */{max(1, minutes // 60)} * * *"
        if minutes < 1440
        else "7 4 * * *"
    )
    place = shlex.quote(str(root)).replace("%", r"\%")
    command = shlex.join(program).replace("%", r"\%")
    return (
        "# Install with: (crontab -l; tracker schedule cron) | crontab -\n"
        f"TRACKER_WORKSPACE={root}\n"
        f"{when}  {command} --workspace {place} run --quiet\n"
    )


def _systemd(program: tuple[str, ...], root: Path, minutes: int) -> str:
    command = " ".join(_quoted(word) for word in (*program, "--workspace", str(root), "run", "--quiet"))
    return f"""\
# ~/.config/systemd/user/figure-tracker.service
[Unit]
Description=Figure tracker: read the feeds
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={command}
# 1: a page or a feed failed, and the rest went through; 3: another run was under way; 143: told to stop.
SuccessExitStatus=1 3 143
TimeoutStartSec=6h
TimeoutStopSec=90
Nice=10

# ~/.config/systemd/user/figure-tracker.timer
# Install with: systemctl --user enable --now figure-tracker.timer
[Unit]
Description=Figure tracker: every {minutes} minutes

[Timer]
OnBootSec=5min
OnUnitActiveSec={minutes}min
RandomizedDelaySec=60
Persistent=true

[Install]
WantedBy=timers.target
"""


def _quoted(word: str) -> str:
    """A word of a command line of systemd."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return (
        plain if plain.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum() else f'"{plain}"'
    )


def _launchd(program: tuple[str, ...], root: Path, minutes: int) -> str:
    words = (*program, "--workspace", str(root), "run", "--quiet")
    arguments = "\n".join(f"    <string>{escape(word)}</string>" for word in words)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!-- ~/Library/LaunchAgents/org.figure-tracker.run.plist, then: launchctl load -w that file -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>org.figure-tracker.run</string>
  <key>ProgramArguments</key>
  <array>
{arguments}
  </array>
  <key>StartInterval</key>
  <integer>{minutes * 60}</integer>
  <key>StandardErrorPath</key>
  <string>{escape(str(root / "data" / "run.log"))}</string>
  <key>StandardOutPath</key>
  <string>{escape(str(root / "data" / "run.log"))}</string>
  <key>ProcessType</key>
  <string>Background</string>
</dict>
</plist>
"""


_UNITS: Mapping[str, Callable[[tuple[str, ...], Path, int], str]] = {
    "cron": _cron,
    "systemd": _systemd,
    "launchd": _launchd,
}
