"""A running order changes: more or less from a month on, or an earlier end; priced as ordered, within its limits."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from contracts.frameworks.actions import CeilingReached, ClosedForOrders
from contracts.frameworks.queries import room_in
from contracts.orders.actions import (
    AboveYourLimit,
    ChangeDecided,
    ChangeOpen,
    agree_to_change,
    approve_change,
    decline_change,
    reject_change,
    request_change,
    request_ending,
    withdraw_change,
)
from contracts.orders.actions.drafting import NobodyMayApprove
from contracts.orders.changes import ChangeImpossible, quantity_terms
from contracts.orders.models import Order, OrderChange
from contracts.orders.models.queryset import OrderQuerySet
from contracts.service_levels.queries.fees import fees_of
from marketplace.errors import StaleForm
from marketplace.permissions import Role
from tests.factories.catalog import PlanFactory
from tests.factories.contracts import MONDAY_NOON, accepted_order, trade
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import person
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

BEFORE = Decimal("23575.50")  # 100 users for a year at $19.50, with the levy
JANUARY, FIRST_OF_MAY = datetime.date(2027, 1, 1), datetime.date(2027, 5, 1)
# 50 users more for the whole term are $11,787.75; from 1 January 2027 on 334 of 365 days are left.
MORE = Decimal("10786.60")
LESS = Decimal("-10786.60")
Status = OrderChange.Status


def at(moment=MONDAY_NOON):
    return {"now": lambda: moment}


@world
def parties():
    traders = trade()
    signed_framework(traders.vendor, lot_ceiling=Decimal(100_000))
    return traders


@pytest.fixture
def order(parties):
    return accepted_order(parties)


def more(order, parties, *, quantity=150, holds_from=JANUARY, moment=MONDAY_NOON):
    order.refresh_from_db()
    return request_change(
        order=order, quantity=quantity, holds_from=holds_from, words="A new office.", version=order.version,
        by=parties.requester, **at(moment),
    )  # fmt: skip


def standing(order):
    order.refresh_from_db()
    return order.quantity, order.total_value, order.contract.value, room_in(order.framework_lot)


UNCHANGED = (100, BEFORE, BEFORE, 100_000 - BEFORE)


@pytest.mark.django_db
class TestQuantity:
    def test_more_needs_the_approver_and_the_vendor(self, order, parties):
        change = approve_change(change=more(order, parties), by=parties.approver, **at())
        assert (change.status, change.total_after) == (Status.APPROVED, BEFORE + MORE)
        assert standing(order) == (100, BEFORE, BEFORE, 100_000 - BEFORE - MORE)
        agree_to_change(change=change, by=parties.signatory, **at())
        assert standing(order) == (150, BEFORE + MORE, BEFORE + MORE, 100_000 - BEFORE - MORE)
        assert order.price_lines[-1]["amount"] == str(MORE)
        assert sum(Decimal(line["amount"]) for line in order.price_lines) == order.total_value
        amendment = order.contract.amendments.get()
        assert (amendment.grounds, amendment.value_after) == ("order", BEFORE + MORE)
        assert order.contract.versions.last().signatures.count() == 2

    def test_less_needs_the_approver_alone_and_gives_room_back(self, order, parties):
        change = approve_change(change=more(order, parties, quantity=50), by=parties.approver, **at())
        assert change.status == Status.DONE
        assert standing(order) == (50, BEFORE + LESS, BEFORE + LESS, 100_000 - BEFORE - LESS)

    def test_the_price_is_the_one_ordered_at_with_its_steps_by_quantity(self):
        tiered = trade(
            plans=[
                PlanFactory.build(offering=None, price=20, tiers=[{"from": 120, "price": "15.00"}], setup_charge=500)
            ]
        )
        order = accepted_order(tiered)
        plan = order.offering.plans.all()[0]
        plan.price = 99
        order.offering.plans = [plan]
        order.offering.save()
        terms = quantity_terms(order, quantity=120, holds_from=JANUARY, on=MONDAY_NOON.date())
        # $24,000.00 for 100, $21,600.00 for 120, each with the levy: $2,418.00 less a term; the set-up stays paid.
        assert terms.total_after - order.total_value == round(Decimal("-2418.00") * 334 / 365, 2)
        assert terms.monthly_after == Decimal("1800.00")

    def test_the_fee_of_a_month_before_stays_what_it_was(self, order, parties):
        change = more(order, parties, holds_from=FIRST_OF_MAY)
        agree_to_change(change=approve_change(change=change, by=parties.approver, **at()), by=parties.signatory, **at())
        order.refresh_from_db()
        contract = order.contract
        fees = {month: fees_of([contract], datetime.date(2027, month, 1))[contract.pk][0] for month in (4, 5)}
        assert [(fees[month].quantity, fees[month].fee) for month in (4, 5)] == [
            (100, Decimal("1950.00")),
            (150, Decimal("2925.00")),
        ]

    @pytest.mark.parametrize(
        ("quantity", "holds_from", "says"),
        [
            (100, JANUARY, "already"),
            (150, datetime.date(2026, 11, 1), "first day of a month"),
            (150, datetime.date(2027, 1, 2), "first day of a month"),
            (150, datetime.date(2027, 12, 1), "first day of a month"),
        ],
        ids=["the same", "in the past", "amid a month", "after the end"],
    )
    def test_what_does_not_fit_is_not_asked_for(self, order, parties, quantity, holds_from, says):
        with pytest.raises(ChangeImpossible, match=says):
            more(order, parties, quantity=quantity, holds_from=holds_from)
        assert not order.changes.exists()

    def test_a_limit_covers_the_new_total(self, order, parties):
        small = person(Role.APPROVER, of=parties.agency, limit=BEFORE + MORE - Decimal("0.01"))
        change = more(order, parties)
        with pytest.raises(AboveYourLimit, match=r"\$34,362.10"):
            approve_change(change=change, by=small, **at())
        change.refresh_from_db()
        assert change.status == Status.REQUESTED
        lonely = trade(limit=BEFORE)
        with pytest.raises(NobodyMayApprove):
            more(accepted_order(lonely), lonely)

    def test_nobody_approves_what_they_asked_for(self, order, parties):
        both = person(Role.REQUESTER, Role.APPROVER, of=parties.agency, limit=10**6)
        order.refresh_from_db()
        change = request_ending(
            order=order,
            last_day_on=datetime.date(2027, 6, 30),
            words="Less need.",
            version=order.version,
            by=both,
            **at(),
        )
        with pytest.raises(PermissionDenied):
            approve_change(change=change, by=both, **at())
        with pytest.raises(IntegrityError), transaction.atomic():
            order.changes.update(decided_by=both)

    def test_the_ceiling_is_asked_again(self, order, parties):
        accepted_order(parties, quantity=300)  # takes $70,726.50
        with pytest.raises(CeilingReached, match=r"is left for orders"):
            approve_change(change=more(order, parties), by=parties.approver, **at())
        assert order.changes.get().status == Status.REQUESTED
        assert standing(order)[:2] == UNCHANGED[:2]

    def test_no_more_after_the_last_day_for_orders_but_less(self, parties):
        traders = trade()
        signed_framework(traders.vendor, last_order_on=datetime.date(2026, 12, 15))
        order, late = accepted_order(traders), datetime.datetime(2026, 12, 16, 17, tzinfo=datetime.UTC)
        with pytest.raises(ClosedForOrders):
            approve_change(change=more(order, traders, moment=late), by=traders.approver, **at(late))
        withdraw_change(change=order.changes.get(), by=traders.requester, **at(late))
        change = more(order, traders, quantity=50, moment=late)
        assert approve_change(change=change, by=traders.approver, **at(late)).status == Status.DONE


@pytest.mark.django_db
class TestEnding:
    def end(self, order, parties, last_day_on):
        return request_ending(
            order=order, last_day_on=last_day_on, words="The programme ends.", version=order.version,
            by=parties.requester, **at(),
        )  # fmt: skip

    def test_what_recurs_is_not_paid_any_more_from_the_day_after(self, order, parties):
        change = approve_change(
            change=self.end(order, parties, datetime.date(2027, 5, 31)), by=parties.approver, **at()
        )
        # 1 December 2026 to 31 May 2027: 182 of 365 days.
        assert change.total_after == BEFORE - round(BEFORE * 183 / 365, 2)
        order.refresh_from_db()
        assert (order.last_day_on, order.total_value) == (datetime.date(2027, 5, 31), change.total_after)
        assert standing(order)[2:] == (change.total_after, 100_000 - change.total_after)

    @pytest.mark.parametrize(
        ("minimum", "last_day_on", "says"),
        [
            (1, datetime.date(2026, 12, 30), "30 days of notice"),
            (6, datetime.date(2027, 5, 30), "minimum term of 6 months.*May 31, 2027|31 May 2027"),
            (1, datetime.date(2027, 11, 30), "ends by itself"),
        ],
        ids=["notice", "minimum term", "no earlier"],
    )
    def test_notice_and_minimum_term_are_kept(self, minimum, last_day_on, says):
        traders = trade(plans=[PlanFactory.build(offering=None, minimum_term_months=minimum)])
        order = accepted_order(traders)
        with pytest.raises(ChangeImpossible, match=says):
            self.end(order, traders, last_day_on)
        assert not order.changes.exists()


@pytest.mark.django_db
class TestDeciding:
    def test_a_request_is_undone_until_it_is_decided(self, order, parties):
        change = more(order, parties)
        assert withdraw_change(change=change, by=parties.requester, **at()).status == Status.WITHDRAWN
        for late in (
            lambda: withdraw_change(change=change, by=parties.requester, **at()),
            lambda: approve_change(change=change, by=parties.approver, **at()),
        ):
            with pytest.raises(ChangeDecided):
                late()
        assert standing(order) == UNCHANGED

    @pytest.mark.parametrize("way", ["withdrawn", "declined", "rejected"])
    def test_what_comes_to_nothing_gives_its_part_back(self, order, parties, way):
        change = more(order, parties)
        if way == "rejected":
            reject_change(change=change, reason="No money.", by=parties.approver, **at())
        else:
            change = approve_change(change=change, by=parties.approver, **at())
        if way == "withdrawn":
            withdraw_change(change=change, by=parties.requester, **at())
        if way == "declined":
            decline_change(change=change, reason="We are full.", by=parties.signatory, **at())
        assert order.changes.get().status == way
        assert standing(order) == UNCHANGED
        assert more(order, parties).number == 2

    def test_one_change_at_a_time(self, order, parties):
        more(order, parties)
        with pytest.raises(ChangeOpen):
            more(order, parties, quantity=200)
        order.refresh_from_db()
        with pytest.raises(StaleForm):
            request_change(
                order=order, quantity=200, holds_from=JANUARY, words="Why.", version=1, by=parties.requester, **at()
            )

    def test_a_day_that_has_come_meanwhile_is_not_agreed_to(self, order, parties):
        change = approve_change(change=more(order, parties), by=parties.approver, **at())
        with pytest.raises(ChangeImpossible, match="that day has come"):
            agree_to_change(
                change=change, by=parties.signatory, **at(datetime.datetime(2027, 1, 1, 17, tzinfo=datetime.UTC))
            )
        assert order.changes.get().status == Status.APPROVED

    def test_the_database_lets_an_order_change_only_by_a_change_in_force(self, order, parties):
        change = more(order, parties)
        orders, changes = Order.objects.filter(pk=order.pk), OrderChange.objects.filter(pk=change.pk)
        tries = (
            lambda: orders.update(quantity=150, total_value=change.total_after, monthly_fee=change.monthly_after),
            lambda: changes.update(total_after=1),
            lambda: changes.delete(),
        )
        for each in tries:
            with pytest.raises(ProgrammingError), transaction.atomic():
                each()
        assert standing(order) == UNCHANGED


@pytest.mark.django_db
def test_the_figures_are_shown_before_anything_is_asked_for(client, order, parties):
    client.force_login(parties.requester)
    url = f"{order.get_absolute_url()}change/quantity/"
    assert "Show what it costs" in client.get(url).content.decode()
    holds_from = client.get(url).context["form"].fields["holds_from"].choices[1][0]
    asked = {"version": order.version, "quantity": "150", "holds_from": holds_from, "words": "A new office."}
    page = client.get(url, asked).content.decode()
    assert "for a whole term ×" in page
    assert not order.changes.exists()
    assert client.get(url, asked | {"quantity": "100"}).status_code == 409
    assert client.post(url, asked).status_code == 302
    assert client.get(url).status_code == 409
    decide = f"{order.get_absolute_url()}changes/1/"
    client.force_login(parties.signatory)
    assert "A new office." not in client.get(order.get_absolute_url()).content.decode()
    client.force_login(parties.approver)
    assert "A new office." in client.get(order.get_absolute_url()).content.decode()
    assert client.get(f"{decide}approve/").status_code == 200
    assert client.post(f"{decide}approve/", {"version": 1}).status_code == 302
    client.force_login(parties.signatory)
    assert client.get(f"{decide}approve/").status_code == 403
    assert client.post(f"{decide}agree/", {"version": 1}).status_code == 302
    assert order.changes.get().status == Status.DONE


def race(parties):
    """Somebody approves while the requester takes it back."""
    signed_framework(parties.vendor)
    order = accepted_order(parties)
    change, clock = more(order, parties), meeting_clock()
    return order, at_once(
        lambda: approve_change(change=change, by=parties.approver, now=clock),
        lambda: withdraw_change(change=change, by=parties.requester, now=clock),
    )


def test_an_approval_and_a_withdrawal_at_once_end_in_one_of_the_two(cloned_database):
    order, outcomes = race(trade())
    kinds = sorted(type(outcome).__name__ for outcome in outcomes)
    assert kinds in (["ChangeDecided", "OrderChange"], ["OrderChange", "OrderChange"]), outcomes
    # Taken back after the approval it gave its part of the ceiling back.
    approved = order.changes.get().status == Status.APPROVED
    assert room_in(order.framework_lot) == 600_000 - BEFORE - (MORE if approved else 0)


def test_without_the_order_s_lock_one_of_them_meets_the_database(cloned_database, monkeypatch):
    monkeypatch.setattr(OrderQuerySet, "select_for_update", lambda orders, **options: orders)

    def the_ceiling_breaks_or_the_database_refuses() -> bool:
        order, outcomes = race(trade())
        taken_back = order.changes.get().status == Status.WITHDRAWN
        broken = taken_back and room_in(order.framework_lot) != 600_000 - BEFORE
        return broken or any(isinstance(outcome, ProgrammingError) for outcome in outcomes)

    assert goes_wrong(the_ceiling_breaks_or_the_database_refuses)
