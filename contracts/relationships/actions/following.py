"""Following a low rating up: speaking with the customer, and closing it with an outcome that the customer knows."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.components.formats import day
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import FollowUp

ASKED_AGAIN_AFTER = datetime.timedelta(days=30)
MOST_ATTEMPTS = 3  # on three days; then it is the customer who calls


@transaction.atomic
def record_attempt(*, follow_up: FollowUp, by: Any, now: Clock = database_now) -> FollowUp:
    """Nobody answered on this day. After the third day the customer is told whom to call, and it is nobody's work.

    Raises PermissionDenied, InvalidInput for a second one on the same day, MoveRefused once somebody spoke.
    """
    require(by, "contracts.follow_up")
    follow_up, at = locked(follow_up), now()
    if follow_up.status != FollowUp.Status.OPENED:
        raise MoveRefused(follow_up, FollowUp.Status.UNREACHABLE)
    if follow_up.attempted_at is not None and office_day(at) <= office_day(follow_up.attempted_at):
        raise InvalidInput("An attempt of this day is written down already. Try again on another day.")
    follow_up.attempts, follow_up.attempted_at = follow_up.attempts + 1, at
    fields = ["attempts", "attempted_at"]
    if follow_up.attempts < MOST_ATTEMPTS:
        follow_up.save(update_fields=fields)
        data = {"attempts": follow_up.attempts}
        record(action="contracts.followup.attempted", obj=follow_up, by=by, at=at, data=data)
        return follow_up
    move(follow_up, FollowUp.Status.UNREACHABLE, by=by, at=at, fields=fields)
    words = f"We called on three days and did not reach you. Call {follow_up.owner or by} when it suits you."
    _tell(follow_up, "unreachable", "We could not reach you about your rating", words, at=at)
    return follow_up


@transaction.atomic
def record_contact(*, follow_up: FollowUp, said: str, by: Any, now: Clock = database_now) -> FollowUp:
    """What the customer said. Raises PermissionDenied, InvalidInput without words, MoveRefused a second time."""
    require(by, "contracts.follow_up")
    if not said.strip():
        raise InvalidInput("Write down what the customer said. Nothing was changed.")
    follow_up, at = locked(follow_up), now()
    follow_up.contacted_at, follow_up.contacted_by, follow_up.said = at, by, said.strip()
    fields = ["contacted_at", "contacted_by", "said"]
    return move(follow_up, FollowUp.Status.CONTACTED, by=by, at=at, fields=fields)


@transaction.atomic
def agree_action(
    *, follow_up: FollowUp, action: str, action_due_on: datetime.date, by: Any, now: Clock = database_now
) -> FollowUp:
    """What the office does about it, and until when; the customer reads it.

    Raises PermissionDenied, InvalidInput without words or for a day that is over, MoveRefused before anybody spoke.
    """
    require(by, "contracts.follow_up")
    at = now()
    if not action.strip():
        raise InvalidInput("Say what is done. The customer reads it. Nothing was changed.")
    if action_due_on < office_day(at):
        raise InvalidInput("This day is over. Choose today or a later day. Nothing was changed.")
    follow_up = locked(follow_up)
    follow_up.action, follow_up.action_due_on = action.strip(), action_due_on
    move(follow_up, FollowUp.Status.AGREED, by=by, at=at, fields=["action", "action_due_on"])
    words = f"{follow_up.action} Until {day(action_due_on)}."
    _tell(follow_up, "agreed", "What we do about your rating", words, at=at)
    return follow_up


@transaction.atomic
def close_follow_up(
    *, follow_up: FollowUp, outcome: str, customer_content: bool, by: Any, now: Clock = database_now
) -> FollowUp:
    """What was done, checked with the customer, who is asked again thirty days later and reads the outcome.

    Raises PermissionDenied, InvalidInput without an outcome, MoveRefused before anybody spoke or once it is closed.
    """
    require(by, "contracts.follow_up")
    if not outcome.strip():
        raise InvalidInput("Say what was done. The customer reads it. Nothing was changed.")
    follow_up, at = locked(follow_up), now()
    follow_up.outcome, follow_up.customer_content = outcome.strip(), customer_content
    follow_up.closed_at, follow_up.closed_by = at, by
    follow_up.ask_again_on = office_day(at) + ASKED_AGAIN_AFTER
    fields = ["outcome", "customer_content", "closed_at", "closed_by", "ask_again_on"]
    data = {"customer_content": customer_content}
    follow_up = move(follow_up, FollowUp.Status.CLOSED, by=by, at=at, fields=fields, data=data)
    _tell(follow_up, "closed", "What came of your rating", follow_up.outcome, at=at)
    return follow_up


def _tell(follow_up: FollowUp, what: str, subject: str, body: str, *, at: datetime.datetime) -> None:
    notify(
        recipients=[follow_up.answer.survey.person],
        key=f"follow-up-{follow_up.pk}-{what}",
        subject=subject,
        body=body,
        address=follow_up.get_absolute_url(),
        at=at,
    )


def locked(follow_up: FollowUp) -> FollowUp:
    """Its row, locked, with the rating and who gave it."""
    rows = FollowUp.objects.select_for_update(of=["self"]).select_related(
        "answer__survey__person", "answer__survey__organisation", "owner"
    )
    return rows.get(pk=follow_up.pk)
