"""The levy that vendors report: opened when a month is over, filed, compared to the cent, settled where it differs."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from contracts.costs.actions import file_levy_return, open_levy_returns, settle_levy_gap, write_charges
from contracts.costs.actions.levying import MonthRuns, ReturnStands
from contracts.costs.levies import embedded, is_gap, on_top
from contracts.costs.models import LevyLine, LevyReturn
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.browsing import reauthenticated
from tests.factories.contracts import accepted_order, trade
from tests.factories.marketplace import person
from tests.worlds import world

DECEMBER = datetime.date(2026, 12, 1)
JANUARY = datetime.datetime(2027, 1, 1, 5, tzinfo=datetime.UTC)  # midnight on the office's clocks
LATER = datetime.datetime(2027, 1, 10, 12, tzinfo=datetime.UTC)
A_SECOND = datetime.timedelta(seconds=1)


def test_the_levy_on_top_and_inside_a_price():
    assert on_top(Decimal("17298.00")) == Decimal("129.74")
    assert embedded(Decimal("100000.00")) == Decimal("100755.67")


@given(st.decimals(0, 10**9, places=2))
def test_a_price_with_the_levy_inside_leaves_the_base(base):
    assert abs(embedded(base) - on_top(embedded(base)) - base) <= Decimal("0.01")


def test_more_than_one_per_cent_is_a_gap_and_one_per_cent_is_none():
    known = Decimal("10000.00")
    assert not is_gap(Decimal("9900.00"), known)
    assert is_gap(Decimal("9899.99"), known)
    assert is_gap(Decimal("10100.01"), known)
    assert is_gap(Decimal("0.01"), Decimal(0))
    assert not is_gap(Decimal(0), Decimal(0))


@world
def parties():
    return trade()


@world
def order(parties):
    return accepted_order(parties)


@world
def due(order):
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: LATER)
    open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: LATER)
    return LevyReturn.objects.get()


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def gap(due, order, parties):
    """A tenth is missing."""
    return filed(due, parties, {order.pk: Decimal("1755.00")})


def filed(due, parties, amounts, **said) -> LevyReturn:
    return file_levy_return(levy_return=due, amounts=amounts, by=parties.signatory, now=lambda: LATER, **said)


@pytest.mark.django_db
def test_it_is_opened_once_from_the_second_the_month_is_over(order, parties):
    with pytest.raises(MonthRuns):
        open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: JANUARY - A_SECOND)
    assert not LevyReturn.objects.exists()
    assert open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: JANUARY) == 1
    assert open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: JANUARY) == 0
    row = LevyReturn.objects.get()
    assert row.vendor == parties.vendor
    assert row.due_at == datetime.datetime(2027, 1, 16, 5, tzinfo=datetime.UTC)
    assert Notification.objects.filter(recipient=parties.signatory, key=f"{row.reference}-due").exists()


@pytest.mark.django_db
def test_it_is_late_from_its_second_on_whether_or_not_a_job_ran(due):
    assert not due.is_late(at=due.due_at - A_SECOND)
    assert due.is_late(at=due.due_at)


@pytest.mark.django_db
def test_what_agrees_is_reconciled_and_stands(due, order, parties):
    row = filed(due, parties, {order.pk: Decimal("1945.00")}, note="One day was not billed.")
    assert (row.status, row.known, row.levy) == ("reconciled", Decimal("1950.00"), Decimal("14.59"))
    with pytest.raises(ReturnStands):
        filed(row, parties, {order.pk: Decimal("1")})
    with pytest.raises(DatabaseError), transaction.atomic():
        LevyReturn.objects.update(reported=Decimal(1))
    assert LevyLine.objects.get().amount == Decimal("1945.00")


@pytest.mark.django_db
def test_a_nil_return_is_filed_and_differs_where_orders_run(due, parties):
    row = filed(due, parties, {})
    assert (row.is_nil, row.status, row.levy) == (True, "gap", Decimal("0.00"))
    assert row.gap == Decimal("-1950.00")


@pytest.mark.django_db
def test_a_nil_return_of_a_month_without_charges_agrees(order, parties):
    open_levy_returns(month=DECEMBER, by=SYSTEM, now=lambda: LATER)
    row = filed(LevyReturn.objects.get(), parties, {})
    assert (row.is_nil, row.status) == (True, "reconciled")


@pytest.mark.django_db
def test_only_the_vendor_files_and_only_its_own_orders(due, order, parties):
    with pytest.raises(PermissionDenied):
        file_levy_return(levy_return=due, amounts={}, by=person(Role.SIGNATORY))
    with pytest.raises(InvalidInput, match="below zero"):
        filed(due, parties, {order.pk: Decimal(-1)})
    with pytest.raises(InvalidInput, match="not yours"):
        filed(due, parties, {order.pk + 1: Decimal(1)})
    assert LevyReturn.objects.get().status == "due"
    assert not LevyLine.objects.exists()


@pytest.mark.django_db
def test_a_gap_is_filed_again_until_it_agrees_and_each_filing_is_kept(gap, order, parties):
    assert (gap.status, gap.gap_percent) == ("gap", Decimal("-10.0"))
    row = filed(gap, parties, {order.pk: Decimal("1950.00")})
    assert (row.status, row.version) == ("reconciled", 2)
    assert [line.amount for line in LevyLine.objects.order_by("version")] == [Decimal("1755.00"), Decimal("1950.00")]


@pytest.mark.django_db
def test_an_officer_settles_a_gap_with_a_reason(gap, officer, parties):
    with pytest.raises(PermissionDenied):
        settle_levy_gap(levy_return=gap, words="Fine.", by=parties.signatory)
    with pytest.raises(InvalidInput):
        settle_levy_gap(levy_return=gap, words=" ", by=officer)
    assert LevyReturn.objects.get().status == "gap"
    row = settle_levy_gap(levy_return=gap, words="A tenth was waived for the fire drill.", by=officer)
    assert (row.status, row.settled_by) == ("settled", officer)
    with pytest.raises(ReturnStands):
        settle_levy_gap(levy_return=gap, words="Again.", by=officer)


@pytest.mark.django_db
def test_what_is_not_filed_is_not_settled(due, officer):
    with pytest.raises(MoveRefused):
        settle_levy_gap(levy_return=due, words="Fine.", by=officer)


@pytest.mark.django_db
def test_on_screen_from_my_work_to_the_officer_s_reason(due, order, parties, officer):
    vendor, office = reauthenticated(parties.signatory), reauthenticated(officer)
    assert due.reference in vendor.get(reverse("workspace")).content.decode()
    address = reverse("levy_file", args=[due.reference])
    assert vendor.post(address, {}).status_code == 422  # neither an amount nor nil
    vendor.post(address, {f"order_{order.pk}": "1755.00"})
    assert "differ" in office.get(reverse("workspace")).content.decode()
    page = office.get(due.get_absolute_url()).content.decode()
    assert "− $195.00" in page
    office.post(reverse("levy_settle", args=[due.reference]), {"words": "Waived."})
    assert "Waived." in vendor.get(due.get_absolute_url()).content.decode()
    assert reauthenticated(person(Role.SIGNATORY)).get(due.get_absolute_url()).status_code == 404
