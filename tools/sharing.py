"""A server that several processes use: whoever comes first starts it, the last one stops it."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time. The kernel lets go of the lock even after kill -9."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def used_until_the_last(path: Path, *, start: Callable[[], object], stop: Callable[[], object]) -> Iterator[None]:
    """A started server for the time of the block; `path` names it. One that was kept is left running."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        start()
        try:
            yield
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            if not _mark(path).exists() and _nobody_else_uses(users.fileno()):
                stop()


def keep(path: Path) -> None:
    """Started by hand: it runs until it is stopped by hand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _mark(path).touch()


def release(path: Path) -> None:
    """Stopped by hand: from now on its last user stops it."""
    _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(path.name + ".kept")


def _nobody_else_uses(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
