"""Facts about processes by their number, and signals to them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def arguments(pid: int) -> list[str]:
    """The command line of a live process; empty when there is none."""
    if sys.platform == "linux":
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return []
        return [os.fsdecode(part) for part in line.split(b"\0") if part]
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)  # noqa: S603, S607
    return shown.stdout.split()


def started_at(pid: int) -> str:
    """When a live process began, as text to compare; empty when there is none. A reused number differs in it."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
        except OSError:
            return ""
    shown = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)  # noqa: S603, S607
    return shown.stdout.strip()


def is_gone(pid: int) -> bool:
    """Whether no such process lives; a child of ours that ended is reaped on the way."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    if sys.platform == "linux":
        return not arguments(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def wait_until_gone(pid: int, seconds: float) -> bool:
    """Wait for the end of a process; False when it outlives the patience."""
    until = time.monotonic() + seconds
    while not is_gone(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def send(pid: int, sign: signal.Signals) -> None:
    """Send a signal to a process that may have ended meanwhile."""
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        pass


def first_number(path: Path) -> int | None:
    """The number in the first line of a pid file, if there is one."""
    try:
        line = path.read_text().partition("\n")[0]
    except OSError:
        return None
    return int(line) if line.strip().isdigit() else None


def die_with_parent(sign: signal.Signals) -> Callable[[], None] | None:
    """A `preexec_fn` that has the kernel signal the child when its parent dies (Linux; elsewhere None)."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def arm() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(sign))
        if os.getppid() != parent:  # The parent died before the kernel was told.
            os.kill(os.getpid(), sign)

    return arm
