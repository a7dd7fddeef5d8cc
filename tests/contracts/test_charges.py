"""Charges: from the orders in force to lines that open, shown or billed, split to the cent, told apart from files."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from contracts.costs.actions import (
    send_cost_file,
    set_charging_start,
    take_cost_file_in,
    write_charges,
)
from contracts.costs.actions.importing import FileHasFaults, TakenIn
from contracts.costs.lines import Account, Line, cost_centre_of, lines_of, service_month, split
from contracts.costs.models import Charge, CostImport
from contracts.costs.queries.charges import totals_of
from contracts.costs.views.charges import focus_lines
from contracts.orders.models import Order
from contracts.service_levels.actions import grant_credit
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from tests.browsing import reauthenticated
from tests.factories.contracts import accepted_order, signed_contract, trade
from tests.factories.costs import state_trade
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

pytestmark = pytest.mark.django_db

DECEMBER = datetime.date(2026, 12, 1)
IN_DECEMBER = datetime.datetime(2026, 12, 20, 12, tzinfo=datetime.UTC)
DECIDED_AT = CLOSED_AT + datetime.timedelta(days=20)


def written(month=DECEMBER, at=IN_DECEMBER) -> int:
    return write_charges(month=month, by=SYSTEM, now=lambda: at)


@world
def parties():
    return trade()


@world
def order(parties):
    """100 users for 12 months from 1 December: 1,950.00 a month, three fifths from one source, two from another."""
    return accepted_order(parties)


@world
def charges(order):
    written()
    return list(Charge.objects.order_by("pk"))


def test_each_account_bears_its_part_of_fee_and_levy(charges):
    assert [(one.origin, one.program, one.effective_cost) for one in charges] == [
        ("order", "General fund", Decimal("1170")),
        ("order", "Federal grant", Decimal("780")),
        ("levy", "General fund", Decimal("8.78")),
        ("levy", "Federal grant", Decimal("5.85")),
    ]
    first = charges[0]
    assert first.billed_cost == first.contracted_cost == Decimal("1170")
    assert (first.pricing_quantity, first.pricing_unit) == (Decimal(60), "user")
    assert first.list_cost == first.list_unit_price * first.pricing_quantity
    assert (first.charge_period_start, first.charge_period_end) == (
        first.billing_period_start,
        first.billing_period_end,
    )


def test_however_often_it_runs_each_is_written_once(charges):
    assert written() == 0
    assert Charge.objects.count() == len(charges)


def test_what_was_charged_in_twelve_months_stands_on_the_offering_s_page(charges, parties, client):
    assert parties.offering.facts.spent == Decimal("1964.63")
    page = client.get(parties.offering.get_absolute_url()).content.decode()
    assert "$1,964.63 charged to agencies here in the twelve months to December 2026" in page


@pytest.mark.parametrize(("mode", "biller"), [("brokered", "vendor"), ("managed", "broker"), ("hybrid", "broker")])
def test_a_charge_names_who_bills_it_by_the_table_of_delivery_modes(mode, biller):
    contract = signed_contract(levels=[], delivery_mode=mode, broker=OrganisationFactory(broker=True))
    order_under(contract)
    written(datetime.date(2026, 6, 1))
    names = set(Charge.objects.filter(origin="order").values_list("invoice_issuer_name", flat=True))
    assert names == {getattr(contract, biller).name}


def test_a_month_that_has_not_begun_and_a_stranger_are_refused(order, parties):
    with pytest.raises(InvalidInput, match="has not begun"):
        written(month=datetime.date(2027, 1, 1))
    with pytest.raises(PermissionDenied):
        write_charges(month=DECEMBER, by=parties.signatory)
    assert not Charge.objects.exists()


def test_a_charge_stands_as_it_was_written(charges):
    with pytest.raises(DatabaseError), transaction.atomic():
        Charge.objects.update(effective_cost=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Charge.objects.all().delete()
    assert totals_of(Charge.objects.all()).spent == Decimal("1964.63")


@given(st.decimals(-(10**6), 10**6, places=2), st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_split_rows_always_add_up_to_the_line(amount, weights):
    accounts = [Account(1, str(n), "", Decimal(weight) / sum(weights)) for n, weight in enumerate(weights)]
    line = Line("fee", "It", DECEMBER, DECEMBER, Decimal(100), "user", Decimal(1), amount)
    parts = split(line, accounts)
    assert sum(part for _, _, part in parts) == amount


@given(st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31)), st.integers(1, 36))
def test_the_months_of_a_term_follow_each_other_without_gap(first, months):
    order = Order(starts_on=first, ends_on=first + datetime.timedelta(days=months * 30))
    day, covered = first.replace(day=1), []
    while day < order.ends_on:
        if found := service_month(order, day):
            covered.append(found)
        day = (day + datetime.timedelta(days=31)).replace(day=1)
    assert covered[0][0] == first
    assert covered[-1][1] == order.ends_on
    assert all(one[1] == other[0] for one, other in zip(covered, covered[1:], strict=False))


def test_a_part_of_a_month_costs_its_days(order):
    order = Order.objects.select_related("offering_revision").get(pk=order.pk)
    order.ends_on = datetime.date(2026, 12, 11)
    fee = lines_of(order, DECEMBER)[0]
    assert fee.amount == Decimal("629.03")  # 10 of 31 days of 1,950.00
    assert fee.why[-1][1] == "10 days"


def test_the_first_word_of_a_source_with_a_number_is_its_cost_centre():
    assert (cost_centre_of("4120 IT services"), cost_centre_of("General fund")) == ("4120", "General fund")


@world
def state_order():
    """42 machines of the state's own service at its published rate."""
    return accepted_order(state_trade(), quantity=42)


def test_trial_months_are_shown_and_not_billed_then_they_are(state_order):
    manager = person(Role.CONTRACT_MANAGER)
    with pytest.raises(PermissionDenied):
        set_charging_start(agency=state_order.agency, charged_from=DECEMBER, reason="Trial.", by=state_order.requester)
    first = datetime.date(2027, 1, 15)
    set_charging_start(agency=state_order.agency, charged_from=first, reason="Two trial months.", by=manager)
    written()
    written(month=datetime.date(2027, 1, 1), at=datetime.datetime(2027, 1, 20, tzinfo=datetime.UTC))
    december, january = (Charge.objects.filter(month=month) for month in (DECEMBER, datetime.date(2027, 1, 1)))
    assert {one.treatment for one in december} == {"trial"}
    assert totals_of(december).billed == 0
    assert totals_of(december).spent == totals_of(january).spent == totals_of(january).billed
    assert not Charge.objects.filter(origin="levy").exists()


def test_the_database_refuses_a_bill_for_what_is_only_shown(charges):
    row = charges[0]
    row.pk, row.key, row.treatment = None, "again", "trial"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.fixture
def credit(storage):
    """June was missed: a tenth of 12,400.00, granted on 23 July."""
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, (june(14, 2), june(14, 4, 22))))
    return grant_credit(credit=closed(term).service_credits.get(), by=SYSTEM, now=lambda: DECIDED_AT)


def test_a_credit_is_a_line_below_zero_and_takes_its_levy_along(credit):
    written(month=datetime.date(2026, 7, 1), at=DECIDED_AT)
    line, levy = Charge.objects.filter(credit=credit).order_by("-origin", "pk")[::-1]
    assert (line.charge_category, line.charge_class, line.effective_cost) == ("Credit", "Correction", -credit.amount)
    assert (levy.origin, levy.effective_cost) == ("levy", Decimal("-9.30"))
    assert line.why[-1][2] == "− $1,240.00"


def test_only_its_parties_and_the_office_see_a_charge(charges, parties):
    stranger = reauthenticated(person(Role.REQUESTER))
    bill = reverse("cost_bill", args=[parties.agency.slug, "2026-12"])
    for address in (charges[0].get_absolute_url(), bill):
        assert stranger.get(address).status_code == 404
        assert reauthenticated(parties.approver).get(address).status_code == 200
        assert reauthenticated(person(Role.AUDITOR)).get(address).status_code == 200
    vendor = reauthenticated(parties.signatory)
    assert vendor.get(charges[0].get_absolute_url()).status_code == 200
    assert vendor.get(bill).status_code == 404
    assert "General fund" not in stranger.get(reverse("cost_csv"), {"by": "program"}).content.decode()


def test_the_bill_names_every_line_and_each_opens(charges, parties):
    agency = reauthenticated(parties.approver)
    page = agency.get(reverse("cost_bill", args=[parties.agency.slug, "2026-12"])).content.decode()
    for words in ("$1,170.00", "$8.78", "$1,964.63", "Federal grant", charges[0].get_absolute_url()):
        assert words in page
    why = agency.get(charges[0].get_absolute_url()).content.decode()
    assert "60% of $1,950.00, General fund" in why
    assert agency.get(reverse("cost_bill", args=[parties.agency.slug, "2026-13"])).status_code == 404


def test_a_line_of_the_state_s_own_service_opens_into_power_and_cooling(state_order):
    written()
    charge = Charge.objects.filter(origin="order").first()
    page = reauthenticated(state_order.requester).get(charge.get_absolute_url()).content.decode()
    assert charge.rate_card is not None
    assert "Power and cooling" in page
    assert "$10.83" in page


def test_the_explorer_adds_up_what_is_asked_for(charges, parties, django_assert_max_num_queries):
    agency = reauthenticated(parties.approver)
    agency.get(reverse("cost_explorer"))
    with django_assert_max_num_queries(10):
        page = agency.get(reverse("cost_explorer"), {"by": "program", "words": "general", "first": "2026-12-01"})
    assert "$1,178.78" in page.content.decode()
    table = agency.get(reverse("cost_csv"), {"by": "program"}).content.decode().splitlines()
    assert table == ["Program,Spent,Billed", "General fund,1178.78,1178.78", "Federal grant,785.85,785.85"]
    assert agency.get(reverse("cost_explorer"), {"first": "x", "by": "y", "agency": "z"}).status_code == 200


def test_the_explorer_s_file_is_focus_row_by_row(charges, parties):
    answer = reauthenticated(parties.approver).get(reverse("cost_focus"))
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode()
    assert len(text.splitlines()) == 1 + len(charges)


def test_a_vendor_s_file_is_checked_beside_the_orders_then_taken_in(charges, order, parties):
    content = "".join(focus_lines(Charge.objects.filter(origin="order")))
    vendor = reauthenticated(parties.signatory)
    send = reverse("cost_file_send", args=[order.contract.reference])
    answer = vendor.post(send, {"file": SimpleUploadedFile("december.csv", content.encode())})
    held = CostImport.objects.get()
    page = vendor.get(answer.url).content.decode()
    assert "Agrees" in page
    assert Charge.objects.count() == len(charges)
    vendor.post(answer.url)
    assert Charge.objects.filter(cost_import=held).count() == 2
    assert totals_of(Charge.objects.spend()).spent == Decimal("1964.63")
    with pytest.raises(TakenIn):
        take_cost_file_in(cost_import=held, by=parties.signatory)


def test_a_file_that_tells_more_is_flagged_and_one_with_faults_stays_out(charges, order, parties):
    content = "".join(focus_lines(Charge.objects.filter(origin="order")))
    vendor = reauthenticated(parties.signatory)
    dear = send_cost_file(
        contract=order.contract, name="dear", content=content.replace(",1170,", ",1190,", 1), by=parties.signatory
    )
    assert "More than 1% apart" in vendor.get(dear.get_absolute_url()).content.decode()
    wrong = send_cost_file(
        contract=order.contract, name="wrong", content=content.replace(",1170,", ",many,", 1), by=parties.signatory
    )
    assert "BilledCost cannot be read: many" in vendor.get(wrong.get_absolute_url()).content.decode()
    with pytest.raises(FileHasFaults):
        take_cost_file_in(cost_import=wrong, by=parties.signatory)
    with pytest.raises(InvalidInput, match="no FOCUS"):
        send_cost_file(contract=order.contract, name="no", content="a,b\n1,2\n", by=parties.signatory)
    with pytest.raises(PermissionDenied):
        send_cost_file(contract=order.contract, name="no", content=content, by=parties.approver)
    assert not Charge.objects.filter(origin="import").exists()
