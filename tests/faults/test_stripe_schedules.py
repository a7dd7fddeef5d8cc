"""Whatever order events come in, whoever forges them, whatever fails: nothing is paid twice and nothing is lost."""

import time
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from marketplace.billing.actions import (
    NothingToCredit,
    accounts,
    apply_credit_note,
    dispute_line,
    fees,
    issue_credit_note,
    online,
    refunding,
)
from marketplace.billing.levies import levy_in_books
from marketplace.billing.models import Invoice, LoweredFee, OnlinePayment, Payment, Posting, StripeEvent
from marketplace.billing.payment_gateway import Refused, Unreachable
from marketplace.errors import DomainError
from marketplace.permissions import SYSTEM
from tests.counts import count
from tests.factories.billing import ISSUED_AT, credit, issued_invoice, paid, sides
from tests.factories.stripe import SECRETS, FakeStripe, signed
from tests.worlds import world

DOOR = "/stripe/events/"
FAULTS = ["", "", "500", "timeout", "429", "declined"]
DELIVERIES = ["good", "good", "old secret", "forged", "stale", "live", "wrong account", "no body"]
STEP = st.one_of(
    st.tuples(st.just("start"), st.sampled_from(FAULTS)),
    st.tuples(st.sampled_from(["pay", "decline", "expire", "refund", "dispute"]), st.integers(0, 3)),
    st.tuples(st.sampled_from(DELIVERIES), st.integers(0, 12)),
    st.tuples(st.just("look"), st.sampled_from(FAULTS)),
    st.tuples(st.just("transfer"), st.integers(1, 3)),
    st.tuples(st.just("credit"), st.integers(1, 3)),
    st.tuples(st.just("reconcile"), st.sampled_from(FAULTS)),
)


@pytest.fixture(autouse=True)
def configured(settings):
    settings.STRIPE_WEBHOOK_SECRETS, settings.STRIPE_LIVE = SECRETS, False


@world
def between():
    found = sides()
    online.ConnectedAccount.objects.create(
        organisation=found.vendor, account="acct_1", takes_payments=True, refreshed_at=ISSUED_AT
    )
    return found


@world
def invoice(between):
    return issued_invoice(between, lines=[("Lines", "2000.00")], levy_percent=Decimal("0.75"))


def deliver(stripe: FakeStripe, how: str, which: int) -> int:
    """Sends one event as it is, or spoilt; any number of times, in any order. Returns the answer's status."""
    event = stripe.events[which % len(stripe.events)]
    changes = {"live": {"livemode": True}, "wrong account": {"id": f"{event['id']}_x", "account": "acct_other"}}
    event = event | changes.get(how, {})
    if how == "wrong account":
        event["data"] = {"object": {"id": "cs_not_ours", "payment_intent": "pi_not_ours"}}
    secret = {"old secret": SECRETS[1], "forged": "whsec_guessed"}.get(how, SECRETS[0])
    body, header = signed(event, secret=secret, at=time.time() - 301 if how == "stale" else None)
    sent = b"" if how == "no body" else body
    return Client().post(DOOR, sent, content_type="application/json", headers={"Stripe-Signature": header}).status_code


def handle(stripe: FakeStripe, fault: str = "") -> None:
    """The job of each event that is not handled; one that fails is tried again later."""
    for event in StripeEvent.objects.filter(handled_at__isnull=True):
        stripe.fault = fault
        with suppress(Unreachable, Refused):
            online.handle_event(event_id=event.pk, through=stripe)
        stripe.fault = ""


def step(stripe, between, invoice, verb, argument, number) -> None:
    kept = list(stripe.objects.values())
    if verb == "start":
        stripe.fault = argument
        with suppress(DomainError):
            online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
        stripe.fault = ""
    elif verb == "look":
        handle(stripe, argument)
    elif verb == "transfer":
        paid(invoice, between, amount=f"{argument * 100}.00", key=f"transfer-{argument}")
    elif verb == "credit":
        with suppress(NothingToCredit):
            given = credit(between, amount=f"{argument * 300}.00", key=f"credit-{number}")
            apply_credit_note(note=issue_credit_note(credit=given, by=SYSTEM), invoice=invoice, by=SYSTEM)
    elif verb == "reconcile":
        stripe.fault = argument
        with suppress(Unreachable, Refused):
            online.reconcile(through=stripe, since=ISSUED_AT)
        stripe.fault = ""
    elif verb in DELIVERIES and stripe.events:
        before = StripeEvent.objects.count()
        status = deliver(stripe, verb, argument)
        genuine = verb in ("good", "old secret", "wrong account")
        assert status == (204 if genuine else 400)
        assert genuine or StripeEvent.objects.count() == before
    elif kept and verb in ("pay", "decline", "expire", "dispute"):
        getattr(stripe, verb)(kept[argument % len(kept)])
    elif kept and verb == "refund":
        stripe.pay_back(kept[argument % len(kept)], Decimal("333.33") * (argument + 1))


def healed(stripe: FakeStripe) -> None:
    handle(stripe)
    online.reconcile(through=stripe, since=ISSUED_AT)


def judge(stripe: FakeStripe, invoice: Invoice) -> None:
    """What Stripe captured and paid back is what the books say, to the cent; nothing was charged twice."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert Posting.objects.balance() == 0
    captured = {f"stripe:{one.external}": one for one in stripe.objects.values() if one.paid}
    payments = {one.key: one for one in Payment.objects.filter(method="online")}
    assert payments.keys() == captured.keys()
    for key, kept in captured.items():
        back = sum(one.amount for one in kept.refunds)
        assert (payments[key].amount, payments[key].refunded) == (kept.paid, back)
    held = sum(one.paid - sum(back.amount for back in one.refunds) for one in captured.values())
    invoice.refresh_from_db()
    assert held <= invoice.total
    assert invoice.paid == sum(one.applied for one in Payment.objects.all())
    assert OnlinePayment.objects.filter(status__in=["started", "open"]).count() <= 1
    judge_levy(captured.values(), invoice)


def judge_levy(captured, invoice: Invoice) -> None:
    """What Stripe keeps of the levy is what the books count as collected, and never more than is owed after credits."""
    kept, books = sum((one.fee_kept for one in captured), Decimal(0)), levy_in_books(invoice.issuer, invoice.period)
    assert (books.withheld, books.collected) == (kept, kept)
    assert kept <= books.billed


@settings(max_examples=count(1_000), suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=4, max_size=18))
@example(steps=[("start", "timeout"), ("start", "declined"), ("start", ""), ("pay", 0)])
@example(steps=[("start", ""), ("credit", 2), ("pay", 0), ("reconcile", ""), ("refund", 2), ("credit", 1)])
def test_no_schedule_charges_twice_or_loses_a_payment(between, invoice, steps):
    stripe = FakeStripe()
    with transaction.atomic():
        for number, (verb, argument) in enumerate(steps):
            step(stripe, between, invoice, verb, argument, number)
        healed(stripe)
        judge(stripe, invoice)
        once = list(Payment.objects.values_list("pk", "refunded"))
        healed(stripe)
        assert list(Payment.objects.values_list("pk", "refunded")) == once
        transaction.set_rollback(True)


def test_after_a_time_out_the_same_key_finds_the_same_page(between, invoice):
    stripe = FakeStripe()
    stripe.fault = "timeout"
    with pytest.raises(Unreachable):
        online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    assert OnlinePayment.objects.get().status == "started"
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    again = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    assert (len(stripe.objects), opened, opened.external) == (1, again, "checkout_0")


def test_paid_without_any_event_the_hourly_look_finds_it_and_the_levy_is_kept(between, invoice):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    stripe.pay(stripe.objects[opened.external])
    assert online.reconcile(through=stripe, since=ISSUED_AT) == 1
    invoice.refresh_from_db()
    assert (invoice.status, OnlinePayment.objects.get().status) == ("paid", "paid")
    levies = Posting.objects.filter(account__kind="levy_owed")
    assert levies.balance() == 0


def test_an_event_ten_times_is_kept_once_and_an_older_state_changes_nothing(between, invoice):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    stripe.decline(stripe.objects[opened.external])
    stripe.pay(stripe.objects[opened.external])
    for which in [1, 2, 0] * 10:
        assert deliver(stripe, "good", which) == 204
        handle(stripe)
    assert (StripeEvent.objects.count(), Payment.objects.count()) == (3, 1)
    assert OnlinePayment.objects.get().status == "paid"


@pytest.mark.parametrize("how", ["forged", "stale", "live", "no body"])
def test_what_is_not_signed_for_this_installation_is_refused_and_changes_nothing(between, invoice, how):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    stripe.pay(stripe.objects[opened.external])
    assert deliver(stripe, how, 0) == 400
    assert not StripeEvent.objects.exists()
    assert not Payment.objects.exists()


def test_both_active_secrets_open_the_door(between, invoice):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    stripe.pay(stripe.objects[opened.external])
    assert [deliver(stripe, "old secret", 0), deliver(stripe, "good", 1)] == [204, 204]


def test_the_page_one_comes_back_to_never_says_failed(client, between, invoice):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    client.force_login(between.budget_owner)
    assert "https://pay.example/checkout_0" in client.get(f"/invoices/{invoice.reference}/online/").content.decode()
    address = f"/invoices/{invoice.reference}/online/?returned=1"
    assert "being confirmed" in client.get(address).content.decode()
    stripe.pay(stripe.objects[opened.external])
    online.reconcile(through=stripe, since=ISSUED_AT)
    assert "The payment arrived" in client.get(address).content.decode()


@pytest.mark.parametrize("fault", ["", "timeout", "500"])
def test_paid_back_through_stripe_once_whoever_says_it_first(between, invoice, fault):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    stripe.pay(stripe.objects[opened.external])
    online.reconcile(through=stripe, since=ISSUED_AT)
    said = {"payment": Payment.objects.get(), "amount": Decimal(100), "reason": "Too much", "key": "refund:1"}
    stripe.fault = fault
    with suppress(Unreachable):
        refunding.refund_online_payment(**said, by=between.signatory, through=stripe)
    healed(stripe)
    refunding.refund_online_payment(**said, by=between.signatory, through=stripe)
    assert (len(stripe.objects[opened.external].refunds), Payment.objects.get().refunded) == (1, Decimal(100))
    judge(stripe, invoice)


def test_a_vendor_opens_one_account_and_takes_payments_once_stripe_says_so(between):
    stripe, said = FakeStripe(), {"organisation": between.vendor, "by": between.signatory, "back": "https://x.example/"}
    online.ConnectedAccount.objects.all().delete()
    for _ in range(2):
        assert accounts.onboard_vendor(**said, through=stripe).startswith("https://connect.example/acct_")
    account = online.ConnectedAccount.objects.get()
    assert not account.takes_payments
    assert accounts.refresh_account(account=account, through=stripe).takes_payments


def test_without_an_account_or_with_a_questioned_line_it_is_not_paid_online(between, invoice):
    stripe = FakeStripe()
    dispute_line(line=invoice.lines.first(), reason="Fewer", by=between.budget_owner)
    with pytest.raises(online.NotPayableOnline):
        online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    assert not OnlinePayment.objects.exists()


@pytest.mark.parametrize("fault", ["", "timeout", "500", "declined"])
def test_a_later_credit_lowers_the_levy_that_was_kept_once(between, invoice, fault):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    note = issue_credit_note(credit=credit(between, amount="500.00"), by=SYSTEM)
    apply_credit_note(note=note, invoice=invoice, by=SYSTEM)
    stripe.pay(stripe.objects[opened.external])
    online.refresh_online_payment(online=opened, through=stripe)
    stripe.fault = fault
    with suppress(Unreachable):
        fees.lower_fees(invoice=invoice, through=stripe)
    assert LoweredFee.objects.get().amount == Decimal("3.75")
    for _ in range(2):
        healed(stripe)
    assert stripe.objects[opened.external].lowered == {f"{opened.key}:fee:1": Decimal("3.75")}
    assert LoweredFee.objects.get().external
    assert levy_in_books(between.vendor, invoice.period).collected == Decimal("11.25")
    judge(stripe, invoice)


def test_what_a_refund_gave_back_meanwhile_is_not_given_back_again(between, invoice):
    stripe = FakeStripe()
    opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
    note = issue_credit_note(credit=credit(between, amount="500.00"), by=SYSTEM)
    apply_credit_note(note=note, invoice=invoice, by=SYSTEM)
    stripe.pay(stripe.objects[opened.external])
    online.refresh_online_payment(online=opened, through=stripe)
    stripe.fault = "timeout"
    with suppress(Unreachable):
        fees.lower_fees(invoice=invoice, through=stripe)
    stripe.pay_back(stripe.objects[opened.external], Decimal("2015.00"))
    healed(stripe)
    assert levy_in_books(between.vendor, invoice.period).collected == 0
    judge(stripe, invoice)
