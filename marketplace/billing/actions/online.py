"""Paying online: an attempt is opened once, and its state is always fetched, never believed from an event.

`through` is the gateway. What happened is recorded under keys made of Stripe's own objects, so that any number of
events, looks and reconciliations record it once.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from procrastinate.contrib.django import app

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require

from ..models import (
    ConnectedAccount,
    Invoice,
    LineDispute,
    OnlinePayment,
    Payment,
    StripeEvent,
)
from ..payment_gateway import Asked, Gateway, Refused, Standing
from .accounts import refresh_account
from .fees import levy_left, lower_fees
from .issuing import locked
from .levying import settle_levy
from .paying import record_payment
from .refunding import record_online_refund
from .sending import send_credits
from .telling import PAYERS, people_of

# Up to this amount a payer is led to a page of Stripe's at once; above, Stripe sends an invoice on terms.
CHECKOUT_UP_TO = Decimal("2500.00")


class NotPayableOnline(DomainError):
    """The invoice is not open, a line is questioned, or its vendor takes no payments online."""

    sentence = (
        "This invoice cannot be paid online: it is settled, a line of it is questioned, or its vendor does not take "
        "payments online. Pay it by transfer."
    )


def start_online_payment(*, invoice: Invoice, by: Any, through: Gateway, now: Clock = database_now) -> OnlinePayment:
    """Opens the one attempt that an invoice has at a time, or gives the one that is open.

    The attempt is kept before Stripe is asked: after a time-out the same key finds the same object. A refusal ends only
    an attempt that was never asked for before: what an earlier call opened unheard could still be paid.
    Raises PermissionDenied, NotPayableOnline, Unreachable, Refused.
    """
    online, asked, is_new = _kept_attempt(invoice, by=by, now=now)
    if online.external:
        return online
    ask = through.open_checkout if online.kind == OnlinePayment.Kind.CHECKOUT else through.send_invoice
    try:
        opened = ask(asked)
    except Refused:
        with transaction.atomic():
            online = _held(online)
            if is_new and online.status == OnlinePayment.Status.STARTED:
                move(online, OnlinePayment.Status.FAILED, by=SYSTEM, at=now())
        raise
    with transaction.atomic():
        online = _held(online)
        if online.status == OnlinePayment.Status.STARTED:
            online.external, online.address = opened.external, opened.address
            move(online, OnlinePayment.Status.OPEN, by=SYSTEM, at=now(), fields=["external", "address"])
    return online


@transaction.atomic
def _kept_attempt(invoice: Invoice, *, by: Any, now: Clock) -> tuple[OnlinePayment, Asked, bool]:
    require(by, "billing.pay_online", invoice)
    invoice = locked(invoice)
    at = now()
    online = OnlinePayment.objects.filter(invoice=invoice, status__in=["started", "open"]).first()
    is_new = online is None
    if online is None:
        if invoice.status not in Invoice.OPEN or LineDispute.objects.open().filter(line__invoice=invoice).exists():
            raise NotPayableOnline
        account = ConnectedAccount.objects.filter(organisation=invoice.issuer_id, takes_payments=True).first()
        if account is None and invoice.issuer.kind != "broker":
            raise NotPayableOnline
        amount = invoice.open_amount
        small = amount <= CHECKOUT_UP_TO
        last = OnlinePayment.objects.filter(invoice=invoice).aggregate(last=Max("attempt"))["last"] or 0
        online = OnlinePayment.objects.create(
            invoice=invoice,
            attempt=last + 1,
            kind=OnlinePayment.Kind.CHECKOUT if small else OnlinePayment.Kind.INVOICE,
            amount=amount,
            fee=max(levy_left(invoice), Decimal(0)) if account else Decimal(0),
            started_at=at,
        )
        data = {"amount": amount, "key": online.key}
        record(action="billing.online_payment.started", obj=invoice, by=by, at=at, data=data)
    return online, _asked(online, invoice, at=at), is_new


def _asked(online: OnlinePayment, invoice: Invoice, *, at: datetime.datetime) -> Asked:
    account = ConnectedAccount.objects.filter(organisation=invoice.issuer_id, takes_payments=True).first()
    payer = people_of(invoice.payer_id, roles=PAYERS, at=at).order_by("pk").first()
    return Asked(
        key=online.key,
        reference=invoice.reference,
        contract=invoice.contract_reference,
        purchase_order=invoice.purchase_order,
        title=f"{invoice.reference} {invoice.title}, {invoice.period:%B %Y}",
        amount=online.amount,
        fee=online.fee,
        currency=invoice.currency,
        account=account.account if account else "",
        payer_name=str(invoice.payer),
        payer_mail=payer.email if payer else "",
        days_until_due=max((invoice.due_at - at).days, 1),
        address=f"{settings.SITE_ADDRESS}{invoice.get_absolute_url()}",
    )


def refresh_online_payment(*, online: OnlinePayment, through: Gateway, now: Clock = database_now) -> OnlinePayment:
    """Fetches the attempt's object and records what it says. Any number of times, in any order.

    Raises Unreachable.
    """
    if not online.external:
        return online
    return _recorded(online, through.standing(online.kind, online.external), now=now)


@transaction.atomic
def _recorded(online: OnlinePayment, standing: Standing, *, now: Clock) -> OnlinePayment:
    invoice = locked(Invoice(pk=online.invoice_id))
    online, at = _held(online), now()
    online.checked_at = at
    fields = ["checked_at"]
    if standing.paid is not None and online.payment_id is None:
        online.payment = _received(online, invoice, standing, at=at)
        fields.append("payment")
    if standing.disputed and online.disputed_at is None:
        online.disputed_at = at
        fields.append("disputed_at")
        record(action="billing.online_payment.disputed", obj=invoice, by=SYSTEM, at=at, data={"key": online.key})
    to = {"paid": OnlinePayment.Status.PAID, "expired": OnlinePayment.Status.FAILED}.get(standing.state)
    if to is not None and to in OnlinePayment.TRANSITIONS.get(OnlinePayment.Status(online.status), set()):
        move(online, to, by=SYSTEM, at=at, fields=fields)
    else:
        online.save(update_fields=fields)
    if online.payment is not None:
        for back in standing.refunds:
            said: dict[str, Any] = {"amount": back.amount, "key": f"stripe:{back.key}", "by": SYSTEM}
            record_online_refund(online.payment, reason="Paid back through Stripe", now=lambda: at, **said)
    return online


def _received(online: OnlinePayment, invoice: Invoice, standing: Standing, *, at: datetime.datetime) -> Payment:
    payment = record_payment(
        payer=invoice.payer,
        receiver=invoice.issuer,
        amount=standing.paid,
        received_on=at.date(),
        key=f"stripe:{online.external}",
        by=SYSTEM,
        invoice=invoice,
        method=Payment.Method.ONLINE,
        currency=invoice.currency,
        bank_reference=standing.intent or online.external,
        now=lambda: at,
    )
    office = Organisation.objects.broker_offices().order_by("pk").first()
    if online.fee and office is not None and office.pk != invoice.issuer_id:
        words = f"{invoice.reference}, kept as it was passed on"
        settle_levy(
            vendor=invoice.issuer,
            office=office,
            amount=online.fee,
            key=f"levy:{online.key}",
            words=words,
            at=at,
            currency=invoice.currency,
            invoice=invoice,
        )
    return payment


def _held(online: OnlinePayment) -> OnlinePayment:
    rows = OnlinePayment.objects.select_for_update(of=["self"]).select_related("payment__payer", "payment__receiver")
    return rows.get(pk=online.pk)


@transaction.atomic
def receive_event(*, event: dict[str, Any], now: Clock = database_now) -> bool:
    """Keeps a signed event once and enqueues its job with it. False where it was kept before."""
    row = StripeEvent(event=event["id"][:80], kind=event["type"][:80], external=event["object"][:80])
    row.intent, row.key, row.received_at = event["intent"][:80], event["key"][:80], now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    app.configure_task("billing.handle_event").defer(event_id=row.pk)
    return True


def handle_event(*, event_id: int, through: Gateway, now: Clock = database_now) -> None:
    """Looks again at what the event is about; what is not ours is noted and left. Raises Unreachable, to be retried.

    An event of a payment may come before the one of the page on which it was made: it carries our own key.
    """
    event = StripeEvent.objects.get(pk=event_id)
    about = Q(external=event.external)
    if event.intent:
        about |= Q(payment__bank_reference=event.intent)
    if attempt := OnlinePayment.attempt_of(event.key):
        about |= Q(invoice=attempt[0], attempt=attempt[1])
    for online in OnlinePayment.objects.filter(about):
        online = refresh_online_payment(online=online, through=through, now=now)
        lower_fees(invoice=online.invoice, through=through, now=now)
    for account in ConnectedAccount.objects.filter(account=event.external):
        refresh_account(account=account, through=through, now=now)
    StripeEvent.objects.filter(pk=event_id, handled_at__isnull=True).update(handled_at=now())


def reconcile(*, through: Gateway, since: datetime.datetime, now: Clock = database_now) -> int:
    """Looks at every attempt that is open, or was begun since then: what events were missed for. Returns how many."""
    waiting = OnlinePayment.objects.filter(Q(status__in=["started", "open"]) | Q(started_at__gte=since))
    found = list(waiting.select_related("invoice"))
    for online in found:
        if online.status == OnlinePayment.Status.STARTED:
            online = _asked_again(online, through=through, now=now)
        online = refresh_online_payment(online=online, through=through, now=now)
        send_credits(online=online, through=through, now=now)
        lower_fees(invoice=online.invoice, through=through, now=now)
    return len(found)


def _asked_again(online: OnlinePayment, *, through: Gateway, now: Clock) -> OnlinePayment:
    """An attempt of which nobody heard whether Stripe opened it: the same key gives the same object."""
    try:
        return start_online_payment(invoice=online.invoice, by=SYSTEM, through=through, now=now)
    except Refused:
        return _held_outside(online)


def _held_outside(online: OnlinePayment) -> OnlinePayment:
    return OnlinePayment.objects.get(pk=online.pk)
