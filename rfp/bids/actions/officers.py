"""Strict mode: named officers hold the key in pieces, practise with pieces of another, and open together."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import allowed, require
from rfp.bids.keys import Held, KeyMissing, hold, release, solicitation_context
from rfp.bids.models import KeyHolder, OfficerKey, Part, SolicitationKey, StrictSealing
from rfp.bids.sealing import (
    Context,
    SealBroken,
    empty_box,
    fill_box,
    new_private_key,
    public_key_of,
    seal,
    unseal,
)
from rfp.bids.splitting import (
    FEWEST,
    MOST,
    SHORTEST_PASSPHRASE,
    combine,
    key_from,
    lock_new_key,
    new_secret,
    piece_from,
    split,
    unlock_key,
)
from rfp.solicitations.models import Solicitation

from .guards import lock_solicitation


class WrongPassphrase(DomainError):
    status = 422
    sentence = "This passphrase does not open your key. Nothing was changed. Type it again; nobody can look it up."


class NoPiece(DomainError):
    sentence = "You are not among the officers who hold a piece of this key. Nothing was changed."


class TooLateToSplit(DomainError):
    sentence = (
        "How bids are sealed is settled before the solicitation is published, so that every vendor knows it from the "
        "first day. Nothing was changed."
    )


def officer_context(officer: Any) -> Context:
    """What an officer's locked key belongs to."""
    return Context(part=f"officer key {officer.pk}")


def _piece_context(solicitation: Solicitation, number: int, *, drill: bool) -> Context:
    return Context(part=f"{'drill ' if drill else ''}piece {number}", solicitation=solicitation.reference)


def _split_context(solicitation: Solicitation, part: str) -> Context:
    return Context(part=f"{part} key in pieces", solicitation=solicitation.reference)


@transaction.atomic
def make_officer_key(*, passphrase: str, by: Any, now: Clock = database_now) -> OfficerKey:
    """An officer's own key under a passphrase that only they know. Made once: pieces are sealed to it.

    Raises PermissionDenied, InvalidInput.
    """
    require(by, "rfp.open_bids")
    if found := OfficerKey.objects.filter(officer=by).first():
        return found
    check_passphrase(passphrase)
    at, made = now(), lock_new_key(passphrase, context=officer_context(by))
    key = OfficerKey.objects.create(officer=by, public_key=made.public_key, locked=made.locked, made_at=at)
    record(action="rfp.officer_key.made", obj=key, by=by, at=at)
    return key


def check_passphrase(passphrase: str) -> None:
    """Raises InvalidInput for one that is too short."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise InvalidInput(f"Choose at least {SHORTEST_PASSPHRASE} characters: four or five words are best.")


@transaction.atomic
def split_key(
    *, solicitation: Solicitation, officers: Sequence[User], needed: int, by: Any, now: Clock = database_now
) -> StrictSealing:
    """Puts a solicitation into strict mode before its publication: any `needed` of these officers open its bids.

    The key is made here, split, and forgotten; only its pieces remain, each sealed to its officer's own key.
    Raises PermissionDenied, TooLateToSplit, InvalidInput.
    """
    require(by, "rfp.split_bid_key")
    solicitation, at = lock_solicitation(solicitation), now()
    if solicitation.published_at is not None or StrictSealing.objects.filter(solicitation=solicitation).exists():
        raise TooLateToSplit
    if not solicitation.preset.sealed:
        raise InvalidInput("Responses to this kind of solicitation are not sealed. There is no key to split.")
    chosen = list({officer.pk: officer for officer in officers}.values())
    if not FEWEST <= needed <= len(chosen) <= MOST:
        raise InvalidInput(f"Choose {FEWEST} to {MOST} officers, of whom at least {FEWEST} open together.")
    keys = {key.officer_id: key for key in OfficerKey.objects.filter(officer__in=chosen)}
    if without := [str(one) for one in chosen if one.pk not in keys or not allowed(one, "rfp.open_bids")]:
        raise InvalidInput(f"{', '.join(without)} cannot open bids yet. They choose a passphrase first.")
    secret, drill = new_secret(), new_secret()
    for part in Part.values:
        _make_key(solicitation, part, secret, at=at)
    sealing = StrictSealing.objects.create(
        solicitation=solicitation, needed=needed, arranged_by=by, arranged_at=at,
        drill_secret_sha256=hashlib.sha256(drill).hexdigest(),
    )  # fmt: skip
    pieces = split(secret, needed=needed, among=len(chosen))
    drills = split(drill, needed=needed, among=len(chosen))
    for officer, piece, drill_piece in zip(chosen, pieces, drills, strict=True):
        to, number = bytes(keys[officer.pk].public_key), piece.number
        context = _piece_context(solicitation, number, drill=False)
        drill_context = _piece_context(solicitation, number, drill=True)
        KeyHolder.objects.create(
            sealing=sealing,
            officer=officer,
            number=number,
            piece=seal(piece.as_bytes(), to=to, context=context),
            drill_piece=seal(drill_piece.as_bytes(), to=to, context=drill_context),
        )
    data = {"needed": needed, "officers": [str(one) for one in chosen]}
    record(action="rfp.solicitation.bid_key_split", obj=solicitation, by=by, at=at, data=data)
    return sealing


def _make_key(solicitation: Solicitation, part: str, secret: bytes, *, at: Any) -> None:
    private_key = new_private_key()
    under = key_from(secret, context=_split_context(solicitation, part))
    box = fill_box(private_key, context=solicitation_context(solicitation, part), key=under)
    SolicitationKey.objects.create(
        solicitation=solicitation, part=part, public_key=public_key_of(private_key), held=box.sealed, made_at=at
    )


def _holder(sealing: StrictSealing, by: Any) -> KeyHolder:
    holder = sealing.holders.select_for_update().filter(officer=by).first()
    if holder is None:
        raise NoPiece
    return holder


def _own_piece(holder: KeyHolder, passphrase: str, *, drill: bool) -> bytes:
    solicitation = holder.sealing.solicitation
    try:
        private_key = unlock_key(
            bytes(OfficerKey.objects.get(officer=holder.officer).locked),
            passphrase,
            context=officer_context(holder.officer),
        )
    except SealBroken as error:
        raise WrongPassphrase from error
    sealed = holder.drill_piece if drill else holder.piece
    if sealed is None:
        raise NoPiece("The pieces of this key were used or destroyed already.")
    context = _piece_context(solicitation, holder.number, drill=drill)
    return unseal(bytes(sealed), private_key=private_key, context=context)


def give_piece(sealing: StrictSealing, passphrase: str, *, by: Any) -> None:
    """An officer's piece, out from under the passphrase, waits for the others. The caller holds the lock.

    Raises NoPiece, WrongPassphrase.
    """
    holder = _holder(sealing, by)
    holder.given = _waiting(holder, _own_piece(holder, passphrase, drill=False), drill=False)
    holder.save(update_fields=["given"])


def _waiting(holder: KeyHolder, piece: bytes, *, drill: bool) -> bytes:
    context = _piece_context(holder.sealing.solicitation, holder.number, drill=drill)
    held = hold(piece, context=context)
    return held.by.encode() + held.envelope


def _given(holder: KeyHolder, *, drill: bool) -> bytes:
    kept = bytes(holder.drill_given if drill else holder.given)
    context = _piece_context(holder.sealing.solicitation, holder.number, drill=drill)
    return release(Held(kept[16:], kept[:16].decode()), context=context)


def private_keys_from_pieces(sealing: StrictSealing, keys: dict[str, SolicitationKey]) -> dict[str, bytes]:
    """Both private halves out of the pieces that were given, which are destroyed. Raises KeyMissing."""
    holders = list(sealing.holders.filter(given__isnull=False)[: sealing.needed])
    try:
        secret = combine([piece_from(_given(holder, drill=False)) for holder in holders])
        found = {
            part: empty_box(
                bytes(key.held),
                key=key_from(secret, context=_split_context(sealing.solicitation, part)),
                context=solicitation_context(sealing.solicitation, part),
            )
            for part, key in keys.items()
        }
    except SealBroken as error:
        raise KeyMissing("The pieces that were given make no key. Nothing was opened and nothing is lost.") from error
    sealing.holders.update(given=None, piece=None)
    return found


@transaction.atomic
def practise(*, sealing: StrictSealing, passphrase: str, by: Any, now: Clock = database_now) -> StrictSealing:
    """The recovery drill: an officer gives the piece of another secret, made for practice. Once enough are there, they
    are compared with its digest; the real key is not touched.

    Raises PermissionDenied, NoPiece, WrongPassphrase, KeyMissing.
    """
    require(by, "rfp.open_bids")
    lock_solicitation(sealing.solicitation)
    sealing, at = StrictSealing.objects.select_related("solicitation").get(pk=sealing.pk), now()
    holder = _holder(sealing, by)
    holder.drill_given = _waiting(holder, _own_piece(holder, passphrase, drill=True), drill=True)
    holder.drilled_at = at
    holder.save(update_fields=["drill_given", "drilled_at"])
    record(action="rfp.solicitation.opening_practised", obj=sealing.solicitation, by=by, at=at)
    given = list(sealing.holders.filter(drill_given__isnull=False)[: sealing.needed])
    if len(given) == sealing.needed:
        secret = combine([piece_from(_given(one, drill=True)) for one in given])
        if hashlib.sha256(secret).hexdigest() != sealing.drill_secret_sha256:
            raise KeyMissing("The pieces make no key: the drill failed. Arrange another opening before the deadline.")
        sealing.drilled_at = at
        sealing.save(update_fields=["drilled_at"])
        sealing.holders.update(drill_given=None)
    return sealing
