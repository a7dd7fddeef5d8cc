"""What is billed once, on whichever month's invoice comes next: metered use, milestones, credits that were too large.

Of use each month counts what goes beyond the month's included amount, times the price of one, rounded to the cent.
Everything is looked at as it stands when the billed month is over in the contract's own zone.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from catalog.offerings.price_terms import usage_key
from catalog.offerings.pricing import counted, unit_money
from contracts.agreements.models import Contract
from contracts.deliveries.models import Delivery
from contracts.orders.models import Order
from contracts.orders.modes import LEVIED
from contracts.service_levels.queries.overpaid import overpaid_credits
from marketplace.billing.actions import BillLine
from marketplace.billing.models import InvoiceLine
from marketplace.business_time import local_midnight
from marketplace.components.formats import day, money
from marketplace.money import round_cents

from .models import MeteredUse

A_DAY = datetime.timedelta(days=1)


def use_lines(contract: Contract, before: datetime.date) -> Iterator[tuple[Order, BillLine]]:
    """A line for each report of use in a month before that day that costs anything. Two statements."""
    rows = MeteredUse.objects.standing().filter(order__contract=contract, month__lt=before)
    related = ("order__framework_lot__framework", "order__agency")
    for use in rows.select_related(*related).prefetch_related("order__shares__agency", f"order__{LEVIED}"):
        use.order.contract = contract
        charge = charge_of(use.order, use.charge)
        if charge is not None and (line := _use_line(use, charge, contract)).amount:
            yield use.order, line


def charge_of(order: Order, key: str) -> dict[str, Any] | None:
    """The usage charge of the order as it was pinned; None where its plan meters no such thing."""
    return next((charge for charge in order.usage if usage_key(charge) == key), None)


def _use_line(use: MeteredUse, charge: dict[str, Any], contract: Contract) -> BillLine:
    order, price = use.order, Decimal(charge["price"])
    beyond = max(0, use.used - charge["included"])
    included = f", {charge['included']:,} included" if charge["included"] else ""
    why = f"{use.used:,} used in {use.month:%B %Y}{included}: {counted(beyond, charge['unit'])}"
    return BillLine(
        kind=InvoiceLine.Kind.USAGE,
        description=f"{order.offering_name}: {charge['name']}"[:200],
        amount=round_cents(beyond * price),
        starts_on=use.month,
        ends_on=(use.month + 31 * A_DAY).replace(day=1),
        why=f"{why} × {unit_money(price, order.currency)}",
        order_reference=order.reference,
        order_address=order.get_absolute_url(),
        source_address=f"{order.get_absolute_url()}use/",
        delivered_by=contract.vendor.name,
        quantity=Decimal(beyond),
        unit=charge["unit"],
        unit_price=price,
        cause=use.cause,
    )


def milestone_lines(contract: Contract, before: datetime.date) -> Iterator[BillLine]:
    """A line for each paid milestone that was accepted, by word or by silence, before that day. One statement."""
    end = local_midnight(before, contract.time_zone)
    found = Delivery.objects.filter(milestone__contract=contract, milestone__amount__isnull=False)
    for delivery in found.select_related("milestone").order_by("pk"):
        milestone, accepted_at = delivery.milestone, delivery.accepted_at(end)
        if accepted_at is None or milestone.amount is None:
            continue
        on = accepted_at.astimezone(ZoneInfo(contract.time_zone)).date()
        silence = " by silence" if delivery.verdict != Delivery.Verdict.ACCEPTED else ""
        yield BillLine(
            kind=InvoiceLine.Kind.ONE_OFF,
            description=f"Milestone: {milestone.title}"[:200],
            amount=milestone.amount,
            starts_on=on,
            ends_on=on + A_DAY,
            why="paid once, as agreed for this milestone",
            delivery_reference=f"accepted{silence} {day(on)}",
            source_address=milestone.get_absolute_url(),
            delivered_by=contract.vendor.name,
            cause=f"milestone:{milestone.pk}",
        )


def charge_back_lines(contract: Contract, before: datetime.date) -> Iterator[BillLine]:
    """A line for each service level's month of which invoices took more than its corrected result owes."""
    for one in overpaid_credits(contract, at=local_midnight(before, contract.time_zone)):
        period = one.result.period
        taken, owed = (money((amount, contract.currency)) for amount in (one.taken, one.owed))
        yield BillLine(
            kind=InvoiceLine.Kind.ADJUSTMENT,
            description=f"Service credit {period:%B %Y} corrected, {one.result.term.title}"[:200],
            amount=one.amount,
            starts_on=period,
            ends_on=(period + 31 * A_DAY).replace(day=1),
            why=f"{taken} were taken off; by revision {one.result.revision} of the month {owed} are owed",
            source_address=one.credit.get_absolute_url(),
            cause=one.cause,
        )
