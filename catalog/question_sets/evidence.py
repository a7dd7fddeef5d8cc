"""Reading an evidence file: whole and unaltered, to those who may; the office's reading stands in the audit trail."""

from typing import Any

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.files.kept import read_kept
from marketplace.permissions import own_organisations

from .models import EvidenceFile

CONTENT_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}


def read_evidence(*, evidence: EvidenceFile, by: Any, now: Clock = database_now) -> bytes:
    """The document, for a reader who may see the row; without an account it is read without a trace.

    Raises FileAltered for any other content than was given.
    """
    content = read_kept(str(evidence.file), sha256=evidence.sha256, storage=evidence.file.storage)
    if by.is_authenticated and evidence.organisation_id not in own_organisations(by):
        record(action="catalog.evidence.read", obj=evidence, by=by, at=now())
    return content
