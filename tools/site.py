"""The programs of a running site: the web server and the worker."""

import http.client
import os
import socket
import sys
import time
from collections.abc import Mapping

from tools.places import ROOT
from tools.refusal import Refusal


def web_command(*, bind: str, workers: int, threads: int = 4) -> list[str]:
    """Gunicorn, with the settings that every site of ours shares."""
    command = [sys.executable, "-m", "gunicorn", "marketplace.wsgi:application", "--chdir", str(ROOT)]
    command += ["--config", "python:tools.gunicorn_settings", "--bind", bind]
    return [*command, "--workers", str(workers), "--threads", str(threads)]


def worker_command() -> list[str]:
    """The worker that does what requests left for later."""
    return [sys.executable, str(ROOT / "manage.py"), "procrastinate", "worker", "--shutdown-graceful-timeout", "8"]


def answers(port: int) -> bool:
    """Whether the web server of this machine is alive."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def claim_port(port: int, *, patience: float = 0.0) -> socket.socket:
    """A listening socket for the web server to inherit: nothing else gets the port, also while that starts again.

    Raises Refusal when something else listens there and does not go away.
    """
    until = time.monotonic() + patience
    while True:
        claimed = socket.socket()
        claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            claimed.bind(("127.0.0.1", port))
        except OSError:
            claimed.close()
            if time.monotonic() >= until:
                raise Refusal(
                    f"Port {port} is taken by another program. Choose another one: ./stoa demo --port {port + 1}"
                ) from None
            time.sleep(0.1)
        else:
            claimed.listen(128)
            return claimed


def environment(settings: str, **more: str) -> Mapping[str, str]:
    """The environment of every process of one site."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", **more, "DJANGO_SETTINGS_MODULE": settings}
