"""`python -m tools.migration_safety`: the linter's verdict on migrations. Those of a proven kept schema have theirs."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import postgres, schema_proof
from tools.places import ROOT

# Before the first release no table holds anybody's rows, and no older code asks for a column.
OVER_ROWS = ["NOT_NULL", "ADD_UNIQUE", "CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE", "DROP_TABLE", "DROP_COLUMN"]
OVER_ROWS += ["ALTER_COLUMN"]
LINT = ["lintmigrations", "--no-cache", "--quiet", "ok", "ignore"]


def judge(paths: list[str] | None = None) -> int:
    """The linter's exit code, its words on the terminal. `paths` limits it to those migrations."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write("\n".join(paths or []))
        listed.flush()
        only = [] if paths is None else ["--include-migrations-from", listed.name]
        apps = sorted({Path(path).parent.parent.name for path in schema_proof.own_migrations()})
        command = [sys.executable, str(ROOT / "manage.py"), *LINT, *only, "--include-apps", *apps, *_scope()]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tools.check_settings"}
        environment["DATABASE_URL"] = postgres.address(postgres.TESTS, "postgres")
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 our own


def _scope() -> list[str]:
    """Since the last release in full; before the first one, without what is about rows."""
    tag = _last_release()
    return ["--git-commit-id", tag] if tag else ["--exclude-migration-tests", *OVER_ROWS]


def _last_release() -> str:
    command = ["git", "describe", "--tags", "--abbrev=0", "--match", "v*"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def main() -> int:
    """All of them, or, where the kept schema is proven, those that it does not hold: it was written after a verdict."""
    if _last_release() or not schema_proof.is_proven():
        return judge()
    newer = schema_proof.newer_migrations()
    return judge(newer) if newer else 0


if __name__ == "__main__":
    sys.exit(main())
