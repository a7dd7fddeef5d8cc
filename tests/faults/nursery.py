"""Loads the site once and forks a worker for each line it reads, as gunicorn does its own; answers with its number."""

import gc
import os
import signal
import sys

import django
from django.core.management import execute_from_command_line
from procrastinate.contrib.django import app

from tools import processes, site


def main() -> None:
    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()
    app.perform_import_paths()
    app.periodic_registry.periodic_tasks.clear()  # Whatever the hour, only what the test asks for happens.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The system buries the children.
    arm = processes.die_with_parent(signal.SIGKILL)
    for _ in sys.stdin:
        child = os.fork()
        if child:
            sys.stdout.write(f"{child}\n")
            sys.stdout.flush()
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if arm:
            arm()
        execute_from_command_line(site.worker_command()[1:])
        os._exit(0)


if __name__ == "__main__":
    main()
