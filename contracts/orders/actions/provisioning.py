"""Reports of provisioning, each under a key that makes repeating harmless; the agency confirms what is ready."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from contracts.orders.models import Order, Provisioning, ProvisioningStep
from contracts.orders.queries import BINDING_ROLES, people_with
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from .guards import lock_order

Kind, Status = ProvisioningStep.Kind, Provisioning.Status
PROVIDED = (Order.Status.ACCEPTED, Order.Status.ACTIVE)
LONGEST_KEY = 64


class KeyReused(DomainError):
    sentence = (
        "Something else was reported under this key before. Nothing was taken in. Send the first report unchanged to "
        "repeat it, or choose a new key for a new report."
    )


class OutOfTurn(DomainError):
    """The report does not follow on what was reported last."""

    def __init__(self, order: Order, kind: str, was: str) -> None:
        follows = {"": "started", "started": "ready or failed", "failed": "started", "ready": "", "confirmed": ""}[was]
        after = f"“{was}” was reported last" if was else "Nothing was reported yet"
        what = f"Only “{follows}” can follow" if follows else "Nothing more is reported of it"
        super().__init__(
            f"{after} of {order.reference}, so “{kind}” was not taken in. {what}. Load the order to see how it stands."
        )


@dataclass(frozen=True)
class Report:
    """What the vendor says: begun, ready at a resource, or failed for a reason."""

    kind: str
    resource: str = ""
    reason: str = ""

    @property
    def digest(self) -> str:
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def report_provisioning(
    *, order: Order, key: str, report: Report, by: Any, now: Clock = database_now
) -> ProvisioningStep:
    """Takes one report in; the same under the same key again changes nothing and gives what was kept.

    Raises PermissionDenied, AlreadyMoved where the order does not run, KeyReused, OutOfTurn, InvalidInput.
    """
    if order.contract_id is None:
        lock_order(order, *PROVIDED, version=None)
    require(by, "contracts.provision_order", order)
    report = _stated(key, report)
    order = lock_order(order, *Order.ACCEPTED_STATES, version=None)
    if known := order.provisioning_steps.filter(key=key).first():
        if known.digest != report.digest:
            raise KeyReused
        return known
    lock_order(order, *PROVIDED, version=None)
    at, standing = now(), Provisioning.objects.filter(order=order).first()
    was = standing.status if standing else ""
    following = Provisioning.TRANSITIONS.get(Status(was), set()) if was else {Status.STARTED}
    if report.kind not in following:
        raise OutOfTurn(order, report.kind, was)
    step = ProvisioningStep.objects.create(
        order=order, key=key, digest=report.digest, **asdict(report), reported_by=by, reported_at=at
    )
    if standing is None:
        Provisioning.objects.create(order=order)
    else:
        standing.order = order
        if report.kind == Kind.READY:
            standing.resource, standing.ready_at = report.resource, at
        move(standing, report.kind, by=by, at=at, fields=["resource", "ready_at"])
    record(action=f"contracts.order.provisioning_{report.kind}", obj=order, by=by, at=at, data=asdict(report))
    _tell_agency(order, step)
    return step


def _stated(key: str, report: Report) -> Report:
    report = Report(report.kind, report.resource.strip(), report.reason.strip())
    if not key.strip() or len(key) > LONGEST_KEY:
        raise InvalidInput(f"A report has a key of 1 to {LONGEST_KEY} characters. Nothing was taken in. Choose one.")
    if report.kind not in Kind.values:
        raise InvalidInput("A report says started, ready or failed. Nothing was taken in. Say one of them.")
    if report.kind == Kind.READY and not report.resource:
        raise InvalidInput("What is ready is somewhere. Nothing was taken in. Name the resource.")
    if report.kind == Kind.FAILED and not report.reason:
        raise InvalidInput("What failed has a reason. Nothing was taken in. Say it in a sentence.")
    return report


def _tell_agency(order: Order, step: ProvisioningStep) -> None:
    told = {
        Kind.STARTED: "The vendor has begun to provide it.",
        Kind.READY: f"It is ready: {step.resource}. It is measured since {moment(step.reported_at)}. Confirm it.",
        Kind.FAILED: f"It failed: {step.reason} The vendor tries again.",
    }[Kind(step.kind)]
    notify(
        recipients=[order.requester],
        key=f"{order.reference}-provisioning-{step.pk}",
        subject=f"{step.get_kind_display()}: {order.offering_name}",
        body=told,
        address=f"{order.get_absolute_url()}#provisioning",
        at=step.reported_at,
    )


@transaction.atomic
def confirm_provisioning(*, order: Order, by: Any, now: Clock = database_now) -> Provisioning:
    """The agency says that it has what it ordered. Raises PermissionDenied, AlreadyMoved, MoveRefused, OutOfTurn."""
    require(by, "contracts.confirm_provisioning", order)
    order = lock_order(order, *Order.ACCEPTED_STATES, version=None)
    standing, at = Provisioning.objects.filter(order=order).first(), now()
    if standing is None:
        raise OutOfTurn(order, Status.CONFIRMED, "")
    standing.order, standing.confirmed_by, standing.confirmed_at = order, by, at
    move(standing, Status.CONFIRMED, by=by, at=at, fields=["confirmed_by", "confirmed_at"])
    record(action="contracts.order.provisioning_confirmed", obj=order, by=by, at=at)
    notify(
        recipients=people_with(BINDING_ROLES, organisation_id=order.served_by.pk, at=at),
        key=f"{order.reference}-provisioning-confirmed",
        subject=f"Confirmed: {order.offering_name} for {order.agency}",
        body=f"{by} has what was ordered at {standing.resource}.",
        address=order.get_absolute_url(),
        at=at,
    )
    return standing
