"""Gunicorn's settings: the code is loaded and a first page made before the workers fork; no visitor waits for it."""

import gc
import io
import logging
import os
import sys
from collections.abc import Callable
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

gc.disable()  # While the code is loaded hardly anything is let go of, and combing through it takes a fifth of the time.

preload_app = True
worker_class = "gthread"
graceful_timeout = 8
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Asks the site for its front page once: that imports the addresses and compiles the templates."""
    _wait_at_gate()
    status = _ask(server.app.wsgi(), "/")
    logging.getLogger("gunicorn.error").info("The front page answered %s before the workers started.", status)
    connections.close_all()  # A connection does not survive the fork.
    gc.freeze()  # What is loaded by now stays for good: shared by the workers, and not combed through at the end.
    gc.enable()


def _wait_at_gate() -> None:
    """Waits where the data are not there yet, until a byte comes down the pipe. Ends where whoever holds it ended."""
    gate = os.environ.pop("STOA_GATE", "")
    if gate and not os.read(int(gate), 1):
        _leave(0)


def worker_exit(server: Any, worker: Any) -> None:
    """Ends a worker after its last request at once: taking all objects apart would keep a core for seconds."""
    connections.close_all()
    _leave(0)


def on_exit(server: Any) -> None:
    """Ends the master the same way, with the exit code that it was about to give."""
    _leave(getattr(sys.exception(), "exit_status", 0))


def _leave(code: int) -> None:
    logging.shutdown()
    os._exit(code)


def _ask(application: Callable[..., Any], path: str) -> str:
    host = settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": host, "wsgi.url_scheme": "https"}
    environ |= {"HTTP_X_FORWARDED_PROTO": "https", "REMOTE_ADDR": "127.0.0.1", "wsgi.input": io.BytesIO()}
    setup_testing_defaults(environ)
    answered: list[str] = []
    body = application(environ, lambda status, headers, error=None: answered.append(status))
    try:
        b"".join(body)
    finally:
        getattr(body, "close", lambda: None)()
    return answered[0]
