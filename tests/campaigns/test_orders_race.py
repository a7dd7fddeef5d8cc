"""The races of orders, often: every round is one decision by one person, whatever the machine does meanwhile."""

import pytest

from contracts.agreements.models import Contract
from contracts.models import Order
from contracts.orders.actions import AlreadyMoved
from marketplace.audit.actions import find_first_bad_event
from tests.contracts.test_order_races import RACES, events, winners
from tests.counts import count, in_full
from tests.factories.contracts import trade

pytestmark = pytest.mark.skipif(not in_full(), reason="tests/contracts/test_order_races.py races a few times")
ROUNDS = count(100)


@pytest.mark.parametrize("step", RACES)
def test_every_round_has_one_winner_and_a_whole_trail(cloned_database, step):
    for round_number in range(ROUNDS):
        order, outcomes = RACES[step](trade())
        assert winners(outcomes) == 1, (round_number, outcomes)
        assert any(isinstance(outcome, AlreadyMoved) for outcome in outcomes), (round_number, outcomes)
        assert events(order, step) == 1
    assert Order.objects.filter(status=step).count() == ROUNDS
    assert Contract.objects.count() == (ROUNDS if step == "accepted" else 0)
    assert find_first_bad_event() is None
