"""The races of bids in full count: 200 clients around the deadline, the last bid against the opening 1,000 times."""

import random

import pytest

from marketplace.audit.actions import find_first_bad_event
from rfp.bids.actions import BiddingClosed
from rfp.bids.models import BidVersion, Receipt
from tests.counts import count, in_full
from tests.faults.test_races import agree, late, race_to_the_deadline, submit_against_open

MINUTES = 60
pytestmark = pytest.mark.skipif(not in_full(), reason="tests/faults/test_races.py races a few times")
CLIENTS, ROUNDS = count(200), count(1000)
PARTS = max(1, ROUNDS // 100)  # a break undoes no more than one


def test_of_200_clients_around_the_deadline_each_gets_what_the_clock_says(cloned_database, record_property):
    solicitation, outcomes = race_to_the_deadline(CLIENTS)
    accepted = [one for got in outcomes for one in got if isinstance(one, Receipt)]
    assert all(isinstance(got[-1], BiddingClosed) for got in outcomes), [got[-1] for got in outcomes]
    assert accepted
    assert late(solicitation) == 0
    assert BidVersion.objects.count() == Receipt.objects.count() == len(accepted)
    assert find_first_bad_event() is None
    record_property("bids were received around one deadline", len(accepted))
    record_property("clients were in time at least once", sum(isinstance(got[0], Receipt) for got in outcomes))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_times_what_was_accepted_was_opened(cloned_database, part, record_property):
    chance, accepted, lead = random.Random(17 + part), 0, 0.04
    for round_number in range(ROUNDS // PARTS):
        bid, outcomes = submit_against_open(patient=False, lead=lead * chance.uniform(0.5, 1.5))
        assert agree(bid, outcomes), (round_number, outcomes)
        in_time = isinstance(outcomes[0], Receipt)
        accepted += in_time
        lead *= 0.7 if in_time else 1.4  # so that about half of them are in time, however busy the machine is
    assert 0 < accepted < ROUNDS // PARTS
    record_property("last bids met the opening", ROUNDS // PARTS)
    record_property("of them came in time and were opened", accepted)
