"""Promises between the office and an agency: made, agreed to, done, kept or released, each by the side it falls to."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.components.formats import day
from marketplace.errors import InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, require

from ..models import AgencyMeeting, Commitment
from ..queries.looking_after import people_of

Status = Commitment.Status


@transaction.atomic
def make_commitment(
    *,
    agency: Organisation,
    words: str,
    owner: User,
    made_to: User,
    due_on: datetime.date,
    meeting: AgencyMeeting | None = None,
    by: Any,
    now: Clock = database_now,
) -> Commitment:
    """Writes down what the side of `owner` owes the side of `made_to`. It binds at once where `by` belongs to the side
    that owes it, and otherwise once that side agrees.

    Raises PermissionDenied, InvalidInput without words, for a day that is over, for two people of one side.
    """
    require(by, "contracts.make_commitment", agency)
    at, office = now(), Organisation.objects.broker_offices().order_by("pk").first()
    if not words.strip():
        raise InvalidInput("Say what is promised, in words that both sides understand. Nothing was kept.")
    if due_on < office_day(at):
        raise InvalidInput("This day is over. Choose today or a later day. Nothing was kept.")
    if meeting is not None and meeting.agency_id != agency.pk:
        raise InvalidInput("This meeting was with another agency. Nothing was kept.")
    theirs, ours = (people_of(side, at=at) for side in (agency, office))
    if owner.pk in theirs and made_to.pk in ours:
        owed_by, owed_to = agency, office
    elif owner.pk in ours and made_to.pk in theirs:
        owed_by, owed_to = office, agency
    else:
        raise InvalidInput("A promise is made by somebody of one side to somebody of the other. Choose one of each.")
    made = Commitment.objects.create(
        agency=agency,
        meeting=meeting,
        owed_by=owed_by,
        owed_to=owed_to,
        words=words.strip(),
        owner=owner,
        made_to=made_to,
        due_on=due_on,
        status=Status.OPEN if owed_by.pk in own_organisations(by) else Status.PROPOSED,
        made_by=by,
        made_at=at,
    )
    data = {"agency": agency.slug, "owed_by": owed_by.slug, "due_on": due_on, "words": made.words}
    record(action=f"contracts.commitment.{made.status}", obj=made, by=by, at=at, data=data)
    asks = f"Agree or decline. It would be due on {day(due_on)}."
    _tell(made, asks if made.status == Status.PROPOSED else f"Promised for {day(due_on)}.", by=by, at=at)
    return made


@transaction.atomic
def agree_to_commitment(*, commitment: Commitment, by: Any, now: Clock = database_now) -> Commitment:
    """The side that owes it agrees: it counts from now on. Raises PermissionDenied, MoveRefused."""
    require(by, "contracts.keep_commitment", commitment)
    return _go(_locked(commitment), Status.OPEN, by=by, at=now())


@transaction.atomic
def decline_commitment(*, commitment: Commitment, words: str, by: Any, now: Clock = database_now) -> Commitment:
    """The side that would owe it does not promise it. Raises PermissionDenied, InvalidInput, MoveRefused."""
    require(by, "contracts.keep_commitment", commitment)
    reason, at = _said(words, "Say why not: whoever asked for it reads it."), now()
    return _go(_locked(commitment), Status.DECLINED, by=by, at=at, reason=reason, settled_at=at)


@transaction.atomic
def report_done(*, commitment: Commitment, words: str, by: Any, now: Clock = database_now) -> Commitment:
    """The side that owes it says what was done; its clock stops. Raises PermissionDenied, InvalidInput, MoveRefused."""
    require(by, "contracts.keep_commitment", commitment)
    result, at = _said(words, "Say what was done: the other side confirms it."), now()
    return _go(_locked(commitment), Status.DONE, by=by, at=at, result=result, done_at=at)


@transaction.atomic
def confirm_kept(*, commitment: Commitment, by: Any, now: Clock = database_now) -> Commitment:
    """Whoever it was promised to says yes. Raises PermissionDenied, MoveRefused."""
    require(by, "contracts.judge_commitment", commitment)
    at = now()
    return _go(_locked(commitment), Status.KEPT, by=by, at=at, settled_at=at)


@transaction.atomic
def reopen_commitment(*, commitment: Commitment, words: str, by: Any, now: Clock = database_now) -> Commitment:
    """Whoever it was promised to says that it is not done; the day stays as it was. Raises PermissionDenied,
    InvalidInput, MoveRefused."""
    require(by, "contracts.judge_commitment", commitment)
    commitment, at = _locked(commitment), now()
    reason = _said(words, "Say what is missing: whoever owes it reads it.")
    if commitment.status == Status.PROPOSED:  # the same move, which only the other side makes
        raise InvalidInput("Nobody has agreed to it yet, so nothing was done that could be missing.")
    return _go(commitment, Status.OPEN, by=by, at=at, reason=reason, result="", done_at=None)


@transaction.atomic
def release_commitment(*, commitment: Commitment, words: str, by: Any, now: Clock = database_now) -> Commitment:
    """Whoever it was promised to no longer needs it; it does not count. Raises PermissionDenied, InvalidInput,
    MoveRefused."""
    require(by, "contracts.judge_commitment", commitment)
    reason, at = _said(words, "Say why it is no longer needed: it stands on record."), now()
    return _go(_locked(commitment), Status.RELEASED, by=by, at=at, reason=reason, settled_at=at)


def _said(words: str, what: str) -> str:
    if not words.strip():
        raise InvalidInput(f"{what} Nothing was changed.")
    return words.strip()


def _locked(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=["self"]).select_related("agency", "owner", "made_to")
    return rows.get(pk=commitment.pk)


def _go(commitment: Commitment, to: str, *, by: Any, at: datetime.datetime, **fields: Any) -> Commitment:
    for name, value in fields.items():
        setattr(commitment, name, value)
    move(commitment, to, by=by, at=at, fields=list(fields), reason=fields.get("reason", ""))
    words = commitment.result or commitment.reason
    _tell(commitment, f"{commitment.get_status_display()}. {words}".strip(), by=by, at=at)
    return commitment


def _tell(commitment: Commitment, body: str, *, by: Any, at: datetime.datetime) -> None:
    """Owner and whoever it was promised to, but for who did it."""
    people = [one for one in (commitment.owner, commitment.made_to) if one.pk != by.pk]
    notify(
        recipients=people,
        key=f"promise-{commitment.pk}-{commitment.status}-{at:%Y%m%d%H%M%S%f}",
        subject=f"Promise: {commitment}",
        body=body,
        address=commitment.get_absolute_url(),
        at=at,
    )
