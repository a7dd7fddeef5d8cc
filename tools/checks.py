"""`./stoa check`: everything that can be judged without running the tests. Goes on after a failure."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools import assets, postgres
from tools.places import ROOT

APPS = ("marketplace", "catalog", "contracts", "rfp", "cms")
PROGRAMS = Path(sys.executable).parent
# Invented here for this check alone, so that nothing but the settings themselves is judged.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "marketplace.settings.base",
    "SECRET_KEY": "n4-mB7_" * 10,
    "AUDIT_SIGNING_KEY": "5a" * 32,
    "BID_SEALING_KEY": "a5" * 32,
    "ALLOWED_HOSTS": "stoa.example",
    "DATABASE_URL": "postgres://stoa@db.example/stoa",
}


@dataclass(frozen=True)
class Check:
    """One program with a verdict: its exit code."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def checks() -> list[Check]:
    """Every check, the longest first."""
    python, manage = str(PROGRAMS / "python"), str(ROOT / "manage.py")
    tests = {"DJANGO_SETTINGS_MODULE": "tools.check_settings"}
    tests["DATABASE_URL"] = postgres.address(postgres.TESTS, "postgres")
    templates = [str(path) for app in APPS for path in sorted((ROOT / app).rglob("*.html"))]
    return [
        Check("types", _program("mypy")),
        Check("migrations are safe", [python, "-m", "tools.migration_safety"]),
        Check("the kept schema is what migrations make", [python, "-m", "tools.baseline", "compare"]),
        Check("no migration is missing", [python, manage, "makemigrations", "--check", "--dry-run"], tests),
        Check("production settings", [python, manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Check("import contracts", _program("lint-imports", "--no-cache")),
        Check("security of the code", _program("bandit", "-q", "-c", "pyproject.toml", "-r", *APPS, "tools")),
        Check("templates", _program("djade", "--check", "--target-version", "5.2", *templates)),
        Check("style", _program("ruff", "check", ".")),
        Check("format", _program("ruff", "format", "--check", ".")),
    ]


def main(arguments: list[str]) -> int:
    """Run every check, or those whose name contains a given word."""
    wanted = [check for check in checks() if not arguments or any(word in check.name for word in arguments)]
    assets.provide(development=True)
    with postgres.used(postgres.TESTS, durable=False), ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [check for check, passed in zip(wanted, pool.map(_passes, wanted), strict=True) if not passed]
    print(f"{len(wanted) - len(failed)} checks passed, {len(failed)} failed.")
    return 1 if failed else 0


def _passes(check: Check) -> bool:
    began = time.monotonic()
    environment = {**os.environ, **check.environment}
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    if done.returncode == 0:
        print(f"passed  {check.name} ({seconds:.0f} s)", flush=True)
        return True
    print(f"FAILED  {check.name} ({seconds:.0f} s)\n{_indented(done.stdout)}", flush=True)
    return False


def _program(name: str, *words: str) -> list[str]:
    return [str(PROGRAMS / name), *words]


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())
