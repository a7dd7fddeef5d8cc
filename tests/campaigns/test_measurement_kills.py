"""Loads killed at many moments: whatever was lost, the next load completes it, once."""

import os
import random

import pytest
from django.db.models import Sum

from contracts.models import EvidenceBatch, HourlyRollup
from contracts.service_levels.actions import load_measurements
from contracts.service_levels.readings import read_history
from marketplace.audit.actions import find_first_bad_event
from marketplace.permissions import SYSTEM
from tests.contracts.test_measurement_faults import ROWS, killed_while_loading
from tests.factories.measurements import contract_with_order, csv_of, term_of

MINUTES = 60
ROUNDS = 40
SEED = 11
pytestmark = pytest.mark.skipif(
    os.environ.get("STOA_COUNT") != "full", reason="tests/contracts/test_measurement_faults.py does the same once"
)


def test_killed_loads_leave_all_or_nothing(cloned_database, tmp_path):
    moments = random.Random(SEED)
    history = tmp_path / "history.csv"
    history.write_bytes(csv_of(ROWS))
    for round_number in range(ROUNDS):
        term = term_of(contract_with_order())
        killed_while_loading(term, history, after_seconds=moments.uniform(0, 0.3))
        batches, hours = EvidenceBatch.objects.filter(term=term), HourlyRollup.objects.filter(term=term)
        assert batches.exists() is hours.exists(), round_number
        load_measurements(term=term, readings=read_history(history.read_bytes()), by=SYSTEM)
        assert batches.get().rows == len(ROWS), round_number
        assert hours.aggregate(total=Sum("down_seconds"))["total"] == 74 * 60, round_number
    assert find_first_bad_event() is None
