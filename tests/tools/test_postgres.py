"""The embedded PostgreSQL starts, stops, and starts again after anything was killed."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from tools import postgres, processes, sharing

ROOT = Path(__file__).resolve().parent.parent.parent
USE = """
import sys
from pathlib import Path
from tools import postgres

with postgres.used(Path(sys.argv[1]), durable=False):
    print("in use", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def module_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("postgres") / "data"
    yield folder
    postgres.destroy(folder)


@pytest.fixture
def data_dir(module_folder):
    """A data directory whose server does not run."""
    postgres.stop(module_folder)
    return module_folder


def _number(data_dir):
    with postgres.connect(data_dir) as connection:
        return connection.execute("SELECT 6 * 7").fetchone()[0]


def test_it_starts_answers_and_stops(data_dir):
    assert not postgres.is_running(data_dir)
    pid = postgres.start(data_dir, durable=False)
    assert _number(data_dir) == 42
    assert postgres.start(data_dir) == pid, "a second start finds the first"
    assert postgres.stop(data_dir)
    assert processes.is_gone(pid)
    assert not postgres.stop(data_dir)


def test_a_killed_server_starts_again_with_its_data(data_dir):
    pid = postgres.start(data_dir)
    postgres.create_database(data_dir, "kept")
    os.kill(pid, signal.SIGKILL)
    assert processes.wait_until_gone(pid, 60)
    assert postgres.start(data_dir) != pid
    assert not postgres.create_database(data_dir, "kept"), "it is still there"


def test_a_pid_file_that_names_another_living_process_blocks_nothing(data_dir):
    pid = postgres.start(data_dir, durable=False)
    content = (postgres.home_of(data_dir).data / "postmaster.pid").read_text()
    postgres.stop(data_dir)
    (postgres.home_of(data_dir).data / "postmaster.pid").write_text(content.replace(str(pid), str(os.getpid()), 1))
    postgres.start(data_dir, durable=False)
    assert _number(data_dir) == 42
    postgres.stop(data_dir)  # ... and does not stop this process.


def test_deleted_data_under_a_running_server_block_nothing(data_dir):
    pid = postgres.start(data_dir, durable=False)
    data = postgres.home_of(data_dir).data
    data.rename(data.with_name("gone"))
    assert postgres.start(data_dir, durable=False) != pid
    assert _number(data_dir) == 42
    assert processes.is_gone(pid)


def test_a_set_up_that_was_killed_half_way_blocks_nothing(data_dir, tmp_path):
    unfinished = tmp_path / "data.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")
    postgres.start(tmp_path / "data", durable=False)
    assert _number(tmp_path / "data") == 42
    postgres.destroy(tmp_path / "data")


def test_only_its_owner_reaches_the_socket_and_nobody_the_network(data_dir):
    postgres.start(data_dir, durable=False)
    sockets = postgres.home_of(data_dir).sockets
    assert sockets.stat().st_mode & 0o077 == 0
    with postgres.connect(data_dir) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_two_at_once_start_one_server(data_dir):
    pids = []
    threads = [threading.Thread(target=lambda: pids.append(postgres.start(data_dir, durable=False))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pids) == 2
    assert len(set(pids)) == 1


def test_the_last_user_stops_it(data_dir):
    command = [sys.executable, "-c", USE, str(data_dir)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "in use\n"
        with postgres.used(data_dir, durable=False):
            other.communicate("\n", timeout=120)
            assert postgres.is_running(data_dir), "this one still uses it"
    assert not postgres.is_running(data_dir)


def test_a_server_started_by_hand_is_left_running(data_dir):
    sharing.keep(postgres.home_of(data_dir).wanted)
    try:
        with postgres.used(data_dir, durable=False):
            pass
        assert postgres.is_running(data_dir)
    finally:
        sharing.release(postgres.home_of(data_dir).wanted)


def test_the_address_is_what_django_and_psycopg_read(data_dir):
    postgres.start(data_dir, durable=False)
    with psycopg.connect(postgres.address(data_dir, "postgres")) as connection:
        assert connection.info.dbname == "postgres"
        assert connection.info.user == postgres.USER


def test_somebody_elses_folder_in_the_sockets_place_is_refused(tmp_path):
    sockets = postgres.home_of(tmp_path / "data").sockets
    sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(PermissionError, match="belongs to somebody else"):
            postgres.start(tmp_path / "data", durable=False)
    finally:
        sockets.unlink()
