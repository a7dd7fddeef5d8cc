"""What is left of a year's budget: consumed by charges, committed by orders, and where the year will end."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, Sum

from contracts.agreements.durations import months_after
from contracts.agreements.models import ExtensionOption
from contracts.orders.models import Order
from contracts.orders.modes import LEVIED
from marketplace.organisations.models import Organisation

from ..lines import accounts_of, cost_in
from ..models import Budget, Charge

FIRST_MONTH = 7  # a fiscal year runs from July to June and is named by the year in which it ends
ZERO = Decimal("0.00")
COMMITTED = [Order.Status.APPROVED, *Order.ACCEPTED_STATES]


def months_of(fiscal_year: int) -> list[datetime.date]:
    """The first days of its twelve months."""
    first = fiscal_year - 1
    return [
        datetime.date(first + (month > 12), (month - 1) % 12 + 1, 1) for month in range(FIRST_MONTH, FIRST_MONTH + 12)
    ]


def fiscal_year_of(day: datetime.date) -> int:
    """2027 for any day from July 2026 to June 2027."""
    return day.year + (day.month >= FIRST_MONTH)


@dataclass
class BudgetRow:
    """One budget of a year with its figures; `options` is what extensions that can still be chosen would add."""

    budget: Budget
    consumed: Decimal = ZERO
    committed: Decimal = ZERO
    options: Decimal = ZERO
    orders: list[tuple[Order, Decimal]] = field(default_factory=list)

    @property
    def forecast(self) -> Decimal:
        """What is consumed, and what orders in force and approved will cost until the year ends."""
        return self.consumed + self.committed

    @property
    def left(self) -> Decimal:
        return self.budget.amount - self.forecast

    @property
    def with_options(self) -> Decimal:
        """The forecast if every extension is chosen."""
        return self.forecast + self.options

    @property
    def percent(self) -> Decimal:
        return (self.forecast * 100 / self.budget.amount).quantize(Decimal("0.1"))


def budgets_of(agency: Organisation, fiscal_year: int) -> list[BudgetRow]:
    """Each budget of the agency's year. Seven statements, however many orders there are.

    Charges of written months are consumed; for months without any, what orders cost is committed.
    """
    rows = [BudgetRow(budget) for budget in Budget.objects.standing().filter(agency=agency, fiscal_year=fiscal_year)]
    if not rows:
        return []
    months = months_of(fiscal_year)
    charges = Charge.objects.spend().filter(agency=agency, month__gte=months[0], month__lte=months[-1])
    spent = list(charges.order_by().values("month", "program").annotate(billed=Sum("billed_cost")))
    written = {one["month"] for one in spent}
    ahead = [month for month in months if not written or month > max(written)]
    shares = _committed(agency, ahead)
    options = _options(agency, months)
    for row in rows:
        mine = row.budget.program
        row.consumed = sum((one["billed"] for one in spent if mine in ("", one["program"])), ZERO)
        row.orders = [(order, amount) for order, program, amount in shares if mine in ("", program)]
        row.committed = sum((amount for _, amount in row.orders), ZERO)
        row.options = options if not mine else ZERO
    return rows


def _committed(agency: Organisation, ahead: Iterable[datetime.date]) -> list[tuple[Order, str, Decimal]]:
    """What each order of the agency costs in the months ahead, by program."""
    ahead = list(ahead)
    orders = Order.objects.filter(Q(agency=agency) | Q(shares__agency=agency), status__in=COMMITTED).distinct()
    orders = orders.select_related("contract", "framework_lot__framework").order_by("reference")
    found = []
    for order in orders.prefetch_related("changes", "shares", "funding", LEVIED):
        _with_term(order)
        cost = sum((cost_in(order, month) for month in ahead), ZERO)
        for account in accounts_of(order) if cost else ():
            if account.agency_id == agency.pk:
                found.append((order, account.program, (cost * account.share).quantize(Decimal("0.01"))))
    return found


def _with_term(order: Order) -> None:
    """An approved order commits from the day that was wished for on."""
    if order.starts_on is None:
        order.starts_on, order.ends_on = order.wanted_from, months_after(order.wanted_from, order.months)


def _options(agency: Organisation, months: list[datetime.date]) -> Decimal:
    """The part of each open extension that falls into the year."""
    end = (months[-1] + datetime.timedelta(days=31)).replace(day=1)
    held = ExtensionOption.objects.filter(contract__agency=agency, exercised_at__isnull=True, contract__ends_on__lt=end)
    total = ZERO
    for option in held.select_related("contract"):
        begins = option.contract.ends_on
        days, inside = (option.ends_on - begins).days, (min(option.ends_on, end) - max(begins, months[0])).days
        if days > 0 and inside > 0:
            total += option.value_added * inside / days
    return total.quantize(Decimal("0.01"))
