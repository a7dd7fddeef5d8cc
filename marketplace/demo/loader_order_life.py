"""What happens to orders besides being placed: one goes by rank, one is to change, one is being provided."""

import datetime
import uuid
from decimal import Decimal

from django.db import transaction

from contracts.frameworks.models import FrameworkLot
from contracts.orders.actions import (
    Place,
    Report,
    Share,
    approve_order,
    decline_offer,
    draft_order,
    draw_line,
    fund_order,
    report_provisioning,
    request_change,
    submit_order,
)
from contracts.orders.changes import first_days
from contracts.orders.duplicates import Answer
from contracts.orders.line_choices import ranked_vendors
from contracts.orders.models import CascadeOffer, Order, OrderChange, Provisioning
from contracts.orders.pricing import Wanted
from contracts.orders.queries import approvers_for

from . import world
from .loader_orders import NOT_JOINED, at_work, clock, contract_order, working_days_ago
from .loader_people import Cast

HALF_AN_HOUR = datetime.timedelta(minutes=30)


def load_order_life(cast: Cast, *, today: datetime.date) -> int:
    """Each of the three unless it is there already. Returns how many were new."""
    told = world.story()["order_life"]
    with transaction.atomic():
        return sum(
            (_by_rank(cast, told["by_rank"], today), _change(told["change"], today), _provide(cast, told["provided"]))
        )


def _by_rank(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    """Approved, declined by the first: it is the second one's turn."""
    token = world.form_token(told["key"])
    if Order.objects.filter(form_token=token).exists():
        return False
    lot = FrameworkLot.objects.select_related("framework", "lot").get(
        framework__title=told["agreement"], lot=told["lot"]
    )
    requester, sent = cast.named(told["requester"]), working_days_ago(3, today=today)
    order = _draft(cast, told, lot, token, sent)
    places = [
        Place(each.vendor.pk, each.choices[0].offering, uuid.UUID(each.choices[0].plan_code))
        if each.choices
        else Place(each.vendor.pk, left_out=told["left_out"])
        for each in ranked_vendors(order, lot, on=sent.date())
    ]
    act = {"by": requester, "now": clock(sent)}
    order = draw_line(order=order, lot=lot, places=places, version=order.version, **act)
    order = submit_order(order=order, version=order.version, answer=Answer(apart=NOT_JOINED), **act)
    approved = working_days_ago(2, today=today)
    by = approvers_for(order, at=approved)[0].user
    order = approve_order(order=order, version=order.version, by=by, now=clock(approved))
    first = CascadeOffer.objects.with_order().asked().filter(order=order)[0]
    answered = clock(working_days_ago(1, today=today))
    decline_offer(offer=first, reason=told["declined"], by=cast.binding(first.vendor), now=answered)
    return True


def _draft(cast: Cast, told: world.Record, lot: FrameworkLot, token: uuid.UUID, at: datetime.datetime) -> Order:
    """From the first offering of the lot that is sold for the quantity and term."""
    requester = cast.named(told["requester"])
    asked = Order(quantity=told["quantity"], months=told["months"], currency=lot.framework.currency)
    choice = next(each.choices[0] for each in ranked_vendors(asked, lot, on=at.date()) if each.choices)
    wanted = Wanted(
        choice.offering, uuid.UUID(choice.plan_code), told["quantity"], told["months"],
        at.date() + datetime.timedelta(days=30),
    )  # fmt: skip
    agency = cast.organisations[told["agency"]]
    order = draft_order(wanted=wanted, agency=agency, form_token=token, by=requester, now=clock(at))
    return fund_order(
        order=order,
        shares=[Share(told["source"], Decimal(100))],
        justification=told["justification"],
        version=order.version,
        by=requester,
        now=clock(at),
    )


def _running(key: str) -> Order:
    record = next(one for one in world.story()["contracts"] if one["key"] == key)
    return Order.objects.with_people().select_related("contract").get(pk=contract_order(record).pk)


def _change(told: world.Record, today: datetime.date) -> bool:
    """More of what runs, asked for yesterday; the approver has it on the desk."""
    order = _running(told["contract"])
    if OrderChange.objects.filter(order=order).exists() or order.status != Order.Status.ACTIVE:
        return False
    at = working_days_ago(1, today=today)
    request_change(
        order=order,
        quantity=order.quantity + told["more"],
        holds_from=first_days(order, on=today)[0],
        words=told["words"],
        version=order.version,
        by=order.requester,
        now=clock(at),
    )
    return True


def _provide(cast: Cast, told: world.Record) -> bool:
    """Begun, failed, begun again, ready the day before its first day; the agency has still to confirm."""
    order = _running(told["contract"])
    if Provisioning.objects.filter(order=order).exists() or order.starts_on is None:
        return False
    at = at_work(order.starts_on - datetime.timedelta(days=2))
    reports = [
        Report("started"),
        Report("failed", reason=told["failed"]),
        Report("started"),
        Report("ready", told["where"]),
    ]
    for number, report in enumerate(reports):
        moment = clock(at + number * HALF_AN_HOUR)
        report_provisioning(
            order=order, key=f"story-{number}", report=report, by=cast.binding(order.vendor), now=moment
        )
    return True
