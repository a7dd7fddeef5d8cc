"""Opportunities for programs: what is published for everybody, drafts for those who read them on screens."""

import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Solicitation
from .price_formulas import FORMULAS
from .queries import state_of

router = Router(tags=["opportunities"])


class RequirementOut(Schema):
    """What is answered. A must that is answered with no ends the application."""

    code: str
    text: str
    must: bool
    answer_kind: str
    word_limit: int | None


class CriterionOut(Schema):
    """The weights of a lot add up to 100."""

    code: str
    title: str
    description: str
    kind: str
    weight: Decimal
    minimum_score: Decimal | None
    scale_max: int


class PriceLineOut(Schema):
    code: str
    title: str
    unit: str
    quantity: Decimal


class SolicitationLotOut(Schema):
    number: int
    title: str
    category: str | None
    estimated_value: Decimal | None
    currency: str
    max_awards: int
    requirements: list[RequirementOut]
    criteria: list[CriterionOut]
    price_lines: list[PriceLineOut]

    @staticmethod
    def resolve_category(lot) -> str | None:
        return lot.category_id


class AddendumOut(Schema):
    """`changes` are field by field: what, before, after."""

    number: int
    reason: str
    material: bool
    published_at: datetime.datetime
    digest: str
    changes: list[dict]

    @staticmethod
    def resolve_number(version) -> int:
        return version.addendum


class OpportunityOut(Schema):
    """`state` is where it stands at the moment, in words; `status` what was recorded."""

    reference: str
    ocid: str
    kind: str
    title: str
    buyer: str
    status: str
    state: str
    audience: str
    published_at: datetime.datetime | None
    questions_due_at: datetime.datetime | None
    answers_due_at: datetime.datetime | None
    bids_due_at: datetime.datetime | None
    cancel_code: str
    cancel_reason: str

    @staticmethod
    def resolve_buyer(one: Solicitation) -> str:
        return one.agency.name

    @staticmethod
    def resolve_state(one: Solicitation) -> str:
        return state_of(one, at=timezone.now()).words


class OpportunityDetail(OpportunityOut):
    """With its lots and addenda."""

    version: int
    award_planned_on: datetime.date | None
    starts_planned_on: datetime.date | None
    bid_validity_days: int
    standstill_days: int
    max_lots_per_vendor: int | None
    price_formula: str
    price_formula_words: str
    lots: list[SolicitationLotOut]
    addenda: list[AddendumOut]

    @staticmethod
    def resolve_price_formula_words(one: Solicitation) -> str:
        return FORMULAS[one.price_formula].words

    @staticmethod
    def resolve_lots(one: Solicitation) -> list:
        return list(one.lots.all())

    @staticmethod
    def resolve_addenda(one: Solicitation) -> list:
        return [version for version in one.versions.all() if version.addendum]


def _visible(request: HttpRequest) -> QuerySet[Solicitation]:
    return Solicitation.objects.visible_to(request.user).select_related("agency")


@router.get("", response=Paged[OpportunityOut], url_name="opportunities")
def list_opportunities(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Opportunities, the latest first."""
    return paged(request, _visible(request), asked)


@router.get("/{reference}", response=OpportunityDetail, url_name="opportunity")
def get_opportunity(request: HttpRequest, reference: str) -> Solicitation:
    """One opportunity with everything that is asked, its criteria and its addenda."""
    asked = ("lots__requirements", "lots__criteria", "lots__price_lines", "versions")
    return get_object_or_404(_visible(request).prefetch_related(*asked), reference=reference)
