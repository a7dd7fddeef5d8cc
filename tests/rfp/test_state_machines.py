"""Random walks through the life of a bid, a solicitation and an award, each against a model that a person can read:
every step that is listed happens, every other one is refused and changes nothing. In full: ./stoa campaign walks."""

import itertools

import pytest

from marketplace.audit.models import AuditEvent
from marketplace.lifecycle import MoveRefused, move
from marketplace.permissions import SYSTEM
from rfp.awards.actions import admit_challenge, dismiss_challenge, refuse_challenge
from rfp.awards.models import Award, Challenge
from rfp.bids.models import Bid
from rfp.solicitations.models import Solicitation
from tests.machines.awards import AwardMachine
from tests.machines.bids import BidMachine
from tests.machines.solicitations import SolicitationMachine
from tests.machines.walking import listed, prepared, walk, walked

pytestmark = pytest.mark.django_db


def test_a_bid_does_what_its_states_allow_and_nothing_else():
    walk(BidMachine, sequences=6, steps=14)


def test_a_solicitation_does_what_its_states_allow_and_nothing_else():
    walk(SolicitationMachine, sequences=6, steps=14)


def test_an_award_does_what_its_states_allow_and_nothing_else():
    walk(AwardMachine, sequences=10, steps=14)


def steps_taken(machine, models, *ways):
    """The steps of each diagram that are taken by walks whose rules are chosen."""
    found = {model: set() for model in models}
    with prepared(machine):
        for rules in ways:
            one = machine()
            one.begin()
            for rule in rules:
                name, told = rule if isinstance(rule, tuple) else (rule, {})
                getattr(one, name)(**told)
                one.the_database_agrees()
            found = {model: steps | walked(model) for model, steps in found.items()}
            one.teardown()
    return found


def all_steps_of(*models):
    return {model: listed(model) for model in models}


def test_every_listed_step_of_a_bid_is_walked():
    found = steps_taken(BidMachine, [Bid], ("submits", "submits", "withdraws", "submits"))
    assert found == all_steps_of(Bid)


SOON, LONG = ("time_passes", {"days": 1}), ("time_passes", {"days": 20})
TO_THE_OPENING = ("goes_to_review", "somebody_else_publishes", "somebody_bids", LONG, LONG, LONG, "two_officers_open")


def test_every_listed_step_of_a_solicitation_is_walked():
    found = steps_taken(
        SolicitationMachine,
        [Solicitation],
        ("goes_to_review", "comes_back", "goes_to_review", "somebody_else_publishes", "it_is_called_off"),
        (*TO_THE_OPENING, "it_is_called_off"),
        (*TO_THE_OPENING, "it_is_judged", "it_is_judged_anew", "it_is_judged", "it_is_called_off"),
        (*TO_THE_OPENING, "it_is_judged", "it_is_awarded", "the_award_is_taken_back", "it_is_awarded",
         "it_is_called_off"),
    )  # fmt: skip
    assert found == all_steps_of(Solicitation)


PROPOSED = ("somebody_proposes", {"second": False})
ANNOUNCED = (PROPOSED, ("somebody_approves", {"second": True}))
FILED = ("a_bidder_challenges", {"whose": "Tidewick Voice"})


def decided(act, involved=False):
    return ("somebody_decides", {"involved": involved, "act": act})


def test_every_listed_step_of_an_award_and_of_a_challenge_is_walked():
    month, admit = ("time_passes", {"days": 10}), decided(admit_challenge)
    found = steps_taken(
        AwardMachine,
        [Award, Challenge],
        (PROPOSED, "it_is_taken_back", *ANNOUNCED, ("a_vendor_declines", {"whose": "Harborline Systems"})),
        (*ANNOUNCED, "it_is_taken_back", *ANNOUNCED, month, month, "the_contract_is_drawn_up"),
        (*ANNOUNCED, FILED, decided(refuse_challenge)),
        (*ANNOUNCED, FILED, admit, decided(dismiss_challenge)),
        (*ANNOUNCED, FILED, admit, ("it_is_upheld", {"remedy": "re_award"})),
        (*ANNOUNCED, FILED, "it_is_taken_back", *ANNOUNCED, FILED, admit, "it_is_taken_back"),
    )
    assert found == all_steps_of(Award, Challenge)


@pytest.mark.parametrize("model", [Bid, Solicitation, Award, Challenge], ids=lambda model: model._meta.model_name)
def test_every_step_that_is_not_listed_is_refused(model):
    """Whatever status it has: nothing is saved, nothing comes into the trail."""
    row, allowed, refused = model(), listed(model), 0
    for was, to in itertools.product(model.Status.values, repeat=2):
        if (was, to) not in allowed:
            row.status, refused = was, refused + 1
            with pytest.raises(MoveRefused):
                move(row, to, by=SYSTEM, at=None)
            assert (row.status, row.pk) == (was, None)
    assert refused == len(model.Status.values) ** 2 - len(allowed)
    assert not AuditEvent.objects.exists()
