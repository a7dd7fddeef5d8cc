"""Answering who asks to see bids: vendors are told and may object in time; then redacted copies are shown."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import require
from marketplace.references.actions import take_reference
from rfp.bids.models import Bid
from rfp.bids.queries import people_of
from rfp.records.models import Disclosure, Objection
from rfp.records.queries import bids_asked_for, redacted_copies
from rfp.solicitations.content import digest_of
from rfp.solicitations.models import Solicitation

DAYS_TO_OBJECT = 10
Status = Disclosure.Status


class NotOver(DomainError):
    sentence = (
        "Bids are shown to nobody before the procurement is over: awarded or called off after its opening. Nothing was "
        "changed. Tell whoever asks when it will be."
    )


class ObjectionsOver(DomainError):
    """The time to object is over."""

    def __init__(self, disclosure: Disclosure) -> None:
        until = moment(disclosure.objections_due_at, "second")
        super().__init__(f"Objections were taken until {until}. Nothing was changed. Write to the office.")


class StillObjecting(DomainError):
    """Vendors may still object."""

    def __init__(self, disclosure: Disclosure) -> None:
        until = moment(disclosure.objections_due_at, "second")
        super().__init__(f"Vendors may object until {until}, so nothing is shown before. Nothing was changed.")


@transaction.atomic
def open_disclosure(
    *, solicitation: Solicitation, asked_by: str, wanted: str, by: Any, now: Clock = database_now
) -> Disclosure:
    """Takes a request on record and tells every vendor whose bid is asked for, at the same second.

    Raises PermissionDenied, NotOver, InvalidInput.
    """
    require(by, "rfp.answer_disclosure")
    stored = Solicitation.objects.select_for_update(of=["self"]).select_related("agency").get(pk=solicitation.pk)
    at = now()
    if stored.opened_at is None or stored.status not in {"awarded", "cancelled"}:
        raise NotOver
    if not asked_by.strip() or not wanted.strip():
        raise InvalidInput("Say who asks, and what they want to see.")
    disclosure = Disclosure.objects.create(
        reference=take_reference("DR", at=at),
        solicitation=stored,
        asked_by=asked_by.strip(),
        wanted=wanted.strip(),
        objections_due_at=close_of_business(at, DAYS_TO_OBJECT, calendar_of(stored.agency, at=at)),
        opened_by=by,
        opened_at=at,
    )
    record(action="rfp.disclosure.opened", obj=disclosure, by=by, at=at, data={"solicitation": stored.reference})
    until = moment(disclosure.objections_due_at, "second")
    for vendor in {bid.vendor for bid in bids_asked_for(stored)}:
        body = f"Read what would be shown and what is left out. You may object until {until}."
        _tell(disclosure, people_of(vendor, at=at), vendor.pk, "Somebody asks to see your bid", body, at=at)
    return disclosure


def _tell(disclosure: Disclosure, people: Any, key: Any, subject: str, body: str, *, at: Any) -> None:
    notify(
        recipients=people,
        key=f"{disclosure.reference}-{key}-{disclosure.status}",
        subject=f"{disclosure.solicitation.reference}: {subject}",
        body=body,
        address=disclosure.get_absolute_url(),
        at=at,
    )


@transaction.atomic
def object_to_disclosure(
    *, disclosure: Disclosure, bid: Bid, words: str, by: Any, now: Clock = database_now
) -> Objection:
    """A vendor objects, once a bid. Raises PermissionDenied, ObjectionsOver, InvalidInput."""
    require(by, "rfp.object_to_disclosure", bid)
    stored = Disclosure.objects.select_for_update(of=["self"]).select_related("solicitation").get(pk=disclosure.pk)
    at = now()
    if not stored.takes_objections(at=at):
        raise ObjectionsOver(stored)
    if not words.strip():
        raise InvalidInput("Say what should not be shown, and why.")
    if bid.lot.solicitation_id != stored.solicitation_id or stored.objections.filter(bid=bid).exists():
        raise InvalidInput("You objected already, or this bid is not asked for. Nothing was changed.")
    objection = Objection.objects.create(disclosure=stored, bid=bid, words=words.strip(), made_by=by, made_at=at)
    record(action="rfp.disclosure.objected", obj=stored, by=by, at=at, data={"vendor": str(bid.vendor)})
    return objection


@transaction.atomic
def answer_disclosure(
    *, disclosure: Disclosure, words: str, upheld: Mapping[int, str], by: Any, now: Clock = database_now
) -> Disclosure:
    """Freezes what is handed out: the redacted copies, without the bids whose objection is upheld. `upheld` maps bids
    to the reason that everybody reads who reads the answer. Vendors are told.

    Raises PermissionDenied, StillObjecting, InvalidInput, MoveRefused.
    """
    require(by, "rfp.answer_disclosure")
    disclosure = Disclosure.objects.select_for_update(of=["self"]).select_related("solicitation").get(pk=disclosure.pk)
    at = now()
    if disclosure.takes_objections(at=at):
        raise StillObjecting(disclosure)
    if not words.strip():
        raise InvalidInput("Say in a few sentences what is shown, and why other parts are not.")
    objected = set(disclosure.objections.values_list("bid_id", flat=True))
    if set(upheld) - objected or not all(reason.strip() for reason in upheld.values()):
        raise InvalidInput("A bid is left out for an objection alone, with a reason. Nothing was changed.")
    left_out = {bid: reason.strip() for bid, reason in upheld.items()}
    content = {
        "reference": disclosure.reference,
        "solicitation": disclosure.solicitation.reference,
        "words": words.strip(),
        "bids": redacted_copies(disclosure.solicitation, left_out=left_out),
    }
    disclosure.words, disclosure.answer, disclosure.digest = words.strip(), content, digest_of(content)
    disclosure.answered_by, disclosure.answered_at = by, at
    fields = ["words", "answer", "digest", "answered_by", "answered_at"]
    move(disclosure, Status.ANSWERED, by=by, at=at, fields=fields, data={"digest": disclosure.digest})
    for vendor in {bid.vendor for bid in bids_asked_for(disclosure.solicitation)}:
        body = "What is shown of your bid stands on the page."
        _tell(disclosure, people_of(vendor, at=at), vendor.pk, "A request to see bids is answered", body, at=at)
    return disclosure
