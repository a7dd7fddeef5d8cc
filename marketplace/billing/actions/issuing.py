"""Issuing an invoice, after which nothing of it changes, and voiding one that nobody has paid."""

import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day, money
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import MoveRefused, move
from marketplace.permissions import require

from ..models import BilledCause, CreditNote, Entry, Invoice, InvoiceLine, TaxExemption
from .drafting import take_credits
from .ledger import Kind, Side, enter, reverse
from .levying import levy_sides
from .settling import settle
from .telling import tell
from .using import use_prepaid


class PurchaseOrderMissing(DomainError):
    """The payer pays by a number of its own, and there is none."""

    sentence = (
        "This invoice names no purchase order, without which it is not paid on terms. "
        "Ask the payer for one, then issue it."
    )


class MoneyArrived(DomainError):
    """Something of the invoice is paid or credited."""

    sentence = "Something of this invoice is paid or credited already. Give a credit note in place of voiding it."


def locked(invoice: Invoice) -> Invoice:
    """The invoice with its parties, its row held."""
    return Invoice.objects.select_for_update(of=["self"]).with_parties().get(pk=invoice.pk)


@transaction.atomic
def issue_invoice(*, invoice: Invoice, by: Any, now: Clock = database_now) -> Invoice:
    """Issues a draft: from now on it is owed, by the end of its last day in the payer's zone.

    Raises PermissionDenied, PurchaseOrderMissing, MoveRefused.
    """
    require(by, "billing.issue_invoice", invoice)
    invoice = locked(invoice)
    at = now()
    if invoice.status != Invoice.Status.DRAFT:  # after a refund one may stand as issued again, but is not issued twice
        raise MoveRefused(invoice, Invoice.Status.ISSUED)
    if not invoice.purchase_order:
        raise PurchaseOrderMissing
    take_credits(invoice, at=at)
    today = at.astimezone(ZoneInfo(invoice.time_zone)).date()
    invoice.issued_at = at
    invoice.due_at = local_midnight(today + datetime.timedelta(days=invoice.terms_days + 1), invoice.time_zone)
    exemption = TaxExemption.objects.in_force(on=today).filter(organisation=invoice.payer_id).last()
    invoice.tax_certificate = str(exemption)[:200] if exemption else ""
    fields = ["issued_at", "due_at", "tax_certificate"]
    data = {"total": invoice.total, "purchase_order": invoice.purchase_order, "contract": invoice.contract_reference}
    move(invoice, Invoice.Status.ISSUED, by=by, at=at, fields=fields, data=data)
    _enter_issue(invoice, at=at)
    use_prepaid(invoice, at=at)
    settle(invoice, by=by, at=at)
    to_pay = money((invoice.open_amount, invoice.currency))
    said = f"{invoice.issuer} bills {to_pay} for {invoice.period:%B %Y}, due by the end of {day(invoice.last_day_on)}."
    tell(invoice, sides=("payer",), key="issued", subject="To pay", body=said, at=at)
    return invoice


def _enter_issue(invoice: Invoice, *, at: datetime.datetime) -> None:
    sums = {"levy": Decimal(), "credit": Decimal(), "adjustment": Decimal(), "earned": Decimal()}
    for kind, amount in invoice.lines.values_list("kind", "amount"):
        sums[kind if kind in sums else "earned"] += amount
    if not any(sums.values()):
        return
    issuer, payer = invoice.issuer, invoice.payer
    sides = [
        Side(issuer, Kind.RECEIVABLE, invoice.total, payer),
        Side(issuer, Kind.CREDITS_OWED, -sums["credit"], payer),
        Side(issuer, Kind.CREDITS_GIVEN, -sums["adjustment"], payer),  # a credit that was too large, charged back
        Side(issuer, Kind.REVENUE, -sums["earned"]),
        *levy_sides(issuer, sums["levy"]),
    ]
    enter(
        key=f"invoice:{invoice.pk}:issued",
        kind=Entry.Kind.INVOICE_ISSUED,
        words=f"{invoice.reference} {invoice.title}",
        sides=sides,
        currency=invoice.currency,
        at=at,
        invoice=invoice,
    )


@transaction.atomic
def void_invoice(*, invoice: Invoice, reason: str, by: Any, now: Clock = database_now) -> Invoice:
    """Takes back a draft or an invoice of which nothing is paid; its credits wait for the next one.

    Raises PermissionDenied, InvalidInput without a reason, MoneyArrived, MoveRefused.
    """
    require(by, "billing.void_invoice", invoice)
    invoice, at = locked(invoice), now()
    if not reason.strip():
        raise InvalidInput("Say why the invoice is taken back; its payer reads it. Nothing was changed.")
    if invoice.paid or invoice.credited:
        raise MoneyArrived
    was_issued = invoice.issued_at is not None
    invoice.voided_at, invoice.void_reason = at, reason.strip()[:500]
    move(invoice, Invoice.Status.VOID, by=by, at=at, fields=["voided_at", "void_reason"], reason=invoice.void_reason)
    for line in invoice.lines.filter(kind=InvoiceLine.Kind.CREDIT):
        note = CreditNote.objects.select_for_update().get(pk=line.credit_note_id)
        note.applied += line.amount
        note.save(update_fields=["applied"])
    BilledCause.objects.standing().filter(line__invoice=invoice).update(released_at=at)
    if was_issued:
        words = f"{invoice.reference} taken back"
        entered = Entry.objects.filter(key=f"invoice:{invoice.pk}:issued").first()
        if entered is not None:
            key = f"invoice:{invoice.pk}:voided"
            reverse(entered, key=key, kind=Entry.Kind.INVOICE_VOIDED, words=words, at=at)
        tell(invoice, sides=("payer",), key="voided", subject="Not to pay", body=invoice.void_reason, at=at)
    return invoice
