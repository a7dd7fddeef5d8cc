"""Publication: the one way in which a solicitation becomes public, by somebody who did not write it."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.quiet_periods import begin_quiet_period
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Membership
from marketplace.permissions import VENDOR_ROLES, require

from ..checks import faults_of
from ..content import digest_of
from ..models import Solicitation, SolicitationVersion
from .drafting import Status, TextIncomplete, locked, writers_of
from .laying import content_of, lay_down_rows
from .terms import check_dates


class CommentsOpen(DomainError):
    """Comments on the draft are still taken."""

    def __init__(self, due_at: datetime.datetime) -> None:
        super().__init__(f"Comments are taken until {moment(due_at, 'second')}. Publish it after that.")


class OwnText(DomainError):
    sentence = (
        "You wrote or prepared this solicitation, so somebody else publishes it. Nothing was published. "
        "Ask a colleague who may publish to read it."
    )


@transaction.atomic
def publish_solicitation(
    *, solicitation: Solicitation, latest_revision_id: int | None, by: Any, now: Clock = database_now
) -> Solicitation:
    """Publishes what was reviewed: version 1 with its digest, rows that never change again but by an addendum.

    `latest_revision_id` is the revision that was read. Raises PermissionDenied, OwnText, StaleForm, CommentsOpen,
    TextIncomplete, DatesNotFair, InvalidInput where nobody is invited, MoveRefused.
    """
    require(by, "rfp.publish_solicitation", solicitation)
    stored = locked(solicitation)
    at = now()
    _check(stored, latest_revision_id, by=by, at=at)
    content = content_of(stored)
    SolicitationVersion.objects.create(
        solicitation=stored,
        number=1,
        content=content,
        digest=digest_of(content),
        published_by=by,
        published_at=at,
    )
    lay_down_rows(stored, version=1)
    stored.version, stored.published_by = 1, by
    stored.published_at = stored.changed_at = at
    fields = ["version", "published_by", "published_at", "changed_at"]
    move(stored, Status.PUBLISHED, by=by, at=at, fields=fields, data={"digest": digest_of(content)})
    if stored.preset.quiet:
        begin_quiet_period(
            reference=stored.reference,
            title=stored.title,
            agency=stored.agency,
            address=stored.get_absolute_url(),
            at=at,
        )
    _tell_invited(stored, at=at)
    return stored


def _check(stored: Solicitation, latest_revision_id: int | None, *, by: Any, at: datetime.datetime) -> None:
    if stored.status != Status.IN_REVIEW:
        raise MoveRefused(stored, Status.PUBLISHED)  # Before version 1 is made a second time.
    if by.pk in writers_of(stored):
        raise OwnText
    if stored.latest_revision_id != latest_revision_id:
        raise StaleForm
    if stored.takes_comments(at=at):
        raise CommentsOpen(stored.comments_due_at)
    if said := faults_of(list(stored.body.raw_data), title=stored.title, preset=stored.preset):
        raise TextIncomplete(said)
    check_dates(stored, preset=stored.preset, calendar=calendar_of(stored.agency, at=at), at=at)
    if stored.audience == Solicitation.Audience.INVITED and not stored.invitations.exists():
        raise InvalidInput("Nobody is invited. Name the vendors with a reason each, or open it to all.")


def _tell_invited(solicitation: Solicitation, *, at: datetime.datetime) -> None:
    vendors = solicitation.invitations.values("vendor_id")
    held = Membership.objects.in_force(at=at).filter(organisation_id__in=vendors, role__in=VENDOR_ROLES)
    notify(
        recipients=User.objects.filter(pk__in=held.values("user_id")),
        key=f"{solicitation.reference}-invited",
        subject=f"You are invited: {solicitation.title}",
        body=f"Answers are taken until {moment(solicitation.bids_due_at, 'second')}.",
        address=solicitation.get_absolute_url(),
        at=at,
    )
