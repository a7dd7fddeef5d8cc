"""Budgets with what is consumed and committed; cost a user with the peers; seats that nobody uses."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from contracts.costs.actions import set_budget, tell_seats, write_charges
from contracts.costs.lines import cost_in, lines_of
from contracts.costs.models import Budget, SeatUse
from contracts.costs.queries.budgets import budgets_of, fiscal_year_of, months_of
from contracts.costs.queries.users import peers_of, quantile, user_costs, user_trends
from contracts.orders.models import Order
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from tests.browsing import reauthenticated
from tests.factories.contracts import accepted_order, approved_order, trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

DECEMBER = datetime.date(2026, 12, 1)
IN_DECEMBER = datetime.datetime(2026, 12, 20, 12, tzinfo=datetime.UTC)
A_MONTH = Decimal("1964.63")  # 1,950.00 and the levy


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends():
    assert months_of(2027)[0] == datetime.date(2026, 7, 1)
    assert months_of(2027)[-1] == datetime.date(2027, 6, 1)
    assert fiscal_year_of(datetime.date(2026, 6, 30)) == 2026
    assert fiscal_year_of(datetime.date(2026, 7, 1)) == 2027


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=30))
def test_a_quantile_lies_between_the_least_and_the_greatest(values):
    values = sorted(values)
    found = [quantile(values, Decimal(n) / 4) for n in range(5)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (values[0], values[-1])


def test_a_group_under_five_is_told_by_its_size_alone():
    figures = {number: Decimal(10 + number) for number in range(5)}
    told = peers_of(figures, 1)
    assert (told.median, told.lower, told.upper, told.rank) == (12, 11, 13, 2)
    figures.pop(4)
    few = peers_of(figures, 1)
    assert few.is_suppressed
    assert (few.median, few.lower, few.upper, few.rank) == (None, None, None, None)


@world
def parties():
    return trade()


@world
def order(parties):
    return accepted_order(parties)


@world
def owner(parties):
    return person(Role.BUDGET_OWNER, of=parties.agency)


@world
def budget(parties, owner):
    """For fiscal year 2027, in all."""
    return set_budget(agency=parties.agency, fiscal_year=2027, amount=Decimal(20_000), by=owner)


@pytest.mark.django_db
def test_an_order_in_force_commits_the_months_of_the_year(order, budget, parties):
    [row] = budgets_of(parties.agency, 2027)
    assert (row.consumed, row.committed) == (0, 7 * A_MONTH)
    assert row.left == Decimal(20_000) - 7 * A_MONTH


@pytest.mark.django_db
def test_what_is_charged_moves_from_committed_to_consumed(order, budget, parties):
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: IN_DECEMBER)
    [row] = budgets_of(parties.agency, 2027)
    assert (row.consumed, row.committed) == (A_MONTH, 6 * A_MONTH)
    assert row.forecast == 7 * A_MONTH


@pytest.mark.django_db
def test_an_approved_order_commits_before_its_vendor_answers(budget, parties):
    approved_order(parties)
    [row] = budgets_of(parties.agency, 2027)
    assert row.committed == 7 * A_MONTH


@pytest.mark.django_db
def test_a_program_counts_its_own_part(order, parties, owner):
    set_budget(agency=parties.agency, fiscal_year=2027, program="Federal grant", amount=Decimal(5_000), by=owner)
    [row] = budgets_of(parties.agency, 2027)
    assert row.committed == (7 * A_MONTH * Decimal("0.4")).quantize(Decimal("0.01"))
    assert row.left < 0


@pytest.mark.django_db
def test_the_newest_budget_counts_and_none_is_changed(budget, parties, owner):
    set_budget(agency=parties.agency, fiscal_year=2027, amount=Decimal(30_000), by=owner)
    [row] = budgets_of(parties.agency, 2027)
    assert row.budget.amount == Decimal(30_000)
    with pytest.raises(DatabaseError), transaction.atomic():
        Budget.objects.update(amount=1)
    assert Budget.objects.count() == 2


@pytest.mark.django_db
def test_nobody_else_sets_a_budget(parties, owner):
    with pytest.raises(PermissionDenied):
        set_budget(agency=parties.agency, fiscal_year=2027, amount=Decimal(1), by=parties.requester)
    with pytest.raises(PermissionDenied):
        set_budget(agency=OrganisationFactory(), fiscal_year=2027, amount=Decimal(1), by=owner)
    with pytest.raises(InvalidInput):
        set_budget(agency=parties.agency, fiscal_year=2027, amount=Decimal(0), by=owner)
    assert not Budget.objects.exists()


@pytest.mark.django_db
def test_what_is_committed_for_a_month_is_what_will_be_charged(order):
    order = Order.objects.select_related("offering_revision").get(pk=order.pk)
    assert cost_in(order, DECEMBER) == sum(line.amount for line in lines_of(order, DECEMBER)) == A_MONTH


@pytest.mark.django_db
def test_the_questions_do_not_grow_with_orders(order, budget, parties, django_assert_max_num_queries):
    accepted_order(parties)
    with django_assert_max_num_queries(8):
        budgets_of(parties.agency, 2027)


@pytest.mark.django_db
def test_a_cost_a_user_beside_idle_seats(order, parties):
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: IN_DECEMBER)
    tell_seats(order=order, month=DECEMBER, active=60, by=parties.signatory, now=lambda: IN_DECEMBER)
    [row] = user_costs(parties.agency)
    assert (row.a_user, row.a_seat, row.idle) == (Decimal("32.74"), Decimal("19.65"), 40)
    assert row.idle_cost == Decimal("785.85")
    assert row.peers.is_suppressed
    tell_seats(order=order, month=DECEMBER, active=0, by=parties.requester, now=lambda: IN_DECEMBER)
    [row] = user_costs(parties.agency)
    assert (row.a_user, row.idle) == (None, 100)


@pytest.mark.django_db
def test_seats_are_told_by_either_side_for_months_in_force(order, parties):
    with pytest.raises(PermissionDenied):
        tell_seats(order=order, month=DECEMBER, active=1, by=person(Role.REQUESTER), now=lambda: IN_DECEMBER)
    for month in (datetime.date(2026, 11, 1), datetime.date(2027, 1, 1)):
        with pytest.raises(InvalidInput):
            tell_seats(order=order, month=month, active=1, by=parties.requester, now=lambda: IN_DECEMBER)
    with pytest.raises(InvalidInput):
        tell_seats(order=order, month=DECEMBER, active=-1, by=parties.requester, now=lambda: IN_DECEMBER)
    assert not SeatUse.objects.exists()


@pytest.mark.django_db
def test_budgets_and_cost_a_user_on_screens(order, budget, parties, owner):
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: IN_DECEMBER)
    tell_seats(order=order, month=DECEMBER, active=60, by=parties.signatory, now=lambda: IN_DECEMBER)
    agency = reauthenticated(owner)
    page = agency.get(reverse("budget_list"), {"year": "2027"}).content.decode()
    assert order.reference in page
    assert "$1,964.63" in page
    given = {"agency": parties.agency.pk, "fiscal_year": "2027", "program": "", "amount": "9000"}
    assert agency.post(reverse("budget_set"), given | {"amount": "x"}).status_code == 422
    agency.post(reverse("budget_set"), given)
    assert "Over" in agency.get(reverse("budget_list"), {"year": "2027"}).content.decode()
    users = agency.get(reverse("cost_users")).content.decode()
    for words in ("60 of 100", "$32.74", "40 seats", "fewer than five"):
        assert words in users
    stranger = reauthenticated(person(Role.BUDGET_OWNER))
    assert stranger.get(reverse("budget_list"), {"agency": parties.agency.slug}).status_code == 404
    assert reauthenticated(person(Role.AUDITOR)).get(reverse("budget_list")).status_code == 200


@pytest.mark.django_db
def test_a_cost_a_user_month_by_month(order, parties):
    january, told_at = datetime.date(2027, 1, 1), datetime.datetime(2027, 2, 2, tzinfo=datetime.UTC)
    for month, active in ((DECEMBER, 60), (january, 0), (datetime.date(2027, 2, 1), 100)):
        write_charges(month=month, by=SYSTEM, now=lambda: told_at)
        tell_seats(order=order, month=month, active=active, by=parties.signatory, now=lambda: told_at)
    [trend] = user_trends(parties.agency)
    assert [value for _, value in trend.months] == [Decimal("32.74"), None, Decimal("19.65")]
    page = reauthenticated(parties.approver).get(reverse("cost_users")).content.decode()
    assert "Month by month" in page
