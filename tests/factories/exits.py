"""Contracts that stand still or end early, made by the real actions."""

import datetime

from contracts.agreements.actions import terminate_contract
from contracts.agreements.actions.extending import today_in
from contracts.agreements.models import Contract
from contracts.exits.actions import (
    StepTerms,
    agree_exit_plan,
    approve_termination,
    give_cure_notice,
    propose_exit_plan,
    propose_termination,
    suspend_contract,
)
from contracts.exits.models import CureNotice, ExitPlan, Suspension, Termination
from contracts.exits.standard import STANDARD_STEPS
from marketplace.permissions import SYSTEM, Role
from tests.factories.contracts import MONDAY_NOON
from tests.factories.marketplace import person

BREACH = "Calls wait for an hour, since 1 November. Answer them within two minutes."


def proposed_termination(
    contract: Contract, *, by=None, at=MONDAY_NOON, cause="insolvency", last_day_on=None, reason="It gave up its work."
) -> Termination:
    last_day_on = last_day_on or today_in(contract, at)
    by = by or person(Role.CONTRACT_MANAGER)
    return propose_termination(
        contract=contract, cause=cause, reason=reason, last_day_on=last_day_on, by=by, now=lambda: at
    )


def notice_given(contract: Contract, *, at=MONDAY_NOON, **changes) -> Termination:
    """Proposed by the office, approved by the agency."""
    proposal = proposed_termination(contract, at=at, **changes)
    approver = person(Role.APPROVER, of=contract.agency)
    return approve_termination(termination=proposal, by=approver, now=lambda: at)


def terminated(contract: Contract, *, at=MONDAY_NOON, **changes) -> Contract:
    """Over, and recorded."""
    notice = notice_given(contract, at=at, **changes)
    return terminate_contract(contract=contract, by=SYSTEM, now=lambda: notice.effective_at)


def suspended(contract: Contract, *, by=None, at=MONDAY_NOON, pauses_levels=False) -> Suspension:
    by = by or person(Role.CONTRACT_MANAGER)
    return suspend_contract(
        contract=contract, cause="security", reason="A leak.", pauses_levels=pauses_levels, by=by, now=lambda: at
    )


def cure_asked_for(contract: Contract, *, by=None, at=MONDAY_NOON) -> CureNotice:
    by = by or person(Role.CONTRACT_MANAGER)
    return give_cure_notice(contract=contract, breach=BREACH, by=by, now=lambda: at)


def standard_steps() -> list[StepTerms]:
    return [StepTerms(*step) for step in STANDARD_STEPS if step[1] != "broker"]


def proposed_plan(contract: Contract, *, by=None, at=MONDAY_NOON, steps=None) -> ExitPlan:
    by = by or person(Role.CONTRACT_MANAGER)
    return propose_exit_plan(contract=contract, steps=steps or standard_steps(), by=by, now=lambda: at)


def agreed_plan(contract: Contract, *, at=MONDAY_NOON + datetime.timedelta(hours=1), steps=None) -> ExitPlan:
    plan = proposed_plan(contract, steps=steps)
    people = {"agency": person(Role.APPROVER, of=contract.agency)}
    people["vendor"] = person(Role.SIGNATORY, of=contract.vendor)
    for side, by in people.items():
        plan = agree_exit_plan(plan=plan, side=side, by=by, now=lambda: at)
    return plan
