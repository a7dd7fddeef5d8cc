"""Reading questions and answers."""

from typing import Any

from django.db.models import QuerySet

from rfp.solicitations.models import Solicitation

from .models import Question


def questions_of(solicitation: Solicitation, reader: Any) -> QuerySet[Question]:
    """Those that the reader sees, released ones first, in the order of their numbers."""
    rows = Question.objects.visible_to(reader).filter(solicitation=solicitation)
    return rows.select_related("release")
