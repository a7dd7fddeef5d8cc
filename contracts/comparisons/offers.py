"""Where offers come from, and each as it is published today: the plan that costs least, and what is stated."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models.functions import Now

from catalog.longlists.models import Longlist
from catalog.longlists.pinned import digest_of
from catalog.offerings.facts import VendorScore
from catalog.offerings.models import Offering, Plan
from catalog.offerings.plans import plans_on
from catalog.offerings.pricing import LEVY_PERCENT, cost_parts
from catalog.shortlists.models import Shortlist
from contracts.frameworks.levies import levy_of_lot
from contracts.frameworks.models import FrameworkLot
from contracts.frameworks.places import places_in

from .models import Candidate


@dataclass(frozen=True)
class Source:
    """The offers of a lot, of a shortlist or of a frozen longlist, how it is called, and what is left out of a lot."""

    words: str
    offerings: Sequence[int]
    lot: FrameworkLot | None = None
    unsigned: Sequence[dict[str, str]] = ()


def of_lot(lot: FrameworkLot) -> Source:
    """Everything orderable that those who stand in a framework lot and have signed it offer there. Four statements."""
    bound = {place.vendor.pk: place.is_bound for place in places_in(lot)}
    offered = Offering.objects.orderable().with_lot().filter(vendor__in=bound, own_lot=lot.lot_id).order_by("name")
    rows = list(offered.values_list("pk", "name", "vendor_id"))
    unsigned = [
        {"name": name, "because": "Its vendor has not signed this lot yet."}
        for _, name, vendor_id in rows
        if not bound[vendor_id]
    ]
    signed = [pk for pk, _, vendor_id in rows if bound[vendor_id]]
    return Source(f"{lot.framework}, lot {lot.lot}", signed, lot, unsigned)


def of_shortlist(shortlist: Shortlist) -> Source:
    """What stands on an agency's shortlist."""
    return Source(f"Shortlist {shortlist}", list(shortlist.entries.standing().values_list("offering_id", flat=True)))


def of_longlist(longlist: Longlist) -> Source:
    """What a frozen longlist left."""
    left = longlist.entries.filter(exclusion__isnull=True).order_by("place")
    return Source(f"Longlist {longlist}", list(left.values_list("offering_id", flat=True)))


@dataclass(frozen=True)
class Frozen:
    """The offers that can be compared, unsaved, and the others with their reasons."""

    candidates: Sequence[Candidate]
    left_out: Sequence[dict[str, str]]


def freeze_offers(source: Source, *, quantity: int, months: int, on: datetime.date) -> Frozen:
    """Each offer of the source as it is published on that day. Costs for the quantity and term, cheapest plan first."""
    rows = Offering.objects.listed().with_admission().select_related("vendor", "facts", "live_revision")
    found = rows.in_bulk(source.offerings)
    vendors = {offering.vendor_id for offering in found.values()}
    scores = VendorScore.objects.latest(vendors=vendors, at=Now())
    candidates: list[Candidate] = []
    left_out: list[dict[str, str]] = list(source.unsigned)
    for pk in source.offerings:
        offering = found.get(pk)
        if offering is None:
            continue
        cheapest = _cheapest(offering, quantity, months, on, levy_of_lot(source.lot, on))
        if isinstance(cheapest, str):
            left_out.append({"name": offering.name, "because": cheapest})
        else:
            candidates.append(
                _candidate(offering, *cheapest, place=len(candidates) + 1, score=scores.get(offering.vendor_id))
            )
    return Frozen(candidates, left_out)


def _cheapest(
    offering: Offering, quantity: int, months: int, on: datetime.date, levy_percent: Decimal
) -> tuple[Plan, Decimal] | str:
    """The plan that costs least, with its cost; or why there is none."""
    if offering.vendor.sanction_in_force or not (offering.is_orderable and offering.live_revision):
        return "It cannot be ordered at the moment."
    version = offering.published_version
    if version.prices_until and version.prices_until < on:
        return "Its prices have run out."
    costs = costs_of(version, quantity, months, on, levy_percent)
    return costs[0] if costs else "None of its plans is sold for this quantity and term."


def costs_of(
    version: Any, quantity: int, months: int, on: datetime.date, levy_percent: Decimal = LEVY_PERCENT
) -> list[tuple[Plan, Decimal]]:
    """The plans of a version that are sold for the quantity and term, the cheapest first."""
    sold = [
        plan
        for plan in plans_on(version, on)
        if plan.included_quantity <= quantity and plan.minimum_term_months <= months
    ]
    said = {"delivery_mode": version.delivery_mode, "levy_percent": levy_percent}
    costs = [(plan, cost_parts(plan, quantity, months, **said).total) for plan in sold]
    return sorted(costs, key=lambda cost: (cost[1], cost[0].name))


def _candidate(offering: Offering, plan: Plan, cost: Decimal, *, place: int, score: VendorScore | None) -> Candidate:
    revision = offering.live_revision
    facts = published_facts(revision.as_object(), cost) | _counted(offering)
    facts |= {"score": str(score.score)} if score else {}
    return Candidate(
        place=place,
        offering=offering,
        revision=revision,
        content_digest=digest_of(revision.content),
        name=offering.name,
        vendor_name=offering.vendor.name,
        plan_code=plan.code,
        plan_name=plan.name,
        cost=cost,
        facts=facts,
    )


def published_facts(version: Any, cost: Decimal) -> dict[str, str]:
    """Price and promises of a version, as text; what is not stated is left out."""
    levels = list(version.service_levels.all())
    uptime = [level.target for level in levels if level.within_minutes is None]
    answers = [level.within_minutes for level in levels if level.within_minutes is not None]
    facts = {"price": str(cost)}
    facts |= {"availability": str(max(uptime))} if uptime else {}
    return facts | ({"answer": str(min(answers))} if answers else {})


def _counted(offering: Offering) -> dict[str, str]:
    """What was measured and counted until then; empty where nothing was."""
    known = getattr(offering, "facts", None)
    if known is None:
        return {}
    measured = {"measured": str(known.measured_availability)} if known.measured_availability is not None else {}
    return measured | {"used_by": str((known.used_by_count or 0) + (known.under_contract_count or 0))}


def values_of(candidates: Iterable[Candidate]) -> dict[int, dict[str, Decimal | None]]:
    """The values of each candidate by criterion, judged ones among them; by place."""
    values: dict[int, dict[str, Decimal | None]] = {}
    for candidate in candidates:
        own = {name: Decimal(value) for name, value in candidate.facts.items()}
        own |= {row.criterion: Decimal(row.points) for row in candidate.judgements.all()}
        values[candidate.place] = dict(own)
    return values
