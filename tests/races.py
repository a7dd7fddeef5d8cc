"""Several people press at the same moment, each on a connection of their own."""

import datetime
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from django.db import connection

from tests.factories.contracts import MONDAY_NOON

_patience = 0.5  # seconds; where a lock holds the others back, each race waits so long for nothing
MEETINGS = 20  # tries in which two without a lock have to meet once: a busy machine may run them one after the other


def patience() -> float:
    """Seconds that one waits for the others to come."""
    return _patience


@contextmanager
def _all_the_patience_of_a_busy_machine() -> Iterator[None]:
    global _patience
    usual, _patience = _patience, 10
    try:
        yield
    finally:
        _patience = usual


def goes_wrong(race: Callable[[], bool]) -> bool:
    """Whether a race whose lock or constraint is gone went wrong, run again until it does.

    Even without a lock the faster may be through before the slower looks; twenty times in a row it will not.
    """
    with _all_the_patience_of_a_busy_machine():
        return any(race() for _ in range(MEETINGS))


def meeting_clock(parties: int = 2) -> Callable[[], datetime.datetime]:
    """A clock at which so many actions wait for each other. They read it after the lock: with the lock none comes."""
    barrier = threading.Barrier(parties)

    def now() -> datetime.datetime:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(patience())
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
