"""What the page of a document shows; a constant number of statements beside its line of ancestors."""

import datetime
from typing import Any

from django.db.models import Avg, Count

from marketplace.permissions import allowed

from .models import Adoption, DocumentVersion, LibraryDocument
from .queries.bodies import acting_for, writing_for
from .queries.lineage import adaptations_of, ancestors_of
from .wording import paragraphs

VOICES_SHOWN = 20


def document_context(document: LibraryDocument, user: Any, *, today: datetime.date) -> dict[str, Any]:
    """For the template; `document` comes with its owner."""
    seen = DocumentVersion.objects.visible_to(user).filter(document=document)
    versions = list(seen.select_related("published_by", "file", "document"))
    current = next((one for one in versions if document.live and one.number == document.number), None)
    has_draft = not document.live or document.has_unpublished_changes
    draft = document.get_latest_revision_as_object() if has_draft else None
    shown: Any = current or draft or document
    adoptions = list(document.adoptions.select_related("agency", "version", "document"))
    may_write = allowed(user, "cms.write_document", document)
    return {
        "document": document,
        "current": current,
        "shown": shown,
        "paragraphs": paragraphs(shown.text),
        "versions": versions,
        "review_due": bool(current) and document.is_review_due(on=today),
        "ancestors": ancestors_of(document, user),
        "adaptations": adaptations_of(document, user),
        "adoptions": adoptions,
        "rating": document.ratings.aggregate(mean=Avg("stars"), count=Count("pk")),
        "ratings": list(document.ratings.select_related("organisation")[:VOICES_SHOWN]),
        "questions": list(document.questions.select_related("organisation", "answered_by")[:VOICES_SHOWN]),
        "draft": draft if may_write else None,
        "missing": draft.missing_for_publication() if draft and may_write else [],
        "may_write": may_write,
        "may_publish": allowed(user, "cms.publish_document", document),
        "may_answer": allowed(user, "cms.answer_document_question", document),
        **_of_readers(document, user, adoptions if current else []),
        "public": bool(current),
    }


def _of_readers(document: LibraryDocument, user: Any, adoptions: list[Adoption]) -> dict[str, bool]:
    """Which buttons stand there for people of other organisations."""
    if not document.live:
        return {}
    adopting = acting_for(user, "cms.adopt_document") - {document.owner_id}
    own = [one for one in adoptions if one.agency_id in adopting]
    return {
        "may_adopt": bool(adopting - {one.agency_id for one in own}) or any(one.is_behind for one in own),
        "may_give_up": bool(own),
        "may_adapt": bool(writing_for(user) - {document.owner_id}),
        "may_rate": bool(acting_for(user, "cms.rate_document") - {document.owner_id}),
        "may_ask": bool(acting_for(user, "cms.ask_about_document") - {document.owner_id}),
    }
