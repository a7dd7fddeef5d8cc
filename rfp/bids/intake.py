"""Which files a bid takes: told by what is in them, small enough, and no archive that swells, hides or runs."""

import io
import zipfile
from pathlib import PurePath
from typing import NamedTuple

from marketplace.errors import DomainError

LARGEST_FILE = 20_000_000
QUOTA = 100_000_000  # all files of one bid
MOST_FILES = 40
MOST_PARTS = 5_000
LARGEST_UNPACKED = 300_000_000
SWELLS = 200  # times its packed size: no text does
RUNS = ("vbaproject", "activex", "oleobject", "/embeddings/", ".exe", ".js", ".vbs", ".bat", ".dll")
ZIP = b"PK\x03\x04"
LISTED = b"PK\x01\x02"  # before each part in the list at the end of an archive
SWOLLEN = "The file unpacks to more than a document can be. Save it as a PDF and add that."
BEGINNINGS = {
    b"%PDF-": (".pdf", "application/pdf"),
    b"\x89PNG\r\n\x1a\n": (".png", "image/png"),
    b"\xff\xd8\xff": (".jpg", "image/jpeg"),
}
# An office document names itself by the first of its parts.
OFFICE = {
    "word/document.xml": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/presentation.xml": (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "mimetype": (".odt", "application/vnd.oasis.opendocument.text"),
}
BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError)


class FileRefused(DomainError):
    status = 422


class Kind(NamedTuple):
    suffix: str
    content_type: str


def refuse_size(size: int) -> None:
    """Before the file is read at all. Raises FileRefused."""
    if not size:
        raise FileRefused("The file is empty. Choose another.")
    if size > LARGEST_FILE:
        raise FileRefused(f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Save it smaller, or in parts.")


def kind_of(name: str, content: bytes) -> Kind:
    """What a file is, by its content. Raises FileRefused."""
    refuse_size(len(content))
    kind = next((Kind(*known) for start, known in BEGINNINGS.items() if content.startswith(start)), None)
    if kind is None and content.startswith(ZIP):
        kind = _office_document(content)
    if kind is None:
        raise FileRefused(
            "This is no PDF, PNG, JPEG, Word, Excel, PowerPoint or OpenDocument file. Save it as a PDF and add that."
        )
    claimed = PurePath(name).suffix.lower().replace(".jpeg", ".jpg")
    if claimed and claimed != kind.suffix:
        raise FileRefused(f"The file is called {claimed} and holds {kind.suffix}. Save it anew under its own kind.")
    return kind


def _office_document(content: bytes) -> Kind | None:
    if content.count(LISTED) > MOST_PARTS:  # Before a list of so many is read.
        raise FileRefused(SWOLLEN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            _refuse_what_swells(parts, len(content))
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused("The file is protected by a password. Remove it and add the file again.")
            if any(word in name.lower() for name in names for word in RUNS):
                raise FileRefused("The file holds macros or embedded programs. Save it as a PDF and add that.")
            if any(name.startswith(("/", "\\")) or ".." in PurePath(name).parts or "\0" in name for name in names):
                raise FileRefused("The file holds parts that point outside it. Save it anew and add it again.")
    except BROKEN as error:
        raise FileRefused("The file is damaged or not what it says. Save it anew and add it again.") from error
    return next((Kind(*known) for part, known in OFFICE.items() if part in names), None)


def _refuse_what_swells(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or unpacked > size * SWELLS:
        raise FileRefused(SWOLLEN)


def shown_name(name: str, kind: Kind) -> str:
    """What the file is called on screens and when it is taken out again: printable, without a path."""
    last = PurePath(name.replace("\\", "/")).name
    printable = "".join(sign for sign in last if sign.isprintable()).strip()
    return printable[-120:] or f"Document{kind.suffix}"
