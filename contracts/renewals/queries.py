"""Which contracts come to their end, how near it is, and what a reader decides with."""

import datetime
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Now

from catalog.offerings.facts import VendorScore
from catalog.offerings.models import Offering
from contracts.agreements.models import Contract
from contracts.costs.queries.charges import spend_of
from contracts.service_levels.models import ServiceCredit
from contracts.service_levels.queries import twelve_months
from marketplace.components.formats import day, money, percent_down

from .models import RenewalDecision

RUNGS = (180, 90, 30, 0)
ALTERNATIVES_SHOWN = 5
NOT_MEASURED = ["Satisfaction"]


@dataclass(frozen=True)
class Rung:
    """A step of the ladder: so many days before the end, the day on which that is, and whether it has come."""

    days: int
    on: datetime.date
    come: bool


def ladder(contract: Contract, *, on: datetime.date) -> list[Rung]:
    """180, 90, 30 and 0 days before the last day as it stands now: amendments, options and renewals count."""
    last = contract.last_day_on
    days = ((days, last - datetime.timedelta(days=days)) for days in RUNGS)
    return [Rung(before, at, at <= on) for before, at in days]


def undecided(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Those about whose present end nobody has decided."""
    decided = RenewalDecision.objects.filter(contract=OuterRef("pk"), ends_on=OuterRef("ends_on"))
    return contracts.filter(~Exists(decided))


def pack_of(contract: Contract, *, on: datetime.date) -> dict[str, Any]:
    """What a decision is made with: texts alone, so that the pack that was read can be kept and shown again."""
    credits = ServiceCredit.objects.standing().filter(result__term__contract=contract, kind="credit")
    found = credits.aggregate(total=Sum("amount"), count=Count("pk"))
    return {
        "reference": contract.reference,
        "title": contract.title,
        "agency": contract.agency.name,
        "vendor": contract.vendor.name,
        "last_day": day(contract.last_day_on),
        "value": money((contract.value, contract.currency)),
        "read_on": day(on),
        "levels": _levels(contract, on=on),
        "credits": {"months": found["count"], "total": money((found["total"] or Decimal(0), contract.currency))},
        "spend": spend_of(contract, on=on),
        "score": _score(contract),
        "by_itself": _by_itself(contract),
        "alternatives": _alternatives(contract),
        "not_measured": NOT_MEASURED,
    }


def text_of_pack(pack: dict[str, Any]) -> str:
    """The same bytes for the same pack."""
    return json.dumps(pack, cls=DjangoJSONEncoder, sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def _levels(contract: Contract, *, on: datetime.date) -> list[dict[str, Any]]:
    until = min(on, contract.last_day_on)
    rows = []
    for term in contract.service_level_terms.all():
        year = twelve_months(contract, term.code, until=until)
        attained = percent_down(year.uptime_percent) or "Not measured yet"
        kept = f"{year.met} of {len(year.measured)}" if year.measured else "–"
        rows.append({"title": term.title, "promised": percent_down(term.target), "attained": attained, "kept": kept})
    return rows


def _score(contract: Contract) -> dict[str, str] | None:
    """The vendor's newest public scorecard: its words alone, so that the pack can be kept."""
    row = VendorScore.objects.latest(vendors=[contract.vendor_id], at=Now()).get(contract.vendor_id)
    if row is None:
        return None
    return {"said": f"{row.score} of 100", "reference": row.reference, "until": f"{row.last_month:%B %Y}"}


def _by_itself(contract: Contract) -> dict[str, Any] | None:
    if contract.refuse_by is None:
        return None
    cost = money((contract.renewal_cost, contract.currency))
    return {"months": contract.renews_for_months, "cost": cost, "refuse_by": day(contract.refuse_by)}


def _alternatives(contract: Contract) -> list[dict[str, str]]:
    """Other vendors' published offerings on the same topics; without an offering there is nothing to compare with."""
    if contract.offering is None:
        return []
    alike = Offering.objects.listed().filter(topics__in=contract.offering.topics.all())
    others = alike.exclude(vendor=contract.vendor_id).select_related("vendor").distinct().order_by("name", "pk")
    return [{"name": each.name, "slug": each.slug, "vendor": each.vendor.name} for each in others[:ALTERNATIVES_SHOWN]]
