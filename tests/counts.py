"""How often a race, fault or property is tried: in full under `./stoa campaign`, else a twentieth."""

import os


def count(full: int) -> int:
    """The number of tries for this run."""
    return full if os.environ.get("STOA_COUNT") == "full" else max(full // 20, 1)
