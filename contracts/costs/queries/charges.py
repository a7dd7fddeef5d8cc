"""What is spent, by whom, on what: the explorer's figures, a month's bill, and how a vendor's file compares."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from contracts.agreements.models import Contract
from marketplace.billing.models import Invoice
from marketplace.components.formats import money
from marketplace.organisations.models import Organisation

from ..focus import Row
from ..models import Charge, CostImport

ZERO = Decimal(0)
DIMENSIONS = {
    "service": ("Service", "service_name"),
    "agency": ("Agency", "agency__name"),
    "vendor": ("Who provides it", "vendor__name"),
    "program": ("Program", "program"),
    "cost_centre": ("Cost centre", "cost_centre"),
    "category": ("Kind of charge", "charge_category"),
    "treatment": ("Billed or shown", "treatment"),
}
GAP_PERCENT = Decimal(1)
OF_ORDERS = Q(origin=Charge.Origin.ORDER)


@dataclass(frozen=True)
class Totals:
    """What was spent, billed, and what the same would have cost by the list."""

    spent: Decimal
    billed: Decimal
    listed: Decimal
    contracted: Decimal
    count: int

    @property
    def broker_value(self) -> Decimal:
        """List less contracted; credits are reckoned apart."""
        return self.listed - self.contracted

    @property
    def saving_percent(self) -> Decimal | None:
        return (self.broker_value * 100 / self.listed).quantize(Decimal("0.1")) if self.listed else None


def totals_of(charges: QuerySet[Charge]) -> Totals:
    """One statement."""
    found = charges.aggregate(
        spent=Sum("effective_cost"),
        billed=Sum("billed_cost"),
        listed=Sum("list_cost", filter=OF_ORDERS),
        contracted=Sum("contracted_cost", filter=OF_ORDERS),
        count=Count("pk"),
    )
    amounts = {name: found[name] or ZERO for name in ("spent", "billed", "listed", "contracted")}
    return Totals(**amounts, count=found["count"])


def groups_of(charges: QuerySet[Charge], dimension: str) -> list[dict[str, Any]]:
    """Sums by one dimension, the greatest first. One statement."""
    column = DIMENSIONS[dimension][1]
    rows: Any = (
        charges.order_by().values(label=F(column)).annotate(spent=Sum("effective_cost"), billed=Sum("billed_cost"))
    )
    return list(rows.order_by("-spent", "label"))


def months_of(charges: QuerySet[Charge]) -> list[dict[str, Any]]:
    """Sums by month, the oldest first. One statement."""
    rows: Any = charges.order_by().values("month").annotate(spent=Sum("effective_cost"), billed=Sum("billed_cost"))
    return list(rows.order_by("month"))


def bill_of(charges: QuerySet[Charge], month: datetime.date) -> dict[str, Any]:
    """A month's lines, their sums by account, and what differs from the month before. Two statements."""
    lines = list(charges.filter(month=month).select_related("vendor", "order").order_by("vendor__sort_name", "pk"))
    accounts: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        account = (line.cost_centre, line.program)
        accounts[account] = accounts.get(account, ZERO) + line.effective_cost
    before = (month - datetime.timedelta(days=1)).replace(day=1)
    was = dict(_by_description(charges.filter(month=before)))
    now: dict[str, Decimal] = {}
    for line in lines:
        now[line.charge_description] = now.get(line.charge_description, ZERO) + line.effective_cost
    steps = [(what, now.get(what, ZERO) - was.get(what, ZERO)) for what in sorted(now.keys() | was.keys())]
    return {
        "lines": lines,
        "spent": sum((line.effective_cost for line in lines), ZERO),
        "billed": sum((line.billed_cost for line in lines), ZERO),
        "accounts": [(*account, amount) for account, amount in sorted(accounts.items())],
        "before": before,
        "was": sum(was.values(), ZERO),
        "steps": [(what, difference) for what, difference in steps if difference],
        "shown_only": [line for line in lines if line.treatment != Charge.Treatment.CHARGEBACK],
    }


def invoices_of(reader: Any, agency: Organisation, month: datetime.date) -> list[Invoice]:
    """The invoices on which a month's charges are owed, as far as the reader sees them. One statement."""
    seen = Invoice.objects.visible_to(reader).standing().filter(payer=agency, period=month)
    return list(seen.with_parties().order_by("reference"))


def _by_description(charges: QuerySet[Charge]) -> list[tuple[str, Decimal]]:
    rows: Any = charges.order_by().values("charge_description").annotate(spent=Sum("effective_cost"))
    return list(rows.values_list("charge_description", "spent"))


@dataclass(frozen=True)
class MonthGap:
    """One month of a vendor's file beside what the contract's orders cost."""

    month: datetime.date
    told: Decimal
    known: Decimal

    @property
    def gap(self) -> Decimal:
        return self.told - self.known

    @property
    def percent(self) -> Decimal | None:
        return (self.gap * 100 / self.known).quantize(Decimal("0.01")) if self.known else None

    @property
    def is_wide(self) -> bool:
        """More than one per cent apart, or told where nothing is known."""
        return bool(self.gap) and (self.percent is None or abs(self.percent) > GAP_PERCENT)


def reconciled(cost_import: CostImport, rows: list[Row]) -> list[MonthGap]:
    """What the file bills in each month beside the orders of the contract. One statement."""
    told: dict[datetime.date, Decimal] = {}
    for row in rows:
        start, billed = row.fields.get("billing_period_start"), row.fields.get("billed_cost")
        if start is not None and billed is not None:
            month = start.date().replace(day=1)
            told[month] = told.get(month, ZERO) + billed
    orders = Charge.objects.filter(contract=cost_import.contract_id, origin=Charge.Origin.ORDER, month__in=told)
    known = dict(orders.order_by().values("month").annotate(cost=Sum("effective_cost")).values_list("month", "cost"))
    return [MonthGap(month, amount, known.get(month, ZERO)) for month, amount in sorted(told.items())]


def spend_of(contract: Contract, *, on: datetime.date) -> dict[str, str]:
    """What a contract cost in the twelve months to that day, in words that can be kept. One statement."""
    first = on.replace(year=on.year - 1, day=1)
    totals = totals_of(Charge.objects.spend().filter(contract=contract, month__gt=first, month__lte=on))
    if not totals.count:
        return {"said": "Nothing charged yet", "below_list": ""}
    currency = contract.currency
    below = money((totals.broker_value, currency)) if totals.broker_value else ""
    return {"said": money((totals.spent, currency)), "below_list": below}


def spent_by_offering(until: datetime.date) -> dict[int, Decimal]:
    """What was charged for each offering in the twelve months that end with `until`. One statement."""
    first = (until.replace(year=until.year - 1) + datetime.timedelta(days=31)).replace(day=1)
    rows = Charge.objects.spend().filter(month__gte=first, month__lte=until, offering__isnull=False)
    sums: Any = rows.order_by().values("offering").annotate(spent=Sum("effective_cost"))
    return {row["offering"]: row["spent"].quantize(Decimal("0.01")) for row in sums}
