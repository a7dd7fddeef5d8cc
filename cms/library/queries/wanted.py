"""Requests for documents, and what of the library may meet them."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, QuerySet

from ..models import DocumentRequest, DocumentVersion
from ..models.document import LANGUAGE, Readers

SHORTEST_WORD = 4  # “for”, “the” and their like say nothing


def request_board(user: Any) -> QuerySet[DocumentRequest]:
    """What is asked for, the newest first, with how many answers each has."""
    rows = DocumentRequest.objects.visible_to(user).select_related("organisation", "met_by")
    return rows.annotate(answered=Count("answers")).order_by("-asked_at", "-pk")


def words_of(wanted: DocumentRequest) -> str:
    """The telling words of its title, any of which will do, as a search is typed."""
    words = re.findall(rf"\w{{{SHORTEST_WORD},}}", wanted.title)
    return " OR ".join(dict.fromkeys(words))


def requests_that_fit(version: DocumentVersion) -> list[DocumentRequest]:
    """Open requests of other organisations, of the same kind, one of whose telling words the document says."""
    if version.readers == Readers.OWNER:
        return []
    waiting = DocumentRequest.objects.open().filter(kind=version.kind).exclude(organisation=version.document.owner_id)
    return [one for one in waiting.select_related("asked_by") if _says(version, words_of(one))]


def _says(version: DocumentVersion, words: str) -> bool:
    query = SearchQuery(words, config=LANGUAGE, search_type="websearch")
    return bool(words) and DocumentVersion.objects.filter(pk=version.pk, words=query).exists()


def documents_that_fit(wanted: DocumentRequest, user: Any) -> QuerySet[DocumentVersion]:
    """What the library holds now that may meet a request, for its reader."""
    rows = DocumentVersion.objects.visible_to(user).current().filter(kind=wanted.kind)
    words = words_of(wanted)
    found = rows.matching(words).order_by("-rank", "pk") if words else rows.none()
    return found.select_related("document__owner")
