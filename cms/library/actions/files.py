"""Files of the library: told by what is in them, small enough, clean, and given out as they came in."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.files.kept import read_kept
from marketplace.files.scanning import refuse_malware
from rfp.bids.intake import kind_of, shown_name

from ..models import LibraryDocument, LibraryFile


@transaction.atomic
def keep_file(
    *, document: LibraryDocument, name: str, content: bytes, by: Any, now: Clock = database_now
) -> LibraryFile:
    """Takes a file in for the owner of a document; the same file twice is kept once. The caller asked who may write.

    Raises FileRefused for another kind than documents and pictures, one too large or one that swells, MalwareFound,
    ScannerSilent.
    """
    kind = kind_of(name, content)
    refuse_malware(content)
    shown, sha256 = shown_name(name, kind), hashlib.sha256(content).hexdigest()
    same = LibraryFile.objects.filter(owner_id=document.owner_id, sha256=sha256, name=shown).first()
    if same:
        return same
    kept = LibraryFile(owner_id=document.owner_id, name=shown, content_type=kind.content_type, size=len(content))
    kept.sha256, kept.added_by, kept.added_at = sha256, by, now()
    kept.file.save(f"{sha256[:16]}{kind.suffix}", ContentFile(content), save=False)
    kept.save(force_insert=True)
    record(action="cms.file.added", obj=kept, by=by, at=kept.added_at, data={"sha256": sha256})
    return kept


def read_file(file: LibraryFile) -> bytes:
    """The file, for a reader who may see a document that holds it. Raises FileAltered for any other content."""
    return read_kept(file.file.name, sha256=file.sha256, storage=file.file.storage)
