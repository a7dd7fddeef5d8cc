"""Where private halves lie and how they are got at: sealed to the platform's key, which the environment alone holds.

The database, its dumps and the storage never hold anything that opens by itself.
"""

import datetime
from functools import cache
from typing import NamedTuple

from django.conf import settings

from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from rfp.solicitations.models import Solicitation

from .models import Part, SolicitationKey, VendorKey
from .sealing import Context, SealBroken, fingerprint, new_private_key, public_key_of, seal, unseal


class KeyMissing(DomainError):
    status = 503
    sentence = (
        "The key that this was sealed with is not there, so nothing was opened and nothing is lost. "
        "Tell the operators: the former key has to be named in the settings until its keys are moved."
    )


class KeyErased(DomainError):
    sentence = "The keys of these bids were destroyed when the solicitation was cancelled. Nobody can open them."


class Held(NamedTuple):
    """A private half, sealed to the platform's key that the fingerprint names."""

    envelope: bytes
    by: str


def hold(private_key: bytes, *, context: Context) -> Held:
    """Seals a private half to today's platform key."""
    platform = public_key_of(_platform_key(settings.BID_SEALING_KEY))
    return Held(seal(private_key, to=platform, context=context), fingerprint(platform))


def release(held: Held, *, context: Context) -> bytes:
    """The private half. Raises KeyMissing where no key of the settings opens it."""
    for key in (settings.BID_SEALING_KEY, *settings.BID_SEALING_KEYS_BEFORE):
        platform = _platform_key(key)
        if _name_of(platform) == held.by:
            try:
                return unseal(bytes(held.envelope), private_key=platform, context=context)
            except SealBroken as error:
                raise KeyMissing from error
    raise KeyMissing


def is_held_today(held_by: str) -> bool:
    """Whether today's platform key holds it, not one of those before."""
    return held_by == _name_of(_platform_key(settings.BID_SEALING_KEY))


def _platform_key(digits: str) -> bytes:
    return bytes.fromhex(digits)


@cache
def _name_of(private_key: bytes) -> str:
    return fingerprint(public_key_of(private_key))


def vendor_context(organisation_id: int) -> Context:
    return Context(part=f"vendor key {organisation_id}")


def solicitation_context(solicitation: Solicitation, part: str) -> Context:
    return Context(part=f"{part} key", solicitation=solicitation.reference)


def key_of_vendor(organisation: Organisation, *, at: datetime.datetime) -> VendorKey:
    """The vendor's key pair, made the first time it is needed; two at once get the same one."""
    if found := VendorKey.objects.filter(organisation=organisation).first():
        return found
    private_key = new_private_key()
    held = hold(private_key, context=vendor_context(organisation.pk))
    row = VendorKey(
        organisation=organisation, public_key=public_key_of(private_key), held=held.envelope, held_by=held.by,
        made_at=at,
    )  # fmt: skip
    VendorKey.objects.bulk_create([row], ignore_conflicts=True)
    return VendorKey.objects.get(organisation=organisation)


def private_key_of_vendor(key: VendorKey) -> bytes:
    """Raises KeyMissing."""
    return release(Held(bytes(key.held), key.held_by), context=vendor_context(key.organisation_id))


def keys_for(solicitation: Solicitation, *, at: datetime.datetime) -> dict[str, SolicitationKey]:
    """The keys that bids are sealed to, by envelope, made the first time they are needed. Raises KeyErased.

    The caller holds a lock on the solicitation.
    """
    found = _keys_of(solicitation)
    if missing := [part for part in Part.values if part not in found]:
        rows = [_new_key(solicitation, part, at=at) for part in missing]
        SolicitationKey.objects.bulk_create(rows, ignore_conflicts=True)
        found = _keys_of(solicitation)
    if any(key.erased_at for key in found.values()):
        raise KeyErased
    return found


def _keys_of(solicitation: Solicitation) -> dict[str, SolicitationKey]:
    return {key.part: key for key in SolicitationKey.objects.filter(solicitation=solicitation)}


def _new_key(solicitation: Solicitation, part: str, *, at: datetime.datetime) -> SolicitationKey:
    private_key = new_private_key()
    held = hold(private_key, context=solicitation_context(solicitation, part))
    return SolicitationKey(
        solicitation=solicitation, part=part, public_key=public_key_of(private_key), held=held.envelope,
        held_by=held.by, made_at=at,
    )  # fmt: skip


def private_key_of_solicitation(key: SolicitationKey) -> bytes:
    """Raises KeyMissing, also where officers hold it in pieces; KeyErased."""
    if key.held is None:
        raise KeyErased
    return release(Held(bytes(key.held), key.held_by), context=solicitation_context(key.solicitation, key.part))
