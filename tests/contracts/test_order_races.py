"""Two people press at the same moment, on two connections of a database of their own: one effect, one friendly refusal.

Each race has a twin without the row lock, which must go wrong: otherwise the race would prove nothing.
"""

import uuid
from decimal import Decimal

import pytest

from catalog.models import Offering
from contracts.agreements.models import Contract
from contracts.models import Order
from contracts.orders.actions import AlreadyMoved, accept_order, approve_order, draft_order
from contracts.orders.models import OrderQuerySet
from marketplace.audit.models import AuditEvent
from marketplace.permissions import Role
from tests.factories.contracts import Trade, approved_order, submitted_order, trade, wanted
from tests.factories.marketplace import person
from tests.races import at_once, goes_wrong, meeting_clock


def winners(outcomes: list[object]) -> int:
    return sum(isinstance(outcome, Order) for outcome in outcomes)


def race_to_approve(parties: Trade) -> tuple[Order, list[object]]:
    second = person(Role.APPROVER, of=parties.agency, limit=Decimal(10**6))
    order, clock = submitted_order(parties), meeting_clock()
    acts = [
        lambda by=by: approve_order(order=order, version=order.version, by=by, now=clock)
        for by in (parties.approver, second)
    ]
    return order, at_once(*acts)


def race_to_accept(parties: Trade) -> tuple[Order, list[object]]:
    second = person(Role.VENDOR_ADMIN, of=parties.vendor)
    order, clock = approved_order(parties), meeting_clock()
    acts = [
        lambda by=by: accept_order(order=order, version=order.version, by=by, now=clock)
        for by in (parties.signatory, second)
    ]
    return order, at_once(*acts)


RACES = {"approved": race_to_approve, "accepted": race_to_accept}


def events(order: Order, step: str) -> int:
    return AuditEvent.objects.about(order).filter(action=f"contracts.order.{step}").count()


@pytest.mark.parametrize("step", RACES)
def test_of_two_at_once_one_decides_and_the_other_is_told_who(cloned_database, step):
    order, outcomes = RACES[step](trade())
    assert winners(outcomes) == 1, outcomes
    assert [type(outcome) for outcome in outcomes if not isinstance(outcome, Order)] == [AlreadyMoved]
    assert events(order, step) == 1
    assert Contract.objects.count() == (step == "accepted")


@pytest.mark.parametrize("step", RACES)
def test_without_the_row_lock_both_would_decide(cloned_database, step, monkeypatch):
    monkeypatch.setattr(OrderQuerySet, "select_for_update", lambda orders, **options: orders)
    monkeypatch.setattr(type(Offering.objects.all()), "select_for_update", lambda rows, **options: rows)

    def both_decide() -> bool:
        order, outcomes = RACES[step](trade())
        return (winners(outcomes), events(order, step)) == (2, 2)

    assert goes_wrong(both_decide)


def race_for_one_contract(parties: Trade) -> list[object]:
    orders, clock = [approved_order(parties), approved_order(parties)], meeting_clock()
    return at_once(
        *(
            lambda order=order: accept_order(order=order, version=order.version, by=parties.signatory, now=clock)
            for order in orders
        )
    )


def test_two_orders_of_one_offering_accepted_at_once_share_one_contract(cloned_database):
    outcomes = race_for_one_contract(trade())
    assert winners(outcomes) == 2, outcomes
    contract = Contract.objects.get()
    assert contract.amendments.count() == 1
    assert contract.value == sum(order.total_value for order in Order.objects.all())


def test_without_the_offering_s_lock_each_would_conclude_a_contract(cloned_database, monkeypatch):
    monkeypatch.setattr(type(Offering.objects.all()), "select_for_update", lambda rows, **options: rows)

    def each_concludes_one() -> bool:
        parties = trade()
        return (winners(race_for_one_contract(parties)), Contract.objects.filter(agency=parties.agency).count()) == (
            2,
            2,
        )

    assert goes_wrong(each_concludes_one)


def test_the_same_form_sent_twice_at_once_makes_one_draft(cloned_database):
    parties, token, clock = trade(), uuid.uuid4(), meeting_clock()
    act = {"wanted": wanted(parties), "agency": parties.agency, "form_token": token, "by": parties.requester}
    outcomes = at_once(*[lambda: draft_order(**act, now=clock)] * 2)
    assert winners(outcomes) == 2, outcomes
    assert len({outcome.reference for outcome in outcomes}) == 1
    assert Order.objects.count() == 1
    assert AuditEvent.objects.filter(action="contracts.order.drafted").count() == 1
