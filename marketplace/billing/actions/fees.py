"""The levy that Stripe keeps back, brought down where a credit lowered it: noted, given back there, then entered."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM

from ..models import Account, Invoice, LoweredFee, OnlinePayment, Posting
from ..payment_gateway import Gateway, Refused
from .issuing import locked
from .levying import settle_levy

NOTHING = Decimal("0.00")


def levy_left(invoice: Invoice) -> Decimal:
    """What is owed of an invoice's levy after credits, less what is kept of its payments; below zero it is too much."""
    levy = invoice.lines.filter(kind="levy").aggregate(sum=Sum("amount", default=0))["sum"]
    lowered = invoice.credit_applications.aggregate(sum=Sum("levy", default=0))["sum"]
    return levy - lowered - sum((_held(one) for one in _paid(invoice)), NOTHING)


def _paid(invoice: Invoice) -> list[OnlinePayment]:
    """What was paid of an invoice with a fee, the latest first."""
    rows = OnlinePayment.objects.filter(invoice=invoice, payment__isnull=False, fee__gt=0)
    return list(rows.select_related("payment", "invoice").prefetch_related("lowerings").order_by("-attempt"))


def _held(online: OnlinePayment) -> Decimal:
    """What is kept of its fee, less what is being given back."""
    return max(online.fee_kept - online.fee_waiting, NOTHING)


def lower_fees(*, invoice: Invoice, through: Gateway, now: Clock = database_now) -> list[LoweredFee]:
    """Gives back what was kept of the payments of an invoice beyond the levy that is owed of it. Any number of times.

    Each part is noted before Stripe is asked: after a time-out the same key gives back the same part. What Stripe
    refuses waits for the next look. Raises Unreachable.
    """
    given = []
    for row in _waiting(invoice, now=now):
        try:
            external = through.lower_fee(row.online.intent, row.amount, key=row.key)
        except Refused:
            continue
        given.append(_given(row, external, now=now))
    return given


@transaction.atomic
def _waiting(invoice: Invoice, *, now: Clock) -> list[LoweredFee]:
    """The parts that wait to be given back, with what is too much by now."""
    if not OnlinePayment.objects.filter(invoice=invoice, payment__isnull=False, fee__gt=0).exists():
        return []
    invoice = locked(invoice)
    missing, at, waiting = -levy_left(invoice), now(), []
    for online in _paid(invoice):
        amount = min(missing, _held(online))
        if amount > 0 and not online.fee_waiting:
            number = len(online.lowerings.all()) + 1
            waiting.append(LoweredFee.objects.create(online=online, number=number, amount=amount, asked_at=at))
            missing -= amount
        elif online.fee_kept:  # where a refund gave all of it back meanwhile, nothing waits any more
            waiting += [one for one in online.lowerings.all() if not one.external]
    return waiting


@transaction.atomic
def _given(row: LoweredFee, external: str, *, now: Clock) -> LoweredFee:
    invoice = locked(row.online.invoice)
    row, at = LoweredFee.objects.select_for_update(of=["self"]).select_related("online").get(pk=row.pk), now()
    if row.external:
        return row
    row.external, row.given_at = external[:80], at
    row.save(update_fields=["external", "given_at"])
    online = OnlinePayment.objects.select_related("invoice__issuer", "payment").get(pk=row.online_id)
    words = f"{invoice.reference}, given back as a credit lowered it"
    enter_fee(online, key=f"lowered:{row.number}", words=words, at=at)
    data = {"key": row.key, "amount": row.amount, "external": external}
    record(action="billing.online_payment.fee_lowered", obj=invoice, by=SYSTEM, at=at, data=data)
    return row


def enter_fee(online: OnlinePayment, *, key: str, words: str, at: datetime.datetime) -> None:
    """Enters what went back of a payment's fee: what the ledger counts as collected, less what is kept by now."""
    office = Organisation.objects.broker_offices().order_by("pk").first()
    own = f"levy:{online.key}"
    entered = Posting.objects.filter(Q(entry__key=own) | Q(entry__key__startswith=f"{own}:"))
    amount = -entered.filter(account__kind=Account.Kind.LEVY_DUE).balance() - online.fee_kept
    if office is None or office.pk == online.invoice.issuer_id or amount <= 0:
        return
    settle_levy(
        vendor=online.invoice.issuer,
        office=office,
        amount=-amount,
        key=f"{own}:{key}",
        words=words,
        at=at,
        currency=online.invoice.currency,
        invoice=online.invoice,
    )
