"""Files that are kept under their digest: given out as they came in, or not at all."""

import hashlib

from django.core.files.storage import Storage, default_storage

from marketplace.errors import DomainError


class FileAltered(DomainError):
    sentence = (
        "The file is gone from the storage or is not the one that was given, so it is not used. "
        "Nothing was changed. Tell the operators; whoever gave it can give it again."
    )


def read_kept(path: str, *, sha256: str, storage: Storage = default_storage) -> bytes:
    """The file under `path`, whole. Raises FileAltered where it is gone or has another digest than `sha256`."""
    try:
        with storage.open(path) as kept:
            content: bytes = kept.read()
    except FileNotFoundError as error:
        raise FileAltered from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileAltered
    return content
