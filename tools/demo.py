"""`./stoa demo`: sets everything up once, then runs the demonstration until Ctrl-C."""

import argparse
import fcntl
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tools import assets, demo_state, postgres, site
from tools.places import PRIVATE, ROOT
from tools.refusal import Refusal
from tools.supervisor import Part, Supervisor, clear_leftovers, spawn

LOGS = PRIVATE / "logs"
PERSONS = PRIVATE / "demo-persons.txt"
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
        with postgres.used(postgres.DEVELOPMENT, with_parent=True):
            _load(environment, fresh=chosen.fresh)
            Supervisor(
                parts=_parts(environment, listener.fileno()),
                record=record,
                is_ready=lambda: site.answers(chosen.port),
                announce=lambda: _announce(chosen.port),
            ).run()
    print("\nEverything is stopped. The data are kept for the next start.")
    return 0


def _parts(environment: Mapping[str, str], listener: int) -> list[Part]:
    web = site.web_command(bind=f"fd://{listener}", workers=2)
    return [
        Part("database", lambda: postgres.start(postgres.DEVELOPMENT, with_parent=True), is_watched_only=True),
        Part(
            "web server",
            lambda: spawn(web, environment=environment, log=LOGS / "web.log", inherits=(listener,)),
            LOGS / "web.log",
        ),
        Part(
            "worker",
            lambda: spawn(site.worker_command(), environment=environment, log=LOGS / "worker.log"),
            LOGS / "worker.log",
            waits=True,  # It would take the processor from the web server while somebody looks at an empty window.
        ),
    ]


def _load(environment: Mapping[str, str], *, fresh: bool) -> None:
    """Migrate and load, unless the database says that it was done for this very state of the code."""
    if not fresh and demo_state.is_current(environment["DATABASE_URL"]) and PERSONS.is_file():
        return
    if fresh:
        postgres.drop_database(postgres.DEVELOPMENT)
    postgres.create_database(postgres.DEVELOPMENT)
    began = time.monotonic()
    print("Setting up the demonstration; this happens once.", flush=True)
    # No waiting for the disk after each step: the note at the end waits for everything before it.
    hasty = {**environment, "PGOPTIONS": "-c synchronous_commit=off"}
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
