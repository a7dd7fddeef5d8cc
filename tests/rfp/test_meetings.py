"""One-to-one meetings: known to the parties before, told to everybody at one second once held, none while bids run."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.quiet_periods import begin_quiet_period
from marketplace.organisations.actions.quiet_refusals import QuietNow
from marketplace.permissions import Role
from rfp.forums.actions import (
    NotHeldYet,
    arrange_meeting,
    decline_meeting,
    record_meeting,
    request_meeting,
    withdraw_meeting,
)
from rfp.forums.models import Meeting
from tests.factories.marketplace import organisation_for, person
from tests.factories.rfp import (
    FORUM_STARTS,
    MONDAY_NOON,
    announced_forum,
    arranged_meeting,
    registered,
    requested_meeting,
)

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
TOLD = {"took_part": "Grace Lindqvist, Harborline", "words": "They showed a map.", "handed_over": "Slides, 12 pages"}


def stays(at=MONDAY_NOON):
    return lambda: at


@pytest.fixture
def officer():
    return person(Role.PROCUREMENT_OFFICER)


def quiet(agency, at=MONDAY_NOON):
    told = {"reference": "RFP-2026-0001", "title": "Telematics", "address": "/opportunities/RFP-2026-0001/"}
    return begin_quiet_period(agency=agency, at=at, **told)


def test_before_it_is_held_the_parties_and_the_office_know_of_it_and_then_everybody(client, officer):
    meeting = arranged_meeting(officer=officer)
    page = meeting.get_absolute_url()
    assert client.get(page).status_code == 404
    assert meeting.reference not in client.get("/forums/meetings/").content.decode()
    with pytest.raises(NotHeldYet):
        record_meeting(meeting=meeting, by=officer, now=stays(FORUM_STARTS - SECOND), **TOLD)
    record_meeting(meeting=meeting, by=officer, now=stays(FORUM_STARTS), **TOLD)
    for address in (page, "/forums/meetings/"):
        assert meeting.subject in client.get(address).content.decode()
    assert all(words in client.get(page).content.decode() for words in TOLD.values())


def test_what_is_disclosed_stands_and_nothing_is_deleted(officer):
    meeting = arranged_meeting(officer=officer)
    record_meeting(meeting=meeting, by=officer, now=stays(FORUM_STARTS), **TOLD)
    for change in (lambda: Meeting.objects.update(words="Nothing."), lambda: Meeting.objects.all().delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    with pytest.raises(MoveRefused):
        decline_meeting(meeting=meeting, reason="Too late.", by=officer, now=stays(FORUM_STARTS))


def test_a_record_says_who_and_what(officer):
    meeting = arranged_meeting(officer=officer)
    with pytest.raises(InvalidInput):
        record_meeting(meeting=meeting, by=officer, now=stays(FORUM_STARTS), **TOLD | {"took_part": " "})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.disclosed_at) == ("arranged", None)


def test_in_the_quiet_period_nothing_is_asked_for_or_arranged_and_the_refusal_leads_to_the_questions(officer):
    asked = requested_meeting()
    quiet(asked.agency)
    by = asked.requested_by
    with pytest.raises(QuietNow, match="/opportunities/RFP-2026-0001/"):
        request_meeting(vendor=asked.vendor, agency=asked.agency, subject="Again", by=by, now=stays())
    with pytest.raises(QuietNow):
        arrange_meeting(meeting=asked, starts_at=FORUM_STARTS, place="Room 3", by=officer, now=stays())
    assert Meeting.objects.get().status == "requested"
    assert requested_meeting(by=by).agency != asked.agency  # other agencies still meet


def test_all_who_came_to_its_forum_hear_of_a_record_at_once(officer):
    forum = announced_forum(by=officer)
    comes = registered(forum)
    meeting = arranged_meeting(officer=officer, forum=forum)
    record_meeting(meeting=meeting, by=officer, now=stays(FORUM_STARTS), **TOLD)
    told = Notification.objects.filter(key=f"{meeting.reference}-held")
    assert {row.recipient for row in told} == {comes.user, meeting.requested_by}
    assert {row.at for row in told} == {FORUM_STARTS}


@pytest.mark.parametrize("role", [Role.REQUESTER, Role.AUDITOR, Role.VENDOR_ADMIN])
def test_the_office_alone_arranges_and_records(role):
    meeting = requested_meeting()
    with pytest.raises(PermissionDenied):
        arrange_meeting(meeting=meeting, starts_at=FORUM_STARTS, place="Room 3", by=person(role), now=stays())
    with pytest.raises(PermissionDenied):
        record_meeting(meeting=meeting, by=person(role), now=stays(FORUM_STARTS), **TOLD)


def test_a_vendor_asks_in_its_own_name_an_agency_and_takes_it_back(officer):
    meeting = requested_meeting()
    with pytest.raises(PermissionDenied):
        withdraw_meeting(meeting=meeting, by=person(Role.BID_MANAGER), now=stays())
    with pytest.raises(InvalidInput, match="agency"):
        requested_meeting(agency=organisation_for(Role.CIO))
    withdraw_meeting(meeting=meeting, by=meeting.requested_by, now=stays())
    assert Meeting.objects.get().status == "withdrawn"


def test_an_answer_is_given_and_a_record_kept_through_the_pages(client, officer):
    meeting = requested_meeting()
    client.force_login(officer)
    answer = {"verb": "arrange", "starts_on": "2099-12-09", "starts_clock": "13:00", "place": "Room 3"}
    assert client.post(f"{meeting.get_absolute_url()}answer/", answer).status_code == 302
    refused = client.post(f"{meeting.get_absolute_url()}record/", TOLD)
    assert refused.status_code == 409
    assert "has not begun" in refused.content.decode()
    meeting.refresh_from_db()
    assert (meeting.status, meeting.place) == ("arranged", "Room 3")
