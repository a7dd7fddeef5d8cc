"""Drafting a rate, publishing it, closing its year; and what an agency says it paid before."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from catalog.offerings.models import Offering
from catalog.taxonomy.models import DeliveryMode
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from ..models import FormerCost, RateCard, RatePool, RateYear
from ..models.former import OWN
from ..models.rate_card import POOL_ORDER
from ..rates import parts_of, rate_of

AT_COST = {DeliveryMode.INTERNAL, DeliveryMode.MANAGED, DeliveryMode.HYBRID}


class RatePublished(DomainError):
    sentence = "This rate is published and stays as it is. Nothing was changed. Draft the next version."


class DayIsTaken(DomainError):
    sentence = "Another rate of this plan begins on that day. Nothing was published. Draft one with a later first day."


class YearClosed(DomainError):
    sentence = "The year of this rate is closed already, and its figures stand. Nothing was changed."


@dataclass(frozen=True)
class PoolTerms:
    """What a pool costs in the year, and where that comes from."""

    amount: Decimal
    comes_from: str = ""


@dataclass(frozen=True)
class RateTerms:
    """What a rate is made of; `pools` by their codes."""

    offering: Offering
    plan_code: uuid.UUID
    fiscal_year: int
    holds_from: datetime.date
    forecast_units: int
    pools: Mapping[str, PoolTerms]
    note: str = ""


@dataclass(frozen=True)
class YearTerms:
    """How a year ended."""

    actual_cost: Decimal
    billed: Decimal
    reserve: Decimal
    cash_cost: Decimal


@transaction.atomic
def draft_rate_card(*, terms: RateTerms, by: Any, now: Clock = database_now) -> RateCard:
    """The next version of a plan's rate for that year, with its parts to the cent.

    Raises PermissionDenied, InvalidInput.
    """
    require(by, "contracts.draft_rate_card")
    offering, at = Offering.objects.select_for_update(of=["self"]).get(pk=terms.offering.pk), now()
    plan = next((plan for plan in offering.plans.all() if plan.code == terms.plan_code), None)
    if plan is None or offering.delivery_mode not in AT_COST:
        raise InvalidInput("Only a plan of the state’s own or of a managed service has a rate. Choose one of those.")
    codes = [code for code in POOL_ORDER if code in terms.pools and terms.pools[code].amount]
    amounts = [terms.pools[code].amount for code in codes]
    if any(amount < 0 and code != "carried" for code, amount in zip(codes, amounts, strict=True)):
        raise InvalidInput("Only what is carried forward can be below zero. Correct the pools.")
    rate = rate_of(amounts, terms.forecast_units)
    alike = RateCard.objects.filter(plan_code=plan.code, fiscal_year=terms.fiscal_year)
    card = RateCard.objects.create(
        reference=take_reference("RC", at=at),
        offering=offering,
        plan_code=plan.code,
        plan_name=plan.name,
        unit=plan.unit,
        currency=plan.currency,
        fiscal_year=terms.fiscal_year,
        version=(alike.aggregate(most=Max("version"))["most"] or 0) + 1,
        holds_from=terms.holds_from,
        forecast_units=terms.forecast_units,
        rate=rate,
        note=terms.note.strip(),
        drafted_by=by,
        drafted_at=at,
    )
    parts = parts_of(amounts, terms.forecast_units)
    RatePool.objects.bulk_create(
        RatePool(card=card, number=number, pool=code, amount=amount, part=part, comes_from=terms.pools[code].comes_from)
        for number, (code, amount, part) in enumerate(zip(codes, amounts, parts, strict=True), start=1)
    )
    record(action="contracts.ratecard.drafted", obj=card, by=by, at=at, data={"rate": rate, "plan": plan.name})
    return card


@transaction.atomic
def publish_rate_card(*, card: RateCard, by: Any, now: Clock = database_now) -> RateCard:
    """Everybody reads it, and it holds from its first day on.

    Raises PermissionDenied (also for whoever drafted it), RatePublished, DayIsTaken.
    """
    require(by, "contracts.publish_rate_card", card)
    card, at = RateCard.objects.select_for_update(of=["self"]).get(pk=card.pk), now()
    if not card.is_draft:
        raise RatePublished
    if RateCard.objects.published().filter(plan_code=card.plan_code, holds_from=card.holds_from).exists():
        raise DayIsTaken
    card.published_by, card.published_at = by, at
    data = {"rate": card.rate, "holds_from": card.holds_from}
    return move(card, RateCard.Status.PUBLISHED, by=by, at=at, fields=["published_by", "published_at"], data=data)


@transaction.atomic
def close_rate_year(*, card: RateCard, year: YearTerms, by: Any, now: Clock = database_now) -> RateYear:
    """What the year really cost and what was billed; what is left over goes into the next rate.

    Raises PermissionDenied, InvalidInput for a draft, YearClosed.
    """
    require(by, "contracts.draft_rate_card")
    card, at = RateCard.objects.select_for_update(of=["self"]).get(pk=card.pk), now()
    if card.is_draft:
        raise InvalidInput("Only a published rate has a year to close. Publish it first.")
    if RateYear.objects.filter(card=card).exists():
        raise YearClosed
    row = RateYear.objects.create(card=card, recorded_by=by, recorded_at=at, **vars(year))
    record(action="contracts.ratecard.year_closed", obj=card, by=by, at=at, data=vars(year))
    return row


@transaction.atomic
def declare_former_cost(
    *,
    card: RateCard,
    agency: Organisation,
    units: int,
    amounts: Mapping[str, Decimal],
    note: str = "",
    by: Any,
    now: Clock = database_now,
) -> FormerCost:
    """What the agency paid in a year for so many units of its own. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.declare_former_cost", agency)
    kept = {pool: amounts.get(pool) or Decimal() for pool in OWN}
    if units < 1 or any(amount < 0 for amount in kept.values()) or not any(kept.values()):
        raise InvalidInput("Enter how many units you ran yourselves, and at least one amount above zero.")
    at = now()
    row = FormerCost.objects.create(
        agency=agency,
        plan_code=card.plan_code,
        units=units,
        currency=card.currency,
        note=note.strip(),
        declared_by=by,
        declared_at=at,
        **kept,
    )
    record(action="contracts.formercost.declared", obj=row, by=by, at=at, data={"units": units, "total": row.total})
    return row
