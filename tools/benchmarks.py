"""`./stoa bench [NAME]`: each `tests/benchmarks/bench_<name>.py` has a `main()` that prints a figure and its goal."""

import os
import subprocess
import sys
from pathlib import Path

from tools import postgres
from tools.places import CACHE, ROOT
from tools.refusal import Refusal

FOLDER = ROOT / "tests" / "benchmarks"
# The peers' seeds are kept for the next run; all other benchmarks share a scratch server, on disk.
KEPT = {"catalogue": Path(os.environ.get("STOA_PEERS", CACHE / "peers")) / "postgres"}


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def main(arguments: list[str]) -> int:
    """Run the named benchmarks over a scratch database server; without a name, list them."""
    if not arguments:
        print("\n".join(names()) or "There are no benchmarks yet.")
        return 0
    name, *words = arguments
    name = name.replace("-", "_")
    if name not in names():
        raise Refusal(f"There is no benchmark {name}. There are: {', '.join(names()) or 'none yet'}.")
    run = (
        f"import sys, django; django.setup(); from tests.benchmarks import bench_{name}; sys.exit(bench_{name}.main())"
    )
    server = KEPT.get(name, postgres.BENCHES)
    with postgres.used(server, durable=False):
        environment = {
            **os.environ,
            "DATABASE_URL": postgres.address(server, "postgres"),
            "DJANGO_SETTINGS_MODULE": "marketplace.settings.testing",
        }
        return subprocess.run([sys.executable, "-c", run, *words], cwd=ROOT, env=environment, check=False).returncode
