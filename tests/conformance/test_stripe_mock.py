"""Every call of the gateway is accepted by Stripe's own server, which checks it against Stripe's description."""

from decimal import Decimal

import pytest

from marketplace.billing.payment_gateway import Asked, Refused, Unreachable
from marketplace.billing.stripe_gateway import StripeGateway

pytestmark = pytest.mark.stripe
ASKED = Asked(
    key="invoice:7:pay:1", reference="INV-2026-0007", contract="C-2025-0114", purchase_order="PO-77",
    title="INV-2026-0007 Contact centre, October 2026", amount=Decimal("2134.56"), fee=Decimal("16.01"),
    currency="USD", account="acct_1032D82eZvKYlo2C", payer_name="Department of Labor",
    payer_mail="bills@labor.example", days_until_due=30, address="https://stoa.example/invoices/INV-2026-0007/",
)  # fmt: skip


@pytest.fixture
def gateway(stripe_url):
    return StripeGateway("sk_test_123", address=stripe_url)


CALLS = {
    "open_account": lambda one: one.open_account(name="Harborline", mail="pay@harborline.example", key="account:1"),
    "onboarding_address": lambda one: one.onboarding_address(
        "acct_1", refresh="https://stoa.example/", back="https://stoa.example/", key="account:1:link"
    ),
    "account_standing": lambda one: one.account_standing("acct_1"),
    "payouts": lambda one: one.payouts("acct_1"),
    "open_checkout": lambda one: one.open_checkout(ASKED).external,
    "send_invoice": lambda one: one.send_invoice(ASKED).external,
    "standing": lambda one: one.standing("checkout", "cs_1").state,
    "refund": lambda one: one.refund("pi_1", Decimal("100.00"), passed_on=True, key="refund:1"),
    "paid_back": lambda one: one.paid_back("pi_1"),
    "lower_fee": lambda one: one.lower_fee("pi_1", Decimal("3.75"), key="invoice:7:pay:1:fee:1"),
    "credit_note": lambda one: one.credit_note("in_1", Decimal("16.92"), words="SC-2026-0031", key="credit:1"),
}


@pytest.mark.parametrize("name", CALLS)
def test_stripe_accepts_the_call(gateway, name):
    assert CALLS[name](gateway)


def test_an_invoice_that_stripe_sent_is_looked_up(gateway):
    assert gateway.standing("invoice", "in_1").state


def test_every_call_of_the_gateway_is_tried():
    assert {name for name in vars(StripeGateway) if not name.startswith("_")} == CALLS.keys()


def test_what_stripe_does_not_know_is_refused(stripe_url):
    with pytest.raises((Refused, Unreachable)):
        StripeGateway("no key of stripe's", address=stripe_url).open_account(name="x", mail="y", key="z")


def test_where_nobody_answers_nothing_is_known():
    with pytest.raises(Unreachable):
        StripeGateway("sk_test_123", address="http://127.0.0.1:9").refund(
            "pi_1", Decimal(1), passed_on=False, key="refund:1"
        )
