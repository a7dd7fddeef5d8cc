"""A milestone is delivered, and accepted, rejected, or accepted by silence: a comparison of times."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.files import File
from django.db import transaction

from contracts.deliveries.models import ContractDocument, Delivery, Milestone
from contracts.exits.actions.telling import tell_sides
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import require

from .papers import keep_document
from .planning import lock_milestone

Verdict = Delivery.Verdict


class NotToDeliver(DomainError):
    sentence = (
        "This milestone is not agreed, or something stands as delivered already. Nothing was changed. Load the page "
        "again to see how it stands."
    )


class DeliveryDecided(DomainError):
    sentence = "This delivery was decided before. Nothing was changed. Load the page again to see what was said."


class AcceptedBySilence(DomainError):
    """The working days for an answer have passed."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(
            f"Nobody answered until {moment(delivery.accept_by)}, so the contract counts it as accepted. Nothing was "
            "changed. What is wrong with it can be put in a notice to cure."
        )


@transaction.atomic
def deliver_milestone(
    *, milestone: Milestone, note: str, files: Sequence[File] = (), by: Any, now: Clock = database_now
) -> Delivery:
    """Who provides says that it is done, with files. Late is late; the agency decides all the same.

    Raises PermissionDenied, NotToDeliver, InvalidInput.
    """
    require(by, "contracts.deliver_milestone", milestone)
    milestone, at = lock_milestone(milestone), now()
    standing = milestone.deliveries.exclude(verdict=Verdict.REJECTED).exists()
    if milestone.status != Milestone.Status.AGREED or standing:
        raise NotToDeliver
    if not note.strip():
        raise InvalidInput("Say what is delivered, and where it is seen. Nothing was sent.")
    calendar = calendar_of(milestone.contract.agency, at=at)
    days = milestone.accept_days
    delivery = Delivery.objects.create(
        milestone=milestone,
        number=milestone.deliveries.count() + 1,
        note=note.strip(),
        delivered_at=at,
        delivered_by=by,
        accept_by=close_of_business(at, days, calendar) if days else None,
    )
    for file in files:
        said: dict[str, Any] = {
            "title": milestone.title,
            "kind": ContractDocument.Kind.DELIVERABLE,
            "delivery": delivery,
        }
        keep_document(milestone.contract, organisation=milestone.contract.vendor, file=file, by=by, at=at, **said)
    data = {"delivery": delivery.number, "late": at > milestone.due_at, "files": len(files)}
    record(action="contracts.milestone.delivered", obj=milestone, by=by, at=at, data=data)
    silence = f" Without an answer by {moment(delivery.accept_by)} it counts as accepted." if days else ""
    _tell(delivery, ("agency",), "To accept", f"{delivery.note}{silence}", at)
    return delivery


@transaction.atomic
def accept_delivery(*, delivery: Delivery, by: Any, now: Clock = database_now) -> Delivery:
    """The agency accepts. Raises PermissionDenied, DeliveryDecided, AcceptedBySilence."""
    return _decide(delivery, Verdict.ACCEPTED, "", by=by, now=now)


@transaction.atomic
def reject_delivery(*, delivery: Delivery, reason: str, by: Any, now: Clock = database_now) -> Delivery:
    """The agency says what is missing; it can be delivered again.

    Raises PermissionDenied, DeliveryDecided, AcceptedBySilence, InvalidInput.
    """
    if not reason.strip():
        require(by, "contracts.decide_delivery", delivery)
        raise InvalidInput("Say what is missing: who provides has to know. Nothing was changed.")
    return _decide(delivery, Verdict.REJECTED, reason.strip(), by=by, now=now)


def _decide(delivery: Delivery, verdict: str, reason: str, *, by: Any, now: Clock) -> Delivery:
    require(by, "contracts.decide_delivery", delivery)
    lock_milestone(delivery.milestone)
    delivery, at = _locked(delivery), now()
    if delivery.verdict:
        raise DeliveryDecided
    if delivery.verdict_at(at):
        raise AcceptedBySilence(delivery)
    return _keep(delivery, verdict, reason, by=by, at=at)


@transaction.atomic
def record_silence(*, delivery: Delivery, by: Any, now: Clock = database_now) -> Delivery:
    """Records that silence has accepted a delivery. Safe to repeat. Raises PermissionDenied, DeliveryDecided."""
    require(by, "contracts.record_silence", delivery)
    lock_milestone(delivery.milestone)
    delivery, at = _locked(delivery), now()
    if delivery.verdict or not delivery.verdict_at(at):
        raise DeliveryDecided
    return _keep(delivery, Verdict.BY_SILENCE, "", by=by, at=at)


def _locked(delivery: Delivery) -> Delivery:
    rows = Delivery.objects.select_for_update(of=["self"])
    return rows.select_related("milestone__contract__agency", "milestone__contract__vendor").get(pk=delivery.pk)


def _keep(delivery: Delivery, verdict: str, reason: str, *, by: Any, at: datetime.datetime) -> Delivery:
    delivery.verdict, delivery.reason, delivery.decided_at = verdict, reason, at
    delivery.decided_by = by if by.pk else None
    delivery.save(update_fields=["verdict", "reason", "decided_at", "decided_by"])
    data = {"delivery": delivery.number, "verdict": verdict, "reason": reason}
    record(action=f"contracts.milestone.{verdict}", obj=delivery.milestone, by=by, at=at, data=data)
    _tell(delivery, ("vendor", "office"), delivery.get_verdict_display().capitalize(), reason or delivery.note, at)
    return delivery


def _tell(delivery: Delivery, sides: tuple[str, ...], subject: str, body: str, at: datetime.datetime) -> None:
    milestone = delivery.milestone
    key = f"delivery-{delivery.pk}-{delivery.verdict}"
    address = milestone.get_absolute_url()
    tell_sides(milestone.contract, sides=sides, key=key, subject=subject, body=body, address=address, at=at)
