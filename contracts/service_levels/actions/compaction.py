"""One file a monitor and month in place of its many small ones: quicker to read, drawn anew whenever more has come."""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from contracts.agreements.models import ServiceLevelTerm
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.permissions import require

from ..evidence_files import Stored, keep_rows, local_files, remove_stored
from ..models import EvidenceBatch, EvidenceMonth, EvidencePart
from ..queries.compaction import batches_of, has_ended

WHOLE = "SELECT * FROM read_parquet($paths) ORDER BY measured_at"


class MonthStillRuns(DomainError):
    sentence = "This month has not ended in UTC, so more rows of it will come. Draw its file once it is over."


@transaction.atomic
def compact_evidence(
    *, term: ServiceLevelTerm, source: str, month: date, by: Any, now: Clock = database_now
) -> EvidenceMonth | None:
    """Draws the month's file of one monitor from its batches, each checked against its fingerprint, which stay.

    Nothing happens where there are fewer than two, or where the file holds all of them. Raises PermissionDenied,
    MonthStillRuns, EvidenceAltered.
    """
    require(by, "contracts.compact_evidence", term)
    # Loads and closings of the service level hold the same lock: nothing comes in, nothing is read meanwhile.
    term = ServiceLevelTerm.objects.select_for_update(of=["self"]).get(pk=term.pk)
    at, month = now(), month.replace(day=1)
    if not has_ended(month, at=at):
        raise MonthStillRuns
    batches = list(batches_of(term, source, month))
    before = EvidenceMonth.objects.filter(term=term, source=source, month=month).first()
    parts = parts_digest(batches)
    if len(batches) < 2 or before and before.parts_sha256 == parts:
        return before
    with ExitStack() as undo:
        stored = _drawn(batches, folder=f"{term.pk}/months")
        undo.callback(remove_stored, stored)
        if before:
            before.delete()
            if before.path != stored.path:
                transaction.on_commit(partial(default_storage.delete, before.path))
        file = EvidenceMonth.objects.create(
            term=term,
            source=source,
            month=month,
            first_at=batches[0].first_at,
            last_at=max(batch.last_at for batch in batches),
            rows=sum(batch.rows for batch in batches),
            sha256=stored.sha256,
            parts_sha256=parts,
            path=stored.path,
            made_at=at,
        )
        EvidencePart.objects.bulk_create(EvidencePart(file=file, batch=batch) for batch in batches)
        data = {"source": source, "month": f"{month:%Y-%m}", "batches": len(batches), "sha256": stored.sha256}
        record(action="contracts.evidence.compacted", obj=term, by=by, at=at, data={**data, "parts_sha256": parts})
        undo.pop_all()
    return file


def parts_digest(batches: Sequence[EvidenceBatch]) -> str:
    """SHA-256 over the fingerprints of the batches in order: which evidence a month's file stands for."""
    return hashlib.sha256("\n".join(sorted(batch.sha256 for batch in batches)).encode()).hexdigest()


def _drawn(batches: Sequence[EvidenceBatch], *, folder: str) -> Stored:
    with local_files(batches) as paths:
        return keep_rows(WHOLE, {"paths": paths}, folder=folder)
