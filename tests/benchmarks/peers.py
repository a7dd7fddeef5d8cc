"""The peers of the shared bench folder, each in an environment of its own; with their seeds they serve every clone."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.judgements import SHARED
from tools import postgres
from tools.places import CACHE, ROOT

FOLDER = Path(os.environ.get("STOA_PEERS", CACHE / "peers"))
# Their databases and Stoa's own corpora stand in one server of this folder: seeding 100,000 rows takes long.
SERVER = FOLDER / "postgres"
SOURCE, COPY = SHARED / "bench", FOLDER / "bench"
# Name, its environment, its folder, its seeding. The floor is bare Django and shares the environment of Wagtail.
PEERS = {
    "floor": ("wag", "floor", ("app.py", "seed")),
    "wag": ("wag", "wag", ("seed.py",)),
    "oscar": ("oscar", "oscar_shop", ("seed.py",)),
}
# Oscar fills its index row by row and answers a list of 100,000 in minutes: no bar that anybody needs.
MOST_ROWS = {"oscar": 10_000}
LONGEST_SEEDING = 3600
TUNING = {"shared_buffers": "1GB", "work_mem": "32MB", "maintenance_work_mem": "256MB", "random_page_cost": "1.1"}
HOST = '"HOST": "127.0.0.1"'
SOCKET_HOST = '"HOST": os.environ["PGHOST"]'


def environment() -> Mapping[str, str]:
    """What the peers' settings read: the embedded server of the benchmark, on its socket."""
    home = postgres.home_of(SERVER)
    return {
        **os.environ,
        "PEERS_DIR": str(FOLDER),
        "PGHOST": str(home.sockets),
        "PGPORT": "5432",
        "PGUSER": postgres.USER,
        "PYTHONPATH": "",
        "DJANGO_SETTINGS_MODULE": "settings",
    }


def provide(names: list[str]) -> tuple[list[str], list[str]]:
    """Copies the peers and makes their environments; the names that stand, and a sentence for each that does not."""
    if not SOURCE.is_dir():
        return [], [f"No peer can be set up: the shared folder bench is not at {SOURCE}."]
    _copy()
    _tune()
    ready, missing = [], []
    for name in names:
        kind = PEERS[name][0]
        try:
            _install(kind)
        except (OSError, subprocess.CalledProcessError) as error:
            missing.append(f"{name} could not be set up: {error}.")
        else:
            ready.append(name)
    _link(FOLDER / "pg" / "data", postgres.home_of(SERVER).data)  # the driver reads its processor time there
    return ready, missing


def seed(name: str, size: str, rows: int) -> str | None:
    """A database of the peer with the corpus, made once; the sentence why there is none."""
    if rows > MOST_ROWS.get(name, rows):
        return f"{name} is not filled with {rows:,} rows: it is compared up to {MOST_ROWS[name]:,}."
    kind, folder, script = PEERS[name]
    database = f"{name}_{size}"
    if not postgres.create_database(SERVER, database):
        return None
    command = [str(FOLDER / f"venv-{kind}" / "bin" / "python"), *script, str(rows)]
    try:
        done = _seeding(command, folder, database)
    except subprocess.TimeoutExpired:
        postgres.drop_database(SERVER, database)
        return f"{name} with {rows:,} rows was not filled within {LONGEST_SEEDING} seconds."
    if done.returncode == 0:
        return None
    postgres.drop_database(SERVER, database)
    return f"{name} with {rows:,} rows could not be filled: {done.stderr.strip().splitlines()[-1]}."


def manage(*words: str, name: str, **variables: str) -> None:
    """One of Django's commands of Stoa's over a database of this server."""
    own = {"DATABASE_URL": postgres.address(SERVER, name), "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo"}
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **own, **variables, "PYTHONPATH": str(ROOT)}, check=True)


def _seeding(command: list[str], folder: str, database: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=COPY / folder,
        env={**environment(), "DB": database, "PYTHONPATH": str(COPY)},
        capture_output=True,
        text=True,
        timeout=LONGEST_SEEDING,
    )


def _copy() -> None:
    """The shared folder is read-only, and its settings know no sockets: that one line is changed in the copy."""
    if not COPY.is_dir():
        shutil.copytree(SOURCE, COPY)
    for path in _own_files():
        path.chmod(0o755 if path.is_dir() else 0o644)
        if path.suffix == ".py" and HOST in (text := path.read_text()):
            path.write_text(text.replace(HOST, SOCKET_HOST))


def _tune() -> None:
    """The settings of the shared folder, for all alike; the size of the buffers counts from the next start on."""
    with postgres.connect(SERVER) as connection:
        for name, value in TUNING.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")


def _own_files() -> Iterator[Path]:
    yield COPY
    yield from COPY.rglob("*")


def _install(kind: str) -> None:
    place = FOLDER / f"venv-{kind}"
    if (place / "bin" / "gunicorn").exists():
        return
    venv.create(place, with_pip=True, clear=True)
    wanted = COPY / f"requirements-{kind}.txt"
    subprocess.run([place / "bin" / "python", "-m", "pip", "install", "-q", "-r", wanted], check=True)


def _link(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(target)


def link_own_environment() -> None:
    """The driver starts servers from environments by name: this is Stoa's."""
    _link(FOLDER / "venv-stoa", Path(sys.prefix))
