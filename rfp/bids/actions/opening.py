"""Opening: two different officers, after the deadline, never before; prices of those past the quality gate alone."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record, record_sealed, unseal_chain
from marketplace.audit.signing import sign
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import SYSTEM, require
from rfp.bids.keys import Held, hold, keys_for, private_key_of_solicitation, solicitation_context
from rfp.bids.models import (
    Bid,
    BidVersion,
    ClosingList,
    KeyHolder,
    OpenedEnvelope,
    Opening,
    Part,
    Receipt,
    SolicitationKey,
    StrictSealing,
    Wrap,
)
from rfp.bids.queries import people_of
from rfp.bids.reading import unsealed_content
from rfp.bids.receipts import mixed_digests
from rfp.bids.sealing import SealBroken
from rfp.bids.verification import signed_bytes
from rfp.holds.actions import refuse_if_held
from rfp.solicitations.models import Solicitation, SolicitationLot

from .guards import chain_of, lock_solicitation
from .officers import give_piece, private_keys_from_pieces

OPENERS = 2


class NotYetDue(DomainError):
    """Nobody opens bids before the deadline."""

    def __init__(self, due: datetime.datetime | None) -> None:
        when = moment(due, "second") if due else "their deadline"
        super().__init__(f"Bids are opened after {when}, never before. Nothing was opened; it is on record.")


class NotToBeOpened(DomainError):
    sentence = "There is nothing to open: it is open already, was called off, or takes bids that are not sealed."


class NotOpenedYet(DomainError):
    sentence = "The bids are not opened yet, so nobody reads prices. Two officers open them after the deadline."


def refuse_early_opening(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> None:
    """Puts an attempt before the deadline on record, in a transaction of its own. Raises NotYetDue.

    The page calls it first: a refusal inside `confirm_opening` would take its own record back.
    """
    require(by, "rfp.open_bids")
    at = now()
    if solicitation.bids_due_at is None or at < solicitation.bids_due_at:
        record(action="rfp.solicitation.opening_refused", obj=solicitation, by=by, at=at)
        raise NotYetDue(solicitation.bids_due_at)


@transaction.atomic
def confirm_opening(
    *, solicitation: Solicitation, passphrase: str = "", by: Any, now: Clock = database_now
) -> Solicitation:
    """One officer confirms; with the second, somebody else, the bids are open. In strict mode each named officer
    gives a piece of the key, and as many as it needs open.

    A second press by the same officer changes nothing. Raises PermissionDenied, NotYetDue, NotToBeOpened, KeyMissing,
    NoPiece, WrongPassphrase.
    """
    require(by, "rfp.open_bids")
    solicitation, at = lock_solicitation(solicitation), now()
    if not solicitation.preset.sealed or solicitation.status != Solicitation.Status.PUBLISHED:
        raise NotToBeOpened
    if not solicitation.is_closed(at=at):
        raise NotYetDue(solicitation.bids_due_at)
    strict = StrictSealing.objects.filter(solicitation=solicitation).first()
    if strict:
        give_piece(strict, passphrase, by=by)
    if not Opening.objects.filter(solicitation=solicitation, officer=by).exists():
        Opening.objects.create(solicitation=solicitation, officer=by, at=at)
        record(action="rfp.solicitation.opening_confirmed", obj=solicitation, by=by, at=at)
    if Opening.objects.filter(solicitation=solicitation).count() >= (strict.needed if strict else OPENERS):
        _open(solicitation, strict, by=by, at=at)
    return solicitation


def _open(solicitation: Solicitation, strict: StrictSealing | None, *, by: Any, at: datetime.datetime) -> None:
    keys = keys_for(solicitation, at=at)
    if strict:
        private_keys = private_keys_from_pieces(strict, keys)
        _hold_by_platform(keys, private_keys)
        private_key = private_keys[Part.TECHNICAL]
    else:
        private_key = private_key_of_solicitation(keys[Part.TECHNICAL])
    closing_list(solicitation, at=at)
    bids = Bid.objects.submitted().filter(lot__solicitation=solicitation).order_by("pk")
    envelopes = [_open_envelope(version, Part.TECHNICAL, private_key, at=at) for version in last_versions(bids)]
    faults = [one.fault for one in envelopes]
    solicitation.opened_at, solicitation.came_empty = at, not envelopes
    data = {"bids": len(faults), "not_readable": len(list(filter(None, faults)))}
    move(solicitation, Solicitation.Status.OPENED, by=by, at=at, fields=["opened_at", "came_empty"], data=data)
    unseal_chain(chain_of(solicitation), at=at)
    for one in envelopes:
        if one.fault:
            _tell_unreadable(one, at=at)


def _tell_unreadable(envelope: OpenedEnvelope, *, at: datetime.datetime) -> None:
    """Its vendor hears at the opening, not with the letters weeks later."""
    bid = envelope.version.bid
    notify(
        recipients=people_of(bid.vendor, at=at),
        key=f"bid-{bid.code}-not-readable",
        subject=f"Your bid could not be opened: {bid.solicitation.title}",
        body="It stays on record and is not judged. Your signed receipt says what was received, and when.",
        address=bid.get_absolute_url(),
        at=at,
    )


def last_versions(bids: Iterable[Bid]) -> list[BidVersion]:
    """The version of each bid that counts. Two statements."""
    wanted = {(bid.pk, bid.version) for bid in bids}
    rows = BidVersion.objects.filter(bid_id__in=[pk for pk, _ in wanted]).select_related("bid__lot__solicitation")
    return [row for row in rows.order_by("bid_id") if (row.bid_id, row.number) in wanted]


def _open_envelope(version: BidVersion, part: str, private_key: bytes, *, at: datetime.datetime) -> OpenedEnvelope:
    """Opens one envelope; one that does not open is on record with its fault, and the others go on."""
    content, fault = None, ""
    wrap = version.wraps.filter(part=part, holder=Wrap.For.OPENING).first()
    try:
        if wrap is None:
            raise SealBroken("The key of this envelope is missing.")
        content = unsealed_content(version, wrap, private_key)
    except (SealBroken, ValueError) as error:
        fault = f"It did not open: {error}"[:300]
    return OpenedEnvelope.objects.create(version=version, part=part, content=content, fault=fault, opened_at=at)


def _hold_by_platform(keys: dict[str, SolicitationKey], private_keys: dict[str, bytes]) -> None:
    """The officers have opened: from now on the price key is held as in the default mode."""
    for part, key in keys.items():
        held: Held = hold(private_keys[part], context=solicitation_context(key.solicitation, part))
        key.held, key.held_by = held
        key.save(update_fields=["held", "held_by"])


@transaction.atomic
def open_prices(
    *, lot: SolicitationLot, past_gate: Iterable[Bid], by: Any, now: Clock = database_now
) -> list[OpenedEnvelope]:
    """Opens the price envelopes of those bids that met every minimum of quality; the others stay closed for good.

    The evaluation calls it once the quality stands, and decides who is past. Safe to call twice.
    Raises PermissionDenied, NotOpenedYet, KeyMissing.
    """
    require(by, "rfp.open_prices")
    solicitation, at = lock_solicitation(lot.solicitation), now()
    if solicitation.opened_at is None:
        raise NotOpenedYet
    bids = Bid.objects.submitted().opened().filter(lot=lot, pk__in=[bid.pk for bid in past_gate])
    closed = [one for one in last_versions(bids) if one.price and not one.opened.filter(part=Part.PRICE).exists()]
    if closed:
        private_key = private_key_of_solicitation(keys_for(solicitation, at=at)[Part.PRICE])
        opened = [_open_envelope(version, Part.PRICE, private_key, at=at) for version in closed]
        data = {"lot": lot.number, "bids": [str(one.version.bid.code) for one in opened]}
        record(action="rfp.solicitation.prices_opened", obj=solicitation, by=by, at=at, data=data)
    return list(OpenedEnvelope.objects.filter(version__bid__in=bids, part=Part.PRICE))


def closing_list(solicitation: Solicitation, *, at: datetime.datetime) -> ClosingList:
    """The list of receipts as the deadline passed, published once. The caller holds the solicitation's lock."""
    if found := ClosingList.objects.filter(solicitation=solicitation).first():
        return found
    receipts = Receipt.objects.filter(bid__lot__solicitation=solicitation).order_by("pk")
    digests = mixed_digests(receipts.values_list("digest", flat=True))
    due = solicitation.bids_due_at
    text = {"stoa": "closing list", "solicitation": solicitation.reference, "at": str(due), "digests": digests}
    row = ClosingList.objects.create(
        solicitation=solicitation, digests=digests, signature=sign(signed_bytes(text)), closed_at=due, published_at=at
    )
    data = {"digests": len(digests), "signature": row.signature}
    record(action="rfp.solicitation.receipts_listed", obj=solicitation, by=SYSTEM, at=at, data=data)
    return row


@transaction.atomic
def publish_closing_list(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> ClosingList | None:
    """For the job: publishes the list once the deadline has passed. Safe to repeat. Raises PermissionDenied."""
    require(by, "rfp.list_receipts", solicitation)
    solicitation, at = lock_solicitation(solicitation), now()
    if not (solicitation.preset.sealed and solicitation.is_closed(at=at)):
        return None
    return closing_list(solicitation, at=at)


@transaction.atomic
def erase_keys(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> int:
    """Destroys the keys of a solicitation that was called off before its opening: what was submitted opens for nobody.

    For the job; safe to repeat. Returns how many keys were destroyed. Raises PermissionDenied, OnHold while a legal
    hold stands.
    """
    require(by, "rfp.erase_bid_keys", solicitation)
    solicitation, at = lock_solicitation(solicitation), now()
    if solicitation.status != Solicitation.Status.CANCELLED or solicitation.opened_at is not None:
        return 0
    refuse_if_held(solicitation)
    keys = SolicitationKey.objects.filter(solicitation=solicitation, erased_at__isnull=True)
    erased = keys.update(held=None, held_by="", erased_at=at)
    if erased:
        Wrap.objects.filter(version__bid__lot__solicitation=solicitation).delete()
        KeyHolder.objects.filter(sealing__solicitation=solicitation).update(piece=None, given=None)
        names = list(SolicitationKey.objects.filter(solicitation=solicitation).values_list("part", flat=True))
        chain = chain_of(solicitation)
        record_sealed(
            chain=chain, action="rfp.solicitation.bid_keys_erased", obj=solicitation, by=by, at=at, data={"keys": names}
        )
    unseal_chain(chain_of(solicitation), at=at)
    return erased
