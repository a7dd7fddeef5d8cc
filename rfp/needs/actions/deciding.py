"""Stating a need, taking it up, deciding its route, withdrawing it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.offerings.models import Offering
from catalog.offerings.plans import price_day
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role, require
from marketplace.references.actions import ocid_for, take_reference

from ..models import Need, NeedFunding
from ..triage import closed_ways

DECISION_WORKING_DAYS = 5
TRIAGE_ROLES = (Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER)


class NotYoursToDecide(DomainError):
    """Somebody else took the need up."""

    def __init__(self, owner: Any) -> None:
        super().__init__(
            f"{owner} is looking at this need, so the decision is theirs. Talk to them, then load the page."
        )


class FollowsAnother(DomainError):
    """The need is met together with another one, and decided with it."""

    def __init__(self, lead: Need) -> None:
        super().__init__(f"This need is met together with {lead.reference} and is decided there. Open that one.")


class NothingToOrder(InvalidInput):
    """The route points to no offering that can be ordered."""

    sentence = (
        "This route sends the agency to an offering, and none that can be ordered is named. "
        "Name an orderable offering, or choose another route."
    )


class NotInternal(InvalidInput):
    """The route says a service of the state's own, and the offering is a vendor's."""

    sentence = (
        "This offering is a vendor’s, not a service of the state’s own. Choose “A direct order from the catalogue”, "
        "or name a service of the state."
    )


class WayClosed(DomainError):
    """The buying policy of the day does not allow the way for what the need may cost."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} The need was not decided. Choose a way that is open.")


class NotPlanned(InvalidInput):
    """A competition goes into the public pipeline, and its title or day is missing or past."""

    sentence = (
        "A competition is announced in the public pipeline. Enter the title that the public reads and a day from today "
        "on when it is to begin."
    )


@dataclass(frozen=True)
class Funding:
    """Money that may be counted on, and the days within which it can be spent (both included)."""

    source: str
    amount: Decimal
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None


@dataclass(frozen=True)
class Plan:
    """How a competition stands in the public pipeline."""

    title: str
    on: datetime.date


@dataclass(frozen=True)
class _Decision:
    route: str
    reason: str
    offering: Offering | None
    plan: Plan | None


@dataclass(frozen=True)
class Wish:
    """What the form brings: an outcome, for how many, by when, for about how much, with which money."""

    title: str
    outcome: str
    users: int
    wanted_on: datetime.date | None = None
    budget_from: Decimal | None = None
    budget_to: Decimal | None = None
    offering: Offering | None = None
    data_class: str = ""
    constraints: str = ""
    priority: str = ""
    funding: tuple[Funding, ...] = ()


@transaction.atomic
def state_need(*, wish: Wish, agency: Organisation, by: User, now: Clock = database_now) -> Need:
    """States a need in the name of `agency`; the broker office hears of it. Raises InvalidInput."""
    require(by, "rfp.state_need", agency)
    at = now()
    if wish.budget_from and wish.budget_to and wish.budget_to < wish.budget_from:
        raise InvalidInput("The highest budget is below the lowest. Enter the lower amount first.")
    _check_funding(wish.funding)
    reference = take_reference("N", at=at)
    need = Need.objects.create(
        **{name: value for name, value in vars(wish).items() if name != "funding"},
        reference=reference,
        ocid=ocid_for(reference),
        agency=agency,
        stated_by=by,
        stated_at=at,
        decision_due_at=close_of_business(at, DECISION_WORKING_DAYS, calendar_of(agency, at=at)),
    )
    NeedFunding.objects.bulk_create(NeedFunding(need=need, **vars(source)) for source in wish.funding)
    funding = {source.source: source.amount for source in wish.funding}
    data = {"outcome": need.outcome, "users": need.users, "funding": funding}
    record(action="rfp.need.stated", obj=need, by=by, at=at, data=data)
    notify(
        recipients=_triage_people(at=at),
        key=f"need-stated:{need.pk}",
        subject=f"{agency} states a need: {need.title}",
        body=need.outcome[:500],
        address=need.get_absolute_url(),
        at=at,
    )
    return need


def _check_funding(funding: Sequence[Funding]) -> None:
    if len({source.source.casefold() for source in funding}) < len(funding):
        raise InvalidInput("A funding source stands there twice. Put its amounts together.")
    for source in funding:
        if source.amount <= 0:
            raise InvalidInput(f"{source.source} pays nothing. Enter an amount above zero, or leave the row empty.")
        if source.from_on and source.until_on and source.until_on < source.from_on:
            raise InvalidInput(f"The money of {source.source} ends before it begins. Correct its days.")


def _triage_people(*, at: datetime.datetime) -> list[User]:
    members = Membership.objects.in_force(at=at).filter(organisation__kind="broker", role__in=TRIAGE_ROLES)
    return [membership.user for membership in members.select_related("user")]


@transaction.atomic
def take_up_need(*, need: Need, by: User, now: Clock = database_now) -> Need:
    """An officer takes the need up and owns the decision. Raises MoveRefused where somebody did before."""
    require(by, "rfp.triage_need", need)
    need = Need.objects.select_for_update().get(pk=need.pk)
    need.owner = by
    return move(need, Need.Status.IN_TRIAGE, by=by, at=now(), fields=["owner"])


@transaction.atomic
def decide_need(
    *,
    need: Need,
    route: str,
    reason: str,
    offering: Offering | None = None,
    plan: Plan | None = None,
    by: User,
    now: Clock = database_now,
) -> Need:
    """Decides how the need, and whatever is met together with it, is met; the agencies are told why.

    A competition enters the public pipeline. Raises NotYoursToDecide for anybody but its owner, FollowsAnother,
    NothingToOrder, NotInternal, NotPlanned, WayClosed for any of them, MoveRefused once it is decided.
    """
    require(by, "rfp.triage_need", need)
    need = Need.objects.select_for_update().get(pk=need.pk)
    if need.owner_id is not None and need.owner_id != by.pk:
        raise NotYoursToDecide(need.owner)
    lead = Need.objects.open().filter(proposals__partner=need, proposals__status="joined").first()
    if lead:
        raise FollowsAnother(lead)
    at = now()
    _check_route(route, offering, plan, price_day(at))
    decision = _Decision(route, reason, offering, plan)
    partners = Need.objects.open().filter(proposals_as_partner__need=need, proposals_as_partner__status="joined")
    together = list(partners.select_for_update(of=["self"]).order_by("pk"))
    for each in (need, *together):
        if why := closed_ways(each, on=price_day(at)).get(route):
            raise WayClosed(why)
    for partner in together:
        _decide(partner, decision, by=by, at=at)
    return _decide(need, decision, by=by, at=at)


def _decide(need: Need, made: _Decision, *, by: User, at: datetime.datetime) -> Need:
    need.route, need.reason, need.decided_at = made.route, made.reason, at
    need.offering = made.offering or need.offering
    if made.plan and made.route in Need.COMPETITIONS:
        need.planned_title, need.planned_on = made.plan.title, made.plan.on
    fields = ["route", "reason", "decided_at", "offering", "planned_title", "planned_on"]
    data = {"route": made.route}
    need = move(need, Need.Status.DECIDED, by=by, at=at, fields=fields, reason=made.reason, data=data)
    notify(
        recipients=[need.stated_by],
        key=f"need-decided:{need.pk}",
        subject=f"Your need is decided: {need.title}",
        body=f"{need.get_route_display()}. {made.reason}",
        address=need.get_absolute_url(),
        at=at,
    )
    return need


def _check_route(route: str, offering: Offering | None, plan: Plan | None, today: datetime.date) -> None:
    if route in Need.ORDERED and not (offering and Offering.objects.orderable().filter(pk=offering.pk).exists()):
        raise NothingToOrder
    if route == Need.Route.INTERNAL and offering and offering.vendor.kind != Organisation.Kind.BROKER:
        raise NotInternal
    if route in Need.COMPETITIONS and not (plan and plan.title and plan.on >= today):
        raise NotPlanned


@transaction.atomic
def withdraw_need(*, need: Need, reason: str, by: User, now: Clock = database_now) -> Need:
    """The agency takes its need back. Raises MoveRefused once it is decided."""
    require(by, "rfp.withdraw_need", need)
    need = Need.objects.select_for_update().get(pk=need.pk)
    need.reason = reason
    return move(need, Need.Status.WITHDRAWN, by=by, at=now(), fields=["reason"], reason=reason)
