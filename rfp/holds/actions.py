"""Placing and lifting a legal hold: two roles, two persons; and the question that every destruction asks."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require
from rfp.solicitations.models import Solicitation

from .models import LegalHold


class HeldAlready(DomainError):
    sentence = "A legal hold stands on this procurement already. Nothing was changed."


class NotHeld(DomainError):
    sentence = "No legal hold stands on this procurement any more. Nothing was changed. Load the page again."


class OnHold(DomainError):
    """A legal hold stands, so nothing is destroyed."""

    def __init__(self, hold: LegalHold) -> None:
        super().__init__(
            f"A legal hold stands on this procurement since {hold.placed_at:%-d %B %Y}, so nothing of it is destroyed."
        )


@transaction.atomic
def place_hold(*, solicitation: Solicitation, reason: str, by: Any, now: Clock = database_now) -> LegalHold:
    """From now on nothing of it is destroyed. Raises PermissionDenied, HeldAlready, InvalidInput."""
    require(by, "rfp.place_hold")
    stored = Solicitation.objects.select_for_update().get(pk=solicitation.pk)
    at = now()
    if not reason.strip():
        raise InvalidInput("Say why: a claim, an audit, a court. It stays on record.")
    if LegalHold.objects.standing().filter(solicitation=stored).exists():
        raise HeldAlready
    hold = LegalHold.objects.create(solicitation=stored, reason=reason.strip(), placed_by=by, placed_at=at)
    record(action="rfp.hold.placed", obj=stored, by=by, at=at, data={"reason": hold.reason})
    return hold


@transaction.atomic
def lift_hold(*, hold: LegalHold, reason: str, by: Any, now: Clock = database_now) -> LegalHold:
    """Somebody else, in another role, lifts it. Raises PermissionDenied, NotHeld, InvalidInput."""
    require(by, "rfp.lift_hold", hold)
    hold = LegalHold.objects.select_for_update(of=["self"]).select_related("solicitation").get(pk=hold.pk)
    at = now()
    if hold.lifted_at is not None:
        raise NotHeld
    if not reason.strip():
        raise InvalidInput("Say why it can be lifted. It stays on record.")
    hold.lifted_by, hold.lifted_at, hold.lifted_because = by, at, reason.strip()
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
    record(action="rfp.hold.lifted", obj=hold.solicitation, by=by, at=at, data={"reason": hold.lifted_because})
    return hold


def refuse_if_held(solicitation: Solicitation) -> None:
    """Raises OnHold. The caller holds the solicitation's lock, under which holds are placed."""
    hold = LegalHold.objects.standing().filter(solicitation=solicitation).first()
    if hold is not None:
        raise OnHold(hold)
