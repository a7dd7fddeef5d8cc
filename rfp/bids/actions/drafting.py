"""Preparing a bid with colleagues: begun, saved part by part, kept while somebody types. Everything lies sealed."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from rfp.bids.contents import SALT, Texts, new_salt, parts_of
from rfp.bids.keys import key_of_vendor
from rfp.bids.models import Bid, DraftPart, UnsavedPart
from rfp.bids.reading import draft_context, open_draft, unsaved_context
from rfp.bids.sealing import Context, canonical, seal
from rfp.solicitations.actions import follow_solicitation
from rfp.solicitations.eligibility import why_not
from rfp.solicitations.models import SolicitationLot

from .guards import NotEligible, locked_bid, record_of, require_open, share_solicitation

LONGEST_PART = 100_000  # characters


class EntryTooLong(DomainError):
    status = 413
    sentence = "What was typed is longer than any answer can be, so it was not kept. Shorten it, then save it."


class BothChanged(StaleForm):
    """A colleague saved the same part in between. Theirs is the draft; the caller keeps mine with `keep_unsaved`."""

    def __init__(self, part: DraftPart, theirs: Texts, mine: Texts) -> None:
        super().__init__(
            f"{part.changed_by} saved this part after you opened it. Nothing is lost: theirs is the draft, yours is "
            "kept for you. Choose which one goes on."
        )
        self.part, self.theirs, self.mine = part, theirs, mine


@transaction.atomic
def start_bid(*, lot: SolicitationLot, vendor: Organisation, by: Any, now: Clock = database_now) -> Bid:
    """Begins the vendor's one bid for a lot; a second call finds it. Whoever begins it hears of addenda.

    Raises PermissionDenied, BiddingClosed, NotEligible with the reason.
    """
    require(by, "rfp.start_bid", vendor)
    Organisation.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    if found := Bid.objects.filter(lot=lot, vendor=vendor).select_related("lot__solicitation").first():
        return found
    solicitation = share_solicitation(lot.solicitation)
    at = now()
    require_open(solicitation, at=at)
    if sentence := why_not(vendor, lot, at=at):
        raise NotEligible(sentence)
    bid = Bid.objects.create(
        lot=lot, vendor=vendor, acknowledged=solicitation.version, started_by=by, started_at=at, changed_at=at
    )
    write_part(bid, SALT, new_salt(), number=1, by=by, at=at)
    follow_solicitation(solicitation=solicitation, by=by, now=lambda: at)
    record_of(bid, "started", by=by, at=at)
    return bid


@transaction.atomic
def save_part(*, bid: Bid, key: str, texts: Texts, number: int, by: Any, now: Clock = database_now) -> DraftPart:
    """Saves one form of the draft. `number` is that of the part the form was filled in from, 0 for none.

    Raises PermissionDenied, BiddingClosed, InvalidInput for a part that this lot does not ask for, EntryTooLong,
    and BothChanged where a colleague saved in between.
    """
    require(by, "rfp.prepare_bid", bid)
    bid = _writable(bid, key, texts, at=now())
    stored = bid.parts.filter(key=key).select_related("changed_by").first()
    at = now()
    if stored is not None and stored.number != number:
        theirs = open_draft(bid).parts[key]
        if theirs != texts:
            raise BothChanged(stored, theirs, texts)
        return stored
    bid.unsaved.filter(person=by, key=key).delete()
    part = write_part(bid, key, texts, number=(stored.number if stored else 0) + 1, by=by, at=at)
    record_of(bid, "drafted", by=by, at=at, part=key, number=part.number)
    return part


@transaction.atomic
def keep_unsaved(*, bid: Bid, key: str, texts: Texts, number: int, by: Any, now: Clock = database_now) -> UnsavedPart:
    """Keeps what somebody types until they save or discard it, theirs alone.

    Raises PermissionDenied, BiddingClosed, InvalidInput, EntryTooLong.
    """
    require(by, "rfp.prepare_bid", bid)
    at = now()
    bid = _writable(bid, key, texts, at=at)
    sealed = _sealed(bid, texts, unsaved_context(bid, key, by), at=at)
    fields = {"number": number, "sealed": sealed, "updated_at": at}
    entry, _ = UnsavedPart.objects.update_or_create(person=by, bid=bid, key=key, defaults=fields)
    return entry


def discard_unsaved(*, bid: Bid, key: str, by: Any) -> None:
    """Forgets what somebody has typed and not saved. Raises PermissionDenied."""
    require(by, "rfp.prepare_bid", bid)
    bid.unsaved.filter(person=by, key=key).delete()


@transaction.atomic
def acknowledge_addenda(*, bid: Bid, version: int, by: Any, now: Clock = database_now) -> Bid:
    """Somebody of the vendor has read all addenda up to the version named; what was submitted stands for it.

    Raises PermissionDenied, BiddingClosed, StaleForm where a newer addendum came meanwhile.
    """
    require(by, "rfp.submit_bid", bid)
    bid = locked_bid(bid)
    solicitation = share_solicitation(bid.solicitation)
    at = now()
    require_open(solicitation, at=at)
    if version != solicitation.version:
        raise StaleForm("A newer addendum came out meanwhile. Read it, then confirm again.")
    if bid.acknowledged != version:
        bid.acknowledged, bid.changed_at = version, at
        bid.save(update_fields=["acknowledged", "changed_at"])
        record_of(bid, "addenda_acknowledged", by=by, at=at, version=version)
    return bid


def write_part(bid: Bid, key: str, texts: Texts, *, number: int, by: Any, at: datetime.datetime) -> DraftPart:
    """Seals one part for the vendor and keeps it as the draft. The caller holds the bid's lock."""
    sealed = _sealed(bid, texts, draft_context(bid, key), at=at)
    fields = {"number": number, "sealed": sealed, "changed_by": by, "changed_at": at}
    part, _ = DraftPart.objects.update_or_create(bid=bid, key=key, defaults=fields)
    return part


def _writable(bid: Bid, key: str, texts: Texts, *, at: datetime.datetime) -> Bid:
    """The locked bid. The deadline is not decided here: after it a draft is of no use, but it hurts nobody."""
    bid = locked_bid(bid)
    require_open(bid.solicitation, at=at)
    if key not in {part.key for part in parts_of(bid.lot)}:
        raise InvalidInput("This lot does not ask for this part. Go back to the task list.")
    if sum(map(len, texts.values())) > LONGEST_PART:
        raise EntryTooLong
    return bid


def _sealed(bid: Bid, texts: Texts, context: Context, *, at: datetime.datetime) -> bytes:
    return seal(canonical(texts), to=bytes(key_of_vendor(bid.vendor, at=at).public_key), context=context)
