"""Receipts: what each says, signed with the installation's key; the list of their digests that is published."""

import datetime
import secrets
from collections.abc import Iterable
from typing import Any

from marketplace.audit.signing import public_key, sign

from .models import Bid, BidVersion, Receipt
from .verification import digest_of, signed_bytes

ROUND = 16  # the published list is filled up to a multiple, so that its length says little


def issue_receipt(
    bid: Bid, kind: str, *, at: datetime.datetime, version: BidVersion | None = None, **digests: str
) -> Receipt:
    """Signs that the version was received, or the bid withdrawn. The caller holds the bid's lock."""
    before = bid.receipts.first()
    number = before.number + 1 if before else 1
    statement: dict[str, Any] = {
        "stoa": "receipt",
        "number": number,
        "kind": kind,
        "solicitation": bid.solicitation.reference,
        "lot": bid.lot.number,
        "vendor": str(bid.vendor),
        "bid": str(bid.code),
        "version": bid.version,
        "at": at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "before": before.digest if before else "",
    }
    if version is not None:
        statement |= {"sealed_sha256": version.digest, "answers_version": version.based_on, **digests}
    return Receipt.objects.create(
        bid=bid,
        number=number,
        kind=kind,
        statement=statement,
        digest=digest_of(statement),
        signature=sign(signed_bytes(statement)),
        issued_at=at,
    )


def receipt_file(receipt: Receipt) -> dict[str, Any]:
    """What the vendor keeps: checked offline by `manage.py verify_receipt` or by verification.py alone."""
    return {"statement": receipt.statement, "signature": receipt.signature, "public_key": public_key()}


def mixed_digests(digests: Iterable[str]) -> list[str]:
    """The digests among made-up ones, sorted: whoever has a receipt finds it, nobody can count them."""
    real = set(digests)
    made_up = {secrets.token_hex(32) for _ in range(ROUND - len(real) % ROUND)}
    return sorted(real | made_up)
