"""Programs that refuse to run as root: as whom and where they run instead."""

import hashlib
import os
import stat
from pathlib import Path
from typing import Any

NOBODY = 65534
_FOR_ROOT = Path("/var/lib/stoa")


def is_root() -> bool:
    """Whether this process may do everything, and its servers therefore run as `nobody`."""
    return os.geteuid() == 0


def spawning(**environment: str) -> dict[str, Any]:
    """Arguments of `subprocess` for a server: a small environment, and never root."""
    as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if is_root() else {}
    return {"env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", **environment}, "cwd": "/", **as_nobody}


def reachable(wanted: Path) -> Path:
    """The folder itself; as root and below one closed to others, a folder of its own below /var/lib."""
    if not is_root() or _is_open_to_others(wanted.parent):
        return wanted
    return _FOR_ROOT / key_of(wanted) / wanted.name


def key_of(path: Path) -> str:
    """A short name of a path: a socket's path may have 107 letters at most."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def make_private(folder: Path) -> None:
    """Make a folder that only the server's user may enter. Raises PermissionError when it is another's."""
    owner = NOBODY if is_root() else os.geteuid()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), owner}:
        raise PermissionError(f"{folder} belongs to somebody else. Remove it and start again.")
    folder.chmod(0o700)
    if is_root():
        os.chown(folder, owner, owner)


def give(folder: Path) -> None:
    """Let the server's user own a folder and everything in it."""
    if is_root():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def _is_open_to_others(path: Path) -> bool:
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (existing, *existing.parents))
