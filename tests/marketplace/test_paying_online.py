"""What is seen of payments online: attempts, disputes of banks, credits told to Stripe, payouts, and the ways there."""

from decimal import Decimal

import pytest
from django.urls import reverse

from marketplace.billing.actions import apply_credit_note, issue_credit_note, online, sending
from marketplace.billing.models import ConnectedAccount, SentCredit
from marketplace.billing.payment_gateway import Unreachable
from marketplace.permissions import SYSTEM
from tests.browsing import reauthenticated
from tests.factories.billing import ISSUED_AT, credit, issued_invoice, sides
from tests.factories.stripe import FakeStripe
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def between():
    found = sides()
    ConnectedAccount.objects.create(
        organisation=found.vendor, account="acct_1", takes_payments=True, refreshed_at=ISSUED_AT
    )
    return found


@world
def invoice(between):
    """So much that Stripe sends an invoice on terms."""
    return issued_invoice(between, levy_percent=Decimal("0.75"))


@pytest.fixture
def stripe(settings, monkeypatch):
    settings.STRIPE_SECRET_KEY = "sk_test_123"  # noqa: S105
    fake = FakeStripe()
    monkeypatch.setattr("marketplace.billing.views.online.gateway", lambda: fake)
    return fake


@pytest.fixture
def opened(stripe, invoice, between):
    return online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe, now=lambda: ISSUED_AT)


def credited(invoice, between):
    note = issue_credit_note(credit=credit(between), by=SYSTEM)
    return apply_credit_note(note=note, invoice=invoice, by=SYSTEM)


class TestCreditsAtStripe:
    def test_a_credit_taken_off_later_is_told_once_and_asked_for_less(self, stripe, opened, invoice, between):
        row = credited(invoice, between)
        for _ in range(2):
            online.reconcile(through=stripe, since=ISSUED_AT)
        kept = stripe.objects[opened.external]
        assert kept.credits == {f"credit:{row.note_id}:{row.pk}": row.amount}
        assert SentCredit.objects.get().application == row
        stripe.pay(kept)
        online.reconcile(through=stripe, since=ISSUED_AT)
        invoice.refresh_from_db()
        assert (invoice.status, invoice.paid + invoice.credited) == ("paid", invoice.total)

    def test_after_a_time_out_the_same_key_finds_the_same_credit_note(self, stripe, opened, invoice, between):
        credited(invoice, between)
        stripe.fault = "timeout"
        with pytest.raises(Unreachable):
            sending.send_credits(online=opened, through=stripe)
        assert not SentCredit.objects.exists()
        sending.send_credits(online=opened, through=stripe)
        assert (len(stripe.objects[opened.external].credits), SentCredit.objects.count()) == (1, 1)

    def test_what_is_refused_or_paid_already_is_left(self, stripe, opened, invoice, between):
        credited(invoice, between)
        stripe.fault = "declined"
        assert sending.send_credits(online=opened, through=stripe) == []
        opened.status = "paid"
        assert sending.send_credits(online=opened, through=stripe) == []
        assert not SentCredit.objects.exists()


class TestScreens:
    def test_an_invoice_shows_its_attempts_its_dispute_and_what_stripe_was_told(self, stripe, opened, invoice, between):
        credited(invoice, between)
        online.reconcile(through=stripe, since=ISSUED_AT)
        kept = stripe.objects[opened.external]
        stripe.pay(kept)
        stripe.dispute(kept)
        online.reconcile(through=stripe, since=ISSUED_AT)
        page = reauthenticated(between.budget_owner).get(invoice.get_absolute_url()).content.decode()
        for words in ("Attempts to pay online", "Disputed", "of it is levy", SentCredit.objects.get().external):
            assert words in page
        assert reverse("cost_bill", args=[between.agency.slug, "2026-10"]) in page
        payouts = reauthenticated(between.signatory).get(reverse("invoice_payouts", args=[between.vendor.slug]))
        assert invoice.reference in payouts.content.decode()

    def test_a_vendor_reads_its_payouts_and_nobody_else(self, stripe, between):
        address = reverse("invoice_payouts", args=[between.vendor.slug])
        vendor = reauthenticated(between.signatory)
        assert "$1,985.00" in vendor.get(address).content.decode()
        stripe.fault = "500"
        assert "Stripe does not answer" in vendor.get(address).content.decode()
        assert reauthenticated(between.budget_owner).get(address).status_code == 403

    def test_without_keys_there_is_no_such_page(self, between, settings):
        settings.STRIPE_SECRET_KEY = ""
        vendor = reauthenticated(between.signatory)
        assert vendor.get(reverse("invoice_payouts", args=[between.vendor.slug])).status_code == 404

    def test_the_list_leads_to_account_payouts_and_exemption(self, stripe, between):
        vendor = reauthenticated(between.signatory).get(reverse("invoice_list")).content.decode()
        for name in ("invoice_payouts", "invoice_vendor_account"):
            assert reverse(name, args=[between.vendor.slug]) in vendor
        agency = reauthenticated(between.budget_owner).get(reverse("invoice_list")).content.decode()
        assert reverse("tax_exemption_new", args=[between.agency.slug]) in agency
        assert "Payouts" not in agency
