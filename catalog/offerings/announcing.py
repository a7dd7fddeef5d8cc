"""Announcing new prices of a plan from a day on, through drafts and review like every other change of an offering."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from .actions import Contents, edit_offering, submit_for_moderation
from .models import Offering
from .plans import Plan, price_day


class NoSuchPlan(DomainError):
    sentence = "The newest version has no such plan any more. Nothing was saved. Load the offering’s page again."


class PricesBegun(DomainError):
    sentence = "These prices hold already, so they stay on record. Announce others from a later day instead."


def plan_of(plans: Iterable[Plan], code: uuid.UUID) -> Plan:
    """The plan of that code. Raises NoSuchPlan."""
    for plan in plans:
        if plan.code == code:
            return plan
    raise NoSuchPlan


@transaction.atomic
def announce_prices(
    *,
    offering: Offering,
    plan_code: uuid.UUID,
    change: Mapping[str, Any],
    latest_revision_id: int | None,
    by: Any,
    submit: bool = False,
    now: Clock = database_now,
) -> Offering:
    """Puts new prices from `change["from"]` on into the newest version, in place of others announced for that day.

    They hold from that day on once the version is published; `submit` sends it to the reviewers. Raises
    PermissionDenied, NoSuchPlan, what edit_offering and submit_for_moderation raise, and InvalidInput for a day that
    has come or a change of nothing.
    """
    require(by, "catalog.edit_offering", offering)
    at = now()
    if datetime.date.fromisoformat(change["from"]) <= price_day(at):
        raise InvalidInput("New prices begin on a later day. Nothing was saved. Choose tomorrow or a day after.")
    if len(change) < 2:
        raise InvalidInput("These are the prices as they are. Nothing was saved. Change at least one of them.")
    plans = list(offering.get_latest_revision_as_object().plans.all())
    plan = plan_of(plans, plan_code)
    others = [each for each in plan.price_changes if each["from"] != change["from"]]
    plan.price_changes = sorted([*others, dict(change)], key=lambda each: each["from"])
    saved = _save(offering, plans, latest_revision_id, by, at)
    data = {"plan": plan.name, **change}
    record(action="catalog.offering.prices_announced", obj=offering, by=by, at=at, data=data)
    if submit:
        submit_for_moderation(offering=saved, by=by)
    return saved


@transaction.atomic
def take_back_prices(
    *,
    offering: Offering,
    plan_code: uuid.UUID,
    begins_on: datetime.date,
    latest_revision_id: int | None,
    by: Any,
    now: Clock = database_now,
) -> Offering:
    """Takes announced prices out of the newest version; the public sees it once that is published.

    Raises PermissionDenied, NoSuchPlan, PricesBegun, and what edit_offering raises. A second call changes nothing.
    """
    require(by, "catalog.edit_offering", offering)
    at = now()
    if begins_on <= price_day(at):
        raise PricesBegun
    plans = list(offering.get_latest_revision_as_object().plans.all())
    plan = plan_of(plans, plan_code)
    left = [each for each in plan.price_changes if each["from"] != begins_on.isoformat()]
    if left == plan.price_changes:
        return offering
    plan.price_changes = left
    saved = _save(offering, plans, latest_revision_id, by, at)
    data = {"plan": plan.name, "from": begins_on}
    record(action="catalog.offering.prices_taken_back", obj=offering, by=by, at=at, data=data)
    return saved


def _save(
    offering: Offering, plans: Sequence[Plan], revision_id: int | None, by: Any, at: datetime.datetime
) -> Offering:
    contents = Contents(plans=plans)
    return edit_offering(
        offering=offering, fields={}, contents=contents, latest_revision_id=revision_id, by=by, now=lambda: at
    )
