"""The levy is asked of one place: bills, charges and returns take an agreement's own percent, and the books agree."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from catalog.offerings.comparison import compare
from catalog.offerings.levies import levy_percents
from catalog.search.prices import PriceLimit
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from contracts.costs.actions import file_levy_return, open_levy_returns, write_charges
from contracts.costs.models import Charge, LevyReturn
from contracts.frameworks.models import Framework
from contracts.invoicing.bills import bills_of
from contracts.orders.actions import choose_way, submit_order
from contracts.orders.actions.choosing import Award
from contracts.orders.actions.drafting import LevyDiffers
from contracts.orders.models import AwardGrounds, Order
from contracts.orders.modes import levy_percent, mode_of
from marketplace.billing.actions import (
    BillLine,
    decide_dispute,
    dispute_line,
    draft_invoice,
    issue_credit_note,
    issue_invoice,
    online,
    record_payment,
    refunding,
)
from marketplace.billing.levies import levy_in_books
from marketplace.billing.levy_lines import levy_of
from marketplace.billing.models import ConnectedAccount, Payment, Posting
from marketplace.money import round_cents
from marketplace.permissions import SYSTEM, Role
from tests.browsing import reauthenticated
from tests.factories.billing import ISSUED_AT, OCTOBER, bill, credit, issued_invoice, sides
from tests.factories.contracts import MONDAY_NOON, accepted_order, drafted_order, funded, trade
from tests.factories.frameworks import drafted_framework, signed_framework, took_over
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.search import indexed
from tests.factories.stripe import FakeStripe
from tests.worlds import world

pytestmark = pytest.mark.django_db
DECEMBER = datetime.date(2026, 12, 1)
LATER = datetime.datetime(2027, 1, 10, 12, tzinfo=datetime.UTC)


@world
def parties():
    return trade()


@world
def order(parties):
    """100 users for 1,950.00 a month, under an agreement that takes 2%."""
    order, framework = accepted_order(parties), drafted_framework(parties.vendor)
    Framework.objects.filter(pk=framework.pk).update(levy_percent=Decimal(2))
    Order.objects.filter(pk=order.pk).update(status="draft")
    Order.objects.filter(pk=order.pk).update(framework_lot=framework.lots.get())
    Order.objects.filter(pk=order.pk).update(status=order.status)
    return Order.objects.select_related("contract__agency", "framework_lot__framework").get(pk=order.pk)


@world
def between():
    found = sides()
    ConnectedAccount.objects.create(
        organisation=found.vendor, account="acct_1", takes_payments=True, refreshed_at=ISSUED_AT
    )
    return found


@world
def invoice(between):
    """2,000.00 and a levy of 15.00."""
    return issued_invoice(between, lines=[("Lines", "2000.00")], levy_percent=Decimal("0.75"))


class TestOnePlace:
    def test_bills_charges_and_returns_take_the_agreement_s_own_percent(self, order, parties):
        assert (mode_of(order), levy_percent(order, DECEMBER)) == ("brokered", Decimal(2))
        [found] = bills_of(order.contract, DECEMBER)
        assert found.levy_percent == Decimal(2)
        write_charges(month=DECEMBER, by=SYSTEM, now=lambda: LATER)
        levies = Charge.objects.filter(origin="levy")
        assert sum(one.effective_cost for one in levies) == Decimal("39.00")
        open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: LATER)
        said = {"amounts": {order.pk: Decimal("1950.00")}, "by": parties.signatory}
        row = file_levy_return(levy_return=LevyReturn.objects.get(), now=lambda: LATER, **said)
        assert row.levy == Decimal("39.00")

    def test_a_bill_carries_the_percent_of_each_agreement(self, order, parties):
        other = accepted_order(parties)
        Order.objects.filter(pk=other.pk).update(contract=order.contract)
        [found] = bills_of(order.contract, DECEMBER)
        assert sorted(line.levy_percent for line in found.lines) == [Decimal("0.75"), Decimal(2)]
        invoice = draft_invoice(bill=found, by=SYSTEM, now=lambda: LATER)
        assert {(one.quantity, one.amount) for one in invoice.lines.filter(kind="levy")} == {
            (Decimal("0.75"), Decimal("14.63")), (Decimal(2), Decimal("39.00"))
        }  # fmt: skip


class TestEstimates:
    """Before anything is ordered a price is reckoned with the levy of the agreement that it would stand under."""

    @pytest.fixture
    def framework(self, parties):
        return signed_framework(parties.vendor, levy_percent=Decimal(2))

    @staticmethod
    def levy_line(order):
        [line] = [line for line in order.price_lines if line["label"] == "Broker levy"]
        return line["how"], line["amount"], order.total_value

    def test_the_offering_s_page_and_a_draft_take_the_agreement_s_percent(self, framework, parties, client):
        page = client.get(parties.offering.get_absolute_url(), {"users": "100", "months": "12"}).content.decode()
        assert "2% of the parts above" in page
        compared = compare([parties.offering], sent={}, on=MONDAY_NOON.date())
        assert [column.cost.levy_percent for column in compared.columns] == [Decimal(2)]
        order = drafted_order(parties)
        assert self.levy_line(order) == ("2% of the parts above", "468.00", Decimal("23868.00"))
        assert order.levy_percent == framework.levy_percent

    @pytest.mark.parametrize("is_merged", [False, True])
    def test_the_catalogue_s_price_filter_takes_the_agreement_s_percent(self, parties, is_merged):
        """23,868.00 for 100 users and a year is 1,989.00 a month; with the office's own percent it were 1,964.63."""
        indexed()
        told = levy_percents([parties.offering], MONDAY_NOON.date())
        assert (told, self.found("1964.63")) == ({parties.offering.pk: Decimal("0.75")}, 1)
        former = OrganisationFactory(vendor=True) if is_merged else parties.vendor
        signed_framework(former, levy_percent=Decimal(2))
        if is_merged:
            assert self.found("1964.63") == 1
            took_over(former, by=parties.vendor)
        assert levy_percents([parties.offering], MONDAY_NOON.date()) == {parties.offering.pk: Decimal(2)}
        assert [self.found(upto) for upto in ("1964.63", "1988.99", "1989.00")] == [0, 0, 1]
        page = compare([parties.offering], sent={"users": "100", "months": "12"}, on=MONDAY_NOON.date())
        assert page.columns[0].cost.total == Decimal("23868.00")

    @staticmethod
    def found(upto):
        return search_catalogue(CatalogueQuery(price=PriceLimit(Decimal(upto), 100, 12))).total

    def test_bought_in_another_way_the_levy_is_reckoned_anew(self, framework, parties):
        order = drafted_order(parties)
        award = Award(AwardGrounds.values[0], "Nobody else has it")
        order = choose_way(
            order=order, version=order.version, award=award, by=parties.requester, now=lambda: MONDAY_NOON
        )
        assert self.levy_line(order) == ("0.75% of the parts above", "175.50", Decimal("23575.50"))
        lot = framework.lots.get()
        order = choose_way(order=order, version=order.version, lot=lot, by=parties.requester, now=lambda: MONDAY_NOON)
        assert self.levy_line(order)[1:] == ("468.00", Decimal("23868.00"))

    def test_an_agreement_signed_meanwhile_is_not_taken_silently(self, parties):
        order = funded(drafted_order(parties), parties)
        signed_framework(parties.vendor, levy_percent=Decimal(2))
        with pytest.raises(LevyDiffers, match="the levy is 2%, so the request costs \\$23,868.00 and not \\$23,575.50"):
            submit_order(order=order, version=order.version, by=parties.requester, now=lambda: MONDAY_NOON)
        order.refresh_from_db()
        assert (order.status, order.total_value) == ("draft", Decimal("23575.50"))


class TestSeveralPercents:
    @given(
        st.lists(st.tuples(st.integers(0, 10**8), st.sampled_from(["0", "0.75", "2"])), min_size=1, max_size=5),
        st.integers(0, 100),
    )
    def test_the_parts_are_the_whole_and_one_percent_is_as_it_was(self, rows, left):
        lines = [(Decimal(cents) / 100, Decimal(percent)) for cents, percent in rows]
        base = sum(amount for amount, _ in lines)
        room = round_cents(base * left / 100)
        parts = levy_of(lines, room)
        exact = sum(amount * percent for amount, percent in lines) / 100 * (room / base if base else 0)
        assert abs(sum(parts) - exact) <= Decimal("0.005") + Decimal("1e-12")
        assert all(abs(part - amount * percent / 100 * room / base) < Decimal("0.0151")
                   for part, (amount, percent) in zip(parts, lines, strict=True) if base)  # fmt: skip
        assert sum(levy_of([(base, Decimal("0.75"))], room)) == round_cents(room * Decimal("0.75") / 100)

    @pytest.fixture
    def mixed(self, between):
        """1,000.00 at 0.75% and 1,000.00 at 2%, of which a credit takes a tenth."""
        issue_credit_note(credit=credit(between, amount="200.00"), by=SYSTEM, now=lambda: ISSUED_AT)
        days = (OCTOBER, datetime.date(2026, 11, 1))
        rows = [BillLine("recurring", name, Decimal(1000), *days, levy_percent=Decimal(percent))
                for name, percent in (("Lines", "0.75"), ("Servers", "2"))]  # fmt: skip
        draft = draft_invoice(bill=replace(bill(between), lines=tuple(rows)), by=SYSTEM, now=lambda: ISSUED_AT)
        return issue_invoice(invoice=draft, by=between.signatory, now=lambda: ISSUED_AT)

    def test_each_line_bears_its_own_and_credits_lower_all(self, mixed, between):
        assert [(line.kind, line.levy_percent, line.levy) for line in mixed.lines.all()][:2] == [
            ("recurring", Decimal("0.75"), Decimal("6.75")), ("recurring", Decimal(2), Decimal("18.00"))
        ]  # fmt: skip
        assert [line.why for line in mixed.lines.filter(kind="levy")] == [
            "0.75% of line 1, after credits", "2% of line 2, after credits"
        ]  # fmt: skip
        assert mixed.total == Decimal("1824.75")
        assert levy_in_books(between.vendor, OCTOBER).billed == Decimal("24.75")
        page = reauthenticated(between.budget_owner).get(mixed.get_absolute_url()).content.decode()
        assert "Levy of it: 2%, after credits, $18.00" in page

    @pytest.mark.parametrize(("position", "levy"), [(1, "0.75"), (2, "2.00")])
    def test_a_questioned_line_takes_its_own_levy_along(self, mixed, between, position, levy):
        line = mixed.lines.get(position=position)
        dispute = dispute_line(line=line, amount=Decimal(100), reason="Fewer", by=between.budget_owner)
        decide_dispute(dispute=dispute, upheld=True, answer="You are right", by=between.signatory)
        assert mixed.credit_applications.get().levy == Decimal(levy)
        assert Posting.objects.balance() == 0


class TestUpheldQuestions:
    def upheld(self, invoice, between, amount=None):
        line = invoice.lines.get(position=1)
        dispute = dispute_line(line=line, amount=amount, reason="Fewer", by=between.budget_owner)
        decide_dispute(dispute=dispute, upheld=True, answer="You are right", by=between.signatory)
        invoice.refresh_from_db()
        return invoice.credit_applications.get()

    def test_the_levy_of_what_is_taken_off_is_not_owed(self, invoice, between):
        row = self.upheld(invoice, between, Decimal("500.00"))
        assert (row.amount, row.levy, row.note.applied) == (Decimal("503.75"), Decimal("3.75"), Decimal("500.00"))
        assert (invoice.credited, invoice.open_amount) == (Decimal("503.75"), Decimal("1511.25"))
        assert levy_in_books(between.vendor, OCTOBER).billed == Decimal("11.25")
        assert Posting.objects.balance() == 0

    def test_the_whole_line_takes_the_whole_levy(self, invoice, between):
        row = self.upheld(invoice, between)
        assert (invoice.status, row.levy) == ("paid", Decimal("15.00"))
        assert levy_in_books(between.vendor, OCTOBER).billed == 0

    def test_what_was_paid_meanwhile_leaves_the_rest_for_the_next_invoice(self, invoice, between):
        line = invoice.lines.get(position=1)
        dispute = dispute_line(line=line, reason="None came", by=between.budget_owner)
        sent = {"payer": between.agency, "receiver": between.vendor, "received_on": OCTOBER, "key": "t"}
        record_payment(amount=Decimal("1000.00"), invoice=invoice, by=between.signatory, **sent)
        decide_dispute(dispute=dispute, upheld=True, answer="You are right", by=between.signatory)
        row = invoice.credit_applications.get()
        invoice.refresh_from_db()
        assert (invoice.status, row.amount, row.levy) == ("paid", Decimal("1015.00"), Decimal("7.56"))
        assert row.note.left == Decimal("992.56")
        said = {"lines": [("Lines", "2000.00")], "levy_percent": Decimal("0.75"), "period": DECEMBER}
        following = issued_invoice(between, at=timezone.now(), **said)
        assert following.lines.get(kind="levy").amount == Decimal("7.56")


class TestTheBooks:
    @pytest.fixture
    def paid(self, invoice, between):
        stripe = FakeStripe()
        opened = online.start_online_payment(invoice=invoice, by=between.budget_owner, through=stripe)
        stripe.pay(stripe.objects[opened.external])
        online.reconcile(through=stripe, since=ISSUED_AT)
        return stripe

    def test_what_was_kept_back_is_what_was_collected(self, paid, between):
        books = levy_in_books(between.vendor, OCTOBER)
        assert (books.billed, books.collected, books.withheld, books.agrees) == (15, 15, 15, True)

    def test_paid_back_the_levy_goes_back_in_proportion_and_once(self, paid, between):
        said = {"payment": Payment.objects.get(), "reason": "Fewer", "by": between.signatory, "through": paid}
        for number, amount in enumerate(("1000.00", "1015.00")):
            refunding.refund_online_payment(amount=Decimal(amount), key=f"refund:{number}", **said)
            online.reconcile(through=paid, since=ISSUED_AT)
            books = levy_in_books(between.vendor, OCTOBER)
            assert books.agrees
        assert (books.collected, books.withheld) == (0, 0)
        assert Posting.objects.balance() == 0

    def test_a_return_s_page_compares_them(self, parties):
        order = accepted_order(parties)
        write_charges(month=DECEMBER, by=SYSTEM, now=lambda: LATER)
        open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: LATER)
        row = LevyReturn.objects.get()
        file_levy_return(
            levy_return=row, amounts={order.pk: Decimal("1950.00")}, by=parties.signatory, now=lambda: LATER
        )
        page = reauthenticated(person(Role.PROCUREMENT_OFFICER)).get(row.get_absolute_url()).content.decode()
        for words in ("In the ledger", "Left to hand on", "$14.63"):
            assert words in page
