"""Folders of the tools: what belongs to this clone, and what all clones of this user share."""

import os
from pathlib import Path

from tools.unprivileged import key_of

ROOT = Path(__file__).resolve().parent.parent
# Data and sockets of the embedded database, logs, keys. A test of the demonstration takes a folder of its own.
PRIVATE = Path(os.environ.get("STOA_PRIVATE", ROOT / ".stoa"))
# Servers run as `nobody` for root, who therefore caches where others can read.
CACHE = (
    Path("/var/cache/stoa")
    if os.geteuid() == 0
    else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stoa"
)

_MEMORY = Path("/dev/shm")  # noqa: S108 a folder of this clone's own below it
_ENOUGH = 8 * 2**30  # bytes; a few small databases and their journal take a tenth of it


def _thrown_away() -> Path:
    """A folder for what tests make and drop again and again: in memory where the machine has it, where making a
    database takes a tenth of a second and not some seconds."""
    if "STOA_PRIVATE" in os.environ or not os.access(_MEMORY, os.W_OK):
        return PRIVATE
    size = os.statvfs(_MEMORY)
    if size.f_blocks * size.f_frsize < _ENOUGH:
        return PRIVATE
    return _MEMORY / f"stoa-{os.geteuid()}-{key_of(PRIVATE)}"


THROWN_AWAY = _thrown_away()
