"""An agency opens its first bill and finds the share of power and cooling; a vendor files a nil return, an officer sees
the gap; what a missed service level is worth stands on the next bill."""

import datetime
import re

import pytest
from django.urls import reverse

from contracts.costs.actions import open_levy_returns, set_charging_start, write_charges
from contracts.costs.models import LevyReturn
from contracts.invoicing.actions import draft_month
from contracts.service_levels.actions import grant_credit
from marketplace.permissions import SYSTEM, Role
from tests.browsing import reauthenticated
from tests.factories.contracts import accepted_order, trade
from tests.factories.costs import state_trade
from tests.factories.marketplace import person
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

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

DECEMBER, JANUARY = datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)
IN_AUGUST = datetime.datetime(2026, 8, 3, 12, tzinfo=datetime.UTC)
IN_JANUARY = datetime.datetime(2027, 1, 20, 12, tzinfo=datetime.UTC)


def test_the_first_bill_is_shown_before_it_is_owed_and_opens_into_power_and_cooling():
    order = accepted_order(parties := state_trade(), quantity=42)
    manager = person(Role.CONTRACT_MANAGER)
    set_charging_start(agency=parties.agency, charged_from=JANUARY, reason="A month to read it.", by=manager)
    for month in (DECEMBER, JANUARY):
        write_charges(month=month, by=SYSTEM, now=lambda: IN_JANUARY)
    agency = reauthenticated(person(Role.BUDGET_OWNER, of=parties.agency))

    explorer = agency.get(reverse("cost_explorer")).content.decode()
    shown, billed = (reverse("cost_bill", args=[parties.agency.slug, month]) for month in ("2026-12", "2027-01"))
    assert shown in explorer
    trial = agency.get(shown).content.decode()
    assert "A month to read it." in trial
    assert "Trial month, shown and not billed" in trial
    first = agency.get(billed).content.decode()
    assert "Trial month" not in first

    [why, *_] = re.findall(r'href="(/costs/charges/\d+/)"', first)
    line = agency.get(why).content.decode()
    assert order.reference in line
    for words in ("Power and cooling", "$10.83", "$156,000.00 ÷ 14,400"):
        assert words in line
    [rate] = set(re.findall(r'href="(/rates/[\w-]+/)"', line))
    assert "10.8%" in agency.get(rate).content.decode()


def test_a_vendor_files_a_nil_return_and_the_officer_sees_the_gap():
    order = accepted_order(parties := trade())
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: IN_JANUARY)
    open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: IN_JANUARY)
    row = LevyReturn.objects.get()
    vendor, officer = reauthenticated(parties.signatory), reauthenticated(person(Role.PROCUREMENT_OFFICER))

    assert row.get_absolute_url() in vendor.get(reverse("workspace")).content.decode()
    vendor.post(reverse("levy_file", args=[row.reference]), {"nil": "on"})
    assert row.get_absolute_url() in officer.get(reverse("workspace")).content.decode()
    page = officer.get(row.get_absolute_url()).content.decode()
    assert "It differs from the orders by − $1,950.00 (-100.0%)" in page
    assert order.reference in page
    assert "Nil" in page


def test_what_a_missed_month_is_worth_stands_on_the_next_bill():
    contract = contract_with_order()
    order_under(contract, monthly_fee="100.00")
    term = term_of(contract)
    loaded(term, steady(JUNE, JULY, (june(14, 2), june(14, 4, 22))))
    decided = CLOSED_AT + datetime.timedelta(days=20)
    credit = grant_credit(credit=closed(term).service_credits.get(), by=SYSTEM, now=lambda: decided)
    write_charges(month=datetime.date(2026, 7, 1), by=SYSTEM, now=lambda: decided)
    agency = reauthenticated(person(Role.BUDGET_OWNER, of=contract.agency))

    bill = agency.get(reverse("cost_bill", args=[contract.agency.slug, "2026-07"])).content.decode()
    assert f"Service credit {credit.reference}: Availability in June 2026" in bill
    assert f"Levy not taken of {credit.reference}" in bill
    [invoice] = draft_month(contract=contract, period=datetime.date(2026, 7, 1), by=SYSTEM, now=lambda: IN_AUGUST)
    assert invoice.lines.get(kind="credit").amount == -credit.amount
    line = credit.charges.get(origin="credit")
    why = agency.get(line.get_absolute_url()).content.decode()
    assert credit.get_absolute_url() in why
    assert "99.671%" in why
