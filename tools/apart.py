"""Packages that are run, never imported: each set in a folder of its own, from its lock with hashes."""

import shutil
import subprocess
import sys
from pathlib import Path

from tools.places import ROOT


def provide(lock: str, folder: Path) -> None:
    """Installs what `tools/locks/<lock>.txt` names into the folder, once. Raises CalledProcessError."""
    if folder.is_dir():
        return
    uv = shutil.which("uv") or str(ROOT / ".stoa" / "uv" / "bin" / "uv")
    unfinished = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    install = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--require-hashes"]
    locked = ROOT / "tools" / "locks" / f"{lock}.txt"
    subprocess.run([*install, "--target", unfinished, "-r", locked], check=True)  # noqa: S603
    unfinished.rename(folder)
