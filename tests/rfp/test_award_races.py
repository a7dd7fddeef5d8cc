"""Several officers award a lot at the same moment: one award, friendly refusals.

The twin runs without lock and constraint and must go wrong: otherwise the race would prove nothing.
"""

from django.db import connection

from marketplace.permissions import Role
from rfp.awards.actions import AwardedAlready, propose_award
from rfp.awards.models import Award
from rfp.solicitations.models import Solicitation
from tests.factories.awards import judged_procurement
from tests.factories.marketplace import person
from tests.races import at_once, goes_wrong, meeting_clock

CLIENTS = 2
SEATS, BIDS = "one_live_award_a_seat_of_a_lot", "a_bid_wins_a_lot_once"


def race_to_award(case, *, clients=CLIENTS) -> list[object]:
    """Each presses once, on a connection of their own."""
    clock = meeting_clock(clients)
    officers = [person(Role.PROCUREMENT_OFFICER) for _ in range(clients)]
    return at_once(
        *(
            lambda by=by: propose_award(lot=case.lot, reason="First of the ranking.", by=by, now=clock)
            for by in officers
        )
    )


def winners(outcomes: list[object]) -> int:
    return sum(isinstance(outcome, Award) for outcome in outcomes)


def without_lock_and_constraints(monkeypatch) -> None:
    queryset = type(Solicitation.objects.all())
    monkeypatch.setattr(queryset, "select_for_update", lambda rows, **options: rows)
    with connection.cursor() as cursor:
        for name in (SEATS, BIDS):
            cursor.execute(f"DROP INDEX {name}")


def test_of_several_at_once_one_awards_and_the_others_are_told(cloned_database):
    outcomes = race_to_award(judged_procurement())
    assert winners(outcomes) == 1, outcomes
    assert [type(one) for one in outcomes if not isinstance(one, Award)] == [AwardedAlready] * (CLIENTS - 1)
    assert Award.objects.live().count() == 1


def test_without_lock_and_constraint_there_would_be_two(cloned_database, monkeypatch):
    without_lock_and_constraints(monkeypatch)
    assert goes_wrong(lambda: winners(race_to_award(judged_procurement())) == CLIENTS)
