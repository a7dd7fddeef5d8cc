"""The peers of the shared bench folder, each in a scratch environment of its own below .stoa/peers."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.judgements import SHARED
from tools import postgres
from tools.places import PRIVATE

FOLDER = Path(os.environ.get("PEERS_DIR", PRIVATE / "peers"))
SOURCE, COPY = SHARED / "bench", FOLDER / "bench"
# Name, its environment, its folder, its seeding. The floor is bare Django and shares the environment of Wagtail.
PEERS = {
    "floor": ("wag", "floor", ("app.py", "seed")),
    "wag": ("wag", "wag", ("seed.py",)),
    "oscar": ("oscar", "oscar_shop", ("seed.py",)),
}
HOST = '"HOST": "127.0.0.1"'
SOCKET_HOST = '"HOST": os.environ["PGHOST"]'


def environment() -> Mapping[str, str]:
    """What the peers' settings read: the embedded server of the tests, on its socket."""
    home = postgres.home_of(postgres.TESTS)
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
    ready, missing = [], []
    for name in names:
        kind = PEERS[name][0]
        try:
            _install(kind)
        except (OSError, subprocess.CalledProcessError) as error:
            missing.append(f"{name} could not be set up: {error}.")
        else:
            ready.append(name)
    _link(FOLDER / "pg" / "data", postgres.home_of(postgres.TESTS).data)  # the driver reads its processor time there
    return ready, missing


def seed(name: str, size: str, rows: int) -> str | None:
    """A database of the peer with the corpus, made once; the sentence why there is none."""
    kind, folder, script = PEERS[name]
    database = f"{name}_{size}"
    if not postgres.create_database(postgres.TESTS, database):
        return None
    command = [str(FOLDER / f"venv-{kind}" / "bin" / "python"), *script, str(rows)]
    done = subprocess.run(
        command,
        cwd=COPY / folder,
        env={**environment(), "DB": database, "PYTHONPATH": str(COPY)},
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:
        return None
    postgres.drop_database(postgres.TESTS, database)
    return f"{name} with {rows:,} rows could not be filled: {done.stderr.strip().splitlines()[-1]}."


def _copy() -> None:
    """The shared folder is read-only, and its settings know no sockets: that one line is changed in the copy."""
    if not COPY.is_dir():
        shutil.copytree(SOURCE, COPY)
    for path in _own_files():
        path.chmod(0o755 if path.is_dir() else 0o644)
        if path.suffix == ".py" and HOST in (text := path.read_text()):
            path.write_text(text.replace(HOST, SOCKET_HOST))


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
