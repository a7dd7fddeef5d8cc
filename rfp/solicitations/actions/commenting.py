"""A draft is put out for comments, for a time that is known; what is said is read by all at the same moment."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.business_time import add_working_days
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import DraftComment, Solicitation
from .drafting import locked, locked_draft

COMMENT_DAYS = 5  # working days at least


class CommentsClosed(DomainError):
    sentence = "Comments on this draft are not taken at the moment. Yours was not kept."


@transaction.atomic
def open_for_comments(
    *, solicitation: Solicitation, due_at: datetime.datetime, by: Any, now: Clock = database_now
) -> Solicitation:
    """Lets everybody read the draft, and comment until `due_at`; it is not published before. Once, for good.

    Raises PermissionDenied, NotADraft, InvalidInput for a second time, or too little of it.
    """
    require(by, "rfp.write_solicitation")
    stored, at = locked_draft(solicitation), now()
    if stored.comments_opened_at:
        raise InvalidInput("It was put out for comments already.")
    earliest = add_working_days(at, COMMENT_DAYS, calendar_of(stored.agency, at=at))
    if due_at < earliest:
        raise InvalidInput(
            f"People need at least {COMMENT_DAYS} working days to comment: until {moment(earliest, 'second')} or later."
        )
    stored.comments_opened_at, stored.comments_due_at, stored.changed_at = at, due_at, at
    stored.save(update_fields=["comments_opened_at", "comments_due_at", "changed_at"])
    data = {"until": due_at}
    record(action="rfp.solicitation.opened_for_comments", obj=stored, by=by, at=at, data=data)
    return stored


@transaction.atomic
def comment_on_draft(
    *, solicitation: Solicitation, organisation: Organisation, words: str, by: Any, now: Clock = database_now
) -> DraftComment:
    """Says something to the draft in the name of an organisation. Raises PermissionDenied, CommentsClosed,
    InvalidInput."""
    require(by, "rfp.comment_on_draft", organisation)
    stored, at = locked(solicitation), now()
    if not stored.takes_comments(at=at):
        raise CommentsClosed
    if not words.strip():
        raise InvalidInput("Write your comment.")
    comment = DraftComment.objects.create(
        solicitation=stored, organisation=organisation, by=by, words=words.strip(), at=at
    )
    record(action="rfp.solicitation.commented", obj=comment, by=by, at=at, data={"draft": stored.reference})
    notify(
        recipients=[stored.prepared_by],
        key=f"{stored.reference}-comment-{comment.pk}",
        subject=f"A comment on {stored.reference}",
        body=comment.words[:500],
        address=f"{stored.get_absolute_url()}#comments",
        at=at,
    )
    return comment
