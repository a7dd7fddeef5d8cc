"""The demonstration as a newcomer starts it, set up once for all journeys that look at it."""

import os
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools import postgres

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Demonstration:
    """`./stoa demo` over a folder and a port of its own."""

    folder: Path
    port: int
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """That of a shell which knows nothing of these tests and their database."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "CI") if name in os.environ}
        return {**kept, "STOA_PRIVATE": str(self.folder), "PYTHONUNBUFFERED": "1"}

    def start(self) -> tuple[subprocess.Popen[str], str]:
        """Waits until it says that it is up; returns its process and what it said. The first start sets it up."""
        process = subprocess.Popen(
            [ROOT / "stoa", "demo", "--port", str(self.port)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        said = ""
        for line in process.stdout or ():
            said += line
            if "Ctrl-C stops everything" in line:
                return process, said
        pytest.fail(f"it ended:\n{said}")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Not started yet. Whatever was started is gone afterwards."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    made = Demonstration(tmp_path_factory.mktemp("demonstration"), port)
    yield made
    for process in made.started:
        process.kill()
        process.communicate()
    postgres.destroy(made.folder / "postgres")
