"""Meetings of the office with an agency, and promises on both sides: agreed, kept on time, scored by one rule."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts.models import AgencyMeeting, Commitment, MeetingMove
from contracts.relationships.actions import (
    NotBegunYet,
    add_agenda_point,
    agree_to_commitment,
    assign,
    call_meeting_off,
    confirm_kept,
    decline_commitment,
    make_commitment,
    move_meeting,
    plan_meeting,
    release_commitment,
    reopen_commitment,
    report_done,
    write_contact_down,
    write_meeting_down,
)
from contracts.relationships.history import events, history_of_agency
from contracts.relationships.queries.promises import cadence, not_met, scores
from marketplace.business_time import local_midnight
from marketplace.clock import office_day
from marketplace.components.icalendar import utc_stamp
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.marketplace import OrganisationFactory, person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

A_DAY, A_SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
NOON = timezone.now()
TODAY = office_day(NOON)
FIGURES = "Figures on calls by county"


@world
def office():
    return OrganisationFactory(broker=True)


@world
def agency():
    return OrganisationFactory(name="Department of Human Services")


@world
def requester(agency):
    return person(Role.REQUESTER, of=agency, name="Alma Reyes")


@world
def tomas(office, agency):
    """The agency's relationship manager."""
    manager, cio = person(Role.RELATIONSHIP_MANAGER, of=office, name="Tomás Herrera"), person(Role.CIO, of=office)
    given = {"agency": agency, "duty": "manager", "person": manager, "starts_on": TODAY - 200 * A_DAY}
    assign(by=cio, now=lambda: NOON, **given)
    for one in (manager, cio):
        one.memberships.update(starts_at=NOON - 400 * A_DAY)
    return manager


@world
def meeting(agency, tomas, requester):
    given = {"kind": "meeting", "title": "Quarterly meeting", "place": "Room 204", "agenda": "Desks"}
    return plan_meeting(agency=agency, starts_at=NOON + 9 * A_DAY, by=tomas, now=lambda: NOON, **given)


@world
def ours(agency, tomas, requester):
    """What the office owes, promised today for today in ten days."""
    return promised(agency, tomas, requester, by=tomas)


@world
def theirs(agency, tomas, requester):
    """What the office asks of the agency."""
    return promised(agency, requester, tomas, by=tomas)


def promised(agency, owner, made_to, *, by, due_on=TODAY + 10 * A_DAY, at=NOON, **more) -> Commitment:
    given = {"owner": owner, "made_to": made_to, "due_on": due_on, "words": FIGURES, **more}
    return make_commitment(agency=agency, by=by, now=lambda: at, **given)


def moved(meeting, *, by, starts_at, reason, **more) -> AgencyMeeting:
    return move_meeting(meeting=meeting, starts_at=starts_at, reason=reason, by=by, now=lambda: NOON, **more)


def work_of(who, *, at=NOON) -> list[str]:
    return [row.step.what for row in workspace_context(who, at=at)["rows"]]


def test_both_sides_add_to_the_agenda_until_it_is_written_down(meeting, tomas, requester):
    add_agenda_point(meeting=meeting, words=" Waiting  times ", by=requester)
    outsider = person(Role.REQUESTER)
    with pytest.raises(PermissionDenied):
        add_agenda_point(meeting=meeting, words="Mine", by=outsider)
    with pytest.raises(InvalidInput):
        add_agenda_point(meeting=meeting, words="  ", by=requester)
    meeting.refresh_from_db()
    assert meeting.points == ["Desks", "Waiting times (Alma Reyes)"]
    call_meeting_off(meeting=meeting, reason="Snow.", by=tomas)
    with pytest.raises(MoveRefused):
        add_agenda_point(meeting=meeting, words="Late", by=requester)
    assert Notification.objects.filter(recipient=requester, subject="Called off: Quarterly meeting").exists()


def test_it_is_written_down_from_its_beginning_on_and_stands(meeting, tomas, requester):
    said = {"took_part": "Alma, Tomás", "notes": "A second desk."}
    with pytest.raises(NotBegunYet):
        write_meeting_down(meeting=meeting, by=tomas, now=lambda: meeting.starts_at - A_SECOND, **said)
    with pytest.raises(PermissionDenied):
        write_meeting_down(meeting=meeting, by=requester, now=lambda: meeting.starts_at, **said)
    for gap in said:
        with pytest.raises(InvalidInput):
            write_meeting_down(meeting=meeting, by=tomas, now=lambda: meeting.starts_at, **said | {gap: " "})
    assert "Write down" in work_of(tomas, at=meeting.starts_at)
    write_meeting_down(meeting=meeting, by=tomas, now=lambda: meeting.starts_at, **said)
    with pytest.raises(MoveRefused):
        write_meeting_down(meeting=meeting, by=tomas, now=lambda: meeting.starts_at, **said)
    for change in (lambda row: row.update(notes="Other."), lambda row: row.delete()):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change(AgencyMeeting.objects.filter(pk=meeting.pk))
    assert AgencyMeeting.objects.get().notes == "A second desk."


def test_it_is_moved_with_a_reason_the_old_time_stays_and_both_sides_are_told(agency, meeting, tomas, requester):
    was_at, later = meeting.starts_at, NOON + 12 * A_DAY
    chief = person(Role.CHIEF_CUSTOMER_OFFICER, of=tomas.memberships.get().organisation)
    for refused in ({"reason": " "}, {"starts_at": was_at}, {"starts_at": NOON}):
        with pytest.raises(InvalidInput):
            moved(meeting, by=chief, **{"starts_at": later, "reason": "Snow.", **refused})
    with pytest.raises(PermissionDenied):
        moved(meeting, starts_at=later, reason="Snow.", by=requester)
    with pytest.raises(DatabaseError, match="old time of a meeting is kept"), transaction.atomic():
        AgencyMeeting.objects.filter(pk=meeting.pk).update(starts_at=later)
    assert not MeetingMove.objects.exists()
    moved(meeting, starts_at=later, reason="Snow.", place="", by=chief)
    [kept] = MeetingMove.objects.all()
    assert (kept.was_at, kept.starts_at, kept.moved_by) == (was_at, later, chief)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (later, "Room 204")
    told = Notification.objects.filter(subject__startswith="Moved to").values_list("recipient__name", flat=True)
    assert sorted(told) == ["Alma Reyes", "Tomás Herrera"]
    [row] = [one for one in events(history_of_agency(agency, requester, at=NOON)) if one.what == "Meeting moved"]
    assert "Quarterly meeting, was to be on" in row.about
    call_meeting_off(meeting=meeting, reason="Snow again.", by=tomas)
    with pytest.raises(MoveRefused):
        moved(meeting, starts_at=was_at, reason="It thaws.", by=tomas)


def test_on_screen_it_is_moved_and_taken_into_a_calendar(agency, meeting, tomas, requester):
    ours, theirs, page = client_of(tomas), client_of(requester), meeting.get_absolute_url()
    alone, of_all = f"{page.rstrip('/')}.ics", f"/agencies/{agency.slug}/meetings.ics"
    assert "SEQUENCE:0" in theirs.get(alone).text
    assert "Room 204" in ours.get(f"{page}move/").text
    day = (timezone.localtime() + 20 * A_DAY).date()
    form = {"starts_on": day.isoformat(), "starts_clock": "10:00", "place": "Room 7", "reason": "Snow."}
    assert ours.post(f"{page}move/", form | {"reason": ""}).status_code == 422
    assert ours.post(f"{page}move/", form).status_code == 302
    assert "It was to be" in theirs.get(page).text
    for address in (alone, of_all):
        answer = theirs.get(address)
        assert answer["Content-Type"] == "text/calendar"
        at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(10)))
        lines = ["SEQUENCE:1", "LOCATION:Room 7", f"DTSTART:{utc_stamp(at)}", f"UID:agency-meeting-{meeting.pk}@"]
        assert [line for line in lines if f"\r\n{line}" not in answer.text] == []
    call_meeting_off(meeting=meeting, reason="Snow again.", by=tomas)
    assert "STATUS:CANCELLED" in theirs.get(of_all).text
    assert client_of(person(Role.REQUESTER)).get(of_all).status_code == 404


@pytest.mark.parametrize(
    ("days", "kind", "met"), [(89, "meeting", 1), (89, "video", 1), (91, "meeting", 0), (1, "call", 0)]
)
def test_an_agency_counts_as_met_for_ninety_days_and_not_by_a_call(agency, tomas, requester, days, kind, met):
    starts_at = NOON - days * A_DAY
    said = {"title": "Desks", "took_part": "Alma", "notes": "Desks."}
    write_contact_down(agency=agency, kind=kind, starts_at=starts_at, by=tomas, now=lambda: NOON, **said)
    found = cadence(at=NOON)
    assert (found.met, found.agencies, not_met(at=NOON).count()) == (met, 1, 1 - met)
    assert ("Plan a meeting with" in work_of(tomas)) is (not met)


def test_a_contact_to_come_is_no_contact(agency, tomas):
    said = {"title": "Desks", "took_part": "Alma", "notes": "Desks."}
    with pytest.raises(NotBegunYet):
        write_contact_down(agency=agency, kind="call", starts_at=NOON + A_DAY, by=tomas, now=lambda: NOON, **said)
    with pytest.raises(InvalidInput):
        plan_meeting(agency=agency, kind="call", title="Desks", starts_at=NOON, by=tomas, now=lambda: NOON)
    assert not AgencyMeeting.objects.exists()


def test_a_promise_binds_once_the_side_that_owes_it_agrees(ours, theirs, tomas, requester):
    assert (ours.status, theirs.status) == (Commitment.Status.OPEN, Commitment.Status.PROPOSED)
    assert (ours.is_owed_by_office, theirs.is_owed_by_office) == (True, False)
    for who in (tomas, person(Role.REQUESTER)):
        with pytest.raises(PermissionDenied):
            agree_to_commitment(commitment=theirs, by=who)
    assert "Agree or decline:" in work_of(requester)
    agree_to_commitment(commitment=theirs, by=requester)
    theirs.refresh_from_db()
    assert theirs.status == Commitment.Status.OPEN


def test_what_is_not_agreed_can_be_declined_with_a_reason_and_does_not_count(agency, theirs, requester):
    with pytest.raises(InvalidInput):
        decline_commitment(commitment=theirs, words=" ", by=requester)
    decline_commitment(commitment=theirs, words="We have no such figures.", by=requester)
    assert scores(Commitment.objects.all(), at=NOON + 20 * A_DAY)["agency"].counted == 0


def test_who_owes_it_says_done_and_whom_it_was_promised_says_yes_or_no(ours, tomas, requester):
    at = NOON + A_DAY
    with pytest.raises(PermissionDenied):
        report_done(commitment=ours, words="Sent.", by=requester, now=lambda: at)
    report_done(commitment=ours, words="Sent.", by=tomas, now=lambda: at)
    with pytest.raises(PermissionDenied):
        confirm_kept(commitment=ours, by=tomas, now=lambda: at)
    assert "Confirm or reopen:" in work_of(requester)
    reopen_commitment(commitment=ours, words="A county is missing.", by=requester, now=lambda: at)
    ours.refresh_from_db()
    assert (ours.status, ours.done_at, ours.reason) == (Commitment.Status.OPEN, None, "A county is missing.")
    report_done(commitment=ours, words="All counties.", by=tomas, now=lambda: at + A_DAY)
    confirm_kept(commitment=ours, by=requester, now=lambda: at + 2 * A_DAY)
    ours.refresh_from_db()
    assert (ours.status, ours.done_at) == (Commitment.Status.KEPT, at + A_DAY)


@pytest.mark.parametrize(("late_by", "on_time"), [(-A_SECOND, 1), (datetime.timedelta(), 0)])
def test_on_time_is_until_the_end_of_its_day_on_the_office_s_calendar(ours, tomas, settings, late_by, on_time):
    end = local_midnight(ours.due_on + A_DAY, settings.TIME_ZONE)
    report_done(commitment=ours, words="Sent.", by=tomas, now=lambda: end + late_by)
    found = scores(Commitment.objects.all(), at=end)["office"]
    assert (found.counted, found.on_time) == (1, on_time)


def test_both_sides_are_scored_by_one_rule_and_what_was_released_does_not_count(agency, ours, theirs, tomas, requester):
    agree_to_commitment(commitment=theirs, by=requester)
    not_due = scores(Commitment.objects.all(), at=NOON)
    assert [not_due[side].counted for side in ("office", "agency")] == [0, 0]
    over = scores(Commitment.objects.all(), at=NOON + 11 * A_DAY)
    assert [(one.counted, one.on_time, one.late) for one in over.values()] == [(1, 0, 1), (1, 0, 1)]
    release_commitment(commitment=ours, words="The desk is closed.", by=requester)
    over = scores(Commitment.objects.all(), at=NOON + 11 * A_DAY)
    assert (over["office"].counted, over["office"].share, over["agency"].share) == (0, None, Decimal("0.0"))


def test_its_words_and_its_day_are_never_moved(ours, tomas, requester):
    for change in ({"due_on": TODAY + 90 * A_DAY}, {"words": "Less."}, {"owner": requester}):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            Commitment.objects.filter(pk=ours.pk).update(**change)
    with pytest.raises(IntegrityError, match="done_has_its_result"), transaction.atomic():
        Commitment.objects.filter(pk=ours.pk).update(status="kept", settled_at=NOON)
    release_commitment(commitment=ours, words="Not needed.", by=requester)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Commitment.objects.filter(pk=ours.pk).update(status="open", settled_at=None, reason="")
    assert Commitment.objects.get().due_on == TODAY + 10 * A_DAY


def test_a_promise_is_between_the_two_sides_and_for_a_day_to_come(agency, tomas, requester):
    colleague = person(Role.APPROVER, of=agency)
    for owner, made_to, due_on in (
        (requester, colleague, TODAY),
        (tomas, tomas, TODAY),
        (person(Role.REQUESTER), tomas, TODAY),
        (tomas, requester, TODAY - A_DAY),
    ):
        with pytest.raises(InvalidInput):
            promised(agency, owner, made_to, by=tomas, due_on=due_on)
    with pytest.raises(PermissionDenied):
        promised(agency, tomas, requester, by=person(Role.REQUESTER))
    assert not Commitment.objects.exists()


def test_on_screen_from_the_meeting_to_the_promise_that_was_kept(agency, meeting, tomas, requester):
    ours, theirs = client_of(tomas), client_of(requester)
    page = meeting.get_absolute_url()
    assert theirs.post(f"{page}point/", {"words": "Waiting times"}).status_code == 302
    assert "Waiting times (Alma Reyes)" in ours.get(page).text
    assert ours.post(f"{page}notes/", {"took_part": "Alma", "notes": "Desks."}).status_code == 409
    new = reverse("agency_promise_make", args=[agency.slug])
    form = {"words": FIGURES, "owner": tomas.pk, "made_to": requester.pk, "due_on": TODAY.isoformat()}
    refused = ours.post(new, form | {"made_to": tomas.pk})
    assert (refused.status_code, "Choose one of each" in refused.text) == (422, True)
    assert ours.post(f"{new}?meeting={meeting.pk}", form).status_code == 302
    made = Commitment.objects.get()

    def step(verb):
        return reverse("agency_promise_step", args=[agency.slug, made.pk, verb])

    assert made.meeting == meeting
    assert ours.post(step("done"), {"words": ""}).status_code == 422
    assert ours.post(step("done"), {"words": "Sent."}).status_code == 302
    assert "Confirm" in theirs.get(reverse("agency_promises", args=[agency.slug])).text
    assert [theirs.post(step("confirm")).status_code for _ in range(2)] == [302, 409]
    listed = theirs.get(reverse("agency_promises", args=[agency.slug]), {"state": "over"}).text
    assert "Kept" in listed
    assert theirs.get(step("anything")).status_code == 404
    [row] = theirs.get("/api/v1/promises").json()["items"]
    assert (row["words"], row["owed_by"], row["status"]) == (FIGURES, "office", "kept")
    assert client_of(person(Role.REQUESTER)).get(page).status_code == 404


def test_on_screen_a_contact_is_recorded_and_the_list_says_who_was_not_met(agency, tomas, requester):
    ours = client_of(tomas)
    new = reverse("agency_contact_write", args=[agency.slug])
    day = (timezone.localtime() - A_DAY).date().isoformat()
    form = {
        "kind": "video",
        "title": "Desks",
        "starts_on": day,
        "starts_clock": "10:00",
        "took_part": "A",
        "notes": "B",
    }
    listed = reverse("agency_list")
    assert agency.name in ours.get(listed, {"without": "meeting"}).text
    assert ours.post(new, form | {"starts_clock": "later"}).status_code == 422
    assert ours.post(new, form).status_code == 302
    page = ours.get(listed, {"without": "meeting"}).text
    assert "No agency fits" in page
