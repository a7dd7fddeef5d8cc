"""The supervisor keeps its parts alive, ends them all together, and a killed one leaves nothing in the way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import processes
from tools.supervisor import SIGNS_TO_STOP, Supervisor, clear_leftovers

ROOT = Path(__file__).resolve().parent.parent.parent
SUPERVISE = """
import os, sys
from pathlib import Path
from tools.refusal import Refusal
from tools.supervisor import Part, Supervisor, spawn

folder, *programs = sys.argv[1:]
ready = Path(folder) / "ready"
def part(number, program):
    log = Path(folder) / f"part-{number}.log"
    command = [sys.executable, "-c", program]
    starting = lambda: spawn(command, environment=os.environ, log=log)
    return Part(f"part {number}", starting, log, waits="waits" in program)

parts = [part(*numbered) for numbered in enumerate(programs)]
announce = lambda: print("up", flush=True)
try:
    is_ready = lambda: not programs[-1].startswith("# waits") or ready.exists()
    Supervisor(parts, Path(folder) / "record.json", is_ready, announce, first_pause=0.02).run()
except Refusal as refusal:
    sys.exit(str(refusal))
"""
# A line each, in one piece: where the output is not kept back, print writes the number and the end of its line apart.
TELL = "os.write(1, b'%d\\n' % os.getpid())"
LIVE = f"import os, time; {TELL}; time.sleep(60)"
# A server whose own child holds on after its parent was killed, as a web server's workers may.
FORK = f"import os, time; os.fork(); {TELL}; time.sleep(60)"
DIE = "raise SystemExit('no such database')"


@pytest.fixture
def supervise(tmp_path):
    started = []

    def start(*programs, wait=True, preparing=None):
        command = [sys.executable, "-c", SUPERVISE, str(tmp_path), *programs]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=preparing
        )
        started.append(process)
        if wait:
            assert process.stdout.readline() == "up\n"
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=120)


def _pids(tmp_path, number, count, seconds=60):
    """The process numbers that a part's generations wrote down, once there are so many."""
    until = time.monotonic() + seconds
    while True:
        log = tmp_path / f"part-{number}.log"
        found = [int(line) for line in log.read_text().split()] if log.exists() else []
        if len(found) >= count:
            return found
        assert time.monotonic() < until, f"only {found}"
        time.sleep(0.02)


def _all_gone(pids, seconds=60):
    return all(processes.wait_until_gone(pid, seconds) for pid in pids)


def _deaf():
    """As a program is that was started by one which held these signals back."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNS_TO_STOP)


@pytest.mark.parametrize("preparing", [None, _deaf])
@pytest.mark.parametrize("sign", SIGNS_TO_STOP)
def test_a_signal_ends_every_part(supervise, tmp_path, sign, preparing):
    supervisor = supervise(LIVE, LIVE, preparing=preparing)
    pids = _pids(tmp_path, 0, 1) + _pids(tmp_path, 1, 1)
    supervisor.send_signal(sign)
    assert supervisor.wait(timeout=60) == 0
    assert all(processes.is_gone(pid) for pid in pids)
    assert not (tmp_path / "record.json").exists()


def test_a_signal_in_the_middle_of_waiting_ends_it(tmp_path, monkeypatch):
    def interrupted(seconds):
        """Every pause is met by a signal."""
        signal.raise_signal(signal.SIGTERM)

    def give_up(*_):
        raise TimeoutError("the signal was not heard")

    kept = {sign: signal.getsignal(sign) for sign in (*SIGNS_TO_STOP, signal.SIGALRM)}
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(20)
    monkeypatch.setattr("tools.supervisor.time.sleep", interrupted)
    try:
        Supervisor([], tmp_path / "record.json").run()
    finally:
        signal.alarm(0)
        for sign, handler in kept.items():
            signal.signal(sign, handler)


def test_a_killed_part_starts_again_and_the_other_one_is_left_alone(supervise, tmp_path):
    supervise(FORK, LIVE)
    first = _pids(tmp_path, 0, 2)
    other = _pids(tmp_path, 1, 1)
    os.kill(min(first), signal.SIGKILL)
    second = _pids(tmp_path, 0, 4)[2:]
    assert _all_gone(first), "the killed part's own child would hold its port"
    assert not any(processes.is_gone(pid) for pid in second)
    assert _pids(tmp_path, 1, 1) == other


def test_a_part_that_will_not_live_stops_everything_with_a_sentence(supervise, tmp_path):
    supervisor = supervise(DIE, LIVE, wait=False)
    _, errors = supervisor.communicate(timeout=120)
    assert supervisor.returncode == 1
    assert "The part 0 ended 6 times within a minute, so all was stopped." in errors
    assert "no such database" in errors
    assert _all_gone(_pids(tmp_path, 1, 1))


def test_a_part_that_waits_starts_when_the_others_are_ready(supervise, tmp_path):
    supervisor = supervise(LIVE, f"# waits\n{LIVE}", wait=False)
    _pids(tmp_path, 0, 1)
    assert not (tmp_path / "part-1.log").exists()
    (tmp_path / "ready").touch()
    assert supervisor.stdout.readline() == "up\n"
    _pids(tmp_path, 1, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends orphans on Linux alone")
def test_the_parts_of_a_killed_supervisor_end(supervise, tmp_path):
    supervisor = supervise(LIVE, LIVE)
    pids = _pids(tmp_path, 0, 1) + _pids(tmp_path, 1, 1)
    supervisor.kill()
    assert _all_gone(pids)


def test_the_next_start_ends_what_a_killed_supervisor_left(tmp_path):
    record = tmp_path / "record.json"
    left = subprocess.Popen([sys.executable, "-c", LIVE], start_new_session=True, stdout=subprocess.DEVNULL)
    record.write_text(f'{{"{left.pid}": "{processes.started_at(left.pid)}"}}')
    assert clear_leftovers(record)
    assert processes.is_gone(left.pid)
    left.wait()
    assert not record.exists()


def test_a_number_that_belongs_to_another_process_by_now_is_spared(tmp_path):
    record = tmp_path / "record.json"
    record.write_text(f'{{"{os.getpid()}": "1"}}')
    clear_leftovers(record)
    assert not record.exists()


@pytest.mark.parametrize("content", ["", "not json"])
def test_a_damaged_record_blocks_nothing(tmp_path, content):
    record = tmp_path / "record.json"
    record.write_text(content)
    assert clear_leftovers(record) is False
