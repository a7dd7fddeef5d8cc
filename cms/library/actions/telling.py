"""Who is told of a new version: those who adopted or adapted the document, and those who asked for one like it."""

from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.notifications.actions import notify
from marketplace.permissions import require

from ..models import DocumentVersion
from ..queries.people import followers_of
from ..queries.wanted import requests_that_fit


@transaction.atomic
def tell_new_version(*, version: DocumentVersion, by: Any, now: Clock = database_now) -> int:
    """Tells each person once for each version, where they may read it. Returns for how many requests it is news.

    Raises PermissionDenied.
    """
    require(by, "cms.tell_of_documents")
    at, document = now(), version.document
    if version.number > 1:
        notify(
            recipients=followers_of(document, at=at),
            key=f"document-version-{version.pk}",
            subject=f"“{version.title}” has a new version {version.number}"[:200],
            body=version.note or f"Published by {document.owner} on {day(version.published_at)}.",
            address=document.get_absolute_url(),
            at=at,
        )
    fitting = requests_that_fit(version)
    for wanted in fitting:
        notify(
            recipients=[wanted.asked_by],
            key=f"request-{wanted.pk}-fits-{document.pk}",
            subject=f"New in the library: “{version.title}”"[:200],
            body=f"It may be what you asked for: {wanted.title}. If it is, say so on your request.",
            address=document.get_absolute_url(),
            at=at,
        )
    return len(fitting)
