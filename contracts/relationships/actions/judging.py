"""The customer's own word on the outcome of a follow-up: confirmed, or contested and then open again with its clock."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now, office_day
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import Role, require

from ..models import FollowUp, OutcomeWord
from ..queries.looking_after import office_members, owners_of
from .following import locked
from .surveying import CALLED_WITHIN

Status = FollowUp.Status
BEFORE_ANYBODY_SPOKE: dict[str, Any] = {
    "attempts": 0,
    "attempted_at": None,
    "contacted_at": None,
    "contacted_by": None,
    "said": "",
    "action": "",
    "action_due_on": None,
    "outcome": "",
    "customer_content": None,
    "closed_at": None,
    "closed_by": None,
    "ask_again_on": None,
}


class OutcomeStands(DomainError):
    """The customer has said it already, or is asked again."""

    sentence = (
        "This outcome can no longer be confirmed or contested: you have said so already, or you are asked again how "
        "content you are. Nothing was changed. Your relationship manager hears you at any time."
    )


@transaction.atomic
def confirm_outcome(*, follow_up: FollowUp, by: Any, words: str = "", now: Clock = database_now) -> OutcomeWord:
    """The customer says that this is what was needed. Raises PermissionDenied, MoveRefused before there is an outcome,
    OutcomeStands a second time or once the customer is asked again."""
    follow_up, at = _to_be_judged(follow_up, by, now)
    made = _said(follow_up, words, content=True, by=by, at=at)
    record(action="contracts.followup.confirmed", obj=follow_up, by=by, at=at)
    _tell(follow_up, "confirmed", f"Confirmed: {by} is content", made.words or follow_up.outcome, at=at)
    return made


@transaction.atomic
def contest_outcome(*, follow_up: FollowUp, words: str, by: Any, now: Clock = database_now) -> OutcomeWord:
    """The customer says that it is not done: it is open again, with two business days for the next call.

    Raises PermissionDenied, InvalidInput without words, MoveRefused before there is an outcome, OutcomeStands a second
    time or once the customer is asked again.
    """
    follow_up, at = _to_be_judged(follow_up, by, now)
    if not words.strip():
        raise InvalidInput("Say what is still missing, so that we can call you about it. Nothing was changed.")
    made = _said(follow_up, words, content=False, by=by, at=at)
    agency = follow_up.answer.survey.organisation
    follow_up.owner_id = owners_of([agency.pk], at=at).get(agency.pk)
    follow_up.due_at = close_of_business(at, CALLED_WITHIN, calendar_of(agency, at=at))
    for field, value in BEFORE_ANYBODY_SPOKE.items():
        setattr(follow_up, field, value)
    fields = ["owner", "due_at", *BEFORE_ANYBODY_SPOKE]
    move(follow_up, Status.OPENED, by=by, at=at, fields=fields, reason=made.words, data={"due_at": follow_up.due_at})
    body = f"{made.words} Call until {moment(follow_up.due_at)}."
    _tell(follow_up, "contested", f"Contested: {by} is not content with the outcome", body, at=at)
    return made


def _to_be_judged(follow_up: FollowUp, by: Any, now: Clock) -> tuple[FollowUp, datetime.datetime]:
    require(by, "contracts.judge_outcome", follow_up)
    follow_up, at = locked(follow_up), now()
    if follow_up.status != Status.CLOSED:
        raise MoveRefused(follow_up, Status.OPENED)
    if not FollowUp.objects.to_be_judged(on=office_day(at)).filter(pk=follow_up.pk).exists():
        raise OutcomeStands
    return follow_up, at


def _said(follow_up: FollowUp, words: str, *, content: bool, by: Any, at: datetime.datetime) -> OutcomeWord:
    was = {field: getattr(follow_up, field) for field in ("said", "action", "outcome", "closed_at", "closed_by")}
    given = {"content": content, "words": words.strip(), "given_by": by, "given_at": at}
    return OutcomeWord.objects.create(follow_up=follow_up, **was, **given)


def _tell(follow_up: FollowUp, what: str, subject: str, body: str, *, at: datetime.datetime) -> None:
    """Its owner, or without one every relationship manager."""
    managers = office_members(at=at, roles=[Role.RELATIONSHIP_MANAGER]).values("user_id")
    own = Q(pk=follow_up.owner_id) if follow_up.owner_id else Q(pk__in=managers)
    notify(
        recipients=User.objects.filter(own),
        key=f"follow-up-{follow_up.pk}-{what}-{at:%Y%m%d%H%M%S}",
        subject=subject,
        body=body,
        address=follow_up.get_absolute_url(),
        at=at,
    )
