"""The catalogue for programs: the same search and the same refusals as on the page."""

import datetime
from decimal import Decimal

from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from catalog.offerings.models import Offering
from catalog.offerings.page_rows import load_for_page
from catalog.offerings.plans import OfferedServiceLevel, Plan, plans_on, price_day
from catalog.offerings.pricing import LARGEST_QUANTITY, LONGEST_TERM
from marketplace.schemas import Paged, PageOf, Schema, paged

from . import facets
from .entries import cheapest
from .prices import PriceLimit
from .queries import search_catalogue
from .query import LONGEST_TEXT, MOST_VALUES, CatalogueQuery, Sort
from .reading import check_selected

router = Router(tags=["offerings"])


class OfferingsAsked(PageOf):
    """Words, filters and order. A filter given several times fits offerings that have one of its values."""

    q: str = Field("", max_length=LONGEST_TEXT, description="Words to search for; “quoted phrases”, OR and -without.")
    model: list[str] = Field([], max_length=MOST_VALUES, description="Service model: saas, paas, iaas, support.")
    by: list[str] = Field([], max_length=MOST_VALUES, description="Provided by: vendor, state, contract.")
    certification: list[str] = Field([], max_length=MOST_VALUES)
    impact: list[str] = Field([], max_length=MOST_VALUES, description="Impact level.")
    deployment: list[str] = Field([], max_length=MOST_VALUES)
    mode: list[str] = Field([], max_length=MOST_VALUES, description="Delivery mode.")
    orderable: list[str] = Field([], max_length=MOST_VALUES, description="yes: only what can be ordered now.")
    measured: list[str] = Field([], max_length=MOST_VALUES, description="yes: only with measured uptime.")
    small_business: list[str] = Field([], max_length=MOST_VALUES, description="yes: only of small businesses.")
    takeover: list[str] = Field([], max_length=MOST_VALUES, description="yes: only what others may take over.")
    open_api: list[str] = Field([], max_length=MOST_VALUES, description="yes, no, none: not stated.")
    export: list[str] = Field(
        [],
        max_length=MOST_VALUES,
        description="Data comes out as: csv, json, xml, opendocument, database-copy, machine-image, none: not stated.",
    )
    standard: list[str] = Field(
        [],
        max_length=MOST_VALUES,
        description="Data standards: niem, hl7-fhir, ogc-geodata, open-referral, none: not stated.",
    )
    location: list[str] = Field(
        [], max_length=MOST_VALUES, description="Where data is kept: us, ca, uk, eu, au, other, none: not stated."
    )
    uptime: list[str] = Field(
        [], max_length=MOST_VALUES, description="Measured uptime of at least: 99.5, 99.9, 99.95, 99.99."
    )
    category: list[str] = Field([], max_length=MOST_VALUES, description="Topic, by slug.")
    vendor: list[str] = Field([], max_length=MOST_VALUES, description="Vendor, by slug.")
    price_to: Decimal | None = Field(
        None, ge=0, max_digits=12, decimal_places=2, description="US dollars a month for `users` and `months`, at most."
    )
    users: int = Field(1, ge=1, le=LARGEST_QUANTITY, description="How many units of a plan, for `price_to`.")
    months: int = Field(12, ge=1, le=LONGEST_TERM, description="For how long, for `price_to`.")
    sort: Sort = Sort.BEST


class PriceOut(Schema):
    amount: Decimal
    currency: str
    unit: str
    interval: str


class OfferingOut(Schema):
    source_id: str
    slug: str
    name: str
    vendor: str
    vendor_slug: str
    summary: str
    service_models: list[str]
    deployment: str
    impact_level: str
    certification: str
    orderable: bool
    price_from: PriceOut | None
    used_by_count: int
    under_contract_count: int
    measured_availability: Decimal | None

    @staticmethod
    def resolve_vendor(offering: Offering) -> str:
        return offering.vendor.name

    @staticmethod
    def resolve_vendor_slug(offering: Offering) -> str:
        return offering.vendor.slug

    @staticmethod
    def resolve_orderable(offering: Offering) -> bool:
        return offering.is_orderable

    @staticmethod
    def resolve_price_from(offering: Offering) -> dict | None:
        plan = cheapest(plans_on(offering, price_day(timezone.now())))
        return plan and {
            "amount": plan.price,
            "currency": plan.currency,
            "unit": plan.unit,
            "interval": plan.interval,
        }

    @staticmethod
    def resolve_used_by_count(offering: Offering) -> int:
        return offering.facts.used_by_count if hasattr(offering, "facts") else 0

    @staticmethod
    def resolve_under_contract_count(offering: Offering) -> int:
        return offering.facts.under_contract_count if hasattr(offering, "facts") else 0

    @staticmethod
    def resolve_measured_availability(offering: Offering) -> Decimal | None:
        return offering.facts.measured_availability if hasattr(offering, "facts") else None


class FoundOut(OfferingOut):
    score: float = Field(description="How well it fits the words; 0 where there are none. Compare within one answer.")


class CountOut(Schema):
    value: str
    label: str
    count: int
    selected: bool


class FoundPage(Paged[FoundOut]):
    facets: dict[str, list[CountOut]] = Field(description="What each value gives, the other filters as they are.")
    searched_for: str = Field(description="The words that were searched for, respelt where nothing matched them.")


class PlanOut(Schema):
    code: str
    name: str
    includes: str
    unit: str
    price: Decimal
    currency: str
    interval: str
    minimum_term_months: int
    included_quantity: int
    setup_charge: Decimal
    data_move_charge: Decimal
    support_per_year: Decimal
    tiers: list[dict]
    usage_charges: list[dict] = Field(description="Metered and billed on top; `included` is a month’s for the order.")
    discounts: list[dict] = Field(description="Percent off the licences, from a quantity or from a term in months.")
    price_changes: list[dict] = Field(description="Announced: what changes from which day on.")

    @staticmethod
    def resolve_code(plan: Plan) -> str:
        return str(plan.code)


class CreditStepOut(Schema):
    below: Decimal = Field(description="Attainment under this percentage …")
    percent: Decimal = Field(description="… earns this share of the monthly fee, in percent.")


class ServiceLevelOut(Schema):
    code: str
    title: str
    target: Decimal
    convention: str
    within_minutes: int | None
    credit_steps: list[CreditStepOut] = Field(description="What a miss earns: the deepest step that was missed holds.")
    credit_cap_percent: Decimal | None = Field(None, description="The most that one month earns.")

    @staticmethod
    def resolve_credit_steps(level: OfferedServiceLevel) -> list[CreditStepOut]:
        return [CreditStepOut(below=step.below, percent=step.percent) for step in level.credits]


class AnswerOut(Schema):
    section: str
    key: str
    question: str
    answer: str
    valid_until: datetime.date | None = Field(None, description="Of evidence: its last day.")
    checked: bool | None = Field(None, description="Of evidence: whether the broker office has read it.")


class OfferingDetailOut(OfferingOut):
    description: str
    topics: list[str]
    assessor: str
    ready_on: datetime.date | None
    authorised_on: datetime.date | None
    data_location: str
    support_hours: str
    sign_in: str
    open_api: bool | None
    export_formats: list[str]
    data_standards: list[str]
    paid_from: str
    paid_words: str
    may_be_taken_over: bool
    takeover_words: str
    delivery_mode: str
    exit_terms: list[str]
    website: str
    plans: list[PlanOut]
    service_levels: list[ServiceLevelOut]
    answers: list[AnswerOut] = Field(description="What the vendor states, by section of the question set of its lot.")

    @staticmethod
    def resolve_answers(offering: Offering) -> list[AnswerOut]:
        return [
            AnswerOut(
                section=section.title,
                key=row.question.key,
                question=row.question.label,
                answer=row.words,
                valid_until=row.file.expires_on if row.file else None,
                checked=row.file.verified_at is not None if row.file else None,
            )
            for section, rows in offering.shown_answers(on=timezone.localdate())
            for row in rows
        ]

    @staticmethod
    def resolve_plans(offering: Offering) -> list[Plan]:
        return plans_on(offering, price_day(timezone.now()))

    @staticmethod
    def resolve_topics(offering: Offering) -> list[str]:
        return [topic.name for topic in offering.shown_topics]

    @staticmethod
    def resolve_assessor(offering: Offering) -> str:
        return str(offering.assessor or "")

    @staticmethod
    def resolve_export_formats(offering: Offering) -> list[str]:
        return [value for value, _ in offering.export_formats]

    @staticmethod
    def resolve_data_standards(offering: Offering) -> list[str]:
        return [value for value, _ in offering.data_standards]

    @staticmethod
    def resolve_exit_terms(offering: Offering) -> list[str]:
        return offering.exit_term_lines


@router.get("", response=FoundPage, url_name="offerings")
def list_offerings(request, asked: Query[OfferingsAsked]):
    """Listed offerings that fit, the best first, with the counts of every filter."""
    query = CatalogueQuery(
        text=" ".join(asked.q.split()),
        selected=check_selected({name: getattr(asked, name) for name in facets.NAMES}),
        sort=asked.sort,
        page=asked.page,
        price=PriceLimit(asked.price_to, asked.users, asked.months) if asked.price_to is not None else None,
        size=asked.page_size,
    )
    result = search_catalogue(query)
    page = paged(request, range(result.total), asked)
    listed = Offering.objects.listed().with_admission()
    rows = listed.select_related("vendor", "facts").prefetch_related("plans", "service_levels")
    by_id = rows.in_bulk([hit.offering_id for hit in result.hits])
    found = [(by_id[hit.offering_id], hit.score) for hit in result.hits if hit.offering_id in by_id]
    for offering, score in found:
        offering.score = score
    return page | {
        "items": [offering for offering, _ in found],
        "facets": result.counts,
        "searched_for": result.query.text,
    }


@router.get("/{slug:slug}", response=OfferingDetailOut, url_name="offering")
def get_offering(request, slug: str):
    """One offering with its plans and service levels."""
    return load_for_page(request.user, slug)
