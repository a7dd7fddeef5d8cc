"""`./stoa docs`: the pages of docs/ that are generated from the code."""

import os
import subprocess
import sys

from tools.places import ROOT


def main(arguments: list[str]) -> int:
    """Write them again."""
    environment = {"DJANGO_SETTINGS_MODULE": "marketplace.settings.development", **os.environ}
    return subprocess.run(
        [sys.executable, "-m", "tools.docs", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode
