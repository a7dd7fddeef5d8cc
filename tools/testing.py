"""`./stoa test [PATH …]`: pytest with what this machine has; what it lacks is named, and fails the run in CI."""

import os
import subprocess
import sys

from tools import assets, services
from tools.places import ROOT


def main(arguments: list[str]) -> int:
    """Run the tests; further words go to pytest."""
    assets.provide(development=True)
    for reason in services.absent().values():
        print(reason)
    # One file alone is faster without a second worker.
    one_file = len(arguments) == 1 and ".py" in arguments[0]
    workers = [] if one_file else ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal", "--durations", "40"]
    return subprocess.run([sys.executable, "-m", "pytest", *workers, *arguments], cwd=ROOT, check=False).returncode
