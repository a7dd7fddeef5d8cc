"""Walks the story's needs, requests and contracts through the real actions, each step at its own time in the past."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.offerings.models import Offering
from contracts.agreements.actions import end_contract
from contracts.orders.actions import (
    Award,
    Share,
    accept_order,
    approve_order,
    choose_way,
    decline_order,
    draft_order,
    fund_order,
    return_order,
    run_order,
    submit_order,
)
from contracts.orders.duplicates import Answer, similar_uses
from contracts.orders.models import Order
from contracts.orders.pricing import Wanted
from contracts.orders.queries import approvers_for
from contracts.orders.vehicles import is_own_service, lot_options
from marketplace.accounts.models import User
from marketplace.clock import Clock
from marketplace.permissions import SYSTEM, Role
from rfp.needs.actions import Funding, Plan, Wish, decide_need, state_need, take_up_need
from rfp.needs.models import Need

from . import world
from .histories import local, month_before
from .loader_people import Cast

MID_MORNING = datetime.time(10, 20)
SATURDAY = 5
AWARD_WORDS = "It works together with what the agency has in use, and what others offer does not."
NOT_JOINED = "We looked at them. They serve another task than ours, and neither price nor term would gain by sharing."


def at_work(day: datetime.date) -> datetime.datetime:
    """Mid-morning of that day, or of the Friday before a weekend."""
    day -= datetime.timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return local(datetime.datetime.combine(day, MID_MORNING))


def working_days_ago(days: int, *, today: datetime.date) -> datetime.datetime:
    """Mid-morning of the working day that lies so many working days back; holidays count as working days."""
    day = today
    while days:
        day -= datetime.timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return at_work(day)


def clock(at: datetime.datetime) -> Clock:
    """A clock that stands still."""
    return lambda: at


def load_contracts(cast: Cast, *, today: datetime.date) -> int:
    """Conclude every contract of the story that is not there, oldest first. Returns how many."""
    records = sorted(world.story()["contracts"], key=lambda record: -record["months_ago"])
    missing = [record for record in records if not _order_of(record)]
    for record in missing:
        with transaction.atomic():
            _conclude(cast, record, today)
    return len(missing)


def load_requests(cast: Cast, *, today: datetime.date) -> int:
    """Put every request of the story under way that is not there. Returns how many."""
    missing = [record for record in world.story()["requests"] if not _order_of(record)]
    for record in sorted(missing, key=lambda record: -record["days_ago"]):
        with transaction.atomic():
            _request(cast, record, today)
    return len(missing)


def load_needs(cast: Cast, *, today: datetime.date) -> int:
    """State every need of the story that is not there, and decide those that are decided. Returns how many."""
    known = set(Need.objects.values_list("title", flat=True))
    missing = [record for record in world.story()["needs"] if record["title"] not in known]
    for record in sorted(missing, key=lambda record: -record["days_ago"]):
        with transaction.atomic():
            _need(cast, record, cast.named(record["stated_by"]), today)
    return len(missing)


def contract_order(record: world.Record) -> Order:
    """The order that a contract of the story began with."""
    return Order.objects.select_related("contract").get(form_token=world.form_token(record["key"]))


def _order_of(record: world.Record) -> bool:
    return Order.objects.filter(form_token=world.form_token(record["key"])).exists()


def _conclude(cast: Cast, record: world.Record, today: datetime.date) -> None:
    starts_on = month_before(today, record["months_ago"])
    requester = cast.holder(record["agency"], Role.REQUESTER)
    need = _need_of(cast, record, requester, starts_on) if record["need"] else None

    def days_before(days: int) -> datetime.datetime:
        return at_work(starts_on - datetime.timedelta(days=days))

    order = _draft(cast, record, requester, wanted_from=starts_on, at=days_before(40), need=need)
    order = _submit(cast, record, order, at=days_before(39))
    approver = approvers_for(order, at=days_before(36))[0].user
    order = approve_order(order=order, version=order.version, by=approver, now=clock(days_before(36)))
    signatory = cast.binding(order.vendor)
    order = accept_order(order=order, version=order.version, by=signatory, now=clock(days_before(31)))
    order = run_order(order=order, by=SYSTEM, now=clock(at_work(starts_on) + datetime.timedelta(days=3)))
    if order.ends_on <= today:
        over = clock(local(datetime.datetime.combine(order.ends_on, datetime.time(1))))
        order = run_order(order=order, by=SYSTEM, now=over)
        end_contract(contract=order.contract, by=SYSTEM, now=over)


def _request(cast: Cast, record: world.Record, today: datetime.date) -> None:
    step = iter([working_days_ago(max(record["days_ago"] - days, 0), today=today) for days in range(3)])
    requester, first = cast.named(record["requester"]), next(step)
    wanted_from = today + datetime.timedelta(days=record["starts_in_days"])
    order = _draft(cast, record, requester, wanted_from=wanted_from, at=first)
    if record["until"] == "draft":
        return
    order = _submit(cast, record, order, at=first + datetime.timedelta(hours=1))
    if record["until"] == "submitted":
        return
    second = next(step)
    decide: dict[str, Any] = {"by": approvers_for(order, at=second)[0].user, "now": clock(second)}
    if record["until"] == "returned":
        return_order(order=order, version=order.version, reason=record["reason"], **decide)
        return
    order = approve_order(order=order, version=order.version, **decide)
    if record["until"] == "declined":
        answer: dict[str, Any] = {"by": cast.binding(order.vendor), "now": clock(next(step))}
        decline_order(order=order, version=order.version, reason=record["reason"], **answer)


def _draft(
    cast: Cast,
    record: world.Record,
    requester: User,
    *,
    wanted_from: datetime.date,
    at: datetime.datetime,
    need: Need | None = None,
) -> Order:
    offering = Offering.objects.select_related("vendor", "live_revision").get(slug=record["offering"])
    order = draft_order(
        wanted=Wanted(
            offering=offering,
            plan_code=world.plan_code(record["offering"], record["plan"]),
            quantity=record["quantity"],
            months=record["months"],
            wanted_from=wanted_from,
        ),
        agency=cast.organisations[record["agency"]],
        form_token=world.form_token(record["key"]),
        need_reference=need.reference if need else "",
        by=requester,
        now=clock(at),
    )
    if not record["funding"]:
        return order
    shares = [Share(share["source"], Decimal(share["percent"])) for share in record["funding"]]
    return fund_order(
        order=order,
        shares=shares,
        justification=record["justification"],
        version=order.version,
        by=requester,
        now=clock(at),
    )


def _submit(cast: Cast, record: world.Record, order: Order, *, at: datetime.datetime) -> Order:
    """Sends the request; to others who have something like it the story answers, or the usual sentence does."""
    if not (is_own_service(order) or lot_options(order, at=at)):
        award = Award(record.get("award", "additional"), record.get("award_words", AWARD_WORDS))
        order = choose_way(order=order, award=award, version=order.version, by=order.requester, now=clock(at))
    answer = Answer(apart=record.get("apart", NOT_JOINED))
    if "joins" in record:
        uses = similar_uses(offering=order.offering, agency=order.agency, on=at.date())
        slug = cast.organisations[record["joins"]].slug
        answer = next((Answer(join=use.key) for use in uses if use.same and use.agency_slug == slug), answer)
    return submit_order(order=order, version=order.version, answer=answer, by=order.requester, now=clock(at))


def _need_of(cast: Cast, record: world.Record, requester: User, starts_on: datetime.date) -> Need:
    """The need that a contract's order answers, decided before it was drafted."""
    decided = {
        **record["need"],
        "agency": record["agency"],
        "offering": record["offering"],
        "until": "decided",
        "route": Need.Route.DIRECT_ORDER,
        "reason": "The catalogue has it on standard terms, so a direct order is the shortest way.",
        "days_ago": 0,
    }
    return _need(cast, decided, requester, starts_on - datetime.timedelta(days=60))


def _need(cast: Cast, record: world.Record, stated_by: User, today: datetime.date) -> Need:
    officer, at = cast.person("officer"), working_days_ago(record["days_ago"], today=today)
    slug = record.get("offering")
    offering = Offering.objects.get(slug=slug) if slug else None
    need = state_need(
        wish=_wish(record, offering, today), agency=cast.organisations[record["agency"]], by=stated_by, now=clock(at)
    )
    if record["until"] == "stated":
        return need
    need = take_up_need(need=need, by=officer, now=clock(at + datetime.timedelta(hours=2)))
    if record["until"] == "decided":
        later = clock(at + datetime.timedelta(hours=5))
        decision = {"route": record["route"], "reason": record["reason"], "offering": offering}
        if "planned_title" in record:
            decision["plan"] = Plan(record["planned_title"], _in_days(record, "planned_in_days", today))
        need = decide_need(need=need, by=officer, now=later, **decision)
    return need


def _wish(record: world.Record, offering: Offering | None, today: datetime.date) -> Wish:
    funding = [
        Funding(source["source"], Decimal(source["amount"]), until_on=_in_days(source, "until_in_days", today))
        for source in record.get("funding", [])
    ]
    return Wish(
        record["title"],
        record["outcome"],
        record["users"],
        wanted_on=_in_days(record, "wanted_in_days", today),
        budget_from=Decimal(record["budget_from"]) if "budget_from" in record else None,
        budget_to=Decimal(record["budget_to"]) if "budget_to" in record else None,
        offering=offering,
        data_class=record.get("data_class", ""),
        constraints=record.get("constraints", ""),
        priority=record.get("priority", ""),
        funding=tuple(funding),
    )


def _in_days(record: world.Record, name: str, today: datetime.date) -> datetime.date | None:
    return today + datetime.timedelta(days=record[name]) if name in record else None
