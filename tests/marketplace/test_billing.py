"""From a draft to what is paid: who issues, who owes, what is questioned, credited and paid back."""

import datetime
import itertools
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from marketplace.billing.actions import (
    KeyTaken,
    MoneyArrived,
    NotDisputable,
    NothingToBill,
    NothingToCredit,
    PurchaseOrderMissing,
    RefundTooLarge,
    apply_credit_note,
    decide_dispute,
    dispute_line,
    draft_invoice,
    issue_credit_note,
    issue_invoice,
    refund_payment,
    state_purchase_order,
    state_tax_exemption,
    void_invoice,
    withdraw_credit_note,
    withdraw_dispute,
)
from marketplace.billing.models import Entry, Invoice, InvoiceLine, Payment
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.billing import ISSUED_AT, OCTOBER, bill, credit, drafted_invoice, issued_invoice, paid, sides
from tests.factories.marketplace import person
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

TOTAL = Decimal("24497.60")


@world
def between():
    return sides()


@world
def draft(between):
    return drafted_invoice(between)


@world
def invoice(between):
    return issued_invoice(between)


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


class TestDrafting:
    def test_an_invoice_is_its_lines(self, draft):
        assert (draft.total, draft.status, draft.reference) == (TOTAL, "draft", "INV-2026-0001")

    def test_drafted_again_it_is_the_same_and_no_number_is_lost(self, between, draft):
        assert drafted_invoice(between) == draft
        assert drafted_invoice(between, period=datetime.date(2026, 11, 1)).reference == "INV-2026-0002"

    def test_the_database_refuses_a_second_one(self, between, draft):
        draft.pk, draft.reference = None, "INV-2026-0009"
        with pytest.raises(DatabaseError, match="one_invoice_per_contract_and_month"), transaction.atomic():
            draft.save(force_insert=True)

    def test_nothing_is_nothing(self, between):
        with pytest.raises(NothingToBill):
            draft_invoice(bill=bill(between, lines=()), by=SYSTEM)
        assert not Invoice.objects.exists()

    def test_only_who_issues_it_reads_a_draft(self, between, draft):
        readers = [between.signatory, person(Role.AUDITOR), between.budget_owner, person(Role.SIGNATORY)]
        assert [draft in Invoice.objects.visible_to(one) for one in readers] == [True, True, False, False]

    def test_its_payer_does_not_draft_it(self, between):
        with pytest.raises(PermissionDenied):
            draft_invoice(bill=bill(between), by=between.budget_owner)


class TestIssuing:
    def test_it_is_due_after_thirty_days_at_the_end_of_the_payers_day(self, invoice):
        last = datetime.date(2026, 12, 2)
        assert (invoice.last_day_on, invoice.status) == (last, "issued")
        assert invoice.due_at == datetime.datetime(2026, 12, 3, tzinfo=ZoneInfo("America/New_York"))

    @pytest.mark.parametrize(("seconds", "overdue"), [(-1, False), (0, True), (1, True)])
    def test_overdue_is_a_comparison_of_times(self, invoice, seconds, overdue):
        at = invoice.due_at + datetime.timedelta(seconds=seconds)
        assert invoice.is_overdue(at=at) is overdue
        assert (invoice in Invoice.objects.overdue(at=at)) is overdue

    def test_those_who_pay_are_told_and_read_it(self, between, invoice):
        assert invoice in Invoice.objects.visible_to(between.budget_owner)
        notice = Notification.objects.get(recipient=between.budget_owner)
        assert "$24,497.60" in notice.body

    def test_without_a_purchase_order_it_is_not_issued(self, between):
        draft = drafted_invoice(between, purchase_order="")
        with pytest.raises(PurchaseOrderMissing):
            issue_invoice(invoice=draft, by=between.signatory)
        assert fresh(draft).status == "draft"
        state_purchase_order(payer=between.agency, contract_reference=draft.contract_reference, number="PO 77",
                             cost_centre="4410", by=between.budget_owner)  # fmt: skip
        issued = issue_invoice(invoice=draft, by=between.signatory)
        assert (issued.purchase_order, issued.cost_centre) == ("PO 77", "4410")

    def test_it_names_the_tax_certificate_in_force(self, between, draft):
        said = {"organisation": between.agency, "by": between.budget_owner, "issued_by": "State of Franklin"}
        state_tax_exemption(number="E-1", valid_from=OCTOBER, valid_until=OCTOBER, **said)
        state_tax_exemption(number="E-2", valid_from=OCTOBER, **said)
        issued = issue_invoice(invoice=draft, by=between.signatory, now=lambda: ISSUED_AT)
        assert issued.tax_certificate == "E-2, State of Franklin"

    @pytest.mark.parametrize("change", [{"total": 5}, {"purchase_order": "other"}, {"due_at": None}, {"title": "x"}])
    def test_what_is_issued_cannot_be_changed(self, invoice, change):
        with pytest.raises(DatabaseError), transaction.atomic():
            Invoice.objects.filter(pk=invoice.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            InvoiceLine.objects.filter(invoice=invoice).update(amount=1)

    def test_one_that_is_paid_in_part_is_not_issued_again(self, between, invoice):
        paid(invoice, between, amount="1.00")
        with pytest.raises(MoveRefused):
            issue_invoice(invoice=invoice, by=between.signatory)
        assert fresh(invoice).status == "partly_paid"

    def test_voided_its_month_can_be_billed_anew_and_its_entry_is_taken_back(self, between, invoice):
        with pytest.raises(InvalidInput):
            void_invoice(invoice=invoice, reason=" ", by=between.signatory)
        void_invoice(invoice=invoice, reason="Wrong month", by=between.signatory)
        assert list(Entry.objects.values_list("kind", flat=True)) == ["invoice_issued", "invoice_voided"]
        assert drafted_invoice(between) != invoice

    def test_once_money_came_it_is_not_voided(self, between, invoice):
        paid(invoice, between, amount="1.00")
        with pytest.raises(MoneyArrived):
            void_invoice(invoice=invoice, reason="Wrong month", by=between.signatory)
        assert fresh(invoice).status == "partly_paid"


class TestPaying:
    def test_in_parts_until_it_is_paid(self, between, invoice):
        paid(invoice, between, amount="20000.00", key="first")
        assert (fresh(invoice).status, fresh(invoice).open_amount) == ("partly_paid", Decimal("4497.60"))
        paid(invoice, between, amount="4497.60", key="second")
        assert fresh(invoice).status == "paid"

    def test_recorded_twice_it_is_one_payment(self, between, invoice):
        assert paid(invoice, between, amount="20000.00") == paid(invoice, between, amount="20000.00")
        assert (Payment.objects.count(), fresh(invoice).paid) == (1, Decimal(20000))

    def test_the_same_key_with_another_amount_is_refused(self, between, invoice):
        paid(invoice, between, amount="20000.00")
        with pytest.raises(KeyTaken):
            paid(invoice, between, amount="20000.01")
        assert fresh(invoice).paid == Decimal(20000)

    def test_what_is_too_much_pays_the_next_invoice(self, between, invoice):
        payment = paid(invoice, between, amount="25000.00")
        assert (fresh(invoice).status, fresh(payment).left) == ("paid", Decimal("502.40"))
        following = issued_invoice(between, period=datetime.date(2026, 11, 1))
        assert (following.status, following.open_amount) == ("partly_paid", TOTAL - Decimal("502.40"))

    def test_its_payer_does_not_record_it(self, between, invoice):
        for somebody in (between.budget_owner, person(Role.SIGNATORY)):
            with pytest.raises(PermissionDenied):
                paid(invoice, between.__class__(**vars(between) | {"signatory": somebody}), amount="1.00")
        assert not Payment.objects.exists()

    def test_paid_back_the_invoice_is_open_again(self, between, invoice):
        payment = paid(invoice, between, amount="25000.00")
        said = {"payment": payment, "reason": "Paid twice", "by": between.signatory}
        refund = refund_payment(amount=Decimal("502.40"), key="one", **said)
        assert refund_payment(amount=Decimal("502.40"), key="one", **said) == refund
        assert fresh(invoice).status == "paid"
        refund_payment(amount=Decimal("497.60"), key="two", **said)
        assert (fresh(invoice).status, fresh(invoice).open_amount) == ("partly_paid", Decimal("497.60"))

    def test_no_more_is_paid_back_than_arrived(self, between, invoice):
        payment = paid(invoice, between, amount="25000.00")
        with pytest.raises(RefundTooLarge):
            refund_payment(payment=payment, amount=Decimal("25000.01"), key="one", reason="x", by=between.signatory)
        assert fresh(payment).refunded == 0


class TestCredits:
    def test_it_is_on_the_next_invoice_with_its_chain(self, between):
        note = issue_credit_note(credit=credit(between), by=SYSTEM, now=lambda: ISSUED_AT)
        line = drafted_invoice(between).lines.get(kind="credit")
        assert (line.amount, line.credit_note, line.source_address) == (-note.amount, note, "/credits/SC-2026-0031/")
        assert fresh(note).left == 0
        assert line.invoice.ocid == note.ocid

    def test_it_is_on_the_draft_that_waits_and_given_once(self, between, draft):
        for _ in range(2):
            issue_credit_note(credit=credit(between), by=SYSTEM, now=lambda: ISSUED_AT)
        assert fresh(draft).total == TOTAL - Decimal(1692)

    def test_what_is_more_than_the_invoice_waits_for_the_next(self, between):
        note = issue_credit_note(credit=credit(between, amount="25000.00"), by=SYSTEM, now=lambda: ISSUED_AT)
        first = issued_invoice(between)
        assert (first.total, first.status, fresh(note).left) == (0, "paid", Decimal("502.40"))
        assert issued_invoice(between, period=datetime.date(2026, 11, 1)).total == TOTAL - Decimal("502.40")

    def test_of_another_contract_it_is_not(self, between):
        issue_credit_note(credit=credit(between, contract_reference="C-2025-0001"), by=SYSTEM)
        assert drafted_invoice(between).total == TOTAL

    def test_voided_with_its_invoice_it_waits_again(self, between):
        note = issue_credit_note(credit=credit(between), by=SYSTEM, now=lambda: ISSUED_AT)
        void_invoice(invoice=issued_invoice(between), reason="Wrong month", by=between.signatory)
        assert fresh(note).left == note.amount

    def test_taken_off_what_is_open(self, between, invoice):
        note = issue_credit_note(credit=credit(between), by=SYSTEM, now=lambda: ISSUED_AT)
        apply_credit_note(note=note, invoice=invoice, by=between.signatory)
        assert fresh(invoice).open_amount == TOTAL - Decimal(1692)
        with pytest.raises(NothingToCredit):
            apply_credit_note(note=note, invoice=invoice, by=between.signatory)

    def test_withdrawn_it_goes_on_no_invoice(self, between):
        note = issue_credit_note(credit=credit(between), by=SYSTEM, now=lambda: ISSUED_AT)
        assert withdraw_credit_note(note=note, reason="A later result", by=SYSTEM) == 0
        assert drafted_invoice(between).total == TOTAL
        with pytest.raises(PermissionDenied):
            withdraw_credit_note(note=note, reason="mine", by=between.signatory)


class TestQuestioning:
    def question(self, between, invoice, **changes):
        said = {"line": invoice.lines.first(), "reason": "Ten seats less", "by": between.budget_owner} | changes
        return dispute_line(**said)

    def test_what_is_not_questioned_stays_payable(self, between, invoice):
        self.question(between, invoice, amount=Decimal("940.00"))
        shown = Invoice.objects.with_disputed().get(pk=invoice.pk)
        assert (shown.disputed, shown.open_amount) == (Decimal("940.00"), TOTAL)
        assert invoice in Invoice.objects.disputed_lines()
        paid(invoice, between, amount=str(TOTAL - 940))
        assert fresh(invoice).status == "partly_paid"

    def test_upheld_it_is_taken_off(self, between, invoice):
        dispute = self.question(between, invoice, amount=Decimal("940.00"))
        decide_dispute(dispute=dispute, upheld=True, answer="You are right", by=between.signatory)
        assert (fresh(invoice).credited, fresh(invoice).open_amount) == (Decimal(940), TOTAL - 940)

    def test_refused_or_withdrawn_nothing_is_taken_off_and_it_can_be_paid(self, between, invoice):
        first = self.question(between, invoice)
        with pytest.raises(NotDisputable):
            self.question(between, invoice)
        decide_dispute(dispute=first, upheld=False, answer="They were used", by=between.signatory)
        withdraw_dispute(dispute=self.question(between, invoice), by=between.budget_owner)
        assert (fresh(invoice).open_amount, fresh(first).answer) == (TOTAL, "They were used")
        with pytest.raises(MoveRefused):
            decide_dispute(dispute=first, upheld=True, answer="No", by=between.signatory)

    def test_who_may(self, between, invoice):
        with pytest.raises(PermissionDenied):
            self.question(between, invoice, by=between.signatory)
        dispute = self.question(between, invoice)
        with pytest.raises(PermissionDenied):
            decide_dispute(dispute=dispute, upheld=True, answer="Mine", by=between.budget_owner)
        assert fresh(dispute).status == "open"

    def test_a_reason_and_no_more_than_the_line(self, between, invoice):
        for change in ({"reason": " "}, {"amount": Decimal("16920.01")}, {"amount": Decimal(0)}):
            with pytest.raises(InvalidInput):
                self.question(between, invoice, **change)
        assert not Invoice.objects.disputed_lines().exists()


def test_two_who_draft_at_once_make_one_invoice(cloned_database):
    between = sides()
    for month in range(1, 4):
        wanted = bill(between, period=datetime.date(2027, month, 1))
        clock = meeting_clock()
        made = at_once(*[lambda: draft_invoice(bill=wanted, by=SYSTEM, now=clock)] * 2)  # noqa: B023 run at once
        assert made[0] == made[1]
    assert sorted(Invoice.objects.values_list("reference", flat=True)) == [f"INV-2026-000{n}" for n in (1, 2, 3)]


def test_without_the_constraint_two_who_draft_at_once_bill_twice(cloned_database):
    between = sides()
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("DROP INDEX one_invoice_per_contract_and_month")
    contracts = itertools.count()

    def two_are_drafted() -> bool:
        wanted, clock = bill(between, contract_reference=f"C-{next(contracts)}"), meeting_clock()
        at_once(*[lambda: draft_invoice(bill=wanted, by=SYSTEM, now=clock)] * 2)
        return Invoice.objects.filter(contract_reference=wanted.contract_reference).count() == 2

    assert goes_wrong(two_are_drafted)


def test_two_who_record_one_transfer_at_once_record_one_payment(cloned_database):
    between = sides()
    invoice = issued_invoice(between)
    outcomes = at_once(*[lambda: paid(invoice, between, amount="100.00")] * 4)
    assert len({one.pk for one in outcomes}) == 1
    assert fresh(invoice).paid == Decimal(100)
