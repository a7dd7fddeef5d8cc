"""What the vendor's own people read again: the draft, what they typed and did not save, what was submitted.

Only for rows that the reader got through `visible_to`. Nothing here opens anything for the buyers' side.
"""

import json
from typing import Any

from django.core.files.storage import default_storage

from marketplace.errors import DomainError

from .contents import Contents, Texts
from .keys import private_key_of_vendor
from .models import Bid, BidFile, BidVersion, DraftPart, UnsavedPart, VendorKey, Wrap, destroyed_words
from .sealing import Context, SealBroken, empty_box, unseal


class DraftDamaged(DomainError):
    status = 503
    sentence = (
        "What is kept of this bid does not open with your organisation's key: it was damaged or moved. Nothing was "
        "changed. Tell the operators; what was submitted before is not touched by this."
    )


class Destroyed(DomainError):
    """Nothing of it is left to read."""

    def __init__(self, bid: Bid) -> None:
        super().__init__(f"{destroyed_words(bid.destroyed_at)} Receipts and digests stay on record.")


class NotReadable(DomainError):
    sentence = (
        "Your organisation cannot read this version again: bids of this solicitation open with the keys of several "
        "officers alone. The copy that you took when you submitted holds what you sent."
    )


def context_of(bid: Bid, part: str, *, version: int = 0) -> Context:
    """The context of everything that is sealed for one bid."""
    lot = bid.lot
    return Context(
        part=part, solicitation=lot.solicitation.reference, lot=lot.number, bid=str(bid.code), version=version
    )


def draft_context(bid: Bid, key: str) -> Context:
    return context_of(bid, f"draft {key}")


def unsaved_context(bid: Bid, key: str, person: Any) -> Context:
    return context_of(bid, f"unsaved {key} of {person.pk}")


def facts_context(bid: Bid, file: BidFile) -> Context:
    return context_of(bid, f"facts of file {file.code}")


def file_context(bid: Bid, code: Any) -> Context:
    return context_of(bid, f"file {code}")


def wrap_context(version: BidVersion, part: str, holder: str) -> Context:
    return context_of(version.bid, f"{part} key for the {holder}", version=version.number)


def open_draft(bid: Bid) -> Contents:
    """Everything that was saved. Three statements. Raises KeyMissing, DraftDamaged."""
    key = VendorKey.objects.get(organisation_id=bid.vendor_id)
    private_key = private_key_of_vendor(key)
    try:
        parts = {part.key: _texts(part.sealed, private_key, draft_context(bid, part.key)) for part in bid.parts.all()}
        files = {
            str(file.code): _texts(file.facts, private_key, facts_context(bid, file))
            for file in bid.files.filter(removed_at__isnull=True, facts__isnull=False)
        }
    except SealBroken as error:
        raise DraftDamaged from error
    return Contents(parts, files)


def open_unsaved(entry: UnsavedPart) -> Texts:
    """What somebody typed. Raises KeyMissing, DraftDamaged."""
    bid = entry.bid
    private_key = private_key_of_vendor(VendorKey.objects.get(organisation_id=bid.vendor_id))
    try:
        return _texts(entry.sealed, private_key, unsaved_context(bid, entry.key, entry.person))
    except SealBroken as error:
        raise DraftDamaged from error


def draft_part_of(bid: Bid, key: str) -> DraftPart | None:
    return bid.parts.filter(key=key).select_related("changed_by").first()


def open_own_version(version: BidVersion) -> dict[str, Any]:
    """What was submitted, by envelope, with the vendor's own wraps. Raises Destroyed, NotReadable, KeyMissing,
    DraftDamaged."""
    if version.bid.destroyed_at:
        raise Destroyed(version.bid)
    private_key = private_key_of_vendor(VendorKey.objects.get(organisation_id=version.bid.vendor_id))
    wraps = version.wraps.filter(holder=Wrap.For.VENDOR)
    found = {wrap.part: open_version(version, wrap, private_key) for wrap in wraps}
    if not found:
        raise NotReadable
    return found


def open_version(version: BidVersion, wrap: Wrap, private_key: bytes) -> dict[str, Any]:
    """One envelope of a version with the private half that its key is wrapped for. Raises DraftDamaged."""
    try:
        return unsealed_content(version, wrap, private_key)
    except SealBroken as error:
        raise DraftDamaged from error


def unsealed_content(version: BidVersion, wrap: Wrap, private_key: bytes) -> dict[str, Any]:
    """One envelope of a version. Raises SealBroken."""
    context = wrap_context(version, wrap.part, wrap.holder)
    key = unseal(bytes(wrap.wrapped), private_key=private_key, context=context)
    box = version.sealed(wrap.part)
    if box is None:
        raise SealBroken("There is no such envelope.")
    return json.loads(empty_box(box, key=key, context=context_of(version.bid, wrap.part, version=version.number)))


def open_file(bid: Bid, code: str, key: str) -> bytes:
    """A file of a bid, with the key that lies among its facts. Raises SealBroken, also where it is gone."""
    file = BidFile.objects.get(bid=bid, code=code)
    try:
        with default_storage.open(str(file.boxed.name)) as kept:
            box = kept.read()
    except FileNotFoundError as error:
        raise SealBroken("The file is gone from the storage.") from error
    return empty_box(box, key=bytes.fromhex(key), context=file_context(bid, code))


def _texts(sealed: Any, private_key: bytes, context: Context) -> Texts:
    return json.loads(unseal(bytes(sealed), private_key=private_key, context=context))
