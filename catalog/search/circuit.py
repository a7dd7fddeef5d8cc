"""A circuit breaker: whoever failed several times in a row is left alone for a while, then tried by one caller."""

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Closed, open or half open. Each process has its own: it needs nothing that could be away as well.

    After `failures` in a row it is open for `pause` seconds, twice as long after each failed trial, at most `longest`.
    """

    def __init__(
        self,
        *,
        failures: int = 2,
        pause: float = 5.0,
        longest: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._first_pause, self._longest_pause = pause, longest
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._on_trial = False
        self._pause = pause
        self._next_trial = 0.0

    @property
    def is_closed(self) -> bool:
        return self._failed < self._limit

    def admits(self) -> bool:
        """Whether this caller may try. While it is open, one caller a pause may: the trial that can close it."""
        with self._lock:
            if self.is_closed:
                return True
            if self._clock() < self._next_trial:
                return False
            # A trial that never reports holds nobody up for longer than a pause.
            self._on_trial, self._next_trial = True, self._clock() + self._pause
            return True

    def succeeded(self) -> None:
        """The caller was answered."""
        with self._lock:
            self._close()

    def failed(self) -> None:
        """The caller was not answered, or too late. Those who were under way when it opened lengthen no pause."""
        with self._lock:
            if self.is_closed:
                self._failed += 1
            elif self._on_trial:
                self._on_trial, self._pause = False, min(self._pause * 2, self._longest_pause)
            else:
                return
            self._next_trial = self._clock() + self._pause

    def _close(self) -> None:
        self._failed = 0
        self._on_trial = False
        self._pause = self._first_pause
        self._next_trial = 0.0
