"""`./stoa manage …`: Django's commands, with the embedded database running meanwhile."""

import os
import subprocess
import sys
from contextlib import nullcontext

from tools import postgres
from tools.places import ROOT


def main(arguments: list[str]) -> int:
    """Pass the words on; with DATABASE_URL set, no embedded database is started."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    with nullcontext() if "DATABASE_URL" in os.environ else postgres.used(postgres.DEVELOPMENT):
        if "DATABASE_URL" not in os.environ:
            postgres.create_database(postgres.DEVELOPMENT)
        return subprocess.run(command, check=False).returncode
