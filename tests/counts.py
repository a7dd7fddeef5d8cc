"""How much is tried: all of it under `./stoa campaign`, a twentieth in CI, a hundredth at a desk.

Sweeps that ask every address or every reader do so in CI as well; at a desk they ask each address of a few.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

Cell = TypeVar("Cell")


def in_full() -> bool:
    """Whether this run is a campaign's."""
    return os.environ.get("STOA_COUNT") == "full"


def at_a_desk() -> bool:
    """Whether somebody waits for this run: it is no campaign's, and not CI's."""
    return not in_full() and os.environ.get("CI") != "true"


def count(full: int) -> int:
    """The number of tries for this run; outside a campaign never more than a hundred."""
    return full if in_full() else min(max(full // (100 if at_a_desk() else 20), 1), 100)


def in_turn(cells: Sequence[Cell], turn: int, wanted: int) -> list[Cell]:
    """So many of the cells, other ones at each turn."""
    wanted = min(wanted, len(cells))
    return [cells[(turn + number) % len(cells)] for number in range(wanted)]
