"""Destroying what was in a bid: its keys, its opened envelopes, its draft and its files. The rule when lies above."""

import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from rfp.bids.models import Bid, BidFile, BidVersion, KeyHolder, OpenedEnvelope, SolicitationKey, Wrap


def destroy_contents(*, bid: Bid, at: datetime.datetime) -> list[str]:
    """Destroys what a bid said, in every version: the boxes stay shut for good, with their digests and receipts.

    Returns the digests of its versions. The caller holds the lock of the solicitation, and has asked whether the time
    is over, whether a hold stands, and who may.
    """
    versions = BidVersion.objects.filter(bid=bid)
    Wrap.objects.filter(version__bid=bid).delete()
    OpenedEnvelope.objects.filter(version__bid=bid).update(content=None, destroyed_at=at)
    bid.parts.all().delete()
    bid.unsaved.all().delete()
    _destroy_files(bid)
    bid.destroyed_at = at
    bid.save(update_fields=["destroyed_at"])
    solicitation = bid.lot.solicitation_id
    if not Bid.objects.filter(lot__solicitation=solicitation, destroyed_at__isnull=True).exists():
        keys = SolicitationKey.objects.filter(solicitation=solicitation, erased_at__isnull=True)
        keys.update(held=None, held_by="", erased_at=at)
        KeyHolder.objects.filter(sealing__solicitation=solicitation).update(piece=None, given=None)
    return list(versions.order_by("number").values_list("digest", flat=True))


def _destroy_files(bid: Bid) -> None:
    """Their keys at once; the boxes, which nothing opens any more, once it is settled."""
    names = [str(one.boxed.name) for one in BidFile.objects.filter(bid=bid)]
    bid.files.update(facts=None)
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
