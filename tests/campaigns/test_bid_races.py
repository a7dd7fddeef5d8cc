"""The races of bids in full count: 200 clients around the deadline, the last bid against the opening 1,000 times."""

import random

from marketplace.audit.actions import find_first_bad_event
from rfp.bids.actions import BiddingClosed
from rfp.bids.models import BidVersion, Receipt
from tests.counts import count
from tests.faults.test_races import agree, late, race_to_the_deadline, submit_against_open

MINUTES = 60
CLIENTS, ROUNDS = count(200), count(1000)


def test_of_200_clients_around_the_deadline_each_gets_what_the_clock_says(cloned_database, record_property):
    solicitation, outcomes = race_to_the_deadline(CLIENTS)
    accepted = [one for got in outcomes for one in got if isinstance(one, Receipt)]
    assert all(isinstance(got[-1], BiddingClosed) for got in outcomes), [got[-1] for got in outcomes]
    assert accepted
    assert late(solicitation) == 0
    assert BidVersion.objects.count() == Receipt.objects.count() == len(accepted)
    assert find_first_bad_event() is None
    record_property("bids were received around one deadline", len(accepted))


def test_a_thousand_times_what_was_accepted_was_opened(cloned_database, record_property):
    chance, accepted = random.Random(17), 0
    for round_number in range(ROUNDS):
        bid, outcomes = submit_against_open(patient=False, lead=chance.uniform(-0.02, 0.1))
        assert agree(bid, outcomes), (round_number, outcomes)
        accepted += isinstance(outcomes[0], Receipt)
    assert 0 < accepted < ROUNDS
    record_property("last bids met the opening", ROUNDS)
    record_property("of them came in time and were opened", accepted)
