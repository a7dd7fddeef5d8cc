"""The broker office records that one vendor became part of another, and withdraws what was recorded wrongly."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day as day_in_words
from marketplace.errors import DomainError, InvalidInput
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import Merger, Organisation
from ..queries import administrators_of


class AlreadyMerged(DomainError):
    sentence = (
        "One of the two is part of another company already, or will be on a day that is recorded. Nothing was changed. "
        "Record the merger with the company that goes on, or withdraw the one on record first."
    )


class MergerWithdrawn(DomainError):
    sentence = "This merger was withdrawn already. Load the page again."


class PartOfAnother(DomainError):
    """A company that became part of another takes nothing new."""

    def __init__(self, merger: Merger) -> None:
        super().__init__(
            f"{merger.predecessor} is part of {merger.successor} now and takes nothing new. Nothing was changed. "
            f"Turn to {merger.successor}."
        )


def refuse_if_merged(vendor: Organisation, *, at: datetime) -> None:
    """Raises PartOfAnother from the first second of a merger on. One query."""
    merger = vendor.mergers.in_force(at=at).select_related("predecessor", "successor").first()
    if merger:
        raise PartOfAnother(merger)


@transaction.atomic
def record_merger(
    *,
    predecessor: Organisation,
    successor: Organisation,
    first_day: date,
    reason: str,
    by: User,
    now: Clock = database_now,
) -> Merger:
    """From `first_day` on `predecessor` is part of `successor`: new business is the successor's, contracts run on.

    Raises PermissionDenied, AlreadyMerged, InvalidInput.
    """
    require(by, "organisations.record_merger", predecessor)
    ids = {predecessor.pk, successor.pk}
    pair = Organisation.objects.vendors().select_for_update().filter(pk__in=ids).order_by("pk").in_bulk()
    if len(pair) != 2:
        raise InvalidInput("Choose the vendor that goes on, another one than this.")
    if pair[successor.pk].status != Organisation.Status.VERIFIED:
        raise InvalidInput(f"{successor} is not verified, so it cannot go on with contracts. Verify it first.")
    if not reason.strip():
        raise InvalidInput("Say where the merger is to be read: both companies read it.")
    if Merger.objects.standing().filter(predecessor__in=ids).exists():
        raise AlreadyMerged
    at = now()
    merger = Merger.objects.create(
        predecessor=pair[predecessor.pk],
        successor=pair[successor.pk],
        starts_at=local_midnight(first_day, settings.TIME_ZONE),
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    data = {"into": str(successor), "first_day": first_day, "reason": merger.reason}
    record(action="organisations.merger.recorded", obj=merger, by=by, at=at, data=data)
    _tell(merger, "recorded", f"{predecessor} is part of {successor} from {day_in_words(first_day)}", merger.reason, at)
    return merger


@transaction.atomic
def withdraw_merger(*, merger: Merger, reason: str, by: User, now: Clock = database_now) -> Merger:
    """The two stand apart again; offerings that went over stay where they are until somebody decides on them.

    Raises PermissionDenied, MergerWithdrawn, InvalidInput without a reason.
    """
    require(by, "organisations.record_merger", merger.predecessor)
    merger = Merger.objects.select_for_update(of=["self"]).select_related("predecessor", "successor").get(pk=merger.pk)
    if merger.withdrawn_at:
        raise MergerWithdrawn
    if not reason.strip():
        raise InvalidInput("Say why: both companies read it.")
    merger.withdrawn_at, merger.withdrawal_reason = now(), reason.strip()
    merger.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    at = merger.withdrawn_at
    record(action="organisations.merger.withdrawn", obj=merger, by=by, at=at, data={"reason": reason.strip()})
    subject = f"{merger.predecessor} and {merger.successor} stand apart again"
    _tell(merger, "withdrawn", subject, reason.strip(), at)
    return merger


def _tell(merger: Merger, verb: str, subject: str, body: str, at: datetime) -> None:
    for company in (merger.predecessor, merger.successor):
        people: Any = administrators_of(company, at=at)
        notify(
            recipients=people,
            key=f"organisations.merger.{merger.pk}.{verb}.{company.pk}",
            subject=subject,
            body=body,
            address=f"/companies/{company.slug}/",
            at=at,
        )
