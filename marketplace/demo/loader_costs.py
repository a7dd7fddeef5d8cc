"""Loads what services cost: rates with their parts, the years that are closed, what agencies paid before."""

import datetime
from decimal import Decimal

from django.db import transaction

from catalog.offerings.models import Offering
from contracts.costs.actions import (
    PoolTerms,
    RateTerms,
    YearTerms,
    close_rate_year,
    declare_former_cost,
    draft_rate_card,
    publish_rate_card,
)
from contracts.costs.models import FormerCost, RateCard
from marketplace.permissions import Role

from . import world
from .histories import month_before
from .loader_orders import at_work, clock
from .loader_people import Cast

A_WEEK = datetime.timedelta(days=7)


@transaction.atomic
def load_costs(cast: Cast, *, today: datetime.date) -> int:
    """Whatever of the costs is not there yet. Returns how many records were new."""
    costs = world.costs()
    return sum(_rate(cast, told, today) for told in costs["rates"]) + sum(
        _former(cast, told, today) for told in costs["former"]
    )


def _rate(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    """Drafted by the contract manager, published by the CIO, closed where its year is over."""
    code, holds_from = world.plan_code(told["offering"], told["plan"]), month_before(today, told["months_ago"])
    offering = Offering.objects.filter(slug=told["offering"]).first()
    if offering is None or RateCard.objects.filter(plan_code=code, note=told["note"]).exists():
        return False
    terms = RateTerms(
        offering=offering,
        plan_code=code,
        fiscal_year=(holds_from + datetime.timedelta(days=184)).year,
        holds_from=holds_from,
        forecast_units=told["forecast_units"],
        pools={pool: PoolTerms(Decimal(amount), words) for pool, (amount, words) in told["pools"].items()},
        note=told["note"],
    )
    manager, drafted = cast.person("contract-manager"), at_work(holds_from - 4 * A_WEEK)
    card = draft_rate_card(terms=terms, by=manager, now=clock(drafted))
    card = publish_rate_card(card=card, by=cast.person("cio"), now=clock(drafted + A_WEEK))
    if "closed" in told:
        year = YearTerms(**{name: Decimal(amount) for name, amount in told["closed"].items()})
        close_rate_year(card=card, year=year, by=manager, now=clock(at_work(month_before(today, 4))))
    return True


def _former(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    agency = cast.organisations[told["agency"]]
    card = RateCard.objects.filter(plan_code=world.plan_code(told["offering"], told["plan"])).first()
    if card is None or FormerCost.objects.filter(agency=agency, plan_code=card.plan_code).exists():
        return False
    declare_former_cost(
        card=card,
        agency=agency,
        units=told["units"],
        amounts={pool: Decimal(amount) for pool, amount in told["amounts"].items()},
        note=told["note"],
        by=cast.holder(told["agency"], Role.APPROVER),
        now=clock(at_work(month_before(today, told["months_ago"]))),
    )
    return True
