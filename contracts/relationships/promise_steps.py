"""Which steps of a promise somebody can take now, and what each is called: one table for lists, pages and views."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from marketplace.permissions import allowed

from . import actions
from .models import Commitment

Status = Commitment.Status
KEEP, JUDGE = "contracts.keep_commitment", "contracts.judge_commitment"


@dataclass(frozen=True)
class PromiseStep:
    """`asks` is the label of the words it needs; empty where it needs none."""

    verb: str
    button: str
    title: str
    asks: str
    done: str
    permission: str
    taken_from: str
    act: Callable[..., Commitment]


STEPS = {
    step.verb: step
    for step in (
        PromiseStep(
            "agree", "Agree", "Agree to this promise", "", "It is promised, and counts from now on.",
            KEEP, Status.PROPOSED, actions.agree_to_commitment,
        ),
        PromiseStep(
            "decline", "Decline", "Decline this promise", "Why is it not promised?", "It is declined.",
            KEEP, Status.PROPOSED, actions.decline_commitment,
        ),
        PromiseStep(
            "done", "It is done", "This promise is done", "What was done?",
            "It is done. Whoever it was promised to is asked to confirm it.", KEEP, Status.OPEN, actions.report_done,
        ),
        PromiseStep(
            "confirm", "Confirm", "This promise was kept", "", "It is kept. Thank you.",
            JUDGE, Status.DONE, actions.confirm_kept,
        ),
        PromiseStep(
            "reopen", "Not done", "This promise is not done yet", "What is missing?",
            "It is open again. Whoever owes it is told.", JUDGE, Status.DONE, actions.reopen_commitment,
        ),
        PromiseStep(
            "release", "No longer needed", "This promise is no longer needed", "Why is it no longer needed?",
            "It is released, and does not count.", JUDGE, Status.OPEN, actions.release_commitment,
        ),
    )
}  # fmt: skip


def steps_for(commitment: Commitment, user: Any) -> list[PromiseStep]:
    """What the reader can do with it now, the likeliest first."""
    fitting = (step for step in STEPS.values() if step.taken_from == commitment.status)
    return [step for step in fitting if allowed(user, step.permission, commitment)]


def with_steps(commitments: Iterable[Commitment], user: Any) -> list[tuple[Commitment, list[PromiseStep]]]:
    """Each with the steps that the reader can take."""
    return [(one, steps_for(one, user)) for one in commitments]
