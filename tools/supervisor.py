"""Starts the parts of the site, restarts one that dies, and stops them all together."""

import json
import os
import signal
import subprocess
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tools import processes
from tools.refusal import Refusal

DEATHS_ALLOWED = 5  # of one part within a minute; one more and the cause is not chance
LONGEST_PAUSE = 8.0
PATIENCE = 10.0
SIGNS_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LOG_LIMIT = 5_000_000


@dataclass(frozen=True)
class Part:
    """One process to keep alive; `start` returns its pid.

    One that is only watched is stopped by somebody else; one that waits starts when the others are ready.
    """

    name: str
    start: Callable[[], int]
    log: Path | None = None
    is_watched_only: bool = False
    waits: bool = False


@dataclass
class Supervisor:
    """Keeps its parts alive until a signal, or a part that will not live."""

    parts: list[Part]
    record: Path
    is_ready: Callable[[], bool] = lambda: True
    announce: Callable[[], None] = lambda: None
    first_pause: float = 0.5
    pids: dict[str, int] = field(default_factory=dict)
    _was_told: bool = False
    _deaths: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _restart_at: dict[str, float] = field(default_factory=dict)

    def run(self) -> None:
        """Start everything and return when it was told to stop. Raises Refusal when a part dies again and again."""
        for sign in SIGNS_TO_STOP:
            signal.signal(sign, self._take_note)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNS_TO_STOP)  # Whoever started us may have been deaf to them.
        try:
            for part in self.parts:
                if not part.waits:
                    self._start(part)
            self._watch()
        finally:
            self._stop_all()

    def _take_note(self, *_: object) -> None:
        self._was_told = True  # A flag and no event: a signal may interrupt whoever holds the lock of an event.

    def _watch(self) -> None:
        announced = False
        while not self._was_told:
            if not announced and self.is_ready():
                announced = True
                self.announce()
            for part in self.parts:
                if announced or not part.waits:
                    self._look_at(part)
            time.sleep(0.1)

    def _look_at(self, part: Part) -> None:
        pid = self.pids.get(part.name)
        if pid is None:
            if time.monotonic() >= self._restart_at.get(part.name, 0.0):
                self._start(part)
        elif processes.is_gone(pid):
            self._plan_restart(part, pid)

    def _plan_restart(self, part: Part, pid: int) -> None:
        now = time.monotonic()
        deaths = self._deaths[part.name]
        deaths.append(now)
        while deaths[0] < now - 60:
            deaths.popleft()
        if len(deaths) > DEATHS_ALLOWED:
            raise Refusal(
                f"The {part.name} ended {len(deaths)} times within a minute, so all was stopped.{_end_of(part)}"
            )
        _kill_group(pid)  # What a killed leader left would hold its port.
        pause = min(self.first_pause * 2 ** (len(deaths) - 1), LONGEST_PAUSE)
        print(f"The {part.name} ended; it starts again in {pause:g} s.", flush=True)
        del self.pids[part.name]
        self._restart_at[part.name] = now + pause

    def _start(self, part: Part) -> None:
        self.pids[part.name] = part.start()
        owned = [self.pids[other.name] for other in self.parts if not other.is_watched_only and other.name in self.pids]
        unfinished = self.record.with_suffix(".new")
        unfinished.write_text(json.dumps({pid: processes.started_at(pid) for pid in owned}))
        unfinished.replace(self.record)

    def _stop_all(self) -> None:
        owned = [self.pids[part.name] for part in self.parts if not part.is_watched_only and part.name in self.pids]
        for pid in owned:
            processes.send(pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        for pid in owned:
            processes.wait_until_gone(pid, max(until - time.monotonic(), 0))
            _kill_group(pid)
        self.record.unlink(missing_ok=True)


def clear_leftovers(record: Path) -> bool:
    """End what a killed supervisor left running; True when there was something."""
    try:
        left = json.loads(record.read_text())
    except (OSError, ValueError):
        return False
    # A number alone may belong to another process by now; with the same time of birth it is ours.
    alive = [int(pid) for pid, born in left.items() if processes.started_at(int(pid)) == born]
    for pid in alive:
        _kill_group(pid)
        processes.wait_until_gone(pid, PATIENCE)
    record.unlink(missing_ok=True)
    return bool(left)


def spawn(command: list[str], *, environment: Mapping[str, str], log: Path, inherits: tuple[int, ...] = ()) -> int:
    """Start a program in a session of its own, its words into a log; it ends when this process dies."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as words:
        process = subprocess.Popen(  # noqa: S603 the callers name their own programs
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
            pass_fds=inherits,
            preexec_fn=processes.die_with_parent(signal.SIGTERM),
        )
    process.returncode = 0  # The supervisor waits for it by its number.
    return process.pid


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _end_of(part: Part) -> str:
    if part.log is None or not part.log.is_file():
        return ""
    lines = part.log.read_text(errors="replace").splitlines()[-15:]
    return f" The end of {part.log}:\n" + "\n".join(lines)
