"""One-to-one meetings: asked for by a vendor, arranged by the office, told to everybody once they are recorded."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.quiet_refusals import check_not_quiet
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference
from rfp.forums.models import Forum, Meeting

Status = Meeting.Status


class NotHeldYet(DomainError):
    sentence = "This meeting has not begun, so there is nothing to record. Nothing was disclosed."


@transaction.atomic
def request_meeting(
    *,
    vendor: Organisation,
    agency: Organisation,
    subject: str,
    forum: Forum | None = None,
    by: Any,
    now: Clock = database_now,
) -> Meeting:
    """Asks for a meeting with an agency. Raises PermissionDenied, InvalidInput, QuietNow."""
    require(by, "rfp.request_meeting", vendor)
    agency = Organisation.objects.select_for_update().get(pk=agency.pk)
    at = now()
    if agency.kind != Organisation.Kind.AGENCY:
        raise InvalidInput("Meetings are asked for with an agency. Choose one.")
    if not subject.strip():
        raise InvalidInput("Say what you would like to speak about.")
    check_not_quiet(agency=agency, at=at)
    meeting = Meeting.objects.create(
        reference=take_reference("MM", at=at),
        vendor=vendor,
        agency=agency,
        forum=forum,
        subject=subject.strip(),
        requested_by=by,
        requested_at=at,
    )
    data = {"vendor": str(vendor), "agency": str(agency), "subject": meeting.subject}
    record(action="rfp.meeting.requested", obj=meeting, by=by, at=at, data=data)
    return meeting


@transaction.atomic
def arrange_meeting(
    *, meeting: Meeting, starts_at: datetime.datetime, place: str, by: Any, now: Clock = database_now
) -> Meeting:
    """Gives it a time and a place. Raises PermissionDenied, QuietNow, InvalidInput, MoveRefused."""
    require(by, "rfp.arrange_meeting")
    meeting = _locked(meeting)
    # The row of the agency puts this in line with a publication that begins a quiet period.
    agency, at = Organisation.objects.select_for_update().get(pk=meeting.agency_id), now()
    if starts_at <= at or not place.strip():
        raise InvalidInput("A meeting takes place later, and somewhere. Enter a time to come and a place.")
    check_not_quiet(agency=agency, at=at)
    meeting.starts_at, meeting.place = starts_at, place.strip()
    move(meeting, Status.ARRANGED, by=by, at=at, fields=["starts_at", "place"], data={"starts_at": starts_at})
    _tell(meeting, "arranged", f"{moment(starts_at)}, {meeting.place}.", at)
    return meeting


@transaction.atomic
def decline_meeting(*, meeting: Meeting, reason: str, by: Any, now: Clock = database_now) -> Meeting:
    """Turns a request down, or calls off what was arranged. Raises PermissionDenied, InvalidInput, MoveRefused."""
    require(by, "rfp.arrange_meeting")
    meeting = _locked(meeting)
    if not reason.strip():
        raise InvalidInput("Say why: the vendor reads it.")
    meeting.reason, at = reason.strip(), now()
    move(meeting, Status.DECLINED, by=by, at=at, fields=["reason"], reason=meeting.reason)
    _tell(meeting, "declined", meeting.reason, at)
    return meeting


@transaction.atomic
def withdraw_meeting(*, meeting: Meeting, by: Any, now: Clock = database_now) -> Meeting:
    """The vendor takes its request back. Raises PermissionDenied, MoveRefused."""
    require(by, "rfp.withdraw_meeting", meeting)
    return move(_locked(meeting), Status.WITHDRAWN, by=by, at=now())


@transaction.atomic
def record_meeting(
    *, meeting: Meeting, took_part: str, words: str, handed_over: str, by: Any, now: Clock = database_now
) -> Meeting:
    """Writes down who was there and what was said, and by that tells everybody: the record is public from now on.

    Raises PermissionDenied, NotHeldYet, InvalidInput, MoveRefused.
    """
    require(by, "rfp.record_meeting")
    meeting, at = _locked(meeting), now()
    if meeting.status == Status.ARRANGED and at < meeting.starts_at:
        raise NotHeldYet
    if not took_part.strip() or not words.strip():
        raise InvalidInput("Say who took part and what was said: everybody reads it.")
    meeting.took_part, meeting.words, meeting.handed_over = took_part.strip(), words.strip(), handed_over.strip()
    meeting.disclosed_at = at
    fields = ["took_part", "words", "handed_over", "disclosed_at"]
    move(meeting, Status.HELD, by=by, at=at, fields=fields, data={"took_part": meeting.people})
    _tell(meeting, "held", "The record is public from this moment on.", at)
    return meeting


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=["self"]).select_related("vendor", "agency").get(pk=meeting.pk)


def _tell(meeting: Meeting, what: str, body: str, at: datetime.datetime) -> None:
    """Who asked; of a record also all who came to the forum that it follows."""
    people = {meeting.requested_by_id}
    if what == "held" and meeting.forum_id:
        people |= set(meeting.forum.registrations.standing().values_list("user_id", flat=True))
    notify(
        recipients=User.objects.filter(pk__in=people),
        key=f"{meeting.reference}-{what}",
        subject=f"Meeting {what}: {meeting.vendor} with {meeting.agency}",
        body=body,
        address=meeting.get_absolute_url(),
        at=at,
    )
