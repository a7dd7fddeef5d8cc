"""localstripe: a server that keeps payment intents and refunds as Stripe does, and signs its events. Runs apart."""

import os
import shutil
import sys
from pathlib import Path

from tools import apart, unprivileged
from tools.daemons import Daemon
from tools.places import CACHE, PRIVATE

TITLE = "localstripe"
INSTALLED = CACHE / "localstripe"
RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from localstripe.server import start; start()"


def absent() -> str | None:
    """Why it cannot be started; None when it can."""
    return None if INSTALLED.is_dir() else "localstripe is not installed: ./stoa services install"


def install() -> None:
    """Fetch it from the package registry. Raises CalledProcessError."""
    apart.provide("localstripe", INSTALLED)


def _command(port: int) -> list[str]:
    # The system's interpreter of our version, where there is one: ours may lie where servers may not read.
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = shutil.which(version, path=os.defpath) or str(Path(sys.executable).resolve())
    return [python, "-I", "-c", RUN, str(INSTALLED), "--port", str(port), "--from-scratch"]


DAEMON = Daemon(
    TITLE, unprivileged.reachable(PRIVATE / "services" / "localstripe"), _command, probe="/v1/balance", patience=30.0
)
