"""Recording payments as they arrive, and paying back. Each has a key of its own: said twice, it happens once."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money
from marketplace.errors import DomainError, InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require
from marketplace.references.actions import take_reference

from ..models import Entry, Invoice, Payment, Refund
from .issuing import locked
from .ledger import Kind, Side, enter
from .settling import settle
from .telling import tell
from .using import use, use_payment


class KeyTaken(DomainError):
    """The key stands for another payment or refund."""

    status = 422
    sentence = "This was recorded before with another amount. Nothing was changed. Load the page again to see it."


class RefundTooLarge(DomainError):
    """More would be paid back than arrived."""

    sentence = "No more can be paid back than arrived and was not paid back before. Nothing was changed."


@transaction.atomic
def record_payment(
    *,
    payer: Organisation,
    receiver: Organisation,
    amount: Decimal,
    received_on: datetime.date,
    key: str,
    by: Any,
    invoice: Invoice | None = None,
    method: str = Payment.Method.TRANSFER,
    currency: str = "USD",
    bank_reference: str = "",
    now: Clock = database_now,
) -> Payment:
    """Records money that arrived and uses it for the invoice; what is too much waits for the next one.

    Raises PermissionDenied, InvalidInput, KeyTaken where the key stands for another payment.
    """
    payment = Payment(
        key=key,
        payer=payer,
        receiver=receiver,
        method=method,
        amount=amount,
        currency=currency,
        received_on=received_on,
        bank_reference=bank_reference[:100],
        recorded_by_id=by.pk,
    )
    require(by, "billing.record_payment", payment)
    if amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise InvalidInput("Enter what arrived, more than nothing and to the cent. Nothing was recorded.")
    if invoice is not None and (invoice.payer_id, invoice.issuer_id) != (payer.pk, receiver.pk):
        raise InvalidInput("The payment is not between the two sides of this invoice. Nothing was recorded.")
    if before := Payment.objects.filter(key=key).first():
        return _same(before, payment)
    at = payment.recorded_at = now()
    try:
        with transaction.atomic():
            payment.reference = take_reference("PAY", at=at)
            payment.save(force_insert=True)
    except IntegrityError:
        if before := Payment.objects.filter(key=key).first():
            return _same(before, payment)
        raise
    sides = [Side(receiver, Kind.CASH, amount), Side(receiver, Kind.PREPAID, -amount, payer)]
    words, entered = f"{payment.reference} from {payer}", f"payment:{payment.pk}"
    enter(key=entered, kind=Entry.Kind.PAYMENT, words=words, sides=sides, currency=currency, at=at)
    data = {"amount": amount, "payer": str(payer), "received_on": received_on, "bank_reference": bank_reference}
    record(action="billing.payment.recorded", obj=payment, by=by, at=at, data=data)
    if invoice is not None:
        _use(payment, locked(invoice), by=by, at=at)
    return payment


def _use(payment: Payment, invoice: Invoice, *, by: Any, at: datetime.datetime) -> None:
    if payment.currency != invoice.currency:
        raise InvalidInput(f"The invoice is in {invoice.currency}. Nothing was recorded.")
    if use_payment(payment, invoice, at=at):
        settle(invoice, by=by, at=at)
        said = f"{invoice.issuer} recorded {money((payment.amount, payment.currency))} for {invoice.reference}."
        tell(invoice, sides=("payer",), key=f"paid-{payment.pk}", subject="Payment received", body=said, at=at)


def _same(before: Payment, again: Payment) -> Payment:
    facts = ("payer_id", "receiver_id", "amount", "currency")
    if any(getattr(before, name) != getattr(again, name) for name in facts):
        raise KeyTaken
    return before


@transaction.atomic
def refund_payment(
    *, payment: Payment, amount: Decimal, reason: str, key: str, by: Any, now: Clock = database_now
) -> Refund:
    """Pays back: first what no invoice holds, then what the newest invoices hold, which are open again.

    Raises PermissionDenied, InvalidInput, RefundTooLarge, KeyTaken where the key stands for another refund.
    """
    require(by, "billing.refund_payment", payment)
    if amount <= 0 or not reason.strip():
        raise InvalidInput("Enter what is paid back, more than nothing, and say why. Nothing was changed.")
    held = Payment.objects.select_for_update(of=["self"]).select_related("payer", "receiver")
    payment, at = held.get(pk=payment.pk), now()
    if before := Refund.objects.filter(key=key).first():
        if (before.payment_id, before.amount) != (payment.pk, amount):
            raise KeyTaken
        return before
    if amount > payment.amount - payment.refunded:
        raise RefundTooLarge
    _take_from_invoices(payment, amount - payment.left, by=by, at=at)
    person = None if by is SYSTEM else by.pk
    refund = Refund.objects.create(
        key=key, payment=payment, amount=amount, reason=reason.strip()[:500], at=at, by_id=person
    )
    payment.refunded += amount
    payment.save(update_fields=["refunded"])
    sides = [
        Side(payment.receiver, Kind.PREPAID, amount, payment.payer),
        Side(payment.receiver, Kind.CASH, -amount),
    ]
    words, entered = f"of {payment.reference} to {payment.payer}", f"refund:{refund.pk}"
    enter(key=entered, kind=Entry.Kind.REFUND, words=words, sides=sides, currency=payment.currency, at=at)
    data = {"amount": amount, "reason": refund.reason}
    record(action="billing.payment.refunded", obj=payment, by=by, at=at, data=data)
    return refund


def _take_from_invoices(payment: Payment, missing: Decimal, *, by: Any, at: datetime.datetime) -> None:
    """Takes so much of the payment away from the invoices that hold it, the newest first."""
    if missing <= 0:
        return
    held: dict[int, Decimal] = {}
    for row in payment.allocations.order_by("-pk"):
        held[row.invoice_id] = held.get(row.invoice_id, Decimal()) + row.amount
    for invoice_id, amount in held.items():
        taken = min(amount, missing)
        if taken > 0:
            invoice = Invoice.objects.select_for_update(of=["self"]).with_parties().get(pk=invoice_id)
            use(payment, invoice, -taken, at=at)
            settle(invoice, by=by, at=at)
            missing -= taken
