"""What the kept schema says of itself: which migrations it holds, and that it was proven against them.

The proof is a digest over the kept text (which names each migration of ours with its digest), the locks (Django's and
Wagtail's migrations, the linter) and the linter's rules. `python -m tools.baseline write` adds it after it has linted
every migration, migrated from nothing and compared. The same input gives the same verdict, so while the digest fits,
nothing of that need be done again; one changed letter in any of it, and all is done anew.
"""

import hashlib
import re
from pathlib import Path

from tools.places import ROOT

SQL = ROOT / "tools" / "schema" / "baseline.sql"
OWN = re.compile(r"^-- own: (\S+) (\w+)$", re.MULTILINE)
PROVEN = re.compile(r"^-- proven: (\w+)\n", re.MULTILINE)
BESIDE = ("requirements.lock", "requirements-dev.lock", "tools/migration_safety.py")


def kept_text() -> str:
    """The kept schema; empty where there is none."""
    return SQL.read_text() if SQL.is_file() else ""


def digest_of(path: Path) -> str:
    """What names one state of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def own_migrations() -> list[str]:
    """Every migration of ours, by its path from the root."""
    folders = (path.parent for path in ROOT.glob("*/**/migrations/__init__.py") if ".venv" not in path.parts)
    return [str(path.relative_to(ROOT)) for path in sorted(path for folder in folders for path in folder.glob("0*.py"))]


def newer_migrations() -> list[str]:
    """Those that the kept schema does not hold as they are now."""
    kept = dict(OWN.findall(kept_text()))
    return [path for path in own_migrations() if kept.get(path) != digest_of(ROOT / path)]


def fits(kept: str) -> bool:
    """Whether every migration of ours that it holds is still there, unchanged."""
    return all((ROOT / path).is_file() and digest_of(ROOT / path) == digest for path, digest in OWN.findall(kept))


def is_proven() -> bool:
    """Whether the kept schema, with all that decided over it, is as it was when it was proven."""
    kept = kept_text()
    said = PROVEN.search(kept)
    return said is not None and fits(kept) and said[1] == proof_of(kept)


def proof_of(kept: str) -> str:
    """The digest that stands for a kept text and what decides over it."""
    digest = hashlib.sha256(PROVEN.sub("", kept).encode())
    for path in BESIDE:
        digest.update((ROOT / path).read_bytes())
    return digest.hexdigest()[:32]
