"""Loads contracts of the story that stood still, are in breach, end early, or are left with a plan."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from contracts.exits.actions import (
    StepTerms,
    agree_exit_plan,
    approve_termination,
    do_exit_step,
    give_cure_notice,
    lift_suspension,
    propose_exit_plan,
    propose_termination,
    suspend_contract,
)
from contracts.exits.models import CureNotice, ExitPlan, ExitStep, Suspension, Termination
from contracts.exits.standard import STANDARD_STEPS
from marketplace.permissions import Role

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast


def load_exits(cast: Cast, *, today: datetime.date) -> int:
    """What the story tells of each contract's end. Returns how many papers were new."""
    made = 0
    for record in world.story()["exits"]:
        contract = (
            Contract.objects.with_parties().filter(title=record["contract"], agency=_agency(cast, record)).first()
        )
        for known, load in LOADERS.items():
            if contract and known in record and not MODELS[known].objects.filter(contract=contract).exists():
                with transaction.atomic():
                    load(cast, contract, record, today)
                made += 1
    return made


def _agency(cast: Cast, record: world.Record) -> Any:
    return cast.organisations[record["agency"]]


def _at(told: world.Record, today: datetime.date, *, hours: int = 0) -> datetime.datetime:
    return at_work(today - datetime.timedelta(days=told["days_ago"])) + datetime.timedelta(hours=hours)


def _suspend(cast: Cast, contract: Contract, record: world.Record, today: datetime.date) -> None:
    told, by = record["suspended"], cast.person("contract-manager")
    said = {name: told[name] for name in ("cause", "reason", "pauses_levels")}
    suspend_contract(contract=contract, by=by, now=clock(_at(told, today)), **said)
    lifted = _at(told, today) + datetime.timedelta(days=told["for_days"])
    lift_suspension(contract=contract, reason=told["lifted_because"], by=by, now=clock(lifted))


def _ask_for_cure(cast: Cast, contract: Contract, record: world.Record, today: datetime.date) -> None:
    told = record["cure"]
    by = cast.person("contract-manager")
    give_cure_notice(contract=contract, breach=told["breach"], by=by, now=clock(_at(told, today)))


def _plan(cast: Cast, contract: Contract, record: world.Record, today: datetime.date) -> None:
    told = record["plan"]
    steps = [StepTerms(*step) for step in STANDARD_STEPS]
    by = cast.person("contract-manager")
    plan = propose_exit_plan(contract=contract, steps=steps, by=by, now=clock(_at(told, today)))
    if not told["agreed"]:
        return
    people: dict[str, Any] = {
        "agency": cast.holder(record["agency"], Role.APPROVER),
        "vendor": cast.binding(contract.vendor),
        "broker": cast.person("contract-manager"),
    }
    for hours, side in enumerate(("agency", "vendor"), 2):
        plan = agree_exit_plan(plan=plan, side=side, by=people[side], now=clock(_at(told, today, hours=hours)))
    for step, note in zip(_steps(plan), told["done"], strict=False):
        do_exit_step(step=step, note=note, by=people[step.owner], now=clock(_at(told, today, hours=30 + step.number)))


def _steps(plan: ExitPlan) -> Iterator[ExitStep]:
    for step in plan.steps.all():
        step.plan = plan
        yield step


def _terminate(cast: Cast, contract: Contract, record: world.Record, today: datetime.date) -> None:
    told = record["terminated"]
    termination = propose_termination(
        contract=contract,
        cause=told["cause"],
        reason=told["reason"],
        last_day_on=today + datetime.timedelta(days=told["last_day_in_days"]),
        by=cast.person("contract-manager"),
        now=clock(_at(told, today)),
    )
    if told["approved"]:
        by = cast.holder(record["agency"], Role.APPROVER)
        approve_termination(termination=termination, by=by, now=clock(_at(told, today, hours=3)))


LOADERS = {"suspended": _suspend, "cure": _ask_for_cure, "plan": _plan, "terminated": _terminate}
MODELS: dict[str, Any] = {"suspended": Suspension, "cure": CureNotice, "plan": ExitPlan, "terminated": Termination}
