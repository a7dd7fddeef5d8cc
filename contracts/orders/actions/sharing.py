"""Joint orders: the lead's draft gets shares, each partner's approver approves its own, nothing runs until all have."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from contracts.orders.models import JointShare, Order
from contracts.orders.queries import approvers_within, held_limit, own_people
from contracts.policies.models import Route
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from .approval import AboveYourLimit, approve_if_complete
from .guards import lock_order, next_version, stated

CENT = Decimal("0.01")
Decision = JointShare.Decision


class SharesDoNotFit(DomainError):
    """The shares do not make the whole, or name the wrong agencies; the sentence says which."""


class ShareDecided(DomainError):
    sentence = (
        "This share is decided already, or the order does not wait for it any more. Nothing was done now. The order’s "
        "page shows how it stands."
    )


@dataclass(frozen=True)
class Part:
    """What one agency is to bear: per cent, or units."""

    agency: Organisation
    percent: Decimal | None = None
    quantity: int | None = None


@transaction.atomic
def share_order(*, order: Order, parts: Sequence[Part], version: int, by: Any, now: Clock = database_now) -> Order:
    """Makes a draft a joint order, or with no parts the order of one agency again; replaces what was said before.

    Raises PermissionDenied, AlreadyMoved, StaleForm, SharesDoNotFit.
    """
    require(by, "contracts.edit_order", order)
    order = lock_order(order, *Order.EDITABLE, version=version)
    if parts:
        _check(order, parts)
    order.shares.all().delete()
    JointShare.objects.bulk_create(JointShare(order=order, **vars(part)) for part in parts)
    order.save(update_fields=next_version(order))
    data = {"shares": {share.agency.name: share.words for share in order.shares.select_related("agency")}}
    record(action="contracts.order.shared", obj=order, by=by, at=now(), data=data)
    return order


def _check(order: Order, parts: Sequence[Part]) -> None:
    agencies = [part.agency for part in parts]
    if len({agency.pk for agency in agencies}) < len(agencies) or len(agencies) < 2:
        raise SharesDoNotFit(
            "A joint order has two agencies or more, each once. Nothing was saved. Correct the shares."
        )
    if order.agency not in agencies or any(agency.kind != Organisation.Kind.AGENCY for agency in agencies):
        raise SharesDoNotFit(
            f"{order.agency} leads the order and bears a share; the others are agencies. Nothing was saved. Correct it."
        )
    percents = [part.percent for part in parts if part.percent is not None]
    units = [part.quantity for part in parts if part.quantity is not None]
    is_one_measure = (len(percents), len(units)) in {(len(parts), 0), (0, len(parts))}
    if not is_one_measure or min(percents, default=1) <= 0 or min(units, default=1) <= 0:
        raise SharesDoNotFit("All shares are per cent, or all are units, and none is nothing. Nothing was saved.")
    whole = sum(percents, Decimal(0))
    if percents and whole != 100:
        made = f"{whole.normalize():f}"
        raise SharesDoNotFit(f"The shares add up to {made}%, not to 100%. Nothing was saved. Correct them.")
    if units and sum(units) != order.quantity:
        raise SharesDoNotFit(
            f"The shares add up to {sum(units):,}, and the order is for {order.counted}. Nothing was saved. Correct it."
        )


def pin_shares(order: Order, *, at: datetime.datetime) -> None:
    """Pins each agency's amount, asks each anew, and leaves the lead's share to its own approvers.

    Cents that do not divide are the lead's. Raises SharesDoNotFit.
    """
    shares = list(order.shares.select_related("agency", "order"))
    if not shares:
        return
    if order.route == Route.CASCADE:
        raise SharesDoNotFit("A joint order does not go by rank. Nothing was submitted. Choose another way of buying.")
    _check(order, [Part(share.agency, share.percent, share.quantity) for share in shares])
    partners = [share for share in shares if share.agency_id != order.agency_id]
    for share in partners:
        _check_partner(order, share)
        share.amount = (order.total_value * share.part).quantize(CENT, ROUND_DOWN)
        if not approvers_within(share.agency_id, share.amount, own_people(order), at=at):
            total = money((share.amount, order.currency))
            raise SharesDoNotFit(
                f"Nobody at {share.agency} may approve its share of {total}. Nothing was submitted. Change the shares, "
                "or ask that agency to name an approver with a higher limit."
            )
    [lead] = [share for share in shares if share.agency_id == order.agency_id]
    lead.amount = order.total_value - sum(share.amount for share in partners)
    for share in shares:
        share.decision, share.decided_by, share.decided_at, share.reason = "", None, None, ""
        share.save()
    order.approval_value = lead.amount


def _check_partner(order: Order, share: JointShare) -> None:
    framework = order.framework_lot.framework if order.framework_lot else None
    if framework and not framework.may_be_used_by(share.agency):
        raise SharesDoNotFit(
            f"{share.agency} may not buy under {framework}. Nothing was submitted. Leave it out, or choose another way."
        )


def tell_partners(order: Order, *, at: datetime.datetime) -> None:
    """Asks those of each partner whose limit covers its share."""
    for share in order.shares.of_partners().select_related("agency", "order"):
        approvers = approvers_within(share.agency_id, share.amount, own_people(order), at=at)
        body = f"{order.agency} leads it. Your share is {share.words}, {money((share.amount, order.currency))}."
        _tell(order, [one.user for one in approvers], f"Your share to approve: {order.offering_name}", body, at)


@transaction.atomic
def approve_share(*, share: JointShare, by: Any, now: Clock = database_now) -> Order:
    """Approves one partner's share within its own limits; with the last of all approvals the vendor is asked.

    Raises PermissionDenied, ShareDecided, AboveYourLimit, ClosedForOrders, RunsTooLong, CeilingReached.
    """
    require(by, "contracts.decide_share", share)
    share = _lock(share)
    order, at = share.order, now()
    held = held_limit(by, order, agency_id=share.agency_id)
    if held is None or held.limit < share.amount:
        raise AboveYourLimit(order, held.limit if held else None, total=share.amount)
    _decide(share, Decision.APPROVED, by=by, at=at)
    order.save(update_fields=next_version(order))
    _tell(
        order, [order.requester], f"Share approved: {order.offering_name}", f"{by} approved that of {share.agency}.", at
    )
    return approve_if_complete(order, by=by, at=at)


@transaction.atomic
def refuse_share(*, share: JointShare, reason: str, by: Any, now: Clock = database_now) -> Order:
    """One partner says no: the order goes back to the lead, which decides with new shares, and all are asked anew.

    Raises PermissionDenied, ShareDecided, InvalidInput.
    """
    require(by, "contracts.decide_share", share)
    share = _lock(share)
    order, at = share.order, now()
    share.reason = stated(reason, what="A refusal")
    _decide(share, Decision.REFUSED, by=by, at=at)
    order.reason = f"{share.agency} does not take its share: {share.reason}"
    move(order, Order.Status.RETURNED, by=by, at=at, fields=["reason", *next_version(order)], reason=order.reason)
    body = f"{order.reason} Change the shares, and send it again; all are asked anew."
    _tell(order, [order.requester], f"Share refused: {order.offering_name}", body, at)
    return order


def _lock(share: JointShare) -> JointShare:
    order = lock_order(share.order, *Order.Status, version=None)
    share = JointShare.objects.select_related("agency").get(pk=share.pk)
    share.order = order
    if order.status != Order.Status.SUBMITTED or share.decision or share.is_lead:
        raise ShareDecided
    return share


def _decide(share: JointShare, decision: str, *, by: Any, at: datetime.datetime) -> None:
    if by.pk in own_people(share.order):
        raise PermissionDenied("contracts.decide_share")
    share.decision, share.decided_by, share.decided_at = decision, by, at
    share.save(update_fields=["decision", "decided_by", "decided_at", "reason"])
    data = {"agency": share.agency.name, "share": share.words, "amount": share.amount, "reason": share.reason}
    record(action=f"contracts.order.share_{decision}", obj=share.order, by=by, at=at, data=data)


def _tell(order: Order, recipients: Any, subject: str, body: str, at: datetime.datetime) -> None:
    notify(
        recipients=recipients,
        key=f"{order.reference}-share-{order.version}",
        subject=subject,
        body=body,
        address=f"{order.get_absolute_url()}#shares",
        at=at,
    )
