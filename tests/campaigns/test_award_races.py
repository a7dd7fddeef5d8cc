"""Double awards: 60 officers press for each of 100 lots; never two awards, and a whole trail."""

from marketplace.audit.actions import find_first_bad_event
from rfp.awards.actions import AwardedAlready
from rfp.awards.models import Award
from tests.counts import count
from tests.factories.awards import judged_procurement
from tests.rfp.test_award_races import race_to_award, winners

LOTS, CLIENTS = count(100), min(60, count(60))


def test_every_lot_has_one_award(cloned_database):
    for place in range(LOTS):
        name = f"Harborline Systems {place}"
        case = judged_procurement(points={name: ("5", "4")}, names=(name,), prices={name: "21.00"})
        outcomes = race_to_award(case, clients=CLIENTS)
        assert winners(outcomes) == 1, (place, outcomes)
        refused = [one for one in outcomes if not isinstance(one, Award)]
        assert all(isinstance(one, AwardedAlready) for one in refused), (place, refused)
        assert case.lot.awards.count() == 1
    assert Award.objects.live().count() == LOTS
    assert find_first_bad_event() is None
