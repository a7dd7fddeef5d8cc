"""Credits that came after Stripe had sent an invoice: each is told there once, so that Stripe asks for less."""

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.permissions import SYSTEM

from ..models import CreditApplication, OnlinePayment, SentCredit
from ..payment_gateway import Gateway, Refused


def send_credits(*, online: OnlinePayment, through: Gateway, now: Clock = database_now) -> list[SentCredit]:
    """Tells the credits taken off since the attempt was begun, while it is open. Any number of times.

    What Stripe refuses, as where the payer was faster, is left: what was paid too much waits for the next invoice.
    Raises Unreachable.
    """
    if online.kind != OnlinePayment.Kind.INVOICE or online.status != OnlinePayment.Status.OPEN:
        return []
    taken = CreditApplication.objects.filter(invoice=online.invoice_id, at__gte=online.started_at, sent__isnull=True)
    sent = []
    for application in taken.select_related("note"):
        key, words = f"credit:{application.note_id}:{application.pk}", str(application.note)
        try:
            external = through.credit_note(online.external, application.amount, words=words, key=key)
        except Refused:
            continue
        sent.append(_kept(online, application, external, now=now))
    return sent


@transaction.atomic
def _kept(online: OnlinePayment, application: CreditApplication, external: str, *, now: Clock) -> SentCredit:
    at = now()
    row, is_new = SentCredit.objects.get_or_create(
        application=application, defaults={"online": online, "external": external, "sent_at": at}
    )
    if is_new:
        data = {"key": online.key, "credit_note": external, "amount": application.amount}
        record(action="billing.online_payment.credited", obj=application.note, by=SYSTEM, at=at, data=data)
    return row
