"""Documents that speak for or against an exclusion: taken in until it is decided, read whole or not at all."""

import hashlib
from typing import Any

from django.core.files import File
from django.db import transaction

from catalog.question_sets.actions import kind_of
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError
from marketplace.files.kept import read_kept
from marketplace.permissions import require

from ..models import Exclusion, ExclusionEvidence


class DecidedAlready(DomainError):
    """The decision rests on what was there before."""

    sentence = "This exclusion is decided, and the decision rests on what was there then. Nothing was added."


@transaction.atomic
def add_exclusion_evidence(
    *, exclusion: Exclusion, file: File, by: Any, now: Clock = database_now
) -> ExclusionEvidence:
    """Takes in a document before the decision; the same one twice is kept once.

    Raises PermissionDenied, DecidedAlready, and InvalidInput for a file that is too large or no PDF, PNG or JPEG.
    """
    require(by, "contracts.add_exclusion_evidence", exclusion)
    exclusion = Exclusion.objects.select_for_update().get(pk=exclusion.pk)
    if exclusion.status != Exclusion.Status.REQUESTED:
        raise DecidedAlready
    evidence = ExclusionEvidence(exclusion=exclusion, suffix=kind_of(file), size=file.size, added_at=now(), added_by=by)
    file.seek(0)
    evidence.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    known = exclusion.evidence.filter(sha256=evidence.sha256).first()
    if known:
        return known
    name = "".join(letter for letter in file.name or "" if letter.isprintable()).strip()
    evidence.name = name[-150:] or f"Document{evidence.suffix}"
    file.seek(0)
    evidence.file.save(evidence.name, file, save=False)
    evidence.save(force_insert=True)
    data = {"name": evidence.name, "sha256": evidence.sha256}
    record(action="contracts.exclusion.evidence_added", obj=exclusion, by=by, at=evidence.added_at, data=data)
    return evidence


def read_exclusion_evidence(evidence: ExclusionEvidence) -> bytes:
    """The document as it was given. Raises FileAltered."""
    return read_kept(evidence.file.name, sha256=evidence.sha256, storage=evidence.file.storage)
