"""Several people press at the same moment, each on a connection of their own."""

import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import connection

from tests.factories.contracts import MONDAY_NOON

PATIENCE = 0.5  # long enough for the others to reach the clock where no lock holds them back
MEETINGS = 20  # tries in which two without a lock have to meet once: a busy machine may run them one after the other


def meeting_clock(parties: int = 2) -> Callable[[], datetime.datetime]:
    """A clock at which so many actions wait for each other. They read it after the lock: with the lock none comes."""
    barrier = threading.Barrier(parties)

    def now() -> datetime.datetime:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE)
        return MONDAY_NOON

    return now


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned or raised, all run at the same time on connections of their own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        futures = [pool.submit(run, act) for act in acts]
    return [future.exception() or future.result() for future in futures]
