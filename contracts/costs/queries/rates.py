"""A rate opened into its parts, beside last year's, beside what the reader's agency paid before."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.offerings.pricing import counted
from marketplace.components.charts import Part
from marketplace.components.formats import money, number
from marketplace.money import round_cents

from ..models import FormerCost, Pool, RateCard, RateYear
from ..models.rate_card import POOL_ORDER
from ..rates import RESERVE_DAYS, bridge, reserve_days, true_up

COLOURS = {"staff": 1, "hardware": 3, "software": 2, "power": 4, "security": 5, "facilities": 6, "network": 6}
OTHERS = 7


@dataclass(frozen=True)
class PartRow:
    """One part as a reader sees it: its share of the rate, the calculation in words, and for the reader's own units."""

    pool: str
    label: str
    colour: int
    amount: Decimal
    part: Decimal
    share: Decimal
    how: str
    comes_from: str
    own: Decimal | None


@dataclass(frozen=True)
class Step:
    """One step of a bridge between two rates."""

    label: str
    difference: Decimal


def rows_of(card: RateCard, *, units: int = 0) -> list[PartRow]:
    """The parts in their order; `units` is how many the reader's agency has."""
    rows = []
    for pool in card.pools.all():
        how = f"{money((pool.amount, card.currency))} ÷ {number(card.forecast_units)} {card.unit} months"
        rows.append(
            PartRow(
                pool=pool.pool,
                label=pool.get_pool_display(),
                colour=COLOURS.get(pool.pool, OTHERS),
                amount=pool.amount,
                part=pool.part,
                share=(pool.part * 100 / card.rate).quantize(Decimal("0.1")),
                how=how,
                comes_from=pool.comes_from,
                own=pool.part * units if units else None,
            )
        )
    return rows


def bar_of(rows: list[PartRow]) -> list[Part]:
    """The parts above zero as one bar; what is taken off stands in the table."""
    return [Part(row.label, row.part, row.colour) for row in rows if row.part > 0]


def before(card: RateCard) -> RateCard | None:
    """The published rate of the plan that held before it. Two queries with its pools."""
    earlier = RateCard.objects.published().filter(plan_code=card.plan_code, holds_from__lt=card.holds_from)
    return earlier.order_by("-holds_from").prefetch_related("pools").first()


def steps_between(last: RateCard, card: RateCard) -> list[Step]:
    """From last year's rate to this one; together they are the difference."""
    old = {pool.pool: pool.amount for pool in last.pools.all()}
    new = {pool.pool: pool.amount for pool in card.pools.all()}
    codes = [code for code in POOL_ORDER if code in old or code in new]
    amounts = [[found.get(code, Decimal()) for code in codes] for found in (old, new)]
    shares = bridge(amounts[0], last.forecast_units, amounts[1], card.forecast_units)
    more = "More" if card.forecast_units > last.forecast_units else "Fewer"
    labels = [f"{more} {card.unit} months share the same cost", *(Pool(code).label for code in codes)]
    return [Step(label, share) for label, share in zip(labels, shares, strict=True) if share]


def year_of(card: RateCard) -> dict[str, Any] | None:
    """How the card's year ended, where that is known: true-up, reserve in days, and whether that is too much."""
    year = RateYear.objects.filter(card=card).first()
    if year is None:
        return None
    days = reserve_days(year.reserve, year.cash_cost)
    return {
        "row": year,
        "true_up": true_up(year.actual_cost, year.billed),
        "days": days,
        "too_much": days is not None and days > RESERVE_DAYS,
        "most": RESERVE_DAYS,
    }


def like_for_like(card: RateCard, former: FormerCost) -> dict[str, Any]:
    """What one unit cost the agency in a month, pool by pool, beside the rate; only what it ran itself is set off."""
    months = former.units * 12
    rows: list[dict[str, Any]] = []
    parts = {pool.pool: pool.part for pool in card.pools.all()}
    for code in POOL_ORDER:
        own, now = round_cents(former.of(code) / months), parts.get(code, Decimal("0.00"))
        if own or now:
            rows.append({"label": Pool(code).label, "before": own, "now": now, "difference": now - own})
    total = sum((row["before"] for row in rows), Decimal("0.00"))
    return {
        "rows": rows,
        "before": total,
        "difference": card.rate - total,
        "units": counted(former.units, card.unit),
        "former": former,
    }


def former_of(card: RateCard, agency_ids: set[int]) -> FormerCost | None:
    """The newest that the reader's agency declared for this plan."""
    found = FormerCost.objects.filter(plan_code=card.plan_code, agency_id__in=agency_ids)
    return found.select_related("agency").first()
