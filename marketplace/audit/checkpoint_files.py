"""Signed checkpoints as files: kept elsewhere, they show a trail that was rewritten together with its checkpoints."""

import json
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from .models import Checkpoint

FOLDER = "audit"


def export_checkpoint(point: Checkpoint) -> str:
    """Writes one checkpoint to the storage, unless it is there. Returns the file's name."""
    name = f"{FOLDER}/checkpoint-{point.at:%Y-%m-%d}-{point.pk}.json"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content_of(point)))
    return name


def content_of(point: Checkpoint) -> bytes:
    """What the file holds: the signed moment and heads, and the signature."""
    fields = {
        "id": point.pk,
        "at": point.at.isoformat(),
        "heads": point.heads,
        "previous_signature": point.previous_signature,
        "signature": point.signature,
    }
    return (json.dumps(fields, indent=2, sort_keys=True) + "\n").encode()


def faults_against_files() -> Iterator[str]:
    """Names each exported checkpoint that the database no longer holds as it was exported."""
    names = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    for name in sorted(names):
        with default_storage.open(f"{FOLDER}/{name}") as file:
            kept = file.read()
        point = Checkpoint.objects.filter(pk=json.loads(kept)["id"]).first()
        if point is None or content_of(point) != kept:
            yield f"checkpoint file {name}: the database holds no such checkpoint, or another one"
