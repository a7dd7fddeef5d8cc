"""The programs of a running site over a test's own database, killed with SIGKILL in the middle of one step."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from marketplace.accounts.models import User
from tests.browsing import session_cookie
from tools import processes, site

ROOT = Path(__file__).resolve().parents[2]
WHOLE, TORN = "marketplace.settings.testing", "tests.faults.torn"
PATIENCE = 120.0  # for a start on a machine that does other things as well
TOKEN = "k" * 32
OTHERS_AT_WORK = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""


def until(holds: Callable[[], object], *, pause: float = 0.001) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(pause)


def in_a_transaction() -> bool:
    """Whether anybody but the test has a transaction open in its database."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS_AT_WORK)
        return cursor.fetchone()[0] > 0


class Web:
    """Gunicorn as every site of ours runs it, with one process that answers; its master replaces what is killed."""

    def __init__(self, master: int, port: int) -> None:
        self.master, self.port = master, port

    def process(self) -> int | None:
        """The number of the process that answers."""
        shown = subprocess.run(["pgrep", "-P", str(self.master)], capture_output=True, text=True)
        return int(shown.stdout.split()[0]) if shown.stdout.strip() else None

    def posting(self, path: str, form: Mapping[str, object], *, by: User) -> Callable[[], int | None]:
        """Sends the form when it is called: the status of the answer, None where the process died before that."""
        session = session_cookie(by, "")["value"]
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form})

        def post() -> int | None:
            asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            with suppress(OSError, http.client.HTTPException):
                asked.request("POST", path, body, headers)
                return asked.getresponse().status
            return None

        return post

    def kill(self) -> None:
        """Kills the process that answers, and waits for the next."""
        killed = self.process()
        os.kill(killed, signal.SIGKILL)
        until(lambda: self.process() not in {None, killed}, pause=0.01)


class Workers:
    """The worker as every site of ours runs it, forked from a process that has loaded the code."""

    def __init__(self, nursery: subprocess.Popen) -> None:
        self.nursery = nursery
        self.worker: int | None = None

    def start(self) -> None:
        if self.worker is None:
            self.nursery.stdin.write("\n")
            self.nursery.stdin.flush()
            self.worker = int(self.nursery.stdout.readline())

    def kill(self) -> None:
        os.kill(self.worker, signal.SIGKILL)
        assert processes.wait_until_gone(self.worker, PATIENCE)
        self.worker = None


@contextmanager
def running_web(module: str = WHOLE) -> Iterator[Web]:
    """A web server over the database that the test is connected to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        number, port = listener.fileno(), listener.getsockname()[1]
        command = site.web_command(bind=f"fd://{number}", workers=1)
        environment = site.environment(module)
        master = subprocess.Popen(
            command, env=environment, cwd=ROOT, pass_fds=(number,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            until(lambda: site.answers(port), pause=0.05)
            yield Web(master.pid, port)
        finally:
            master.terminate()
            master.wait(PATIENCE)


@contextmanager
def running_workers(module: str = WHOLE) -> Iterator[Workers]:
    """Workers over the database that the test is connected to."""
    nursery = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"],
        env=site.environment(module),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    workers = Workers(nursery)
    try:
        yield workers
    finally:
        if workers.worker:
            workers.kill()
        nursery.communicate(timeout=PATIENCE)
