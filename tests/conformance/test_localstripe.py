"""From an intent over a signed event to a paid invoice and a refund, against a server that keeps what it is told.

localstripe knows payment intents, refunds and signed events. It has no Checkout, no connected accounts and no disputes.
So here the payment page is left out: the intent that Checkout would make is made with the labels that Checkout gives
it, and the attempt's standing is read from that intent. All else is the house's own: the attempt kept first, the
gateway's calls under their keys, the endpoint that checks the signature on the raw body, the event kept once and
handled by its key, payment, ledger, refund.

This cannot show: the page of Checkout, invoices on terms, what is passed on to a vendor with the levy kept back,
disputes, payouts; nor that Stripe's own answers look like localstripe's. The first five stand in test_stripe_mock.py
as far as the shape of each call goes, and in tests/faults/test_stripe_schedules.py as far as our own books go.
"""

import json
import time
from decimal import Decimal
from urllib.request import Request, urlopen

import pytest

from marketplace.billing.actions import issue_invoice, online, refunding
from marketplace.billing.models import Entry, Invoice, OnlinePayment, Payment, Posting, StripeEvent
from marketplace.billing.payment_gateway import Asked, Opened, Standing
from marketplace.billing.stripe_gateway import StripeGateway, amount_of, cents
from marketplace.permissions import Role
from tests.factories.billing import ISSUED_AT, drafted_invoice, sides
from tests.factories.marketplace import person

pytestmark = pytest.mark.localstripe
SECRET = "whsec_of_the_test"  # noqa: S105
CARD = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2034, "cvc": "123"}
PATIENCE = 15.0


class IntentGateway(StripeGateway):
    """The house's gateway, but for the page of Checkout: its intent alone."""

    def open_checkout(self, asked: Asked) -> Opened:
        labels = {"invoice": asked.reference, "contract": asked.contract, "key": asked.key}
        params = {"amount": cents(asked.amount), "currency": asked.currency.lower(), "metadata": labels}
        return Opened(self.client.payment_intents.create(params, {"idempotency_key": asked.key}).id, "")

    def standing(self, kind: str, external: str) -> Standing:
        found = self.client.payment_intents.retrieve(external)
        if found.status != "succeeded":
            return Standing("open", intent=external)
        return Standing("paid", amount_of(found.amount), external, self.paid_back(external))


@pytest.fixture
def through(localstripe_url):
    return IntentGateway("sk_test_123", address=localstripe_url)


@pytest.fixture
def listening(live_site, settings, localstripe_url):
    """The server sends its events to the site's own endpoint, signed."""
    settings.STRIPE_WEBHOOK_SECRETS, settings.STRIPE_LIVE = ["whsec_newer", SECRET], False
    register(localstripe_url, f"{live_site.url}/stripe/events/", SECRET)
    return live_site


def register(localstripe: str, address: str, secret: str) -> None:
    said = {"url": address, "secret": secret, "events": ["payment_intent.succeeded"]}
    asked = Request(f"{localstripe}/_config/webhooks/stoa", json.dumps(said).encode(), method="POST")  # noqa: S310
    asked.add_header("Content-Type", "application/json")
    urlopen(asked).close()  # noqa: S310


def pay(through: IntentGateway, intent: str) -> None:
    """What the payer does on the page."""
    method = through.client.payment_methods.create({"type": "card", "card": CARD})
    through.client.payment_intents.update(intent, {"payment_method": method.id})
    through.client.payment_intents.confirm(intent)


def owed() -> Invoice:
    """1,500.00 that the office bills an agency for its own service."""
    between = sides()
    office = {"issuer": between.office, "delivery_mode": "internal", "lines": [("Servers", "1500.00")]}
    draft = drafted_invoice(between, **office)
    manager = person(Role.CONTRACT_MANAGER, of=between.office)
    return issue_invoice(invoice=draft, by=manager, now=lambda: ISSUED_AT)


def heard(count: int) -> list[StripeEvent]:
    """The events, once there are so many."""
    until = time.monotonic() + PATIENCE
    while StripeEvent.objects.count() < count and time.monotonic() < until:
        time.sleep(0.1)
    return list(StripeEvent.objects.all())


def test_an_intent_its_signed_event_a_paid_invoice_and_a_refund(listening, through):
    invoice = owed()
    payer = person(Role.BUDGET_OWNER, of=invoice.payer)
    opened = online.start_online_payment(invoice=invoice, by=payer, through=through)
    again = online.start_online_payment(invoice=invoice, by=payer, through=through)
    assert (opened.pk, opened.external) == (again.pk, again.external)

    pay(through, opened.external)
    [event] = heard(1)
    assert (event.kind, event.intent, event.key) == ("payment_intent.succeeded", opened.external, opened.key)
    invoice.refresh_from_db()
    assert invoice.status == "issued"  # an event alone decides nothing
    for _ in range(2):
        online.handle_event(event_id=event.pk, through=through)
    invoice.refresh_from_db()
    payment = Payment.objects.get()
    assert (invoice.status, payment.amount, payment.bank_reference) == ("paid", Decimal("1500.00"), opened.external)

    said = {"payment": payment, "amount": Decimal("400.00"), "reason": "Four servers less", "key": "refund:1"}
    manager = person(Role.CONTRACT_MANAGER, of=invoice.issuer)
    refunding.refund_online_payment(**said, by=manager, through=through)
    online.reconcile(through=through, since=ISSUED_AT)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.open_amount) == ("partly_paid", Decimal("400.00"))
    assert [one.amount for one in through.paid_back(opened.external)] == [Decimal("400.00")]
    assert Entry.objects.filter(kind="refund").count() == 1
    assert Posting.objects.balance() == 0


def test_an_event_that_another_secret_signed_is_refused_and_the_hourly_look_finds_the_payment(
    listening, through, localstripe_url
):
    register(localstripe_url, f"{listening.url}/stripe/events/", "whsec_guessed")
    invoice = owed()
    opened = online.start_online_payment(
        invoice=invoice, by=person(Role.BUDGET_OWNER, of=invoice.payer), through=through
    )
    pay(through, opened.external)
    time.sleep(2)  # the server waits a second before it sends
    assert not StripeEvent.objects.exists()
    assert OnlinePayment.objects.get().status == "open"
    online.reconcile(through=through, since=ISSUED_AT)
    assert OnlinePayment.objects.get().status == "paid"
