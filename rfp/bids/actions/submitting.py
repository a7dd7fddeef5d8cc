"""Submitting, replacing, withdrawing: until the deadline by the database's clock, read after the lock."""

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from rfp.bids.contents import (
    SALT,
    Fault,
    content_digest,
    faults_of,
    new_salt,
    price_content,
    technical_content,
)
from rfp.bids.keys import key_of_vendor, keys_for
from rfp.bids.models import Bid, BidVersion, OpenedEnvelope, Part, Receipt, StrictSealing, Wrap
from rfp.bids.queries import people_of
from rfp.bids.reading import context_of, open_draft, wrap_context
from rfp.bids.receipts import issue_receipt
from rfp.bids.sealing import Box, canonical, fill_box, filled_up, seal
from rfp.solicitations.eligibility import why_not
from rfp.solicitations.models import Solicitation

from .drafting import write_part
from .guards import NotEligible, chain_of, locked_bid, require_open, share_solicitation

Contents = dict[str, dict[str, Any]]  # by envelope


class BidIncomplete(DomainError):
    """Something is missing or wrong; each fault names the part where it is mended."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("The bid is not complete, so it was not submitted. It stays a draft.")
        self.found = list(faults)


class AddendaUnread(DomainError):
    sentence = (
        "An addendum changed this solicitation after your bid was begun. Nothing was submitted. Read it, say that you "
        "have, and look at your answers again."
    )


def what_would_be_sent(bid: Bid) -> Contents:
    """Both contents of the draft as it is; the copy that the vendor takes is this."""
    draft = open_draft(bid)
    found = {Part.TECHNICAL.value: technical_content(bid.lot, draft)}
    price = price_content(bid.lot, draft)
    return found if price is None else found | {Part.PRICE.value: price}


def declaration_of(solicitation: Solicitation) -> str:
    """What somebody declares by submitting; it stays in the trail with name and second."""
    if not solicitation.preset.priced:
        return "I may speak for the company."
    return (
        f"I may bind the company, the prices hold for {solicitation.bid_validity_days} days after the deadline, and "
        "they were not agreed with another bidder."
    )


@transaction.atomic
def submit_bid(*, bid: Bid, version: int, by: Any, now: Clock = database_now) -> Receipt:
    """Submits the draft as the bid's next version, which replaces the one before. Returns the signed receipt.

    `version` is the last one that was submitted as the form was shown. Raises PermissionDenied, StaleForm where a
    colleague was quicker, BidIncomplete, AddendaUnread, BiddingClosed from the deadline on, NotEligible.
    """
    require(by, "rfp.submit_bid", bid)
    bid = locked_bid(bid)
    if bid.version != version:
        raise StaleForm("A colleague submitted or withdrew this bid meanwhile. Look at it again, then decide.")
    if faults := faults_of(bid.lot, open_draft(bid)):
        raise BidIncomplete(faults)
    contents = what_would_be_sent(bid)
    solicitation = share_solicitation(bid.solicitation)
    at = now()
    require_open(solicitation, at=at)
    if sentence := why_not(bid.vendor, bid.lot, at=at):
        raise NotEligible(sentence)
    if bid.acknowledged != solicitation.version:
        raise AddendaUnread
    bid.version, bid.changed_at = bid.version + 1, at
    replaces = bid.status == Bid.Status.SUBMITTED
    received = _receive(bid, contents, solicitation, by=by, at=at)
    chain = chain_of(solicitation)
    data = {"version": bid.version, "replaces": replaces, "digest": received.digest}
    data["declared"] = declaration_of(solicitation)
    move(bid, Bid.Status.SUBMITTED, by=by, at=at, fields=["version", "changed_at"], data=data, chain=chain)
    digests = {f"{part}_sha256": content_digest(content) for part, content in contents.items()}
    receipt = issue_receipt(bid, Receipt.Kind.SUBMITTED, at=at, version=received, **digests)
    _start_afresh(bid, by=by, at=at)
    _tell(receipt, "replaced" if replaces else "received")
    return receipt


def _receive(bid: Bid, contents: Contents, solicitation: Solicitation, *, by: Any, at: datetime.datetime) -> BidVersion:
    """Closes the boxes and keeps them with the keys wrapped for those who may open them."""
    boxes = {
        part: fill_box(filled_up(canonical(content)), context=context_of(bid, part, version=bid.version))
        for part, content in contents.items()
    }
    price = boxes.get(Part.PRICE)
    received = BidVersion.objects.create(
        bid=bid,
        number=bid.version,
        based_on=bid.acknowledged,
        technical=boxes[Part.TECHNICAL].sealed,
        price=price.sealed if price else None,
        digest=hashlib.sha256(b"".join(boxes[part].sealed for part in Part.values if part in boxes)).hexdigest(),
        submitted_by=by,
        received_at=at,
    )
    recipients: dict[str, dict[str, bytes]] = {}
    if solicitation.preset.sealed:
        keys = keys_for(solicitation, at=at)
        recipients[Wrap.For.OPENING] = {part: bytes(keys[part].public_key) for part in boxes}
    if not is_strict(solicitation):
        own = bytes(key_of_vendor(bid.vendor, at=at).public_key)
        recipients[Wrap.For.VENDOR] = dict.fromkeys(boxes, own)
    Wrap.objects.bulk_create(
        _wrap(received, part, boxes[part], holder, to)
        for holder, public_keys in recipients.items()
        for part, to in public_keys.items()
    )
    if not solicitation.preset.sealed:
        OpenedEnvelope.objects.bulk_create(
            OpenedEnvelope(version=received, part=part, content=content, opened_at=at)
            for part, content in contents.items()
        )
    return received


def _wrap(version: BidVersion, part: str, box: Box, holder: str, to: bytes) -> Wrap:
    wrapped = seal(box.key, to=to, context=wrap_context(version, part, holder))
    return Wrap(version=version, part=part, holder=holder, wrapped=wrapped)


def is_strict(solicitation: Solicitation) -> bool:
    """Whether its bids open with the keys of several officers alone, and are write-only for their vendors."""
    return StrictSealing.objects.filter(solicitation=solicitation).exists()


def _start_afresh(bid: Bid, *, by: Any, at: datetime.datetime) -> None:
    """The draft goes on from what was submitted, under another salt; in strict mode nothing of it is left."""
    bid.unsaved.all().delete()
    if is_strict(bid.solicitation):
        bid.parts.all().delete()
        bid.files.update(facts=None, removed_at=at)
    write_part(bid, SALT, new_salt(), number=bid.version + 1, by=by, at=at)


@transaction.atomic
def withdraw_bid(*, bid: Bid, version: int, by: Any, now: Clock = database_now) -> Receipt:
    """Takes the submitted bid back until the deadline; it can be submitted again. Returns the signed receipt.

    What was submitted stays sealed for good. Raises PermissionDenied, StaleForm, BiddingClosed, MoveRefused.
    """
    require(by, "rfp.submit_bid", bid)
    bid = locked_bid(bid)
    if bid.version != version:
        raise StaleForm("A colleague submitted this bid again meanwhile. Look at it, then decide.")
    solicitation = share_solicitation(bid.solicitation)
    at = now()
    require_open(solicitation, at=at)
    bid.changed_at = at
    move(bid, Bid.Status.WITHDRAWN, by=by, at=at, fields=["changed_at"], chain=chain_of(solicitation))
    receipt = issue_receipt(bid, Receipt.Kind.WITHDRAWN, at=at)
    _tell(receipt, "withdrawn")
    return receipt


def _tell(receipt: Receipt, what: str) -> None:
    bid = receipt.bid
    notify(
        recipients=people_of(bid.vendor, at=receipt.issued_at),
        key=f"bid-{bid.code}-receipt-{receipt.number}",
        subject=f"Bid {what}: {bid.solicitation.title}",
        body=f"Receipt {receipt.number} for {bid}. Keep the signed file.",
        address=bid.get_absolute_url(),
        at=receipt.issued_at,
    )
