"""An outside server that tests talk to: started on a free port of this machine, stopped with everything it started."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tools import processes, sharing, unprivileged
from tools.refusal import Refusal


@dataclass(frozen=True)
class Daemon:
    """One server. `command` gets the port; `probe` is a path that answers once the server is up.

    `port` is that of each of its starts; without one each start takes a free one.
    """

    title: str
    folder: Path
    command: Callable[[int], list[str]]
    probe: str
    patience: float = 300.0
    port: int | None = None

    def start(self) -> str:
        """Start it unless it runs; returns its address. Raises Refusal."""
        with sharing.locked(self._beside(".lock")):
            running = self.address()
            if running:
                return running
            self._end()
            unprivileged.make_private(self.folder)
            port = self.port or free_port()
            process = self._spawn(port)
            record = {"pid": process.pid, "born": processes.started_at(process.pid), "port": port}
            self._record.write_text(json.dumps(record))
            self._wait_for(process, port)
            return f"http://127.0.0.1:{port}"

    def stop(self) -> bool:
        """Stop it; False when it did not run."""
        with sharing.locked(self._beside(".lock")):
            ran = self.address() is not None
            self._end()
            return ran

    def address(self) -> str | None:
        """Where it answers; None when it does not."""
        record = self._alive()
        if record is None or not self._answers(record["port"]):
            return None
        return f"http://127.0.0.1:{record['port']}"

    @contextmanager
    def used(self) -> Iterator[str]:
        """The address of the running server for the time of the block; the last of several users stops it."""
        with sharing.used_until_the_last(self.folder, start=self.start, stop=self.stop):
            yield self.start()

    def send(self, sign: signal.Signals) -> None:
        """Send a signal to every process of the server."""
        for pid in _with_mark(f"STOA_DAEMON={self.folder}"):
            processes.send(pid, sign)

    @property
    def log(self) -> Path:
        return self._beside(".log")

    @property
    def _record(self) -> Path:
        return self._beside(".json")

    def _beside(self, suffix: str) -> Path:
        return self.folder.with_name(self.folder.name + suffix)

    def _alive(self) -> dict | None:
        try:
            record = json.loads(self._record.read_text())
        except (OSError, ValueError):
            return None
        return record if processes.started_at(record["pid"]) == record["born"] else None

    def _spawn(self, port: int) -> subprocess.Popen:
        with self.log.open("wb") as words:
            return subprocess.Popen(  # noqa: S603 the services name their own programs
                self.command(port),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,
                **{**unprivileged.spawning(STOA_DAEMON=str(self.folder)), "cwd": self.folder},
            )

    def _wait_for(self, process: subprocess.Popen, port: int) -> None:
        until = time.monotonic() + self.patience
        while not self._answers(port):
            if process.poll() is not None or time.monotonic() > until:
                self._end()
                said = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
                raise Refusal(f"{self.title} did not start. The end of {self.log}:\n{said}")
            time.sleep(0.1)
        process.returncode = 0  # It outlives this process; others wait for it by its number.

    def _answers(self, port: int) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", self.probe)
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _end(self) -> None:
        """End the server and what it started, also after its first process was killed."""
        record = self._alive()
        if record:
            processes.send(record["pid"], signal.SIGTERM)
            processes.wait_until_gone(record["pid"], 15)
        for pid in _with_mark(f"STOA_DAEMON={self.folder}"):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            processes.wait_until_gone(pid, 5)
        self._record.unlink(missing_ok=True)


def _with_mark(mark: str) -> list[int]:
    """The processes that carry a mark in their environment (Linux)."""
    if sys.platform != "linux":
        return []
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.fsencode(mark) in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]
