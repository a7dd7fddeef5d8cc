"""Changing an officer's passphrase. Whoever forgot it cannot: the other officers open, as many as were agreed."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require
from rfp.bids.models import KeyHolder, OfficerKey, StrictSealing
from rfp.bids.sealing import SealBroken
from rfp.bids.splitting import lock_key_anew

from .officers import NoPiece, WrongPassphrase, check_passphrase, officer_context


@transaction.atomic
def change_passphrase(*, old: str, new: str, by: Any, now: Clock = database_now) -> OfficerKey:
    """Locks an officer's key under another passphrase; the key and the pieces sealed to it stay as they are.

    What was practised with the old one proves nothing any more, so the drill of each opening to come is done again.
    Raises PermissionDenied, NoPiece without a key, WrongPassphrase, InvalidInput.
    """
    require(by, "rfp.open_bids")
    key = OfficerKey.objects.select_for_update().filter(officer=by).first()
    if key is None:
        raise NoPiece("You have no key yet. Choose a passphrase first. Nothing was changed.")
    check_passphrase(new)
    if old.strip() == new.strip():
        raise InvalidInput("This is the passphrase that you have. Choose another.")
    try:
        key.locked = lock_key_anew(bytes(key.locked), old, new, context=officer_context(by))
    except SealBroken as error:
        raise WrongPassphrase from error
    at = now()
    key.passphrase_at = at
    key.save(update_fields=["locked", "passphrase_at"])
    waiting = pieces_to_practise(by)
    StrictSealing.objects.filter(holders__in=waiting).update(drilled_at=None)
    waiting.update(drilled_at=None, drill_given=None)
    references = list(waiting.values_list("sealing__solicitation__reference", flat=True))
    record(action="rfp.officer_key.passphrase_changed", obj=key, by=by, at=at, data={"to_practise": references})
    return key


def pieces_to_practise(officer: Any) -> Any:
    """The officer's pieces of keys that are still to open something."""
    held = KeyHolder.objects.filter(officer=officer, piece__isnull=False)
    return held.filter(sealing__solicitation__opened_at=None).order_by("pk")
