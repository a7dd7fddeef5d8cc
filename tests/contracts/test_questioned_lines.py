"""Questions about lines in costs: what an upheld one took off stands below zero, beside its charge, with its why."""

import datetime
from decimal import Decimal

import pytest

from contracts.costs.actions import write_charges
from contracts.costs.models import Charge
from contracts.invoicing.actions import draft_month, tell_use
from contracts.orders.models import FundingShare, Order
from marketplace.billing.actions import decide_dispute, dispute_line, issue_invoice
from marketplace.billing.models import CreditNote
from marketplace.permissions import SYSTEM, Role
from tests.browsing import reauthenticated
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import order_under
from tests.worlds import world

pytestmark = pytest.mark.django_db
JUNE, JULY, AUGUST, SEPTEMBER = (datetime.date(2026, month, 1) for month in (6, 7, 8, 9))
IN_JULY, IN_AUGUST, IN_SEPTEMBER = (datetime.datetime(2026, month, 6, 12, tzinfo=datetime.UTC) for month in (7, 8, 9))
MESSAGES = {"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000, "expected": None}
TEN = Decimal("10.00")


@world
def contract():
    contract = signed_contract(levels=[], broker=OrganisationFactory(broker=True), time_zone="UTC")
    order_under(contract, usage=[MESSAGES])
    return contract


@world
def order(contract):
    return contract.orders.get()


@world
def payer(contract):
    return person(Role.APPROVER, of=contract.agency)


@world
def signatory(contract):
    return person(Role.SIGNATORY, of=contract.vendor)


@world
def invoice(contract, order, signatory):
    """Of June, with 100.00 for text messages, issued in July."""
    editor = person(Role.VENDOR_EDITOR, of=contract.vendor)
    tell_use(order=order, month=JUNE, used={"text-messages": 3500}, by=editor, now=lambda: IN_JULY)
    [draft] = draft_month(contract=contract, period=JUNE, by=SYSTEM, now=lambda: IN_JULY)
    return issue_invoice(invoice=draft, by=signatory, now=lambda: IN_JULY)


def written(*months, now=IN_SEPTEMBER):
    for month in months:
        write_charges(month=month, by=SYSTEM, now=lambda: now)


def questioned(invoice, payer, signatory, *, kind="recurring", amount=TEN, upheld=True, at=IN_AUGUST):
    said = {"amount": amount, "reason": "One seat was given back.", "by": payer, "now": lambda: at}
    dispute = dispute_line(line=invoice.lines.get(kind=kind), **said)
    return decide_dispute(dispute=dispute, upheld=upheld, answer="So it was.", by=signatory, now=lambda: at)


def taken_off():
    return Charge.objects.filter(key__startswith="dispute:").order_by("pk")


class TestUpheld:
    def test_it_stands_below_zero_in_the_month_of_the_answer_beside_its_charge(self, invoice, order, payer, signatory):
        written(JUNE, JULY)
        dispute = questioned(invoice, payer, signatory)
        written(AUGUST, AUGUST)
        row, levy = taken_off()
        fee = Charge.objects.get(key__startswith=f"{order.reference}:2026-06:fee:")
        assert (row.effective_cost, row.billed_cost, row.month, row.corrects) == (-TEN, -TEN, AUGUST, fee)
        assert (row.origin, row.charge_category, row.charge_class) == ("credit", "Credit", "Correction")
        assert (row.charge_period_start, row.charge_period_end) == (fee.charge_period_start, fee.charge_period_end)
        assert (levy.origin, levy.effective_cost, levy.corrects) == ("levy", Decimal("-0.08"), None)
        note = CreditNote.objects.get(key=f"dispute:{dispute.pk}")
        assert row.why[1:] == [
            ["Questioned", "One seat was given back.", "$10.00"],
            ["Upheld", f"So it was. Credit note {note.reference}", "− $10.00"],
        ]

    def test_of_use_it_stands_beside_what_was_billed_once(self, invoice, payer, signatory):
        questioned(invoice, payer, signatory, kind="usage", amount=Decimal(40), at=IN_JULY)
        written(JULY)
        row = taken_off()[0]
        assert row.corrects == Charge.objects.get(charge_category="Usage")
        assert (row.effective_cost, row.charge_class, row.consumed_quantity) == (-40, "Correction", None)

    def test_of_a_levy_s_line_no_further_levy_is_taken_off(self, invoice, payer, signatory):
        questioned(invoice, payer, signatory, kind="levy", amount=Decimal(1))
        written(AUGUST)
        [row] = taken_off()
        assert (row.origin, row.effective_cost) == ("levy", -1)

    def test_it_is_split_over_the_accounts_that_bear_the_order(self, invoice, order, payer, signatory):
        Order.objects.filter(pk=order.pk).update(status="draft")
        for source, percent in (("4120 IT services", 75), ("Federal grant", 25)):
            FundingShare.objects.create(order=order, source=source, percent=percent)
        Order.objects.filter(pk=order.pk).update(status=order.status)
        written(JUNE)
        questioned(invoice, payer, signatory)
        written(AUGUST)
        rows = taken_off().filter(origin="credit")
        assert {row.program: row.effective_cost for row in rows} == {
            "4120 IT services": Decimal("-7.50"), "Federal grant": Decimal("-2.50")
        }  # fmt: skip
        assert all(row.corrects.program == row.program for row in rows)
        assert rows[0].why[-1] == ["Your part", "4120 IT services", "− $7.50"]

    def test_shown_only_it_is_not_billed_either(self, invoice, order, payer, signatory, monkeypatch):
        monkeypatch.setattr("contracts.costs.actions.charging.treatment_of", lambda *_: Charge.Treatment.SHOWBACK)
        questioned(invoice, payer, signatory)
        written(AUGUST)
        assert [(row.effective_cost, row.billed_cost) for row in taken_off()][0] == (-TEN, 0)


@pytest.mark.parametrize("answer", ["open", "refused"])
def test_what_is_not_upheld_takes_nothing_off(invoice, payer, signatory, answer):
    if answer == "refused":
        questioned(invoice, payer, signatory, upheld=False)
    else:
        line = invoice.lines.get(kind="recurring")
        dispute_line(line=line, amount=TEN, reason="Wrong.", by=payer, now=lambda: IN_AUGUST)
    written(JUNE, JULY, AUGUST, SEPTEMBER)
    assert not taken_off().exists()
    written_before = Charge.objects.count()
    assert written_before


def test_the_explorer_counts_it_and_its_why_opens(invoice, order, payer, signatory):
    written(JUNE)
    questioned(invoice, payer, signatory)
    written(AUGUST)
    client, row = reauthenticated(payer), taken_off()[0]
    explorer = client.get("/costs/", {"by": "category"}).content.decode()
    assert "Credit" in explorer
    assert row.get_absolute_url() in client.get(f"/costs/bills/{order.agency.slug}/2026-08/").content.decode()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "One seat was given back." in page
    assert row.corrects.get_absolute_url() in page
    assert row.get_absolute_url() in client.get(row.corrects.get_absolute_url()).content.decode()
