"""Fifty kills each in the middle of what contracts need done: close, post, compact, amend."""

import os

import pytest

from tests.faults.killing import running_web, running_workers
from tests.faults.steps import Amend, Close, Compact, Post
from tests.faults.test_kill_nine import killed_often

MINUTES = 60
pytestmark = pytest.mark.skipif(
    os.environ.get("STOA_COUNT") != "full", reason="tests/faults/test_kill_nine.py does the same a few times"
)


@pytest.mark.parametrize("step", [Close, Post, Compact])
def test_a_killed_worker_leaves_all_or_nothing(cloned_database, step, record_property):
    with running_workers() as workers:
        killed_often(step(workers), record_property)


def test_a_killed_web_server_leaves_all_or_nothing(cloned_database, record_property):
    with running_web() as web:
        killed_often(Amend(web), record_property)
