"""The ledger comes to zero whatever is done, and whatever is tried."""

from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.billing.actions import (
    apply_credit_note,
    decide_dispute,
    dispute_line,
    enter,
    issue_credit_note,
    issue_invoice,
    record_payment,
    refund_payment,
    void_invoice,
    withdraw_credit_note,
)
from marketplace.billing.actions.ledger import Kind, Side
from marketplace.billing.models import Account, CreditNote, Entry, Invoice, LineDispute, Payment, Posting
from marketplace.errors import DomainError
from marketplace.permissions import SYSTEM
from tests.counts import count
from tests.factories.billing import ISSUED_AT, bill, credit, drafted_invoice, issued_invoice, paid, sides
from tests.worlds import world

CENTS = st.integers(1, 3_000_000).map(lambda cents: Decimal(cents) / 100)
VERBS = ["draft", "issue", "void", "credit", "apply", "withdraw", "pay", "refund", "dispute", "uphold", "refuse"]


@world
def between():
    return sides()


@world
def entry(between):
    both = [
        Side(between.vendor, Kind.CASH, Decimal(5)),
        Side(between.vendor, Kind.PREPAID, Decimal(-5), between.agency),
    ]
    return enter(key="one", kind="payment", words="five", sides=both, currency="USD", at=ISSUED_AT)


def settled():
    """What a commit would check."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def by_orm(entry, account):
    Posting.objects.create(entry=entry, account=account, amount=Decimal("0.01"))


def in_bulk(entry, account):
    Posting.objects.bulk_create([Posting(entry=entry, account=account, amount=Decimal(one)) for one in (7, -6)])


def by_sql(entry, account):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO billing_posting (entry_id, account_id, amount) VALUES (%s, %s, 3)", [entry.pk, account.pk]
        )


def by_update(entry, account):
    Posting.objects.filter(entry=entry).update(amount=9)


def by_deletion(entry, account):
    Posting.objects.filter(entry=entry, amount__lt=0)._raw_delete("default")


def by_emptying(entry, account):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE billing_posting")


def by_another_currency(entry, account):
    Account.objects.filter(pk=account.pk).update(currency="EUR")


def by_an_entry_of_nothing(entry, account):
    Entry.objects.create(key="nothing", kind="payment", words="nothing", at=ISSUED_AT)


WAYS = [by_orm, in_bulk, by_sql, by_update, by_deletion, by_emptying, by_another_currency, by_an_entry_of_nothing]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_writing_breaks_it(entry, way):
    before = list(Posting.objects.values_list("entry", "account", "amount"))
    with pytest.raises(DatabaseError), transaction.atomic():
        way(entry, Account.objects.first())
        settled()
    assert list(Posting.objects.values_list("entry", "account", "amount")) == before
    settled()


def test_what_comes_to_zero_is_entered_once(between, entry):
    settled()
    with pytest.raises(DatabaseError), transaction.atomic():
        enter(key="one", kind="payment", words="again", sides=[Side(between.vendor, Kind.CASH, Decimal(0))] * 2,
              currency="USD", at=ISSUED_AT)  # fmt: skip
    with pytest.raises(ValueError, match="zero"):
        enter(key="two", kind="payment", words="x", sides=[Side(between.vendor, Kind.CASH, Decimal(1))],
              currency="USD", at=ISSUED_AT)  # fmt: skip
    assert Entry.objects.count() == 1


@settings(max_examples=count(200), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(VERBS), CENTS, st.integers(0, 5)), min_size=3, max_size=14))
def test_whatever_is_done_in_whatever_order_it_comes_to_zero(between, steps):
    with transaction.atomic():
        for number, (verb, amount, which) in enumerate(steps):
            with suppress(DomainError), transaction.atomic():
                _do(between, verb, amount, which, number)
            settled()
            _everything_adds_up()
        transaction.set_rollback(True)


def _pick(rows, which):
    found = list(rows.order_by("pk"))
    return found[which % len(found)] if found else None


def _do(between, verb, amount, which, number):
    invoice, note = _pick(Invoice.objects.all(), which), _pick(CreditNote.objects.all(), which)
    said = {"by": between.signatory, "now": lambda: ISSUED_AT}
    if verb == "draft" or invoice is None:
        drafted_invoice(
            between, contract_reference=f"C-{which}", lines=[("Lines", amount)], levy_percent=Decimal("0.75")
        )
    elif verb == "issue":
        issue_invoice(invoice=invoice, **said)
    elif verb == "void":
        void_invoice(invoice=invoice, reason="wrong month", **said)
    elif verb == "credit":
        issue_credit_note(
            credit=credit(between, amount=amount, key=str(number), contract_reference=f"C-{which}"), **said
        )
    elif verb == "apply" and note:
        apply_credit_note(note=note, invoice=invoice, **said)
    elif verb == "withdraw" and note:
        withdraw_credit_note(note=note, reason="a later result", by=SYSTEM, now=lambda: ISSUED_AT)
    elif verb == "pay":
        paid(invoice, between, amount=amount, key=f"transfer-{which}")
    elif verb == "refund" and (payment := _pick(Payment.objects.all(), which)):
        refund_payment(payment=payment, amount=amount, reason="too much", key=f"refund-{which}", **said)
    elif verb == "dispute":
        dispute_line(line=invoice.lines.first(), reason="Not delivered.", by=between.budget_owner)
    elif dispute := _pick(LineDispute.objects.all(), which):
        decide_dispute(dispute=dispute, upheld=verb == "uphold", answer="So it was.", **said)


def _everything_adds_up():
    assert Posting.objects.balance() == 0
    for invoice in Invoice.objects.all():
        entered = Posting.objects.filter(entry__invoice=invoice, account__kind=Kind.RECEIVABLE).balance()
        assert entered == invoice.open_amount
    kept = Payment.objects.aggregate(all=Sum("amount", default=0) - Sum("refunded", default=0))["all"]
    assert Posting.objects.filter(account__kind=Kind.CASH).balance() == kept
    unused = sum(note.left for note in CreditNote.objects.all())
    drafts = Invoice.objects.filter(status="draft", lines__kind="credit")
    on_drafts = drafts.aggregate(sum=Sum("lines__amount", default=0))["sum"]
    assert Posting.objects.filter(account__kind=Kind.CREDITS_OWED).balance() == on_drafts - unused


def test_levy_is_taken_after_credits_and_stands_on_both_sides(between):
    issue_credit_note(credit=credit(between), by=SYSTEM, now=lambda: ISSUED_AT)
    invoice = issued_invoice(between, lines=[("Contact centre platform", "18817.20")], levy_percent=Decimal("0.75"))
    amounts = list(invoice.lines.values_list("kind", "amount"))
    assert amounts == [("recurring", Decimal("18817.20")), ("credit", Decimal(-1692)), ("levy", Decimal("128.44"))]
    levies = Posting.objects.filter(account__kind__startswith="levy").order_by("account__kind")
    assert list(levies.values_list("account__kind", "account__organisation", "amount")) == [
        ("levy_due", between.office.pk, Decimal("128.44")),
        ("levy_income", between.office.pk, Decimal("-128.44")),
        ("levy_owed", between.vendor.pk, Decimal("-128.44")),
    ]
    settled()


def test_an_invoice_that_is_not_its_lines_is_refused_at_the_end(between):
    invoice = drafted_invoice(between)
    settled()
    for change in ({"total": 5}, {"total": invoice.total + 1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Invoice.objects.filter(pk=invoice.pk).update(**change)
            settled()
    with pytest.raises(DatabaseError), transaction.atomic():
        invoice.lines.first().delete()
        settled()
    issue_invoice(invoice=invoice, by=between.signatory)
    with pytest.raises(DatabaseError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(status="partly_paid", paid=5)
        settled()


def test_a_payment_without_its_entry_leaves_nothing(between):
    invoice = issued_invoice(between)
    with pytest.raises(DomainError):
        record_payment(
            payer=invoice.payer, receiver=invoice.issuer, amount=Decimal(0), received_on=ISSUED_AT.date(), key="none",
            by=between.signatory,
        )  # fmt: skip
    assert not Payment.objects.exists()
    assert bill(between).lines[0].amount == Decimal("16920.00")
