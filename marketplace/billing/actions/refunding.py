"""Paying back through Stripe, with the levy that it gives back along."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from ..models import ConnectedAccount, Payment, Refund
from ..payment_gateway import Gateway
from .fees import enter_fee
from .paying import RefundTooLarge, refund_payment


def refund_online_payment(
    *, payment: Payment, amount: Decimal, reason: str, key: str, by: Any, through: Gateway, now: Clock = database_now
) -> Refund:
    """Pays back through Stripe and records it under Stripe's own refund, whether this or an event says it first.

    Raises PermissionDenied, InvalidInput, RefundTooLarge, Unreachable (ask again under the same key), Refused.
    """
    require(by, "billing.refund_payment", payment)
    if amount <= 0 or not reason.strip():
        raise InvalidInput("Enter what is paid back, more than nothing, and say why. Nothing was changed.")
    if amount > payment.amount - payment.refunded:
        raise RefundTooLarge
    # Only what was passed on to a vendor can be taken back from one.
    passed_on = ConnectedAccount.objects.filter(organisation=payment.receiver_id).exists()
    back = through.refund(payment.bank_reference, amount, passed_on=passed_on, key=key)
    return record_online_refund(payment, amount=amount, reason=reason, key=f"stripe:{back}", by=by, now=now)


@transaction.atomic
def record_online_refund(payment: Payment, *, now: Clock, **said: Any) -> Refund:
    """The refund, and the part of the levy that Stripe gave back with it, once each."""
    refund = refund_payment(payment=payment, now=now, **said)
    online = payment.online.select_related("invoice__issuer", "payment").first()
    if online is not None and online.fee:
        words = f"{online.invoice.reference}, given back with what was paid back"
        enter_fee(online, key=f"back:{online.payment.refunded}", words=words, at=now())
    return refund
