"""Loads what was charged month by month, the vendors' returns of the levy, budgets, and seats in use."""

import datetime
from decimal import Decimal

from django.db import transaction

from contracts.costs.actions import (
    file_levy_return,
    open_levy_returns,
    set_budget,
    set_charging_start,
    tell_seats,
    write_charges,
)
from contracts.costs.models import Budget, ChargingStart, LevyReturn, SeatUse
from contracts.costs.queries.budgets import fiscal_year_of
from contracts.costs.queries.levies import known_by_order
from contracts.orders.models import Order
from marketplace.money import round_cents
from marketplace.permissions import SYSTEM, Role

from . import world
from .histories import local, month_before
from .loader_orders import at_work, clock
from .loader_people import Cast

A_DAY = datetime.timedelta(days=1)
EARLY = datetime.time(6)


@transaction.atomic
def load_charges(cast: Cast, *, today: datetime.date, at: datetime.datetime) -> int:
    """Whatever is not there yet. Returns how many records were new."""
    costs = world.costs()
    new = sum(_trial(cast, told, today) for told in costs["trials"])
    for months_ago in range(costs["months_charged"], -1, -1):
        new += write_charges(month=month_before(today, months_ago), by=SYSTEM, now=clock(at))
    new += sum(_returns(cast, costs["levy"], today, months_ago, at) for months_ago in range(3, 0, -1))
    new += sum(_budget(cast, told, today) for told in costs["budgets"])
    return new + sum(_seats(cast, told, today, at) for told in costs["seats"])


def _trial(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    agency = cast.organisations[told["agency"]]
    if ChargingStart.objects.filter(agency=agency).exists():
        return False
    begins = month_before(today, told["months_ago"])
    set_charging_start(
        agency=agency,
        charged_from=month_before(today, told["months_ago"] - told["trial_months"]),
        reason=told["reason"],
        by=cast.person("contract-manager"),
        now=clock(at_work(begins - 10 * A_DAY)),
    )
    return True


def _returns(cast: Cast, told: world.Record, today: datetime.date, months_ago: int, at: datetime.datetime) -> int:
    """Opened when the month is over; those of months before the last are filed a week later, one with a gap."""
    month, following = month_before(today, months_ago), month_before(today, months_ago - 1)
    opened_at = min(local(datetime.datetime.combine(following, EARLY)), at)
    new = open_levy_returns(month=month, by=SYSTEM, now=clock(opened_at))
    if months_ago > 1:
        for row in LevyReturn.objects.to_file().filter(month=month).select_related("vendor"):
            _file(cast, row, told["gap"], at_work(following + 9 * A_DAY), newest=months_ago == 2)
    return new


def _file(cast: Cast, row: LevyReturn, gap: world.Record, at: datetime.datetime, *, newest: bool) -> None:
    short = newest and row.vendor.slug == gap["vendor"]
    part = Decimal(gap["part"]) if short else Decimal(1)
    amounts = {one["order"]: round_cents(one["cost"] * part) for one in known_by_order(row.vendor_id, row.month)}
    said = {"amounts": amounts, "note": gap["note"] if short else ""}
    file_levy_return(levy_return=row, by=cast.binding(row.vendor), now=clock(at), **said)


def _budget(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    agency, year = cast.organisations[told["agency"]], fiscal_year_of(today)
    if Budget.objects.filter(agency=agency, fiscal_year=year, program=told["program"]).exists():
        return False
    said = {"program": told["program"], "amount": Decimal(told["amount"]), "note": told["note"]}
    at = clock(at_work(month_before(today, 4)))
    set_budget(agency=agency, fiscal_year=year, by=cast.holder(told["agency"], Role.APPROVER), now=at, **said)
    return True


def _seats(cast: Cast, told: world.Record, today: datetime.date, at: datetime.datetime) -> bool:
    """Of the last month, told by the vendor's people."""
    order = Order.objects.filter(form_token=world.form_token(told["contract"])).select_related("vendor").first()
    month = month_before(today, 1)
    if order is None or order.ends_on <= month or SeatUse.objects.filter(order=order).exists():
        return False
    told_at = clock(min(at_work(today), at))
    tell_seats(order=order, month=month, active=told["active"], by=cast.binding(order.vendor), now=told_at)
    return True
