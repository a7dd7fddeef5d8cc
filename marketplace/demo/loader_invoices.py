"""Bills some of the story's contracts: the last two months, those of a missed service level and those of metered use.

The older are paid.
"""

import datetime
from decimal import Decimal

from django.db import transaction

from catalog.offerings.price_terms import usage_key
from contracts.agreements.models import Contract
from contracts.invoicing.actions import draft_month, tell_use
from contracts.orders.models import Order
from marketplace.billing.actions import (
    decide_dispute,
    dispute_line,
    issue_invoice,
    record_payment,
    state_purchase_order,
)
from marketplace.billing.models import Invoice, TaxExemption
from marketplace.permissions import SYSTEM, Role

from . import world
from .histories import month_before
from .loader_orders import at_work, clock
from .loader_people import Cast

TOLD_ON, BILLED_ON = 3, 6
PAID_AFTER = datetime.timedelta(days=21)
QUESTION = "Ten of these seats were given back before the month began. We ask for a credit of one seat in eighteen."


def load_invoices(cast: Cast, *, today: datetime.date, at: datetime.datetime) -> int:
    """Bill what is not billed. Returns how many invoices are new."""
    records = {record["key"]: record for record in world.story()["contracts"]}
    billed = [records[key] for key in world.story()["billed"] if key in records]
    with transaction.atomic():
        return sum(_bill(cast, record, today, at) for record in billed)


def _bill(cast: Cast, record: world.Record, today: datetime.date, at: datetime.datetime) -> int:
    order = Order.objects.filter(form_token=world.form_token(record["key"])).first()
    if order is None or order.contract is None:
        return 0
    contract = Contract.objects.with_parties().get(pk=order.contract_id)
    if Invoice.objects.filter(contract_reference=contract.reference).exists():
        return 0
    _state(cast, record, contract, at)
    made, metered = 0, _tell_use(cast, record, order, today, at)
    for months_ago in sorted({*record["missed_months"], *metered, 2, 1}, reverse=True):
        period = month_before(today, months_ago)
        issued_at = min(at_work(month_before(today, months_ago - 1).replace(day=BILLED_ON)), at)
        for draft in draft_month(contract=contract, period=period, by=SYSTEM, now=clock(issued_at)):
            _issue(cast, record, draft, issued_at, at, months_ago=months_ago)
            made += 1
    return made


def _tell_use(cast: Cast, record: world.Record, order: Order, today: datetime.date, at: datetime.datetime) -> set[int]:
    """The vendor tells what was used, month by month as each is over; the last figure is last month's. Returns which
    months, counted back."""
    told: dict[int, dict[str, int]] = {}
    for name, counts in record.get("used", {}).items():
        for months_ago, count in enumerate(reversed(counts), start=1):
            told.setdefault(months_ago, {})[usage_key({"name": name})] = count
    editor = cast.holder(order.vendor.slug, Role.VENDOR_EDITOR) if told else None
    for months_ago in sorted(told, reverse=True):
        told_at = min(at_work(month_before(today, months_ago - 1).replace(day=TOLD_ON)), at)
        month, used = month_before(today, months_ago), told[months_ago]
        tell_use(order=order, month=month, used=used, by=editor, now=clock(told_at))
    return set(told)


def _state(cast: Cast, record: world.Record, contract: Contract, at: datetime.datetime) -> None:
    payer = cast.holder(record["agency"], Role.APPROVER)
    number = f"PO-{contract.reference[2:]}"
    state_purchase_order(
        payer=contract.agency, contract_reference=contract.reference, number=number, cost_centre="4410", by=payer,
        now=clock(at),
    )  # fmt: skip
    if not TaxExemption.objects.filter(organisation=contract.agency).exists():
        TaxExemption.objects.bulk_create(
            [
                TaxExemption(
                    organisation=contract.agency, number=f"E-{contract.agency_id:05d}", issued_by="State of Franklin",
                    valid_from=contract.starts_on, stated_at=at, stated_by=payer,
                )
            ]
        )  # fmt: skip


def _issue(
    cast: Cast,
    record: world.Record,
    draft: Invoice,
    issued_at: datetime.datetime,
    at: datetime.datetime,
    *,
    months_ago: int,
) -> None:
    biller = cast.binding(draft.issuer)
    invoice = issue_invoice(invoice=draft, by=biller, now=clock(issued_at))
    if record.get("questioned", {}).get("months_ago") == months_ago:
        invoice = _take_off(cast, record, invoice, issued_at, at)
    if months_ago > 1 and invoice.open_amount:
        paid_at = min(issued_at + PAID_AFTER, at)
        record_payment(
            payer=invoice.payer, receiver=invoice.issuer, amount=invoice.open_amount, received_on=paid_at.date(),
            key=f"demo:{invoice.reference}", invoice=invoice, bank_reference=invoice.reference, by=biller,
            now=clock(paid_at),
        )  # fmt: skip
    elif record["key"] == "contact-centre-labor":
        line = invoice.lines.order_by("position").first()
        held = (line.amount / 18).quantize(Decimal("0.01"))
        asked = clock(min(issued_at + datetime.timedelta(days=2), at))
        payer = cast.holder(record["agency"], Role.APPROVER)
        dispute_line(line=line, amount=held, reason=QUESTION, by=payer, now=asked)


def _take_off(
    cast: Cast, record: world.Record, invoice: Invoice, issued_at: datetime.datetime, at: datetime.datetime
) -> Invoice:
    """A part of a line is questioned after two days; whoever billed it agrees three days later."""
    told, payer = record["questioned"], cast.holder(record["agency"], Role.APPROVER)
    asked, answered = (clock(min(issued_at + datetime.timedelta(days=days), at)) for days in (2, 5))
    line = invoice.lines.get(kind=told["kind"])
    dispute = dispute_line(line=line, amount=Decimal(told["amount"]), reason=told["reason"], by=payer, now=asked)
    biller = cast.binding(invoice.issuer)
    decide_dispute(dispute=dispute, upheld=True, answer=told["answer"], by=biller, now=answered)
    return Invoice.objects.with_parties().get(pk=invoice.pk)
