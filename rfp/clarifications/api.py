"""Answers for programs: what is released, for everybody; nobody reads who asked."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.schemas import Paged, PageOf, Schema, paged
from rfp.solicitations.models import Solicitation

from .models import Question
from .queries import questions_of

router = Router(tags=["opportunities"])


class ClarificationAnswerOut(Schema):
    """A question with its answer, released for everybody at `released_at`."""

    number: int
    question: str
    answer: str
    released_at: datetime.datetime

    @staticmethod
    def resolve_question(row: Question) -> str:
        return row.words

    @staticmethod
    def resolve_released_at(row: Question) -> datetime.datetime:
        return row.release.released_at


@router.get("/{reference}/questions", response=Paged[ClarificationAnswerOut], url_name="opportunity_questions")
def list_answers(request: HttpRequest, reference: str, asked: Query[PageOf]) -> dict:
    """The released questions and answers of one opportunity, in the order of their numbers."""
    rows = Solicitation.objects.visible_to(request.user).published()
    solicitation = get_object_or_404(rows, reference=reference)
    return paged(request, questions_of(solicitation, AnonymousUser()), asked)
