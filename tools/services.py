"""`./stoa services`: the outside programs that some tests need."""

import subprocess
import sys

from tools import chromium, elasticsearch, localstripe, sharing, stripe_mock
from tools.refusal import Refusal

ALL = {"elasticsearch": elasticsearch, "stripe": stripe_mock, "localstripe": localstripe, "browser": chromium}
SERVERS = (elasticsearch, stripe_mock, localstripe)
DAEMONS = tuple(server.DAEMON for server in SERVERS)


def absent() -> dict[str, str]:
    """The services this machine lacks, by the mark of their tests, each with what to do."""
    found = {mark: service.absent() for mark, service in ALL.items()}
    return {mark: reason for mark, reason in found.items() if reason}


def install() -> int:
    """Install every service; goes on after one that cannot be had."""
    failed = 0
    for service in ALL.values():
        print(f"{service.TITLE}: installing unless it is there ...", flush=True)
        try:
            service.install()
        except (Refusal, subprocess.CalledProcessError, OSError) as error:
            failed += 1
            print(f"{service.TITLE}: not installed. {error}", file=sys.stderr)
        else:
            print(f"{service.TITLE}: installed.")
    return 1 if failed else 0


def start() -> int:
    """Start the installed servers; they run until `stop`."""
    for service in SERVERS:
        reason = service.absent()
        if reason:
            print(reason)
            continue
        sharing.keep(service.DAEMON.folder)
        print(f"{service.TITLE} answers at {service.DAEMON.start()}", flush=True)
    return 0


def stop() -> int:
    """Stop the servers."""
    for daemon in DAEMONS:
        sharing.release(daemon.folder)
        print(f"{daemon.title} is stopped." if daemon.stop() else f"{daemon.title} did not run.")
    return 0


def status() -> int:
    """Say of each service whether it is installed and where it answers."""
    for service in ALL.values():
        print(f"{service.TITLE}: {_state(service)}")
    return 0


def _state(service) -> str:
    reason = service.absent()
    if reason:
        return reason.partition(" is ")[2] or reason
    if service is chromium:
        return f"installed ({chromium.executable()})"
    address = service.DAEMON.address()
    return f"answers at {address}" if address else "installed, not running"


def main(arguments: list[str]) -> int:
    """`./stoa services install|start|stop|status`."""
    verbs = {"install": install, "start": start, "stop": stop, "status": status}
    if len(arguments) != 1 or arguments[0] not in verbs:
        print(main.__doc__, file=sys.stderr)
        return 2
    return verbs[arguments[0]]()
