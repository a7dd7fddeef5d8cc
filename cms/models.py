"""Gathers the pages and the library for Django; each kind lives in its own module."""

from .library.models import (
    Adoption,
    DocumentQuestion,
    DocumentRating,
    DocumentRequest,
    DocumentVersion,
    LibraryDocument,
    LibraryFile,
    RequestAnswer,
    SharingAgreement,
    SharingParty,
    SharingSignature,
)
from .pages.guidance import GuidanceIndexPage, GuidancePage
from .pages.home import HomePage
from .pages.news import NewsIndexPage, NewsPage

__all__ = [
    "Adoption",
    "DocumentQuestion",
    "DocumentRating",
    "DocumentRequest",
    "DocumentVersion",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "LibraryDocument",
    "LibraryFile",
    "NewsIndexPage",
    "NewsPage",
    "RequestAnswer",
    "SharingAgreement",
    "SharingParty",
    "SharingSignature",
]
