"""Files of a bid: checked, put under a key of their own, and kept where nobody can tell what they are."""

import hashlib
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.files.scanning import refuse_malware
from marketplace.permissions import require
from rfp.bids.intake import MOST_FILES, QUOTA, FileRefused, kind_of, shown_name
from rfp.bids.keys import key_of_vendor
from rfp.bids.models import Bid, BidFile, OpenedEnvelope, Part
from rfp.bids.reading import facts_context, file_context, open_file
from rfp.bids.sealing import SealBroken, canonical, fill_box, seal

from .guards import locked_bid, record_of, require_open


class FileUnreadable(DomainError):
    status = 404
    sentence = "This file is not part of the opened bid, or it is damaged. The other answers stand as they are."


@transaction.atomic
def add_file(*, bid: Bid, name: str, content: bytes, by: Any, now: Clock = database_now) -> BidFile:
    """Takes in a file of a draft. Raises PermissionDenied, BiddingClosed, FileRefused, MalwareFound, ScannerSilent."""
    require(by, "rfp.prepare_bid", bid)
    kind = kind_of(name, content)
    refuse_malware(content)
    bid, at = locked_bid(bid), now()
    require_open(bid.solicitation, at=at)
    kept = bid.files.filter(removed_at__isnull=True)
    taken = kept.aggregate(taken=Sum("size"))["taken"] or 0
    if kept.count() >= MOST_FILES or taken + len(content) > QUOTA:
        raise FileRefused(
            f"A bid holds at most {MOST_FILES} files and {QUOTA // 1_000_000} MB together. Remove one, or save them "
            "smaller."
        )
    code = uuid.uuid4()
    box = fill_box(content, context=file_context(bid, code))
    facts = {
        "name": shown_name(name, kind),
        "type": kind.content_type,
        "size": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
        "key": box.key.hex(),
    }
    file = BidFile(bid=bid, code=code, size=len(box.sealed), added_by=by, added_at=at)
    to = bytes(key_of_vendor(bid.vendor, at=at).public_key)
    file.facts = seal(canonical(facts), to=to, context=facts_context(bid, file))
    file.boxed.save("box", ContentFile(box.sealed), save=False)
    file.save(force_insert=True)
    record_of(bid, "file_added", by=by, at=at, file=str(code))
    return file


@transaction.atomic
def read_opened_file(*, bid: Bid, code: str, by: Any, now: Clock = database_now) -> tuple[dict[str, str], bytes]:
    """A file of an opened bid with its facts; who read it, and when, goes on record.

    Raises PermissionDenied, FileUnreadable for one that is not part of it or does not open.
    """
    require(by, "rfp.read_opened_file")
    rows = OpenedEnvelope.objects.filter(version__bid=bid, version__number=bid.version, part=Part.TECHNICAL)
    content: dict[str, Any] = next((row.content for row in rows if row.content), {})
    facts = content.get("files", {}).get(code)
    if facts is None:
        raise FileUnreadable
    try:
        read = open_file(bid, code, facts["key"])
    except SealBroken as error:
        raise FileUnreadable from error
    record(action="rfp.bid.file_read", obj=bid, by=by, at=now(), data={"file": code, "sha256": facts["sha256"]})
    return facts, read


@transaction.atomic
def remove_file(*, bid: Bid, code: str, by: Any, now: Clock = database_now) -> None:
    """Takes a file out of the draft; versions submitted with it keep it. Raises PermissionDenied, BiddingClosed."""
    require(by, "rfp.prepare_bid", bid)
    bid, at = locked_bid(bid), now()
    require_open(bid.solicitation, at=at)
    if bid.files.filter(code=code, removed_at__isnull=True).update(removed_at=at):
        record_of(bid, "file_removed", by=by, at=at, file=str(code))
