"""The walks of bid, solicitation and award in full: 2,000 of 50 steps each, in parts that a break does not undo."""

import pytest

from tests.counts import in_full
from tests.machines.awards import AwardMachine
from tests.machines.bids import BidMachine
from tests.machines.solicitations import SolicitationMachine
from tests.machines.walking import walk

MINUTES = 240
PARTS, SEQUENCES, STEPS = 40, 50, 50


@pytest.mark.django_db
@pytest.mark.skipif(not in_full(), reason="tests/rfp/test_state_machines.py walks a little")
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("machine", [BidMachine, SolicitationMachine, AwardMachine])
def test_a_walk_does_what_the_states_allow_and_nothing_else(machine, part, record_property):
    walk(machine, sequences=SEQUENCES, steps=STEPS, part=part)
    record_property(f"walks of at most {STEPS} steps: {machine.__name__}", SEQUENCES)
