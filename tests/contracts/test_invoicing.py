"""A month is billed from the orders in force, and the credit of a missed service level is on the next invoice."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from contracts.agreements.parties import TABLE
from contracts.invoicing.actions import MonthStillRuns, draft_month, draft_months
from contracts.invoicing.bills import bills_of
from contracts.invoicing.queries import billed_by
from contracts.invoicing.tasks import draft_invoices, draft_invoices_of
from contracts.models import ServiceCredit
from contracts.orders.actions import Report, report_provisioning
from contracts.orders.models import JointShare, Order
from contracts.register.chain import chain_of
from contracts.service_levels.actions import close_period, grant_credit
from marketplace.billing.actions import issue_invoice
from marketplace.billing.models import CreditNote, Invoice
from marketplace.permissions import SYSTEM, Role
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    closed,
    contract_with_order,
    june,
    loaded,
    order_under,
    steady,
    term_of,
)
from tests.worlds import world

DAY = datetime.timedelta(days=1)
PERIOD = datetime.date(2026, 6, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def office():
    return OrganisationFactory(broker=True)


@world
def contract(office):
    return contract_with_order(broker=office)


@world
def missed(contract):
    """June was down for more than an hour: 10% of 12,400.00 is owed, and not granted yet."""
    loaded(term_of(contract), steady(JUNE, JULY, (june(7, 13, 12), june(7, 14, 26))))
    return closed(term_of(contract)).service_credits.get()


def billed(contract, *, period=PERIOD, at=CLOSED_AT, by=SYSTEM):
    return draft_month(contract=contract, period=period, by=by, now=lambda: at)


class TestWhoBillsWhom:
    @pytest.mark.parametrize("mode", [*TABLE, "hybrid"])
    def test_it_follows_the_table_of_delivery_modes(self, office, mode):
        contract = signed_contract(levels=[], delivery_mode=mode, broker=office, time_zone="UTC")
        order_under(contract)
        [invoice] = billed(contract)
        issuer = TABLE["managed" if mode == "hybrid" else mode].invoice_issuer
        assert (invoice.issuer, invoice.payer) == (getattr(contract, issuer), contract.agency)
        levies = invoice.lines.filter(kind="levy").values_list("amount", flat=True)
        assert list(levies) == ([Decimal("93.00")] if mode == "brokered" else [])

    def test_a_vendor_bills_its_own_contracts_and_the_office_what_it_provides(self, office, contract):
        managed = signed_contract(levels=[], delivery_mode="managed", broker=office, time_zone="UTC")
        order_under(managed)
        assert list(billed_by({contract.vendor_id}, PERIOD)) == [contract]
        assert list(billed_by({office.pk}, PERIOD)) == [managed]
        assert list(billed_by({managed.vendor_id}, PERIOD)) == []

    def test_somebody_else_does_not(self, contract):
        with pytest.raises(PermissionDenied):
            billed(contract, by=person(Role.SIGNATORY))
        assert not Invoice.objects.exists()


class TestAMonth:
    def test_its_line_names_order_period_and_calculation(self, contract):
        [invoice] = billed(contract)
        line = invoice.lines.first()
        order = contract.orders.get()
        assert (line.amount, line.order_reference) == (Decimal("12400.00"), order.reference)
        assert (line.starts_on, line.ends_on) == (PERIOD, datetime.date(2026, 7, 1))
        assert line.why.endswith("$12,400.00 a month")
        assert (invoice.ocid, invoice.purchase_order) == (contract.ocid, order.reference)

    @pytest.mark.parametrize(("before", "drafted"), [(datetime.timedelta(microseconds=1), False), (DAY * 0, True)])
    def test_it_is_billed_once_it_is_over(self, contract, before, drafted):
        if drafted:
            assert billed(contract, at=JULY - before)
        else:
            with pytest.raises(MonthStillRuns):
                billed(contract, at=JULY - before)
        assert Invoice.objects.exists() is drafted

    def test_a_part_of_a_month_costs_its_days(self, contract):
        Order.objects.filter(contract=contract).update(starts_on=datetime.date(2026, 6, 16))
        [invoice] = billed(contract)
        assert invoice.lines.first().amount == Decimal("6200.00")
        assert "15 of 30 days" in invoice.lines.first().why

    def test_what_is_paid_once_is_billed_in_the_first_month(self):
        contract = signed_contract(levels=[], time_zone="UTC")
        order_under(contract, starts_on=PERIOD, one_off_value=Decimal(900))
        amounts = [
            list(invoice.lines.exclude(kind="levy").values_list("amount", flat=True))
            for period in (PERIOD, datetime.date(2026, 7, 1))
            for invoice in billed(contract, period=period, at=JULY + 40 * DAY)
        ]
        assert amounts == [[Decimal(12400), Decimal(900)], [Decimal(12400)]]

    def test_what_is_not_ready_is_not_billed_and_what_is_says_since_when(self, contract):
        order, vendor = contract.orders.get(), person(Role.SIGNATORY, of=contract.vendor)
        report_provisioning(order=order, key="1", report=Report("started"), by=vendor, now=lambda: JUNE)
        assert bills_of(contract, PERIOD) == []
        ready = Report("ready", resource="desk-1")
        report_provisioning(order=order, key="2", report=ready, by=vendor, now=lambda: june(21))
        [invoice] = billed(contract)
        line = invoice.lines.first()
        assert (line.starts_on.day, line.amount) == (21, Decimal("4133.33"))
        assert line.delivery_reference == "ready Sun 21 Jun 2026"

    def test_a_joint_order_is_split_to_the_cent_and_each_agency_gets_its_own(self, contract):
        order, partner = contract.orders.get(), OrganisationFactory()
        Order.objects.filter(pk=order.pk).update(status="draft")
        for agency, percent in ((contract.agency, "66.67"), (partner, "33.33")):
            JointShare.objects.create(order=order, agency=agency, percent=Decimal(percent))
        bills = bills_of(contract, PERIOD)
        assert bills == []
        Order.objects.filter(pk=order.pk).update(status="active")
        bills = {bill.payer: bill.lines[0].amount for bill in bills_of(contract, PERIOD)}
        assert bills == {contract.agency: Decimal("8267.08"), partner: Decimal("4132.92")}

    def test_drafted_again_nothing_is_billed_twice(self, contract):
        [first] = draft_months(contracts=[contract], period=PERIOD, by=SYSTEM, now=lambda: CLOSED_AT)
        assert draft_months(contracts=[contract], period=PERIOD, by=SYSTEM, now=lambda: CLOSED_AT) == []
        draft_invoices_of(contract.pk, PERIOD.isoformat())
        assert list(Invoice.objects.all()) == [first]

    def test_the_job_of_the_first_enqueues_each_contract_that_ran(self, contract, monkeypatch):
        monkeypatch.setattr("contracts.invoicing.tasks.database_now", lambda: CLOSED_AT)
        draft_invoices(0)
        draft_invoices_of(contract.pk, PERIOD.isoformat())
        assert Invoice.objects.get().period == PERIOD


class TestTheCreditOfAMissedLevel:
    def test_it_is_on_the_next_invoice_and_the_chain_is_walked_by_its_links(self, contract, missed):
        grant_credit(credit=missed, by=SYSTEM, now=lambda: CLOSED_AT + 11 * DAY)
        [draft] = billed(contract, at=CLOSED_AT + 12 * DAY)
        line = draft.lines.get(kind="credit")
        assert (line.amount, line.source_address) == (-missed.amount, missed.get_absolute_url())
        assert line.credit_note.source_reference == missed.reference
        assert line.description.startswith("Service credit June 2026, Availability 99.82")
        assert draft.ocid == line.credit_note.ocid == contract.ocid
        steps = {step.kind: step.url for step in chain_of(contract, result=missed.result, party=True)}
        assert "Invoice" not in steps
        issued = issue_invoice(invoice=draft, by=person(Role.SIGNATORY, of=contract.vendor))
        steps = {step.kind: step.url for step in chain_of(contract, result=missed.result, party=True)}
        assert steps["Invoice"] == issued.get_absolute_url()

    def test_it_is_posted_once(self, contract, missed):
        grant_credit(credit=missed, by=SYSTEM, now=lambda: CLOSED_AT + 11 * DAY)
        assert CreditNote.objects.get().amount == missed.amount == Decimal("1240.00")

    def test_before_it_is_granted_nothing_is_taken_off(self, contract, missed):
        [draft] = billed(contract)
        assert not draft.lines.filter(kind="credit").exists()
        assert not CreditNote.objects.exists()

    def test_a_later_result_takes_back_what_no_invoice_took(self, contract, missed):
        grant_credit(credit=missed, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: CLOSED_AT)
        again(contract)
        note = CreditNote.objects.get(source_reference=missed.reference)
        assert (note.left, note.withdrawn) == (0, missed.amount)

    def test_what_an_invoice_took_is_not_given_again(self, contract, missed):
        grant_credit(credit=missed, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: CLOSED_AT)
        billed(contract)
        successor = again(contract)
        grant_credit(credit=successor, by=SYSTEM, now=lambda: CLOSED_AT + 30 * DAY)
        notes = dict(CreditNote.objects.values_list("source_reference", "amount"))
        assert notes == {missed.reference: missed.amount, successor.reference: successor.amount - missed.amount}


def again(contract) -> ServiceCredit:
    """June closed anew, with an outage more that another monitor saw."""
    rows = steady(JUNE, JULY, (june(9), june(9, 8)))
    loaded(term_of(contract), rows, at=CLOSED_AT + DAY, source="second--desk")
    [result] = [close_period(term=term_of(contract), period=PERIOD, by=SYSTEM, now=lambda: CLOSED_AT + 2 * DAY)[0]]
    return result.service_credits.standing().get()
