"""Where a document comes from and what was made of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..models import DocumentVersion, LibraryDocument

LONGEST_LINE = 12


@dataclass(frozen=True)
class Ancestor:
    """A version that a document was adapted from. `readable` says whether the reader may open it; whose it is and
    what it is called stay in sight, for the licence asks to name them."""

    version: DocumentVersion
    readable: bool


def ancestors_of(document: LibraryDocument, user: Any) -> list[Ancestor]:
    """The line that leads to a document, the nearest first: two statements, and one for each further generation."""
    line: list[DocumentVersion] = []
    while document.adapted_from_id and len(line) < LONGEST_LINE:
        rows = DocumentVersion.objects.select_related("document__owner")
        line.append(rows.get(pk=document.adapted_from_id))
        document = line[-1].document
    ids = [one.pk for one in line]
    seen = set(DocumentVersion.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else ()
    return [Ancestor(one, one.pk in seen) for one in line]


def adaptations_of(document: LibraryDocument, user: Any) -> QuerySet[LibraryDocument]:
    """What was made of it, as far as the reader may see."""
    made = LibraryDocument.objects.visible_to(user).filter(adapted_from__document=document)
    return made.select_related("owner", "adapted_from").order_by("title", "pk")
