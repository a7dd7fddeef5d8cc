"""Setting a fiscal year's budget, and telling how many people used what is paid for."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts.orders.changes import fee_in
from contracts.orders.models import Order
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import Budget, SeatUse


@transaction.atomic
def set_budget(
    *,
    agency: Organisation,
    fiscal_year: int,
    amount: Decimal,
    program: str = "",
    note: str = "",
    by: Any,
    now: Clock = database_now,
) -> Budget:
    """What the agency may spend in that year, in all or on one program. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.set_budget", agency)
    if amount <= 0:
        raise InvalidInput("A budget is above zero. Enter what may be spent in the year.")
    if not 2000 <= fiscal_year <= 2100:
        raise InvalidInput("Name the year in which the fiscal year ends, such as 2027.")
    at = now()
    row = Budget.objects.create(
        agency=agency,
        fiscal_year=fiscal_year,
        program=program.strip(),
        amount=amount,
        note=note.strip(),
        set_by=by,
        set_at=at,
    )
    data = {"year": fiscal_year, "program": row.program, "amount": amount}
    record(action="contracts.budget.set", obj=row, by=by, at=at, data=data)
    return row


@transaction.atomic
def tell_seats(*, order: Order, month: datetime.date, active: int, by: Any, now: Clock = database_now) -> SeatUse:
    """How many different people used an order in a month. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.tell_seats", order)
    first, at = month.replace(day=1), now()
    if active < 0:
        raise InvalidInput("Nobody is the least that can have used it. Enter zero or more.")
    if order.starts_on is None or not order.starts_on < (first + datetime.timedelta(days=31)).replace(day=1):
        raise InvalidInput("The order was not in force in that month. Choose one in which it was.")
    if first > at.date() or order.ends_on <= first:
        raise InvalidInput("The order is not in force in that month. Choose one in which it was.")
    row = SeatUse.objects.create(
        order=order,
        agency_id=order.agency_id,
        offering_id=order.offering_id,
        month=first,
        active=active,
        paid=fee_in(order, first)[0],
        told_by=by,
        told_at=at,
    )
    record(action="contracts.seats.told", obj=row, by=by, at=at, data={"month": first, "active": active})
    return row
