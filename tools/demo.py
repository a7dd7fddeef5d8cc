"""`./stoa demo`: sets everything up once, then runs the demonstration until Ctrl-C."""

import argparse
import fcntl
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tools import assets, demo_state, postgres, site
from tools.places import PRIVATE, ROOT
from tools.refusal import Refusal
from tools.supervisor import Part, Supervisor, clear_leftovers, spawn

LOGS = PRIVATE / "logs"
PERSONS = PRIVATE / "demo-persons.txt"
# While data are loaded. No waiting for the disk after each step: the note at the end waits for everything before it.
# Over a handful of rows every plan is quick, and finding the best one or compiling it is what takes time.
HASTE = {
    "synchronous_commit": "off",
    "jit": "off",
    "join_collapse_limit": 1,
    "from_collapse_limit": 1,
    "enable_mergejoin": "off",
    "enable_memoize": "off",
    "max_parallel_workers_per_gather": 0,
}
# What the settings want kept secret, and how it is made.
MADE = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "AUDIT_SIGNING_KEY": lambda: secrets.token_hex(32),
    "BID_SEALING_KEY": lambda: secrets.token_hex(32),
}


def main(arguments: list[str]) -> int:
    """Run the demonstration. Raises Refusal with a sentence."""
    parser = argparse.ArgumentParser(prog="./stoa demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="where the site listens (8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the data away and load them again, as of today")
    chosen = parser.parse_args(arguments)
    PRIVATE.mkdir(exist_ok=True)
    with _only_one():
        record = PRIVATE / "demo-processes.json"
        listener = site.claim_port(chosen.port, patience=5.0 if clear_leftovers(record) else 0.0)
        if assets.provide():
            print("Front-end assets are in place.", flush=True)
        environment = _environment(chosen.port)
        start_web = _web_server(environment, listener.fileno())
        with postgres.used(postgres.DEVELOPMENT, with_parent=True):
            if chosen.fresh or not (demo_state.is_current(environment["DATABASE_URL"]) and PERSONS.is_file()):
                start_web = _at_once(start_web)
                _load(environment, fresh=chosen.fresh)
            Supervisor(
                parts=_parts(environment, start_web),
                record=record,
                is_ready=lambda: site.answers(chosen.port),
                announce=lambda: _announce(chosen.port),
            ).run()
    print("\nEverything is stopped. The data are kept for the next start.")
    return 0


def _web_server(environment: Mapping[str, str], listener: int) -> Callable[..., int]:
    """What starts the web server and returns its pid; with a `gate` it waits behind it (gunicorn_settings)."""
    command = site.web_command(bind=f"fd://{listener}", workers=2)

    def start(gate: int | None = None) -> int:
        inherits = (listener,) if gate is None else (listener, gate)
        behind = {} if gate is None else {"STOA_GATE": str(gate)}
        return spawn(command, environment={**environment, **behind}, log=LOGS / "web.log", inherits=inherits)

    return start


def _at_once(start_web: Callable[..., int]) -> Callable[[], int]:
    """The same with the first web server started now: it loads its code while this process loads the data.

    The first call lets it go on. It ends by itself where this process ends before.
    """
    gate, handle = os.pipe()
    waiting = [start_web(gate)]
    os.close(gate)

    def start() -> int:
        if not waiting:
            return start_web()
        os.write(handle, b".")
        os.close(handle)
        return waiting.pop()

    return start


def _parts(environment: Mapping[str, str], start_web: Callable[[], int]) -> list[Part]:
    return [
        Part("database", lambda: postgres.start(postgres.DEVELOPMENT, with_parent=True), is_watched_only=True),
        Part("web server", start_web, LOGS / "web.log"),
        Part(
            "worker",
            lambda: spawn(site.worker_command(), environment=environment, log=LOGS / "worker.log"),
            LOGS / "worker.log",
            waits=True,  # It would take the processor from the web server while somebody looks at an empty window.
        ),
    ]


def _load(environment: Mapping[str, str], *, fresh: bool) -> None:
    """Migrate and load, and note in the database for which state of the code that was."""
    if fresh:
        postgres.drop_database(postgres.DEVELOPMENT)
    postgres.create_database(postgres.DEVELOPMENT)
    began = time.monotonic()
    print("Setting up the demonstration; this happens once.", flush=True)
    hasty = {**environment, "PGOPTIONS": " ".join(f"-c {name}={value}" for name, value in HASTE.items())}
    done = subprocess.run([sys.executable, "-m", "tools.demo_loading", PERSONS], env=hasty, cwd=ROOT)  # noqa: S603
    if done.returncode:
        raise Refusal("The demonstration could not be loaded; the reason stands above. Try again with --fresh.")
    demo_state.mark_current(environment["DATABASE_URL"])
    print(f"The demonstration is loaded ({time.monotonic() - began:.0f} s).", flush=True)


def _announce(port: int) -> None:
    address = f"http://127.0.0.1:{port}/"
    print(f"\nStoa is up: {address}\nSign in as anybody below, without a password: {address}demo/\n")
    print(PERSONS.read_text())
    print(f"Logs are in {LOGS}/. Ctrl-C stops everything.", flush=True)


def _environment(port: int) -> Mapping[str, str]:
    return site.environment(
        "marketplace.settings.demo",
        DATABASE_URL=postgres.address(postgres.DEVELOPMENT),
        SITE_ADDRESS=f"http://127.0.0.1:{port}",
        **_secrets(),
    )


def _secrets() -> dict[str, str]:
    """Keys of this machine's demonstration, made at the first start, readable by their owner alone."""
    path = PRIVATE / "demo-secrets.json"
    made = json.loads(path.read_text()) if path.exists() else {}
    if not MADE.keys() <= made.keys():
        made = {name: make() for name, make in MADE.items()} | made
        unfinished = path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file)
        unfinished.replace(path)
    return json.loads(path.read_text())


@contextmanager
def _only_one() -> Iterator[None]:
    with (PRIVATE / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("The demonstration of this folder runs already. Stop it with Ctrl-C where it runs.") from None
        yield
