"""Reading questions, answers and what a vendor has read."""

from typing import Any

from django.db.models import QuerySet

from marketplace.organisations.models import Organisation
from rfp.solicitations.models import Solicitation, SolicitationVersion

from .models import Question


def questions_of(solicitation: Solicitation, reader: Any) -> QuerySet[Question]:
    """Those that the reader sees, released ones first, in the order of their numbers."""
    rows = Question.objects.visible_to(reader).filter(solicitation=solicitation)
    return rows.select_related("release")


def unread_addenda(solicitation: Solicitation, vendor: Organisation) -> QuerySet[SolicitationVersion]:
    """Addenda that nobody of the vendor has acknowledged. Bids ask this before they are sent."""
    read = SolicitationVersion.objects.filter(acknowledgements__vendor=vendor)
    return solicitation.versions.filter(number__gt=1).exclude(pk__in=read)
