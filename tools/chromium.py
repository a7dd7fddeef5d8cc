"""Chromium for the tests in a browser: the system's package, not a build of the test tool's own."""

import os
import shutil
import subprocess

from tools.refusal import Refusal

TITLE = "Chromium"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """The browser's program; STOA_CHROMIUM may name another one."""
    named = os.environ.get("STOA_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


def absent() -> str | None:
    """Why there is no browser; None when there is one."""
    return None if executable() else "Chromium is not installed: ./stoa services install"


def install() -> None:
    """Install the system's package. Raises Refusal where that is for the person to do."""
    if executable():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Refusal("Chromium is a package of the system: install it (on Debian: sudo apt-get install chromium).")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *command], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
