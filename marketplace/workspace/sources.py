"""Where next steps come from: one function for each kind of work, asked only of those whose roles it concerns."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from contracts.models import Contract, Order
from contracts.service_levels.models import Dispute, Exclusion, PeriodResult
from marketplace.business_time import local_midnight
from marketplace.components.formats import day, money, percent_down
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role, allowed, holds, organisations_for
from rfp.needs.models import Need

from .steps import Step, in_order

MOST_OF_A_KIND = 50
Source = Callable[[Any, datetime.datetime], Iterator[Step]]


def requests_to_finish(user: Any, at: datetime.datetime) -> Iterator[Step]:
    mine = Order.objects.filter(requester=user, status__in=Order.EDITABLE).order_by("-status", "created_at")
    for order in mine[:MOST_OF_A_KIND]:
        returned = order.status == Order.Status.RETURNED
        yield Step(
            f"{'Change' if returned else 'Finish'} {order.reference}, {order.offering_name}",
            f"Returned: {order.reason}" if returned else f"A draft for {money(order.total_value)}; nobody sees it yet.",
            order.get_absolute_url(),
            "Change" if returned else "Continue",
            "Request",
        )


def orders_to_approve(user: Any, at: datetime.datetime) -> Iterator[Step]:
    waiting = Order.objects.waiting_for_approval_by(user).select_related("requester", "vendor")
    for order in waiting.order_by("approval_due_at")[:MOST_OF_A_KIND]:
        yield Step(
            f"Decide on {order.reference}, {order.offering_name}",
            f"{order.requester} asks for {money(order.total_value)} over {order.months} months, from {order.vendor}.",
            order.get_absolute_url(),
            "Decide",
            "Approval due",
            order.approval_due_at,
        )


def orders_to_accept(user: Any, at: datetime.datetime) -> Iterator[Step]:
    own = organisations_for(user, "contracts.accept_order")
    waiting = Order.objects.filter(vendor_id__in=own, status=Order.Status.APPROVED).select_related("agency")
    for order in waiting.order_by("acceptance_due_at")[:MOST_OF_A_KIND]:
        yield Step(
            f"Answer {order.reference}, {order.offering_name}",
            f"{order.agency} approved {order.quantity:,} × {order.unit} for {order.months} months.",
            order.get_absolute_url(),
            "Accept or decline",
            "Answer due",
            order.acceptance_due_at,
        )


def needs_to_decide(user: Any, at: datetime.datetime) -> Iterator[Step]:
    free_or_mine = Need.objects.open().filter(Q(owner__isnull=True) | Q(owner=user)).exclude(stated_by=user)
    for need in free_or_mine.select_related("agency").order_by("decision_due_at")[:MOST_OF_A_KIND]:
        yield Step(
            f"{'Decide how to meet' if need.owner_id else 'Take up'} {need.reference}, {need.title}",
            f"{need.agency}, for {need.users:,} people.",
            need.get_absolute_url(),
            "Decide" if need.owner_id else "Take up",
            "Need answered",
            need.decision_due_at,
        )


def exclusions_to_decide(user: Any, at: datetime.datetime) -> Iterator[Step]:
    asked = Exclusion.objects.visible_to(user).filter(status=Exclusion.Status.REQUESTED)
    asked = asked.select_related("term__contract__agency", "requested_by").order_by("starts_at")
    for exclusion in asked[:MOST_OF_A_KIND]:
        if allowed(user, "contracts.decide_exclusion", exclusion):
            contract = exclusion.term.contract
            yield Step(
                f"{exclusion.get_kind_display()} for {contract.reference}, {contract.title}",
                f"{exclusion.requested_by}, from {day(exclusion.starts_at)}: {exclusion.reason}",
                reverse("exclusion_page", args=[exclusion.reference]),
                "Decide",
                "Maintenance",
                exclusion.starts_at,
            )


def misses_to_look_at(user: Any, at: datetime.datetime) -> Iterator[Step]:
    missed = PeriodResult.objects.latest_revisions().filter(verdict="breached", dispute_ends_at__gt=at)
    missed = missed.filter(term__contract__in=Contract.objects.visible_to(user))
    for result in missed.select_related("term__contract").order_by("dispute_ends_at")[:MOST_OF_A_KIND]:
        contract = result.term.contract
        yield Step(
            f"{contract.reference}, {contract.title}: {result.term.title.lower()} missed in {result.period:%B}",
            f"{percent_down(result.uptime_percent)} against {percent_down(result.term.target)}, credit "
            f"{money((result.credit, result.currency))}. It becomes final without a dispute.",
            f"{contract.get_absolute_url()}?month={result.period:%Y-%m}",
            "Look at the month",
            f"{result.period:%b} final",
            result.dispute_ends_at,
        )


def disputes_to_decide(user: Any, at: datetime.datetime) -> Iterator[Step]:
    waiting = Dispute.objects.open().exclude(raised_by=user)
    for dispute in waiting.select_related("organisation", "result__term__contract")[:MOST_OF_A_KIND]:
        contract = dispute.result.term.contract
        yield Step(
            f"Dispute of {dispute.result.period:%B}, {contract.reference}",
            f"{dispute.organisation}: {dispute.reason}",
            reverse("dispute_page", args=[dispute.pk]),
            "Decide",
            "Dispute",
        )


def vendors_to_verify(user: Any, at: datetime.datetime) -> Iterator[Step]:
    waiting = Organisation.objects.vendors().filter(status=Organisation.Status.REGISTERED).order_by("created_at")
    for vendor in waiting[:MOST_OF_A_KIND]:
        yield Step(
            f"Verify {vendor}",
            f"Registered on {day(vendor.created_at)}. Until you decide it cannot offer anything.",
            reverse("vendor_verify", args=[vendor.slug]),
            "Verify",
            "Vendor",
        )


def contracts_that_end(user: Any, at: datetime.datetime) -> Iterator[Step]:
    ending = Contract.objects.visible_to(user).expiring(on=at.date()).select_related("agency").order_by("ends_on")
    for contract in ending[:MOST_OF_A_KIND]:
        yield Step(
            f"{contract.reference}, {contract.title}, ends",
            f"With {contract.agency}. Its last day is {day(contract.last_day_on)}; nothing renews by itself.",
            contract.get_absolute_url(),
            "Look at the contract",
            "Contract ends",
            local_midnight(contract.ends_on, contract.time_zone),
        )


SIDES = frozenset({Role.APPROVER, Role.AGENCY_ADMIN, Role.SIGNATORY, Role.VENDOR_ADMIN})
SOURCES: tuple[tuple[frozenset[Role], Source], ...] = (
    (frozenset({Role.REQUESTER}), requests_to_finish),
    (frozenset({Role.APPROVER}), orders_to_approve),
    (frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO}), orders_to_accept),
    (frozenset({Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER}), needs_to_decide),
    (SIDES | {Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}, exclusions_to_decide),
    (SIDES | {Role.CONTRACT_MANAGER}, misses_to_look_at),
    (frozenset({Role.PERFORMANCE_OFFICER, Role.CIO}), disputes_to_decide),
    (frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}), vendors_to_verify),
    (SIDES | {Role.CONTRACT_MANAGER, Role.RELATIONSHIP_MANAGER}, contracts_that_end),
)


def next_steps(user: Any, *, at: datetime.datetime) -> list[Step]:
    """Everything that waits for this person, soonest first. One query for each kind of work, whatever it finds."""
    return in_order([step for roles, source in SOURCES if holds(user, roles) for step in source(user, at)])
