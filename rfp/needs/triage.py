"""What speaks for each way of meeting a need: services, agreements, contracts, and what they would cost."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.urls import reverse

from catalog.offerings.levies import levy_percents
from catalog.offerings.models import Offering
from catalog.offerings.plans import plans_on
from catalog.offerings.pricing import NO_USAGE, CostParts, cost_parts, unit_money
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from catalog.taxonomy.models import ImpactLevel
from contracts.agreements.models import Contract
from contracts.frameworks.models import FrameworkLot
from contracts.frameworks.places import places_in
from contracts.frameworks.queries import lots_for, room_in
from contracts.policies.models import Route as PolicyRoute
from contracts.policies.queries import policy_on, route_states
from marketplace.components.formats import day, money
from marketplace.organisations.models import Organisation

from .models import Need

SHOWN = 3
MONTHS = 12
Level = ImpactLevel
RANKS: dict[str, int] = {
    Level.LOW: 1, Level.LI_SAAS: 1, Level.TWENTY_X_LOW: 1, Level.MODERATE: 2, Level.TWENTY_X_MODERATE: 2, Level.HIGH: 3
}  # fmt: skip
LEAST_LEVEL: dict[str, ImpactLevel] = {Need.DataClass.PERSONAL: Level.MODERATE, Need.DataClass.REGULATED: Level.HIGH}


# Which ways of the buying policy carry out the way of meeting a need; one that is open is enough.
BOUGHT_BY: dict[str, tuple[PolicyRoute, ...]] = {
    Need.Route.AGREEMENT: (PolicyRoute.DIRECT_ORDER, PolicyRoute.CASCADE),
    Need.Route.DIRECT_ORDER: (PolicyRoute.DIRECT_ORDER, PolicyRoute.CASCADE, PolicyRoute.DIRECT_AWARD),
    Need.Route.COMPARISON: (PolicyRoute.COMPARISON,),
    Need.Route.MINI_COMPETITION: (PolicyRoute.MINI_COMPETITION,),
    Need.Route.RFP: (PolicyRoute.COMPETITION,),
}


@dataclass(frozen=True)
class Evidence:
    """One thing that there is: what, where to look at it, and what to know of it."""

    words: str
    url: str = ""
    note: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Way:
    """A way of meeting the need, and what speaks for it; nothing does where `evidence` is empty.

    `closed` says why the buying policy does not allow it for what the need may cost.
    """

    route: str
    evidence: tuple[Evidence, ...]
    none: str
    closed: str = ""

    @property
    def label(self) -> str:
        return Need.Route(self.route).label


def ways_for(need: Need, *, on: datetime.date) -> list[Way]:
    """The ways from the nearest at hand to the longest, each with its evidence on that day.

    Looked for is what can be ordered and is found by the need's title: at most SHOWN of a kind, so that the number of
    statements depends on neither catalogue nor contracts.
    """
    prefetch_related_objects([need], "proposals__partner")
    found = _orderable(need)
    own = [offering for offering in found if offering.vendor.kind == Organisation.Kind.BROKER]
    bought = [offering for offering in found if offering.vendor.kind != Organisation.Kind.BROKER]
    lots = _lots(need, bought[:SHOWN], on)
    Route = Need.Route
    found_ways = [
        Way(Route.INTERNAL, _offers(need, own, on), "No service of the state’s own is found by these words."),
        Way(
            Route.AGREEMENT,
            (*_running(need, found, on), *_under(lots)),
            "The agency has no contract on anything like it, and no framework agreement that it may use fits.",
        ),
        Way(Route.DIRECT_ORDER, _offers(need, bought, on), "Nothing that can be ordered is found by these words."),
        Way(Route.COMPARISON, _side_by_side(bought), "Fewer than two vendors offer something like it."),
        Way(Route.MINI_COMPETITION, _competing(lots), "No agreement that the agency may use has two vendors for it."),
        Way(Route.RFI, _unknown(found), "The catalogue shows what there is; there may be no need to ask first."),
        Way(Route.RFP, (Evidence("An outcome put to the whole market."),), ""),
    ]
    closed = closed_ways(need, on=on)
    return [replace(way, closed=closed.get(way.route, "")) for way in found_ways]


def closed_ways(need: Need, *, on: datetime.date) -> dict[str, str]:
    """Why the policy of the day does not open a way for the highest budget named; empty where none is named."""
    value = need.budget_to if need.budget_to is not None else need.budget_from
    policy = policy_on(on) if value is not None else None
    if policy is None or value is None or policy.currency != need.currency:
        return {}
    states = {state.route: state for state in route_states(policy, value)}
    closed = {}
    for route, bought_by in BOUGHT_BY.items():
        if all(states[each].terms is None for each in bought_by):
            closed[route] = f"Not allowed for {money((value, need.currency))} by {policy}. {states[bought_by[0]].why}"
    return closed


def money_notes(need: Need) -> list[str]:
    """Where the money and the plan do not fit, in words: too little, too early, too late."""
    sources = list(need.funding.all())
    notes = []
    together = sum((source.amount for source in sources), Decimal(0))
    if sources and need.budget_from is not None and together < need.budget_from:
        short = money((need.budget_from - together, need.currency))
        notes.append(f"The money named is {short} under the lowest budget.")
    wanted = need.wanted_on
    for source in sources:
        if wanted and source.until_on and source.until_on < wanted:
            notes.append(f"{source.source} can be spent until {day(source.until_on)}, before it is needed.")
        if wanted and source.from_on and source.from_on > wanted:
            notes.append(f"{source.source} can be spent from {day(source.from_on)} on, after it is needed.")
    return notes


def _orderable(need: Need) -> list[Offering]:
    """What can be ordered among the first page of hits, best match first."""
    places = {hit.offering_id: place for place, hit in enumerate(search_catalogue(CatalogueQuery(need.title)).hits)}
    rows = Offering.objects.orderable().filter(pk__in=places).select_related("vendor").prefetch_related("plans")
    return sorted(rows, key=lambda offering: places[offering.pk])


def _offers(need: Need, offerings: Sequence[Offering], on: datetime.date) -> tuple[Evidence, ...]:
    shown = offerings[:SHOWN]
    levies = levy_percents(shown, on)
    return tuple(_offer(need, offering, levies[offering.pk], on) for offering in shown)


def _offer(need: Need, offering: Offering, levy_percent: Decimal, on: datetime.date) -> Evidence:
    """With the cost for all who want it together where plans count users, else the price of what they count."""
    plans, users = plans_on(offering, on), sum(one.users for one in need.together)
    counted = [plan for plan in plans if plan.unit == "user"]
    costs = [cost_parts(plan, users, MONTHS, offering.delivery_mode, NO_USAGE, levy_percent) for plan in counted]
    doubts = [level_doubt(need, offering)]
    if costs:
        cost = min(costs, key=lambda cost: cost.total)
        plus = f", {cost.plus}" if cost.plus else ""
        note = f"{money((cost.total, cost.currency))} for {users:,} users and a year{plus}"
        doubts.append(_budget_doubt(need, cost))
    else:
        least = min(plans, key=lambda plan: plan.price)
        note = f"From {unit_money(least.price, least.currency)} a {least.unit}; how much is needed is not known"
    url = f"{offering.get_absolute_url()}?need={need.reference}"
    return Evidence(f"{offering.name}, {offering.vendor}", url, note, " ".join(filter(None, doubts)))


def level_doubt(need: Need, offering: Offering) -> str:
    """That the offering's impact level is under what the need's data asks for; empty where it is enough."""
    least = LEAST_LEVEL.get(need.data_class)
    if least is None or RANKS.get(offering.impact_level, 0) >= RANKS[least]:
        return ""
    stated = offering.get_impact_level_display() or "not stated"
    return f"Impact level {stated}; this data needs {least.label}."


def _budget_doubt(need: Need, cost: CostParts) -> str:
    if (
        need.budget_to is None
        or len(need.together) > 1
        or cost.currency != need.currency
        or cost.total <= need.budget_to
    ):
        return ""
    return f"{money((cost.total - need.budget_to, cost.currency))} over the budget."


def _running(need: Need, found: Iterable[Offering], on: datetime.date) -> tuple[Evidence, ...]:
    rows = Contract.objects.running(on=on).filter(agency_id=need.agency_id, offering__in=[one.pk for one in found])
    return tuple(
        Evidence(f"{row.reference}, {row.title}", row.get_absolute_url(), f"The agency’s own, until {day(row.ends_on)}")
        for row in rows.order_by("ends_on", "pk")[:SHOWN]
    )


def _lots(need: Need, offerings: Iterable[Offering], on: datetime.date) -> list[FrameworkLot]:
    found = {
        lot.pk: lot
        for offering in offerings
        for lot in lots_for(
            agency=need.agency, vendor=offering.vendor, lot_code=offering.lot_code, currency=need.currency, on=on
        )
    }
    return list(found.values())[:SHOWN]


def _under(lots: Iterable[FrameworkLot]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            f"{lot.framework.reference}, {lot.framework.title}, lot {lot.lot}",
            lot.framework.get_absolute_url(),
            f"{money((room_in(lot), lot.framework.currency))} left, orders until {day(lot.framework.last_order_on)}",
        )
        for lot in lots
    )


def _side_by_side(bought: Sequence[Offering]) -> tuple[Evidence, ...]:
    by_lot: dict[str, dict[int, Offering]] = {}
    for offering in bought:
        by_lot.setdefault(offering.lot_code, {}).setdefault(offering.vendor_id, offering)
    most = max(by_lot.values(), key=len, default={})
    if len(most) < 2:
        return ()
    chosen = list(most.values())[:5]
    query = "&".join(f"offering={offering.slug}" for offering in chosen)
    return (Evidence(f"{len(most)} vendors offer something like it", f"{reverse('catalogue_compare')}?{query}"),)


def _competing(lots: Iterable[FrameworkLot]) -> tuple[Evidence, ...]:
    counted = [(lot, sum(place.is_bound for place in places_in(lot))) for lot in lots]
    return tuple(
        Evidence(f"{lot.framework.reference}, lot {lot.lot}", lot.framework.get_absolute_url(), f"{number} vendors")
        for lot, number in counted
        if number > 1
    )


def _unknown(found: Sequence[Offering]) -> tuple[Evidence, ...]:
    if len(found) >= SHOWN:
        return ()
    number = len(found) or "none"
    return (Evidence(f"The catalogue shows {number} that can be ordered: the market may know more."),)
