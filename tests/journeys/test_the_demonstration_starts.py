"""`./stoa demo` on an empty folder: up, killed in parts, up again at once, and gone with Ctrl-C."""

import http.client
import json
import os
import signal
import time
from contextlib import suppress

from tools import postgres, processes


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


def test_the_demonstration_starts_survives_kills_and_stops(demonstration):
    folder, port = demonstration.folder, demonstration.port
    first, said = demonstration.start()
    assert "Setting up the demonstration" in said
    assert f"http://127.0.0.1:{port}/" in said
    assert "contract-manager" in said
    assert "leaked" not in said
    assert _status(port, "/") == 200
    assert _status(port, "/catalogue/") == 200
    assert {path.stat().st_mode & 0o077 for path in folder.glob("*secrets*")} == {0}

    # Any part may be killed: it comes back.
    web = _parts(folder)[0]
    os.kill(web, signal.SIGKILL)
    assert processes.wait_until_gone(web, 60)
    assert _answers_again(port)
    database = processes.first_number(postgres.home_of(folder / "postgres").data / "postmaster.pid")
    os.kill(database, signal.SIGKILL)
    assert processes.wait_until_gone(database, 60)
    assert _answers_again(port)

    # The supervisor itself may be killed: the next start is not in the way of what it left, and sets nothing up.
    first.kill()
    second, said = demonstration.start()
    assert "Setting up" not in said
    assert "contract-manager" in said
    assert _status(port, "/catalogue/") == 200

    parts = _parts(folder)
    second.send_signal(signal.SIGINT)
    assert second.wait(timeout=120) == 0
    assert all(map(processes.is_gone, parts))
    assert not postgres.is_running(folder / "postgres")
