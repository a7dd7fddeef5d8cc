"""Needs: stated by agencies, taken up and decided by the office, seen by nobody else."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from rfp.needs.actions import (
    NothingToOrder,
    NotYoursToDecide,
    Wish,
    decide_need,
    state_need,
    take_up_need,
    withdraw_need,
)
from rfp.needs.models import Need
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import organisation_for, person
from tests.factories.rfp import MONDAY_NOON, need_in_triage, stated_need
from tests.worlds import world

pytestmark = pytest.mark.django_db
WISH = Wish(title="Shorter waits", outcome="Callers wait less than two minutes.", users=180)


def noon():
    return MONDAY_NOON


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def need():
    return stated_need()


@world
def agency():
    return organisation_for(Role.REQUESTER)


def test_a_stated_need_has_a_reference_an_ocid_a_due_date_and_an_event(officer, need):
    assert need.reference == "N-2026-0001"
    assert need.ocid.endswith("N-2026-0001")
    # Five working days over Thanksgiving: Monday 23 to Tuesday 1 December.
    assert need.decision_due_at.astimezone(datetime.UTC).date() == datetime.date(2026, 12, 1)
    assert [event.what for event in AuditEvent.objects.about(need)] == ["Stated"]
    assert Notification.objects.get(recipient=officer).subject.endswith("Shorter waits")


def test_nobody_states_a_need_in_the_name_of_another_agency():
    stranger = person(Role.REQUESTER)
    with pytest.raises(PermissionDenied):
        state_need(wish=WISH, agency=organisation_for(Role.REQUESTER), by=stranger, now=noon)
    assert not Need.objects.exists()


def test_a_budget_that_ends_before_it_starts_is_refused(agency):
    wish = Wish(title="x", outcome="y", users=1, budget_from=10, budget_to=5)
    with pytest.raises(InvalidInput, match="lower amount first"):
        state_need(wish=wish, agency=agency, by=person(Role.REQUESTER, of=agency), now=noon)
    assert not Need.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_need_is_taken_up_once(officer):
    need = take_up_need(need=stated_need(), by=officer, now=noon)
    assert (need.status, need.owner) == (Need.Status.IN_TRIAGE, officer)
    with pytest.raises(MoveRefused):
        take_up_need(need=need, by=person(Role.PROCUREMENT_OFFICER), now=noon)
    need.refresh_from_db()
    assert need.owner == officer


def test_only_the_office_takes_a_need_up(need):
    with pytest.raises(PermissionDenied):
        take_up_need(need=need, by=need.stated_by, now=noon)
    need.refresh_from_db()
    assert need.status == Need.Status.STATED


def test_a_decision_needs_its_owner(officer):
    need = need_in_triage(by=officer)
    other = person(Role.PROCUREMENT_OFFICER)
    with pytest.raises(NotYoursToDecide):
        decide_need(need=need, route="not_pursued", reason="Bought already.", by=other, now=noon)
    need.refresh_from_db()
    assert need.status == Need.Status.IN_TRIAGE
    decided = decide_need(need=need, route="not_pursued", reason="Bought already.", by=officer, now=noon)
    assert (decided.status, decided.route, decided.decided_at) == ("decided", "not_pursued", MONDAY_NOON)
    assert Notification.objects.filter(recipient=need.stated_by, subject__startswith="Your need is decided").exists()


def test_the_route_to_an_order_names_something_that_can_be_ordered(officer):
    need = need_in_triage(by=officer)
    listed_only = OfferingFactory()
    with pytest.raises(NothingToOrder):
        decide_need(need=need, route="direct_order", reason="It fits.", offering=listed_only, by=officer, now=noon)
    need.refresh_from_db()
    assert (need.status, need.route) == (Need.Status.IN_TRIAGE, "")


def test_a_need_is_withdrawn_until_it_is_decided(officer):
    need = need_in_triage(by=officer)
    requester = need.stated_by
    decide_need(need=need, route="not_pursued", reason="Bought already.", by=officer, now=noon)
    with pytest.raises(MoveRefused):
        withdraw_need(need=need, reason="Changed our minds.", by=requester, now=noon)
    other = stated_need(by=requester, agency=need.agency)
    assert withdraw_need(need=other, reason="Changed our minds.", by=requester, now=noon).status == "withdrawn"


def test_another_agency_s_need_is_404_and_the_list_shows_own_ones_only(client):
    own, foreign = stated_need(title="Own wish"), stated_need(title="Foreign wish")
    client.force_login(own.stated_by)
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(foreign.get_absolute_url()).status_code == 404
    listed = client.get("/needs/").content.decode()
    assert "Own wish" in listed
    assert "Foreign wish" not in listed


def test_the_form_states_a_need_and_keeps_what_was_typed_when_refused(client, agency, set_calendar):
    set_calendar(MONDAY_NOON)
    client.force_login(person(Role.REQUESTER, of=agency))
    answers = {"agency": agency.pk, "title": "Shorter waits", "outcome": "Less waiting.", "users": "many"}
    refused = client.post("/needs/new/", answers)
    assert refused.status_code == 422
    assert "Less waiting." in refused.content.decode()
    assert not Need.objects.exists()
    assert client.post("/needs/new/", answers | {"users": "180"}).url == "/needs/N-2026-0001/"


def test_words_from_the_catalogue_are_carried_over(client):
    client.force_login(person(Role.REQUESTER))
    assert 'value="quiet printers"' in client.get("/needs/new/", {"q": "quiet printers"}).content.decode()


def test_a_vendor_cannot_state_needs(client):
    client.force_login(person(Role.VENDOR_ADMIN))
    assert client.get("/needs/new/").status_code == 403


def test_an_officer_takes_up_and_decides_on_the_page(client, officer, need):
    client.force_login(officer)
    assert client.post(f"{need.get_absolute_url()}take-up/").status_code == 302
    assert client.post(f"{need.get_absolute_url()}take-up/").status_code == 409
    refused = client.post(f"{need.get_absolute_url()}decide/", {"route": "direct_order", "reason": "It fits."})
    assert refused.status_code == 422
    assert "It fits." in refused.content.decode()
    done = client.post(f"{need.get_absolute_url()}decide/", {"route": "ask_vendor", "reason": "No price is known."})
    assert done.status_code == 302
    need.refresh_from_db()
    assert need.route == "ask_vendor"


@pytest.mark.parametrize(("query", "status"), [("?page=99999", 404), ("?status=odd", 422), ("?page=x", 404)])
def test_odd_addresses_of_the_list_get_a_sentence(client, officer, query, status):
    client.force_login(officer)
    assert client.get(f"/needs/{query}").status_code == status


def test_the_list_asks_as_much_for_thirty_needs_as_for_one(client, officer, django_assert_max_num_queries, agency):
    requester = person(Role.REQUESTER, of=agency)
    for _ in range(30):
        stated_need(by=requester, agency=agency)
    client.force_login(officer)
    client.get("/needs/")
    with django_assert_max_num_queries(8):
        assert client.get("/needs/").status_code == 200
