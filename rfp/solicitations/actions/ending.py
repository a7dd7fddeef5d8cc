"""Calling a solicitation off, and what follows an RFI."""

from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.quiet_periods import end_quiet_period
from marketplace.permissions import require

from ..models import Solicitation
from ..presets import Kind
from ..queries import interested_people
from .drafting import Status, draft_solicitation, locked


class StillOpen(DomainError):
    sentence = (
        "This request for information is open, so its answers are not in yet. "
        "Begin the request for proposals once it has closed."
    )


@transaction.atomic
def cancel_solicitation(
    *, solicitation: Solicitation, code: str, reason: str, by: Any, now: Clock = database_now
) -> Solicitation:
    """Calls a published solicitation off with a coded reason that everybody reads; its quiet period ends.

    Raises PermissionDenied, InvalidInput, MoveRefused.
    """
    require(by, "rfp.cancel_solicitation")
    stored, at = locked(solicitation), now()
    if code not in Solicitation.Cancelled.values or not reason.strip():
        raise InvalidInput("Choose why it is called off, and say it in words: everybody reads both.")
    stored.cancel_code, stored.cancel_reason = code, reason.strip()
    stored.cancelled_by, stored.cancelled_at, stored.changed_at = by, at, at
    fields = ["cancel_code", "cancel_reason", "cancelled_by", "cancelled_at", "changed_at"]
    move(stored, Status.CANCELLED, by=by, at=at, fields=fields, reason=stored.cancel_reason, data={"code": code})
    end_quiet_period(reference=stored.reference, at=at)
    notify(
        recipients=interested_people(stored, at=at),
        key=f"{stored.reference}-cancelled",
        subject=f"Cancelled: {stored.title}",
        body=f"{stored.get_cancel_code_display()}. {stored.cancel_reason}",
        address=stored.get_absolute_url(),
        at=at,
    )
    return stored


class NotCalledOff(DomainError):
    sentence = (
        "This request is not called off, so nothing takes its place. Nothing was begun. "
        "Call it off with the reason first."
    )


@transaction.atomic
def ask_again(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> Solicitation:
    """Drafts a request of the same kind in place of one that was called off: its text and its need, no dates.

    Raises PermissionDenied, NotCalledOff.
    """
    require(by, "rfp.write_solicitation")
    stored, at = locked(solicitation), now()
    if stored.status != Status.CANCELLED:
        raise NotCalledOff
    return draft_solicitation(
        kind=stored.kind,
        title=stored.title,
        agency=stored.agency,
        need=stored.need,
        framework_lot=stored.framework_lot,
        body=[{"type": block["type"], "value": block["value"]} for block in stored.body.raw_data],
        follows=stored,
        by=by,
        now=lambda: at,
    )


@transaction.atomic
def begin_rfp_from_rfi(*, rfi: Solicitation, title: str, by: Any, now: Clock = database_now) -> Solicitation:
    """Drafts the request for proposals that follows an RFI, in one step: its text without the questions, its need.

    Raises PermissionDenied, InvalidInput for anything but an RFI, StillOpen before it has closed.
    """
    require(by, "rfp.write_solicitation")
    stored, at = locked(rfi), now()
    if stored.kind != Kind.RFI:
        raise InvalidInput("Only a request for information is followed by a request for proposals like this.")
    if not stored.is_closed(at=at):
        raise StillOpen
    kept = [
        {"type": block["type"], "value": block["value"]}
        for block in stored.body.raw_data
        if block["type"] != "question"
    ]
    return draft_solicitation(
        kind=Kind.RFP,
        title=title or stored.title,
        agency=stored.agency,
        need=stored.need,
        body=kept,
        follows=stored,
        by=by,
        now=lambda: at,
    )
