"""`./stoa demo` on an empty folder: up, killed in parts, up again at once, and gone with Ctrl-C."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tools import postgres, processes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def port():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


@pytest.fixture
def demonstration(tmp_path, port):
    """Starts the demonstration over a folder of its own and waits until it says that it is up."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "CI") if name in os.environ}
    environment = {**kept, "STOA_PRIVATE": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    started = []

    def start():
        command = [ROOT / "stoa", "demo", "--port", str(port)]
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(process)
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C stops everything" in line:
                return process, said
        pytest.fail(f"it ended:\n{said}")

    yield start
    for process in started:
        process.kill()
        process.communicate()
    postgres.destroy(tmp_path / "postgres")


def _status(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def _answers_again(port, seconds=300):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError, http.client.HTTPException):
            if _status(port, "/health/ready") == 200:
                return True
        time.sleep(0.2)
    return False


def _parts(folder):
    """The process numbers of the site's parts as the supervisor wrote them down, the web server's first."""
    return [int(pid) for pid in json.loads((folder / "demo-processes.json").read_text())]


def test_the_demonstration_starts_survives_kills_and_stops(demonstration, tmp_path, port):
    first, said = demonstration()
    assert "Setting up the demonstration" in said
    assert f"http://127.0.0.1:{port}/" in said
    assert "contract-manager" in said
    assert "leaked" not in said
    assert _status(port, "/") == 200
    assert _status(port, "/catalogue/") == 200
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob("*secrets*")} == {0}

    # Any part may be killed: it comes back.
    web = _parts(tmp_path)[0]
    os.kill(web, signal.SIGKILL)
    assert processes.wait_until_gone(web, 60)
    assert _answers_again(port)
    database = processes.first_number(postgres.home_of(tmp_path / "postgres").data / "postmaster.pid")
    os.kill(database, signal.SIGKILL)
    assert processes.wait_until_gone(database, 60)
    assert _answers_again(port)

    # The supervisor itself may be killed: the next start is not in the way of what it left, and sets nothing up.
    first.kill()
    second, said = demonstration()
    assert "Setting up" not in said
    assert "contract-manager" in said
    assert _status(port, "/catalogue/") == 200

    parts = _parts(tmp_path)
    second.send_signal(signal.SIGINT)
    assert second.wait(timeout=120) == 0
    assert all(map(processes.is_gone, parts))
    assert not postgres.is_running(tmp_path / "postgres")
