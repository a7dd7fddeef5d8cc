"""Evaluations for programs: those that one may see on screens, how far they are, and the frozen result."""

import datetime
from decimal import Decimal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Panel
from .queries import seats_of

router = Router(tags=["evaluations"], auth=READ)


class EvaluationOut(Schema):
    """One round of judging a lot. Proposals are known by their letters alone."""

    reference: str
    lot: int
    title: str
    buyer: str
    round: int
    status: str
    formula: str
    formed_at: datetime.datetime
    scoring_at: datetime.datetime | None
    agreed_at: datetime.datetime | None

    @staticmethod
    def resolve_reference(panel: Panel) -> str:
        return panel.solicitation.reference

    @staticmethod
    def resolve_lot(panel: Panel) -> int:
        return panel.lot.number

    @staticmethod
    def resolve_title(panel: Panel) -> str:
        return panel.lot.title

    @staticmethod
    def resolve_buyer(panel: Panel) -> str:
        return panel.solicitation.agency.name


class SeatOut(Schema):
    """Who sits on the panel. `declared` and `submitted` say how far the person is, not what was given."""

    name: str
    is_chair: bool
    declared: bool
    submitted: bool


class PlaceOut(Schema):
    """One place of the frozen ranking. `total` is as shown; `tied_with` names equal totals, `by` what decided."""

    place: int
    letter: str
    total: Decimal
    tied_with: list[str]
    by: str


class EvaluationDetail(EvaluationOut):
    """With its people; with the ranking, its words and the digest once the result is frozen."""

    seats: list[SeatOut]
    ranking: list[PlaceOut]
    words: str
    digest: str

    @staticmethod
    def resolve_seats(panel: Panel) -> list[dict]:
        return [
            {
                "name": str(seat.user),
                "is_chair": seat.is_chair,
                "declared": hasattr(seat, "declaration"),
                "submitted": seat.submitted_at is not None,
            }
            for seat in seats_of(panel)
        ]

    @staticmethod
    def resolve_ranking(panel: Panel) -> list[dict]:
        return panel.result.content["ranking"] if hasattr(panel, "result") else []

    @staticmethod
    def resolve_words(panel: Panel) -> str:
        return panel.result.words if hasattr(panel, "result") else ""

    @staticmethod
    def resolve_digest(panel: Panel) -> str:
        return panel.result.digest if hasattr(panel, "result") else ""


def _visible(request: HttpRequest):
    panels = Panel.objects.visible_to(request.user).live()
    return panels.select_related("lot__solicitation__agency", "result")


@router.get("", response=Paged[EvaluationOut], url_name="evaluations")
def list_evaluations(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """The evaluations that one sits on, opened, or oversees; the latest first."""
    return paged(request, _visible(request), asked)


@router.get("/{reference}/{number}", response=EvaluationDetail, url_name="evaluation")
def get_evaluation(request: HttpRequest, reference: str, number: int) -> Panel:
    """One evaluation with its people and, once it is frozen, its ranking."""
    return get_object_or_404(_visible(request), lot__solicitation__reference=reference, lot__number=number)
