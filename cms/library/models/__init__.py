"""What the library holds."""

from .document import DocumentVersion, LibraryDocument, LibraryFile
from .sharing import SharingAgreement, SharingParty, SharingSignature
from .voices import Adoption, DocumentQuestion, DocumentRating
from .wanted import DocumentRequest, RequestAnswer

__all__ = [
    "Adoption",
    "DocumentQuestion",
    "DocumentRating",
    "DocumentRequest",
    "DocumentVersion",
    "LibraryDocument",
    "LibraryFile",
    "RequestAnswer",
    "SharingAgreement",
    "SharingParty",
    "SharingSignature",
]
