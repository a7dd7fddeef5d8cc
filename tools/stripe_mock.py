"""stripe-mock: Stripe's own server, which checks every request against Stripe's description and keeps nothing."""

import os
import shutil
import subprocess

from tools import unprivileged
from tools.daemons import Daemon
from tools.places import CACHE, PRIVATE
from tools.refusal import Refusal

TITLE = "stripe-mock"
MODULE = "github.com/stripe/stripe-mock@v0.203.0"
INSTALLED = CACHE / "bin" / "stripe-mock"


def absent() -> str | None:
    """Why it cannot be started; None when it can."""
    return None if INSTALLED.is_file() else "stripe-mock is not installed: ./stoa services install"


def install() -> None:
    """Build it from source. Raises Refusal where Go is missing."""
    if INSTALLED.is_file():
        return
    if not shutil.which("go"):
        raise Refusal("stripe-mock needs go: install it (on Debian: apt-get install golang-go).")
    environment = {**os.environ, "GOBIN": str(INSTALLED.parent)}
    subprocess.run(["go", "install", MODULE], env=environment, check=True)  # noqa: S603, S607


DAEMON = Daemon(
    TITLE,
    unprivileged.reachable(PRIVATE / "services" / "stripe-mock"),
    lambda port: [str(INSTALLED), "-http-addr", f"127.0.0.1:{port}", "-https-addr", "127.0.0.1:0"],
    probe="/",
)
