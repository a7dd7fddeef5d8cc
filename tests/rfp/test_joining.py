"""Two agencies that want something alike: proposed by the office, consented by each, decided in one step."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from rfp.needs.actions import (
    CannotJoin,
    FollowsAnother,
    NotYoursToDecide,
    Plan,
    answer_join,
    decide_need,
    propose_join,
    withdraw_join,
    withdraw_need,
)
from rfp.needs.models import JoinProposal, Need
from rfp.needs.queries import similar_needs
from tests.factories.marketplace import person
from tests.factories.rfp import MONDAY_NOON, need_in_triage, stated_need
from tests.worlds import world

pytestmark = pytest.mark.django_db
WORDS = "Interpreters by video within minutes."


def noon():
    return MONDAY_NOON


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def need(officer):
    return need_in_triage(by=officer, title="Interpreters by video", users=60, budget_to=Decimal(90_000))


@world
def partner():
    return stated_need(title="Video interpreters for hearings", outcome="A witness is understood at once.", users=40)


@pytest.fixture
def proposal(need, partner, officer):
    return propose_join(need=need, partner=partner, words=WORDS, by=officer, now=noon)


def consent(proposal, *needs):
    for one in needs:
        proposal = answer_join(proposal=proposal, consents=True, by=one.stated_by, now=noon)
    return proposal


def test_needs_of_others_that_speak_of_the_same_are_found_the_likest_first(need, partner):
    stated_need(title="Snow on mountain roads", outcome="Drivers know which pass is open.")
    stated_need(title="Interpreters", agency=need.agency, by=need.stated_by)
    less = stated_need(title="Interpreters in writing", outcome="Letters go out in the language of whoever reads them.")
    assert similar_needs(need) == [partner, less]


def test_both_agencies_are_asked_and_told_of_each_other(proposal, need, partner):
    for one, other in ((need, partner), (partner, need)):
        notice = Notification.objects.get(recipient=one.stated_by, key=f"join-proposed:{proposal.pk}:{one.pk}")
        assert other.agency.name in notice.subject
        assert other.outcome not in notice.body


def test_joined_once_both_consent_and_then_led_by_one_officer(proposal, need, partner, officer):
    assert consent(proposal, partner).status == "proposed"
    assert consent(proposal, need).status == "joined"
    partner.refresh_from_db()
    assert (partner.status, partner.owner) == (Need.Status.IN_TRIAGE, officer)
    assert need.together == [need, partner]


def test_one_no_is_enough_and_carries_its_reason(proposal, need, partner):
    consent(proposal, need)
    declined = answer_join(proposal=proposal, consents=False, reason="Other days.", by=partner.stated_by, now=noon)
    assert (declined.status, declined.reason) == ("declined", "Other days.")
    with pytest.raises(MoveRefused):
        answer_join(proposal=proposal, consents=False, reason="x", by=need.stated_by, now=noon)
    partner.refresh_from_db()
    assert partner.status == Need.Status.STATED
    assert need.together == [need]


def test_nobody_answers_for_another_agency_or_twice(proposal, need):
    stranger = person(Role.REQUESTER)
    with pytest.raises(PermissionDenied):
        answer_join(proposal=proposal, consents=True, by=stranger, now=noon)
    consent(proposal, need)
    with pytest.raises(CannotJoin, match="consented already"):
        consent(proposal, need)
    proposal.refresh_from_db()
    assert proposal.partner_consented_at is None


def test_what_is_decided_withdrawn_one_s_own_or_asked_already_cannot_be_asked(need, partner, officer, proposal):
    with pytest.raises(CannotJoin, match="asked to follow another"):
        propose_join(need=need, partner=partner, words=WORDS, by=officer, now=noon)
    with pytest.raises(CannotJoin, match="same agency"):
        own = stated_need(agency=need.agency, by=need.stated_by)
        propose_join(need=need, partner=own, words=WORDS, by=officer, now=noon)
    gone = stated_need()
    withdraw_need(need=gone, reason="Bought.", by=gone.stated_by, now=noon)
    with pytest.raises(CannotJoin, match="is withdrawn"):
        propose_join(need=need, partner=gone, words=WORDS, by=officer, now=noon)
    with pytest.raises(NotYoursToDecide):
        propose_join(need=need, partner=stated_need(), words=WORDS, by=person(Role.PROCUREMENT_OFFICER), now=noon)
    assert JoinProposal.objects.count() == 1


def test_a_need_that_is_over_meanwhile_is_not_joined(proposal, need, partner):
    consent(proposal, need)
    withdraw_need(need=partner, reason="Bought.", by=partner.stated_by, now=noon)
    with pytest.raises(CannotJoin, match="Nothing was joined"):
        consent(proposal, partner)
    proposal.refresh_from_db()
    assert proposal.status == "proposed"


def test_the_office_takes_a_proposal_back_until_it_is_answered(proposal, need, partner, officer):
    assert withdraw_join(proposal=proposal, by=officer, now=noon).status == "withdrawn"
    again = propose_join(need=need, partner=partner, words=WORDS, by=officer, now=noon)
    consent(again, need, partner)
    with pytest.raises(MoveRefused):
        withdraw_join(proposal=again, by=officer, now=noon)


def test_both_are_decided_in_one_step_and_the_pipeline_names_both_buyers(client, proposal, need, partner, officer):
    consent(proposal, need, partner)
    with pytest.raises(FollowsAnother):
        decide_need(need=partner, route="not_pursued", reason="x", by=officer, now=noon)
    plan = Plan("Interpreters by video for the state", MONDAY_NOON.date())
    decide_need(need=need, route="rfp", reason="Nothing fits both.", plan=plan, by=officer, now=noon)
    partner.refresh_from_db()
    assert (partner.status, partner.route) == (Need.Status.DECIDED, "rfp")
    rows = client.get("/pipeline.csv").getvalue().decode().splitlines()[1:]
    assert len(rows) == 1
    assert need.agency.name in rows[0]
    assert partner.agency.name in rows[0]


def test_the_database_refuses_what_the_code_forgets(proposal, need):
    for wrong in ({"partner": need}, {"status": "joined"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            JoinProposal.objects.filter(pk=proposal.pk).update(**wrong)


def test_on_the_screens_from_the_proposal_to_the_answers(client, need, partner, officer):
    client.force_login(officer)
    assert "speaks of the same" in client.get(need.get_absolute_url()).content.decode()
    asked = client.post(f"{need.get_absolute_url()}join/", {"partner": partner.reference, "words": WORDS})
    assert asked.url == need.get_absolute_url()
    proposal = JoinProposal.objects.get()
    for one, other in ((need, partner), (partner, need)):
        client.force_login(one.stated_by)
        assert [row.step.reference for row in workspace_context(one.stated_by, at=MONDAY_NOON)["rows"]] == [
            one.reference
        ]
        page = client.get(f"/needs/joining/{proposal.pk}/").content.decode()
        assert WORDS in page
        assert other.outcome not in page
        refused = client.post(f"/needs/joining/{proposal.pk}/", {"answer": "no"})
        assert refused.status_code == 422
        assert client.post(f"/needs/joining/{proposal.pk}/", {"answer": "yes"}).url == one.get_absolute_url()
    proposal.refresh_from_db()
    assert proposal.status == "joined"
    client.force_login(person(Role.REQUESTER))
    assert client.get(f"/needs/joining/{proposal.pk}/").status_code == 404
