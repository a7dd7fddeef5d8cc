"""What the page of an order shows beside its fields: the chain, who is to act, what may be done now."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.offerings.plans import price_day
from contracts.agreements.promises import promised_by
from contracts.frameworks.queries import room_in
from marketplace.audit.models import AuditEvent
from marketplace.components.chain import ChainStep, Stage
from marketplace.permissions import allowed, own_organisations, reads_all

from .actions import promised_levels
from .models import CascadeOffer, JointShare, Order, OrderApproval, OrderChange, Provisioning, ProvisioningStep
from .pricing import news_about, pinned_offer
from .queries import Approver, approvals_of, approvers_for, history_of, limit_of, lines_by_rank
from .splitting import Split, split_on

EVENTS_SHOWN = 8
TONES = {"accepted": "ok", "approved": "ok", "rejected": "bad", "declined": "bad", "returned": "bad"}


@dataclass(frozen=True)
class OrderPage:
    """Everything derived that templates/contracts/orders/order_page.html shows."""

    order: Order
    chain: Sequence[ChainStep]
    lines: Sequence[dict[str, Any]]
    funding: Sequence[Any]
    levels: Sequence[Any]
    events: Sequence[tuple[AuditEvent, str]]
    approvers: Sequence[Approver]
    actions: frozenset[str]
    limit: Decimal | None
    is_inside: bool
    price_news: str = ""
    room: Decimal | None = None
    approvals: Sequence[OrderApproval] = ()
    split: Split | None = None
    line: Sequence[tuple[CascadeOffer, str]] = ()
    changes: Sequence[tuple[OrderChange, list[str]]] = ()
    steps: Sequence[ProvisioningStep] = ()
    shares: Sequence[tuple[JointShare, bool]] = ()


@dataclass(frozen=True)
class OfferPage:
    """What the page of one offer of an order by rank shows to one reader."""

    lines: Sequence[dict[str, Any]]
    levels: Sequence[Any]
    monthly_fee: Decimal
    state: str
    is_open: bool
    may_answer: bool


def offer_page(offer: CascadeOffer, *, reader: Any, at: datetime.datetime) -> OfferPage:
    """The offer as it was pinned, whoever's turn it is by now."""
    fields, is_open = pinned_offer(offer), offer.is_open(at=at)
    return OfferPage(
        lines=_with_amounts(fields["price_lines"]),
        levels=promised_by(offer.offering_revision),
        monthly_fee=fields["monthly_fee"],
        state=offer.state_at(at),
        is_open=is_open,
        may_answer=is_open and allowed(reader, "contracts.answer_offer", offer),
    )


def chain_of(order: Order) -> list[ChainStep]:
    """From the need, where there is one, through the offering to the contract and what comes after."""
    need = order.need_reference
    steps = [ChainStep("Need", need, f"/needs/{need}/")] if need else []
    steps.append(ChainStep("Offering", order.offering_name, order.offering.get_absolute_url()))
    if order.framework_lot:
        framework = order.framework_lot.framework
        steps.append(ChainStep("Agreement", framework.reference, framework.get_absolute_url(), framework.starts_on))
    kind = "Request" if order.approved_at is None else "Order"
    steps.append(ChainStep(kind, order.reference, "", order.submitted_at or "Draft", Stage.NOW))
    if order.contract:
        contract = order.contract
        steps.append(ChainStep("Contract", contract.reference, contract.get_absolute_url(), contract.starts_on))
        return [*steps, ChainStep("Service levels", when="measured month by month", stage=Stage.NEXT)]
    closed = order.status in {Order.Status.REJECTED, Order.Status.DECLINED, Order.Status.CANCELLED}
    return steps if closed else [*steps, ChainStep("Contract", when="once the vendor accepts", stage=Stage.NEXT)]


def lines_of(order: Order) -> list[dict[str, Any]]:
    """The price lines with their amounts as numbers again."""
    return _with_amounts(order.price_lines)


def _with_amounts(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line | {"amount": Decimal(line["amount"])} for line in lines]


def possible_actions(order: Order, reader: Any) -> frozenset[str]:
    """The verbs that this reader may use on the order as it stands."""
    states = {
        "edit": Order.EDITABLE,
        "submit": Order.EDITABLE,
        "cancel": (*Order.EDITABLE, Order.Status.SUBMITTED, Order.Status.APPROVED),
        "approve": (Order.Status.SUBMITTED,),
        "return": (Order.Status.SUBMITTED,),
        "reject": (Order.Status.SUBMITTED,),
        "accept": (Order.Status.APPROVED,),
        "decline": (Order.Status.APPROVED,),
    }
    return frozenset(
        verb
        for verb, where in states.items()
        if order.status in where
        and allowed(reader, f"contracts.{verb}_order", order)
        and not (verb in {"approve", "return", "reject"} and reader.pk == order.submitted_by_id)
    )


def possible_on_change(change: OrderChange, reader: Any) -> list[str]:
    """The decisions that this reader may take on a change as it stands."""
    asked, approved = OrderChange.Status.REQUESTED, OrderChange.Status.APPROVED
    verbs = {
        "approve": ("contracts.approve_change", (asked,)),
        "reject": ("contracts.approve_change", (asked,)),
        "agree": ("contracts.agree_to_change", (approved,)),
        "decline": ("contracts.agree_to_change", (approved,)),
        "withdraw": ("contracts.withdraw_change", (asked, approved)),
    }
    return [
        verb for verb, (action, states) in verbs.items() if change.status in states and allowed(reader, action, change)
    ]


def _changes(order: Order, reader: Any, *, inside: bool) -> list[tuple[OrderChange, list[str]]]:
    """A vendor sees a change from its approval on."""
    rows = list(order.changes.with_people() if inside else order.changes.with_people().seen_by_vendor())
    for change in rows:
        change.order = order
    return [(change, possible_on_change(change, reader)) for change in rows]


def _may_change(order: Order, reader: Any, changes: Sequence[tuple[OrderChange, list[str]]]) -> frozenset[str]:
    runs = order.status in {Order.Status.ACCEPTED, Order.Status.ACTIVE}
    is_free = runs and not any(change.is_open for change, _ in changes)
    return frozenset({"change"}) if is_free and allowed(reader, "contracts.change_order", order) else frozenset()


def _provisioning(order: Order, reader: Any) -> frozenset[str]:
    """The vendor reports until it is ready, the agency confirms then."""
    if order.status not in {Order.Status.ACCEPTED, Order.Status.ACTIVE}:
        return frozenset()
    standing = getattr(order, "provisioning", None)
    if standing is None or standing.status in {Provisioning.Status.STARTED, Provisioning.Status.FAILED}:
        return frozenset({"provision"}) if allowed(reader, "contracts.provision_order", order) else frozenset()
    is_ready = standing.status == Provisioning.Status.READY
    return (
        frozenset({"confirm"}) if is_ready and allowed(reader, "contracts.confirm_provisioning", order) else frozenset()
    )


def _may_decide(share: JointShare, order: Order, reader: Any) -> bool:
    """Whether this reader decides on a partner's share now."""
    share.order = order
    waits = order.status == Order.Status.SUBMITTED and not share.decision and not share.is_lead
    return waits and allowed(reader, "contracts.decide_share", share)


def _given(approvals: Sequence[OrderApproval], reader: Any) -> frozenset[str]:
    """Whoever approved it already does not approve it again."""
    return frozenset({"approve"}) if any(one.approver_id == reader.pk for one in approvals) else frozenset()


def order_page(order: Order, *, reader: Any, at: datetime.datetime) -> OrderPage:
    """The page of one order, loaded with `with_people()`, for one reader."""
    shares = list(order.shares.select_related("agency", "decided_by"))
    concerned = {order.agency_id, *(share.agency_id for share in shares)}
    inside = reads_all(reader) or bool(concerned & own_organisations(reader))
    waiting = order.status == Order.Status.SUBMITTED and inside
    approvals = approvals_of(order) if inside else []
    changes = _changes(order, reader, inside=inside) if order.contract_id else []
    history = history_of(order) if inside else history_of(order).exclude(action="contracts.order.passed_on")
    events = list(history.order_by("-pk")[:EVENTS_SHOWN])
    return OrderPage(
        order=order,
        chain=chain_of(order),
        lines=lines_of(order),
        funding=list(order.funding.all()) if inside else [],
        levels=promised_levels(order),
        events=[(event, TONES.get(event.action.rpartition(".")[2], "")) for event in events],
        approvers=approvers_for(order, at=at) if waiting else [],
        actions=possible_actions(order, reader) - _given(approvals, reader)
        | _may_change(order, reader, changes)
        | _provisioning(order, reader),
        changes=changes,
        shares=[(share, _may_decide(share, order, reader)) for share in shares] if inside else [],
        steps=list(order.provisioning_steps.select_related("reported_by")) if order.contract_id else [],
        limit=limit_of(reader, order),
        is_inside=inside,
        price_news=news_about(order, on=price_day(at)) if order.is_editable and inside else "",
        approvals=approvals,
        split=split_on(order) if inside else None,
        line=[(offer, offer.state_at(at)) for offer in lines_by_rank(order)] if inside and order.is_by_rank else [],
        room=room_in(order.framework_lot) if waiting and order.framework_lot else None,
    )
