"""Moving the held keys from a former platform key to today's. What is sealed with them stays as it is."""

from django.db import transaction

from rfp.bids.keys import Held, hold, is_held_today, release, solicitation_context, vendor_context
from rfp.bids.models import SolicitationKey, VendorKey
from rfp.bids.sealing import Context


@transaction.atomic
def rotate_platform_key() -> int:
    """Holds every key that a former platform key holds by today's one. Returns how many were moved; safe to repeat.

    Keys that officers hold in pieces are not the platform's and stay. Raises KeyMissing, and then nothing is moved.
    """
    moved = 0
    for key in VendorKey.objects.select_for_update().order_by("pk"):
        moved += _move(key, vendor_context(key.organisation_id))
    held = SolicitationKey.objects.select_for_update(of=("self",)).filter(erased_at__isnull=True).exclude(held_by="")
    for row in held.select_related("solicitation").order_by("pk"):
        moved += _move(row, solicitation_context(row.solicitation, row.part))
    return moved


def _move(key: VendorKey | SolicitationKey, context: Context) -> int:
    if is_held_today(key.held_by):
        return 0
    key.held, key.held_by = hold(release(Held(bytes(key.held), key.held_by), context=context), context=context)
    key.save(update_fields=["held", "held_by"])
    return 1
