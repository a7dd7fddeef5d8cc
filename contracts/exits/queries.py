"""What a contract's page shows of its end before its time, and what a reader may do about it."""

import datetime
from dataclasses import dataclass
from typing import Any

from contracts.agreements.models import Contract
from marketplace.permissions import allowed

from .models import CureNotice, ExitPlan, ExitStep, Suspension, Termination

SIDES = ("agency", "vendor")


@dataclass(frozen=True)
class StepRow:
    """One step of a plan: by whom, by when, whether it is late, and whether the reader can say that it is done."""

    step: ExitStep
    is_late: bool
    may_do: bool


def exit_context(contract: Contract, reader: Any, *, party: bool, at: datetime.datetime) -> dict[str, Any]:
    """Suspensions and notice for everybody; what leads there, and the plan, for the parties. At most six statements."""
    suspensions = list(contract.suspensions.all()) if contract.suspended_at else []
    found: dict[str, Any] = {
        "suspension": next((one for one in suspensions if one.lifted_at is None), None),
        "past_suspensions": [one for one in suspensions if one.lifted_at],
        "termination": contract.terminations.filter(given_at__isnull=False)
        .exclude(status=Termination.Status.WITHDRAWN)
        .first(),
    }
    if not party:
        return found | {"exit_verbs": []}
    plans = list(contract.exit_plans.filter(status__in=[ExitPlan.Status.PROPOSED, ExitPlan.Status.AGREED]))
    plan = next((one for one in plans if one.status == ExitPlan.Status.AGREED), None)
    waiting = contract.terminations.waiting().first()
    return found | {
        "cure_notices": list(contract.cure_notices.all()),
        "waiting_termination": waiting,
        "exit_plan": plan,
        "proposed_plan": next((one for one in plans if one.status == ExitPlan.Status.PROPOSED), None),
        "exit_steps": step_rows(plan, contract, reader, at=at) if plan else [],
        "exit_verbs": _verbs(contract, reader, ending=waiting or found["termination"]),
    }


def step_rows(plan: ExitPlan, contract: Contract, reader: Any, *, at: datetime.datetime) -> list[StepRow]:
    """The plan's steps in their order. One statement."""
    plan.contract = contract
    rows, today = [], at.date()
    for step in plan.steps.select_related("done_by"):
        step.plan = plan
        waits = step.done_at is None
        may_do = waits and plan.status == ExitPlan.Status.AGREED and allowed(reader, "contracts.do_exit_step", step)
        rows.append(StepRow(step, waits and step.due_on < today, may_do))
    return rows


def _verbs(contract: Contract, reader: Any, *, ending: Termination | None) -> list[tuple[str, str]]:
    """Addresses and words of what the reader may begin now."""
    suspended = contract.status == Contract.Status.SUSPENDED
    possible = [
        ("contract_lift" if suspended else "contract_suspend", "contracts.suspend_contract", contract.is_in_force),
        ("cure_notice_new", "contracts.give_cure_notice", contract.is_in_force and contract.ended_at is None),
        ("termination_new", "contracts.terminate_contract", contract.is_in_force and ending is None),
        ("exit_plan_new", "contracts.propose_exit_plan", contract.signed_at is not None or contract.is_being_signed),
    ]
    return [(name, WORDS[name]) for name, action, now in possible if now and allowed(reader, action, contract)]


WORDS = {
    "contract_lift": "Lift the suspension",
    "contract_suspend": "Suspend it",
    "cure_notice_new": "Give notice to cure a breach",
    "termination_new": "End it early",
    "exit_plan_new": "Plan the exit",
}


def termination_verbs(termination: Termination, reader: Any, *, at: datetime.datetime) -> list[str]:
    """What this reader may do with it as it stands, the most important first."""
    verbs = []
    if termination.is_open:
        turn = "approve" if termination.status == Termination.Status.PROPOSED else "agree"
        if allowed(reader, f"contracts.{turn}_termination", termination):
            verbs += [turn, "refuse"]
    alive = termination.is_open or (termination.status == Termination.Status.IN_FORCE and at < termination.effective_at)
    if alive and allowed(reader, "contracts.terminate_contract", termination.contract):
        verbs.append("withdraw")
    return verbs


def cure_verbs(notice: CureNotice, reader: Any) -> list[str]:
    """Whether this reader may answer, or find it put right."""
    if notice.status != CureNotice.Status.GIVEN:
        return []
    verbs = ["answer"] if not notice.answered_at and allowed(reader, "contracts.answer_cure_notice", notice) else []
    return [*verbs, "close"] if allowed(reader, "contracts.close_cure_notice", notice) else verbs


def plan_sides(plan: ExitPlan, reader: Any) -> list[str]:
    """The sides for which this reader may decide on a proposed plan."""
    if plan.status != ExitPlan.Status.PROPOSED:
        return []
    return [
        side
        for side in SIDES
        if getattr(plan, f"agreed_by_{side}_id") is None
        and allowed(reader, f"contracts.agree_exit_plan_for_{side}", plan)
    ]


def told_suspensions(contract: Contract) -> list[Suspension]:
    """For the story of a contract; no statement where it never was suspended."""
    return list(contract.suspensions.all()) if contract.suspended_at else []
