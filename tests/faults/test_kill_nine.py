"""`kill -9` in the middle of closing a month, posting a credit and amending an agreement: all of it is there, or none.

The campaign of this name does it fifty times each.
"""

import random
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from marketplace.audit.actions import find_first_bad_event
from tests.counts import count
from tests.faults.killing import TORN, in_a_transaction, running_web, running_workers, until
from tests.faults.steps import Amend, AmendContract, Close, Compact, Post, Step, rows_of_every_table

ROUNDS = count(50)
MOST_TORN = 40
SEED = 9


class Killed(NamedTuple):
    """A step that was begun and killed: how it stood before and after, so that it can be told from a whole one."""

    subject: Any
    rows_before: dict[str, int]
    nothing: object
    left: object


class Trial:
    """One step in a running site: first undisturbed, to see what it does and how long it takes, then killed in it."""

    def __init__(self, step: Step) -> None:
        self.step, self.moments, self.inside = step, random.Random(SEED), 0
        self._undisturbed()  # The first one in a new process finds its way to everything.
        self.whole, self.seconds = self._undisturbed()

    def kill(self) -> Killed:
        """Begins the step with a new subject and kills the program at a random point of it."""
        subject = self.step.subject()
        rows = rows_of_every_table()
        nothing = self._state(subject, rows)
        self.step.begin(subject)
        time.sleep(self.moments.uniform(0, self.seconds))
        self.inside += in_a_transaction()
        self.step.kill()
        until(lambda: not in_a_transaction())  # The server takes back what nobody commits any more.
        return Killed(subject, rows, nothing, self._state(subject, rows))

    def again(self, killed: Killed) -> object:
        """What there is after the same step has been begun once more and left alone."""
        self.step.begin(killed.subject)
        self.step.wait()
        return self._state(killed.subject, killed.rows_before)

    def _undisturbed(self) -> tuple[object, float]:
        subject = self.step.subject()
        rows = rows_of_every_table()
        self.step.begin(subject)
        begun = time.monotonic()
        self.step.wait()
        return self._state(subject, rows), time.monotonic() - begun

    def _state(self, subject: Any, rows_before: dict[str, int]) -> object:
        """The rows that were added to any table, and what the subject says of itself."""
        rows = rows_of_every_table()
        added = {name: rows[name] - rows_before[name] for name in rows if rows[name] != rows_before[name]}
        return added, self.step.facts(subject)


def killed_often(step: Step, record_property: Callable[[str, object], None]) -> None:
    trial = Trial(step)
    for round_number in range(ROUNDS):
        killed = trial.kill()
        assert killed.left in (killed.nothing, trial.whole), round_number
        assert find_first_bad_event() is None, round_number
        assert trial.again(killed) == trial.whole, round_number
        assert find_first_bad_event() is None, round_number
    record_property("programs were killed", ROUNDS)
    record_property("of them had a transaction open", trial.inside)


def test_a_worker_killed_while_it_closes_and_posts_leaves_all_or_nothing(cloned_database, record_property):
    with running_workers() as workers:
        killed_often(Close(workers), record_property)
        killed_often(Post(workers), record_property)
        killed_often(Compact(workers), record_property)


def test_a_web_server_killed_while_it_amends_leaves_all_or_nothing(cloned_database, record_property):
    with running_web() as web:
        killed_often(Amend(web), record_property)
        killed_often(AmendContract(web), record_property)


def test_steps_done_without_their_transactions_are_caught_half_done(cloned_database):
    with running_workers(TORN) as workers:
        trial = Trial(Close(workers))
        assert any(is_half(trial) for _ in range(MOST_TORN))


def is_half(trial: Trial) -> bool:
    """Whether a kill leaves a part of the step; where it does not, the next one finds a worker that is warm again."""
    killed = trial.kill()
    if killed.left in (killed.nothing, trial.whole) and find_first_bad_event() is None:
        trial.again(killed)
        return False
    return True
