"""Reading an evidence file: whole and unaltered, to those who may; the office's reading stands in the audit trail."""

import hashlib
from typing import Any

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.permissions import own_organisations

from .models import EvidenceFile

CONTENT_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}


class EvidenceAltered(DomainError):
    sentence = (
        "The document is gone from the storage or is not the one that was given, so it is not shown. "
        "Tell the operators; its vendor can give it again."
    )


def read_evidence(*, evidence: EvidenceFile, by: Any, now: Clock = database_now) -> bytes:
    """The document, for a reader who may see the row; without an account it is read without a trace.

    Raises EvidenceAltered for any other content than was given.
    """
    try:
        with evidence.file.open("rb") as kept:
            content = kept.read()
    except FileNotFoundError as error:
        raise EvidenceAltered from error
    if hashlib.sha256(content).hexdigest() != evidence.sha256:
        raise EvidenceAltered
    if by.is_authenticated and evidence.organisation_id not in own_organisations(by):
        record(action="catalog.evidence.read", obj=evidence, by=by, at=now())
    return content
