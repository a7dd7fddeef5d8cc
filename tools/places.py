"""Folders of the tools: what belongs to this clone, and what all clones of this user share."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Data and sockets of the embedded database, logs, keys. A test of the demonstration takes a folder of its own.
PRIVATE = Path(os.environ.get("STOA_PRIVATE", ROOT / ".stoa"))
# Servers run as `nobody` for root, who therefore caches where others can read.
CACHE = (
    Path("/var/cache/stoa")
    if os.geteuid() == 0
    else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stoa"
)
