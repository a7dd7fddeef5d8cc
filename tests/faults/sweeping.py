"""Looks for a word everywhere a running site leaves something: all tables, all files, mail, logs, caches."""

import base64
from collections.abc import Iterator
from pathlib import Path

from django.core import mail
from django.core.cache import caches
from django.db import connection


def disguises(word: str) -> list[bytes]:
    """The word as it is, and as it would look in a column of bytes or inside other encodings."""
    plain = word.encode()
    encoded = [base64.b64encode(b" " * shift + plain)[4:-4] for shift in range(3)]
    return [plain, plain.hex().encode(), plain.hex().upper().encode(), *encoded]


def tables() -> Iterator[tuple[str, bytes]]:
    """Each table with all that it holds, as a dump writes it. Queue, sessions, revisions and index are tables too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname NOT LIKE 'pg_%'")
        names = [name for (name,) in cursor.fetchall() if not name.startswith("information_schema")]
        for name in names:
            with cursor.copy(f"COPY {name} TO STDOUT") as rows:
                yield name, b"".join(bytes(row) for row in rows)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.name.encode() + path.read_bytes()


def left_behind(folder: Path, log: str) -> Iterator[tuple[str, bytes]]:
    """Every place with its content."""
    yield from tables()
    yield from files(folder)
    yield "the log", log.encode()
    for message in mail.outbox:
        yield "a mail", message.message().as_bytes()
    for alias in caches:
        held = getattr(caches[alias], "_cache", {})
        yield f"the cache {alias}", repr(held).encode()


def places_with(word: str, *, folder: Path, log: str = "") -> list[str]:
    """Where the word was found."""
    wanted = disguises(word)
    return [place for place, content in left_behind(folder, log) if any(form in content for form in wanted)]
