"""Agreeing on what happened: one side proposes, the other agrees or contests. What is agreed runs the clocks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind, Shape
from marketplace.audit.actions import record
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import SYSTEM, own_organisations, require
from marketplace.references.actions import take_reference

from ..arithmetic.clocks import Step
from ..models import Incident, IncidentLevel
from ..queries.audience import people_of
from .cases import Told, record_clock_events

LONGEST = timedelta(days=31)
TOLD = ("summary", "cause", "starts_at", "first_answer_at", "ends_at", "desk_number")


class ContractDidNotRun(DomainError):
    """Nothing was promised at that time."""

    sentence = "The contract did not run when this happened, so nothing was promised then. Correct the times."


@transaction.atomic
def propose_incident(
    *, contract: Contract, levels: Sequence[ServiceLevelTerm], by: Any, now: Clock = database_now, **told: Any
) -> Incident:
    """Says what happened, in the name of one side: `summary`, `cause`, `starts_at`, `ends_at`, and where they are
    known `first_answer_at` and `desk_number`. The other side is asked.

    Raises PermissionDenied, InvalidInput, ContractDidNotRun.
    """
    incident = Incident(contract=contract, proposed_by_id=by.pk, **told)
    require(by, "contracts.propose_incident", incident)
    incident.proposed_at = at = now()
    agency_speaks = contract.agency_id in own_organisations(by)
    sides = (contract.agency, contract.vendor) if agency_speaks else (contract.vendor, contract.agency)
    incident.proposed_for, incident.to_answer = sides
    _check(incident, levels, at=at)
    incident.reference = take_reference("IN", at=at)
    incident.save(force_insert=True)
    IncidentLevel.objects.bulk_create(IncidentLevel(incident=incident, term=term) for term in levels)
    record(action="contracts.incident.proposed", obj=incident, by=by, at=at, data=_as_data(incident))
    _tell(incident, "proposed", incident.summary, at=at)
    return incident


@transaction.atomic
def revise_incident(
    *, incident: Incident, levels: Sequence[ServiceLevelTerm], by: Any, now: Clock = database_now, **told: Any
) -> Incident:
    """Says anew what happened, after the other side contested it. Values before and after stand in the trail.

    Raises PermissionDenied, InvalidInput, ContractDidNotRun, MoveRefused unless it is contested.
    """
    require(by, "contracts.revise_incident", incident)
    incident, at = _locked(incident), now()
    before = _as_data(incident)
    for name in TOLD:
        setattr(incident, name, told.get(name, getattr(incident, name)))
    _check(incident, levels, at=at)
    incident.proposed_at, incident.proposed_by_id = at, by.pk
    incident.answered_at, incident.answered_by, incident.answer = None, None, ""
    fields = [*TOLD, "proposed_at", "proposed_by", "answered_at", "answered_by", "answer"]
    data = {"before": before, "after": _as_data(incident)}
    move(incident, Incident.Status.PROPOSED, by=by, at=at, fields=fields, data=data)
    incident.levels.set(levels)
    _tell(incident, "proposed anew", incident.summary, at=at)
    return incident


@transaction.atomic
def agree_incident(*, incident: Incident, by: Any, now: Clock = database_now) -> Incident:
    """Both sides say the same from now on; answers and fixes that it touched are counted by its times.

    Where the desk has handed in the case of that number itself, its own clock stands. Raises PermissionDenied (also
    for whoever proposed it), MoveRefused once it is answered.
    """
    require(by, "contracts.answer_incident", incident)
    incident, at = _locked(incident), now()
    incident.answered_at, incident.answered_by_id = at, by.pk
    move(incident, Incident.Status.AGREED, by=by, at=at, fields=["answered_at", "answered_by"])
    for term in incident.levels.select_related("contract"):
        _run_clock(incident, term, at=at)
    _tell(incident, "agreed", incident.summary, at=at)
    return incident


@transaction.atomic
def contest_incident(*, incident: Incident, reason: str, by: Any, now: Clock = database_now) -> Incident:
    """Says that it was otherwise. The side that proposed it can say it anew, or withdraw it.

    Raises PermissionDenied, InvalidInput without a reason, MoveRefused once it is answered.
    """
    require(by, "contracts.answer_incident", incident)
    if not reason.strip():
        raise InvalidInput("Say what was otherwise, so that the other side can correct it.")
    incident, at = _locked(incident), now()
    incident.answered_at, incident.answered_by_id, incident.answer = at, by.pk, reason.strip()
    fields = ["answered_at", "answered_by", "answer"]
    move(incident, Incident.Status.CONTESTED, by=by, at=at, fields=fields, reason=incident.answer)
    _tell(incident, "contested", incident.answer, at=at)
    return incident


@transaction.atomic
def withdraw_incident(*, incident: Incident, by: Any, now: Clock = database_now) -> Incident:
    """Takes it back. Raises PermissionDenied, MoveRefused once it is agreed."""
    require(by, "contracts.revise_incident", incident)
    incident, at = _locked(incident), now()
    move(incident, Incident.Status.WITHDRAWN, by=by, at=at)
    _tell(incident, "withdrawn", incident.summary, at=at)
    return incident


def _locked(incident: Incident) -> Incident:
    related = ("contract__agency", "contract__vendor", "proposed_for", "to_answer")
    return Incident.objects.select_for_update(of=["self"]).select_related(*related).get(pk=incident.pk)


def _check(incident: Incident, levels: Sequence[ServiceLevelTerm], *, at: datetime) -> None:
    contract, first = incident.contract, incident.first_answer_at
    incident.summary = incident.summary.strip()
    if not incident.summary:
        raise InvalidInput("Say in a line what happened.")
    if not levels or any(term.contract_id != contract.pk for term in levels):
        raise InvalidInput("Choose at least one service level of this contract that it touched.")
    if incident.ends_at <= incident.starts_at:
        raise InvalidInput("The end does not lie after the start. Correct one of them.")
    if incident.ends_at > at:
        raise InvalidInput("It is not over yet. Propose it once its end is known.")
    if incident.ends_at - incident.starts_at > LONGEST:
        raise InvalidInput(f"An incident can be at most {LONGEST.days} days long. Propose one a month.")
    if first is not None and not incident.starts_at <= first <= incident.ends_at:
        raise InvalidInput("The first answer lies between start and end. Correct it, or leave it empty.")
    begins, ends = (local_midnight(day, contract.time_zone) for day in (contract.starts_on, contract.ends_on))
    if contract.signed_at is None or not begins <= incident.starts_at < min(ends, contract.ended_at or ends):
        raise ContractDidNotRun


def _run_clock(incident: Incident, term: ServiceLevelTerm, *, at: datetime) -> None:
    number = incident.desk_number or incident.reference
    stopped = incident.ends_at if term.kind == ObjectiveKind.RESOLUTION else incident.first_answer_at
    if term.shape != Shape.CASES or stopped is None or term.cases.filter(number=number).exists():
        return
    events = [
        Told(number, Step.STARTED, incident.starts_at, subject=incident.summary),
        Told(number, Step.STOPPED, stopped),
    ]
    record_clock_events(term=term, events=events, by=SYSTEM, now=lambda: at)


def _as_data(incident: Incident) -> dict[str, Any]:
    return {name: getattr(incident, name) for name in TOLD}


def _tell(incident: Incident, what: str, body: str, *, at: datetime) -> None:
    contract = incident.contract
    notify(
        recipients=people_of(contract, at=at),
        key=f"incident-{incident.pk}-{incident.status}-{at:%Y%m%dT%H%M%S%f}",
        subject=f"{contract.reference}: incident {incident.reference} {what}",
        body=body,
        address=incident.get_absolute_url(),
        at=at,
    )
