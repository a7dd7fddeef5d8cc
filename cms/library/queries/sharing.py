"""Reading the register of data-sharing agreements."""

import datetime
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from ..models import DocumentVersion, SharingAgreement, SharingParty
from ..models.document import Kind
from ..models.sharing import IN_FORCE, SharingStatus

STATES = {
    "force": "In force",
    "review_due": "Review due",
    "preparing": "In preparation or signed",
    "ended": "Ended",
}


def find_agreements(
    user: Any, *, words: str = "", party: str = "", state: str = "", on: datetime.date
) -> QuerySet[SharingAgreement]:
    """What the reader may see, narrowed; states are as of a day, whatever a job noted."""
    rows = SharingAgreement.objects.visible_to(user).select_related("provider", "recipient").prefetch_related("further")
    if words:
        rows = rows.annotate(data=Cast("datasets", CharField()))
        said = (Q(**{f"{name}__icontains": words}) for name in ("title", "purpose", "data", "legal_basis"))
        wanted = Q(reference__iexact=words)
        for one in said:
            wanted |= one
        rows = rows.filter(wanted)
    if party:
        further = SharingParty.objects.filter(organisation__slug=party).values("agreement")
        rows = rows.filter(Q(provider__slug=party) | Q(recipient__slug=party) | Q(pk__in=further))
    begun = Q(status__in=IN_FORCE) | Q(status=SharingStatus.SIGNED, starts_on__lte=on)
    kept = {
        "force": begun,
        "review_due": begun & Q(review_on__lte=on),
        "preparing": ~begun & ~Q(status=SharingStatus.ENDED),
        "ended": Q(status=SharingStatus.ENDED),
    }
    return rows.filter(kept[state]) if state else rows


def templates_for(user: Any) -> QuerySet[DocumentVersion]:
    """What an agreement can follow: memoranda and agreements of the library that the reader may read."""
    rows = DocumentVersion.objects.visible_to(user).current()
    return rows.filter(kind__in=[Kind.DATA_SHARING, Kind.MOU]).select_related("document").order_by("title", "pk")
