"""What a vendor did for agencies: months judged, credits given, reviews and answers, and invoices that are open."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from contracts.relationships.models import OfferingReview, Survey
from contracts.relationships.queries.reviews import FEW
from contracts.relationships.queries.satisfaction import COUNTS
from contracts.relationships.queries.satisfaction import Figures as Answers
from contracts.service_levels.models import PeriodResult, ServiceCredit
from marketplace.billing.models import Invoice
from marketplace.organisations.models import Organisation

from ..arithmetic import ZERO
from ..queries.scope import Business

TENTH = Decimal("0.1")
ANSWERS = ("asked", "answered", "content")


@dataclass(frozen=True)
class Vendor:
    """One vendor: its invoices that are open, with those overdue and what is left to pay, and what agencies answered.

    Answers are of surveys of agencies about its contracts, since the twelve months began.
    """

    name: str
    slug: str
    open_count: int
    late_count: int
    open_sum: Decimal
    asked: int
    answered: int
    content: int


def vendors_standing(business: Business, *, at: datetime.datetime) -> list[Vendor]:
    """The vendors by name, with what they have open and what they are told. One statement."""
    to_pay = Q(invoices_issued__status__in=Invoice.OPEN)
    left = F("invoices_issued__total") - F("invoices_issued__paid") - F("invoices_issued__credited")
    asked = Survey.objects.filter(
        contract__vendor=OuterRef("pk"),
        organisation__kind=Organisation.Kind.AGENCY,
        asked_at__date__gte=business.months[1],
    ).order_by()
    found: Any = Organisation.objects.filter(pk__in=business.vendors).annotate(
        open_count=Count("invoices_issued", filter=to_pay),
        late_count=Count("invoices_issued", filter=to_pay & Q(invoices_issued__due_at__lte=at)),
        open_sum=Sum(left, filter=to_pay, default=ZERO),
        **{f"{name}_count": _counted(asked, COUNTS[name]) for name in ANSWERS},
    )
    names = ("name", "slug", "open_count", "late_count", "open_sum", *(f"{name}_count" for name in ANSWERS))
    return [Vendor(*row) for row in found.order_by("sort_name", "pk").values_list(*names)]


def _counted(surveys: QuerySet[Survey], count: Any) -> Any:
    rows: Any = surveys.values("contract__vendor").annotate(many=count).values("many")
    return Coalesce(Subquery(rows), 0)


@dataclass(frozen=True)
class Kept:
    """The service levels of one contract: of how many months there is a final verdict, and how many were met."""

    reference: str
    title: str
    agency: str
    judged: int
    met: int

    @property
    def address(self) -> str:
        return f"/contracts/{self.reference}/"


def kept_by_contract(business: Business, *, at: datetime.datetime) -> list[Kept]:
    """Final months of the twelve, by contract; what had too little data is not judged. One statement."""
    _, first, end = business.months
    verdict = PeriodResult.Verdict
    final = PeriodResult.objects.final(at=at).filter(business.of("term__contract__vendor"))
    judged: Any = final.filter(period__gte=first, period__lt=end).exclude(verdict=verdict.INSUFFICIENT_DATA).order_by()
    names = ("term__contract__reference", "term__contract__title", "term__contract__agency__name")
    grouped = judged.values(*names).annotate(judged=Count("pk"), met=Count("pk", filter=Q(verdict=verdict.MET)))
    return [Kept(*row) for row in grouped.order_by("term__contract__reference").values_list(*names, "judged", "met")]


@dataclass(frozen=True)
class Given:
    """One credit that the vendor gives, or what it accepted of a claim of the broker office."""

    reference: str
    contract: str
    month: datetime.date
    amount: Decimal

    @property
    def address(self) -> str:
        return f"/credits/{self.reference}/"


def credits_given(business: Business, *, at: datetime.datetime) -> list[Given]:
    """For months of the twelve, the latest first: credits owed, claims as they were accepted. One statement."""
    _, first, end = business.months
    kind = ServiceCredit.Kind
    owed = Q(pk__in=ServiceCredit.objects.owed(at=at).filter(business.of("debtor"), kind=kind.CREDIT).values("pk"))
    accepted = Q(kind=kind.CLAIM, accepted_amount__gt=0)
    found: Any = ServiceCredit.objects.standing().filter(
        business.of("debtor"), owed | accepted, result__period__gte=first, result__period__lt=end
    )
    worth = Case(When(kind=kind.CLAIM, then=F("accepted_amount")), default=F("amount"))
    rows = found.annotate(worth=worth).order_by("-result__period", "reference")
    return [
        Given(*row)
        for row in rows.values_list("reference", "result__term__contract__reference", "result__period", "worth")
    ]


@dataclass(frozen=True)
class Reviewed:
    """Reviews of one offering that are shown: how many, and both means to one place; none of fewer than five."""

    name: str
    slug: str
    count: int
    service: Decimal | None
    ordering: Decimal | None


def reviews_by_offering(business: Business) -> list[Reviewed]:
    """Of the vendors' own offerings, by name. One statement."""
    shown = OfferingReview.objects.shown().filter(business.of("offering__vendor")).order_by()
    rows: Any = shown.values("offering__name", "offering__slug").annotate(
        count=Count("pk"), service=Avg("service_rating"), ordering=Avg("ordering_rating")
    )
    found = rows.order_by("offering__name", "offering__slug").values_list(
        "offering__name", "offering__slug", "count", "service", "ordering"
    )
    return [Reviewed(name, slug, count, *(_mean(one, count) for one in means)) for name, slug, count, *means in found]


def answers_told(vendors: Sequence[Vendor]) -> Answers:
    """What people of agencies answered about the contracts of these vendors. No statement.

    Sums alone: who reads them shows none of fewer than five answers.
    """
    asked, answered, content = (sum(getattr(one, name) for one in vendors) for name in ANSWERS)
    return Answers("Agencies", asked, answered, content)


def _mean(value: Any, count: int) -> Decimal | None:
    return Decimal(str(value)).quantize(TENTH, rounding=ROUND_HALF_UP) if count >= FEW else None
