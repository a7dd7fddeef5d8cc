"""How often a race, fault or property is tried: in full under `./stoa campaign`, else a twentieth of it."""

import os


def in_full() -> bool:
    """Whether this run is a campaign's."""
    return os.environ.get("STOA_COUNT") == "full"


def count(full: int) -> int:
    """The number of tries for this run; outside a campaign never more than a hundred."""
    return full if in_full() else min(max(full // 20, 1), 100)
