"""`./stoa serve [web|worker|migrate]`: production, configured by the environment alone."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping

from tools import assets, site
from tools.places import PRIVATE, ROOT
from tools.refusal import Refusal
from tools.supervisor import Part, Supervisor, clear_leftovers, spawn

SETTINGS = "marketplace.settings.base"
# What the settings take from the environment without a default (a test compares).
REQUIRED = {
    "DATABASE_URL": "the PostgreSQL server, as postgres://user:password@host/name",
    "SECRET_KEY": "50 random characters",
    "AUDIT_SIGNING_KEY": "64 random hexadecimal digits",
    "BID_SEALING_KEY": "64 other random hexadecimal digits",
    "ALLOWED_HOSTS": "the site's names, separated by commas",
}


def main(arguments: list[str]) -> int:
    """Run both parts under a supervisor, or become the named one. Exit code 2 when something is missing."""
    missing = [f"{name} ({what})" for name, what in REQUIRED.items() if not os.environ.get(name)]
    if missing:
        print(f"stoa: Set {_listed(missing)} in the environment, then start again.", file=sys.stderr)
        return 2
    if arguments not in ([], ["web"], ["worker"], ["migrate"]):
        print(__doc__, file=sys.stderr)
        return 2
    environment = site.environment(SETTINGS)
    web = site.web_command(bind=os.environ.get("BIND", "127.0.0.1:8000"), workers=_workers())
    commands = {"web": web, "worker": site.worker_command()}
    if arguments == ["migrate"]:
        return _migrate(environment)
    _prepare(environment)
    if arguments:
        command = commands[arguments[0]]
        os.chdir(ROOT)
        os.execve(command[0], command, dict(environment))  # noqa: S606 this process becomes the part
    _supervise(commands, environment)
    return 0


def _migrate(environment: Mapping[str, str]) -> int:
    """The step of a new version: static files collected anew, the database brought up to date."""
    assets.provide()
    _manage("collectstatic", "--noinput", "-v0", environment=environment)
    return _manage("migrate", "--noinput", environment=environment)


def _manage(*words: str, environment: Mapping[str, str]) -> int:
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, env=environment, check=False).returncode


def _prepare(environment: Mapping[str, str]) -> None:
    """Front-end assets in place, and a database that fits the code. Raises Refusal."""
    assets.provide()
    if not (ROOT / "static-collected" / "staticfiles.json").is_file():
        print("Collecting the static files ...", flush=True)
        _manage("collectstatic", "--noinput", "-v0", environment=environment)
    manage = [sys.executable, str(ROOT / "manage.py")]
    pending = subprocess.run([*manage, "migrate", "--check"], env=environment, capture_output=True, text=True)
    if pending.returncode:
        said = (pending.stderr or pending.stdout).strip().splitlines()
        reason = said[-1] if said else "there are migrations that it has not seen."
        raise Refusal(f"The database does not fit the code: {reason}\nBring it up to date: ./stoa serve migrate")


def _supervise(commands: Mapping[str, list[str]], environment: Mapping[str, str]) -> None:
    PRIVATE.mkdir(exist_ok=True)
    record = PRIVATE / "serve-processes.json"
    clear_leftovers(record)

    def starting(name: str) -> Callable[[], int]:
        return lambda: spawn(commands[name], environment=environment, log=PRIVATE / "logs" / f"serve-{name}.log")

    parts = [Part(name, starting(name), PRIVATE / "logs" / f"serve-{name}.log") for name in commands]
    bind = os.environ.get("BIND", "127.0.0.1:8000")
    Supervisor(parts, record, announce=lambda: print(f"Starting on {bind}. Logs are in .stoa/logs/.", flush=True)).run()


def _workers() -> int:
    return int(os.environ.get("WEB_WORKERS", 2 * (os.cpu_count() or 1) + 1))


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
