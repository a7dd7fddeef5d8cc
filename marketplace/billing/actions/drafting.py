"""Drafting an invoice: one for each contract, month and pair of parties, with the credits that wait for it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from ..levy_lines import spread_levy
from ..models import BilledCause, CreditNote, Invoice, InvoiceLine, PurchaseOrder


class NothingToBill(DomainError):
    """No order under the contract costs anything in that month."""

    sentence = "Nothing of this contract is to be billed for that month. No invoice was drafted."


class BilledMeanwhile(DomainError):
    """Something of the bill went on another invoice at the same moment."""

    sentence = "A part of this was billed on another invoice just now. Nothing was drafted. Draft the month again."


@dataclass(frozen=True)
class BillLine:
    """One line before it is drafted. `ends_on` is the first day that is no longer covered.

    `cause` is the key of what is billed once, on whichever invoice; empty for what recurs. `levy_percent` is its own
    agreement's, where it differs from the bill's.
    """

    kind: str
    description: str
    amount: Decimal
    starts_on: datetime.date
    ends_on: datetime.date
    why: str = ""
    order_reference: str = ""
    order_address: str = ""
    delivery_reference: str = ""
    source_address: str = ""
    delivered_by: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    cause: str = ""
    levy_percent: Decimal | None = None


@dataclass(frozen=True)
class Bill:
    """What is billed: the parties, the contract as text, the month, the lines without credits and levy.

    `levy_percent` is what the broker office takes of the lines after credits; zero where no levy is charged.
    `purchase_order` counts where the payer has stated none.
    """

    issuer: Organisation
    payer: Organisation
    contract_reference: str
    ocid: str
    title: str
    delivery_mode: str
    time_zone: str
    period: datetime.date
    lines: tuple[BillLine, ...]
    currency: str = "USD"
    levy_percent: Decimal = Decimal(0)
    purchase_order: str = ""


@transaction.atomic
def draft_invoice(*, bill: Bill, by: Any, now: Clock = database_now) -> Invoice:
    """Drafts what is billed. The invoice that stands for that month is returned as it is: nothing is billed twice.

    Raises PermissionDenied, NothingToBill, BilledMeanwhile.
    """
    invoice = Invoice(
        issuer=bill.issuer,
        payer=bill.payer,
        contract_reference=bill.contract_reference,
        ocid=bill.ocid,
        title=bill.title[:200],
        delivery_mode=bill.delivery_mode,
        time_zone=bill.time_zone,
        period=bill.period,
        currency=bill.currency,
    )
    require(by, "billing.draft_invoice", invoice)
    if not bill.lines:
        raise NothingToBill
    if standing := _standing(bill):
        return standing
    stated = PurchaseOrder.objects.filter(payer=bill.payer, contract_reference=bill.contract_reference).last()
    invoice.purchase_order = stated.number if stated else bill.purchase_order[:60]
    invoice.cost_centre = stated.cost_centre if stated else ""
    invoice.created_at = at = now()
    try:
        with transaction.atomic():  # where somebody else was first, the number is given back
            invoice.reference = take_reference("INV", at=at)
            invoice.save(force_insert=True)
    except IntegrityError:
        if standing := _standing(bill):
            return standing
        raise
    _write_lines(invoice, bill)
    take_credits(invoice, at=at)
    data = {"contract": invoice.contract_reference, "period": invoice.period, "total": invoice.total}
    record(action="billing.invoice.drafted", obj=invoice, by=by, at=at, data=data)
    return invoice


def _standing(bill: Bill) -> Invoice | None:
    rows = Invoice.objects.standing().filter(contract_reference=bill.contract_reference, period=bill.period)
    return rows.filter(issuer=bill.issuer, payer=bill.payer).first()


def _write_lines(invoice: Invoice, bill: Bill) -> None:
    rows = []
    for number, line in enumerate(bill.lines, start=1):
        own = {name: value for name, value in vars(line).items() if name != "cause"}
        own["levy_percent"] = bill.levy_percent if line.levy_percent is None else line.levy_percent
        rows.append(InvoiceLine(invoice=invoice, position=number, **own))
    percents = sorted({row.levy_percent for row in rows if row.levy_percent})
    rows += [
        InvoiceLine(
            invoice=invoice,
            position=900 + number,
            kind=InvoiceLine.Kind.LEVY,
            description="Broker levy",
            quantity=percent,
            unit="%",
            amount=0,
            starts_on=bill.lines[0].starts_on,
            ends_on=bill.lines[0].ends_on,
        )
        for number, percent in enumerate(percents)
    ]
    InvoiceLine.objects.bulk_create(rows)
    causes = [(line.cause, row) for line, row in zip(bill.lines, rows, strict=False) if line.cause]
    try:
        with transaction.atomic():
            BilledCause.objects.bulk_create([BilledCause(key=cause, line=row) for cause, row in causes])
    except IntegrityError as error:
        raise BilledMeanwhile from error


def take_credits(invoice: Invoice, *, at: datetime.datetime) -> list[InvoiceLine]:
    """Puts the unused credit notes of the contract on a draft, never more than its lines come to; the levy follows.

    The caller holds the draft.
    """
    lines = list(invoice.lines.order_by("position"))
    billed = [line for line in lines if line.kind != InvoiceLine.Kind.LEVY]
    room = sum((line.amount for line in billed), Decimal())
    notes = CreditNote.objects.unused().select_for_update()
    notes = notes.filter(issuer=invoice.issuer_id, payer=invoice.payer_id, currency=invoice.currency, issued_at__lte=at)
    added: list[InvoiceLine] = []
    for note in notes.filter(contract_reference=invoice.contract_reference).exclude(lines__in=lines):
        amount = min(note.left, room)
        if amount <= 0:
            break
        position = len(billed) + len(added) + 1
        added.append(_credit_line(invoice, note, amount, lines[0], position))
        note.applied += amount
        note.save(update_fields=["applied"])
        room -= amount
    invoice.total = room + spread_levy(lines, room)
    invoice.save(update_fields=["total"])
    return added


def _credit_line(invoice: Invoice, note: CreditNote, amount: Decimal, first: InvoiceLine, position: int) -> InvoiceLine:
    why = "" if amount == note.amount else f"a part of {note.amount}; the rest is on other invoices"
    return InvoiceLine.objects.create(
        invoice=invoice,
        position=position,
        kind=InvoiceLine.Kind.CREDIT,
        description=note.words[:200],
        why=why,
        source_address=note.source_address,
        credit_note=note,
        amount=-amount,
        starts_on=first.starts_on,
        ends_on=first.ends_on,
    )
