"""Following a solicitation: its addenda, answers, deadlines."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import Follow, Solicitation
from ..queries import interested_people

# The longest first; each is sent from its moment until the next one's.
REMINDERS = (
    ("7 days", datetime.timedelta(days=7)),
    ("1 day", datetime.timedelta(days=1)),
    ("1 hour", datetime.timedelta(hours=1)),
)


@transaction.atomic
def follow_solicitation(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> Follow:
    """Somebody hears of it from now on; a second call changes nothing. Raises PermissionDenied."""
    require(by, "rfp.follow_solicitation", by)
    follow, _ = Follow.objects.get_or_create(solicitation=solicitation, user=by, defaults={"since_at": now()})
    return follow


@transaction.atomic
def unfollow_solicitation(*, solicitation: Solicitation, by: Any) -> None:
    """Somebody hears no more of it. Raises PermissionDenied."""
    require(by, "rfp.follow_solicitation", by)
    Follow.objects.filter(solicitation=solicitation, user=by).delete()


@transaction.atomic
def remind_of_deadline(*, solicitation: Solicitation, at: datetime.datetime) -> None:
    """Tells those interested, each once, that the deadline is 7 days, 1 day or 1 hour away. Sends nothing else."""
    left = solicitation.bids_due_at - at
    due = [words for words, before in REMINDERS if datetime.timedelta() < left <= before]
    if not due or not solicitation.is_open(at=at):
        return
    notify(
        recipients=interested_people(solicitation, at=at),
        key=f"{solicitation.reference}-{due[-1]}-before-{solicitation.bids_due_at:%Y%m%d%H%M%S}",
        subject=f"Less than {due[-1]} left: {solicitation.title}",
        body=f"Answers to {solicitation.reference} are taken until {moment(solicitation.bids_due_at, 'second')}.",
        address=solicitation.get_absolute_url(),
        at=at,
    )
