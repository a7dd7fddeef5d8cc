"""Signed checkpoints as files: kept elsewhere, they show a trail that was rewritten together with its checkpoints."""

import json

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from .models import Checkpoint


def export_checkpoint(point: Checkpoint) -> str:
    """Writes one checkpoint to the storage, unless it is there. Returns the file's name."""
    name = f"audit/checkpoint-{point.at:%Y-%m-%d}-{point.pk}.json"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content_of(point)))
    return name


def content_of(point: Checkpoint) -> bytes:
    """What the file holds: the signed moment and heads, and the signature."""
    fields = {"id": point.pk, "at": point.at.isoformat(), "heads": point.heads, "signature": point.signature}
    return (json.dumps(fields, indent=2, sort_keys=True) + "\n").encode()
