"""Double awards: 60 officers press for each of 100 lots; never two awards, and a whole trail. In parts of ten lots."""

import pytest

from marketplace.audit.actions import find_first_bad_event
from rfp.awards.actions import AwardedAlready
from rfp.awards.models import Award
from tests.counts import count, in_full
from tests.factories.awards import judged_procurement
from tests.rfp.test_award_races import race_to_award, winners

MINUTES = 60
pytestmark = pytest.mark.skipif(not in_full(), reason="tests/rfp/test_award_races.py races a few times")
LOTS, CLIENTS = count(100), min(60, count(60))
PARTS = max(1, LOTS // 10)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_lot_has_one_award(cloned_database, part, record_property):
    for place in range(LOTS // PARTS):
        name = f"Harborline Systems {place}"
        case = judged_procurement(points={name: ("5", "4")}, names=(name,), prices={name: "21.00"})
        outcomes = race_to_award(case, clients=CLIENTS)
        assert winners(outcomes) == 1, (place, outcomes)
        refused = [one for one in outcomes if not isinstance(one, Award)]
        assert all(isinstance(one, AwardedAlready) for one in refused), (place, refused)
        assert case.lot.awards.count() == 1
    assert Award.objects.live().count() == LOTS // PARTS
    assert find_first_bad_event() is None
    record_property(f"lots had one award each, of {CLIENTS} who pressed", LOTS // PARTS)
