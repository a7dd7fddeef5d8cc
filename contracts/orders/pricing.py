"""What an order keeps of an offering: the pinned revision, the plan as it stood there, the price line by line."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from catalog.offerings.models import Offering, Plan
from catalog.offerings.plans import plans_on, price_day
from catalog.offerings.price_terms import usage_key
from catalog.offerings.pricing import LEVY, LEVY_PERCENT, CostLine, CostParts, cost_parts, levy_words, tier_price
from marketplace.components.formats import day, money
from marketplace.errors import DomainError, InvalidInput
from marketplace.money import round_cents

MOST_ORDERED = Decimal(10) ** 12


class NotOrderable(DomainError):
    """The offering is not open for orders now."""

    def __init__(self, offering: Offering) -> None:
        missing = " ".join(offering.missing_for_orders()) or "It was taken off the catalogue."
        super().__init__(
            f"{offering} cannot be ordered at the moment. {missing} Nothing was saved. Ask the broker office."
        )


class PricesExpired(DomainError):
    """The vendor's price list has run out."""

    def __init__(self, offering: Offering) -> None:
        ended = day(offering.prices_until)
        super().__init__(
            f"The prices of {offering} were valid until {ended}, so it cannot be ordered at them. Nothing was saved. "
            "Ask the broker office for the present prices."
        )


class PlanGone(DomainError):
    sentence = "This plan is not offered any more. Nothing was saved. Choose one of the plans on the offering’s page."


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for: so many units of one plan, for so long, from a day on; `usage` is expected a month.

    `levy_percent` is that of the agreement under which it is to be ordered.
    """

    offering: Offering
    plan_code: uuid.UUID
    quantity: int
    months: int
    wanted_from: datetime.date
    usage: Mapping[str, int] = field(default_factory=dict)
    levy_percent: Decimal = LEVY_PERCENT


def snapshot(wanted: Wanted, *, on: datetime.date) -> dict[str, Any]:
    """The fields of an order that come from the offering's published revision, as it may be ordered on that day.

    Raises NotOrderable, PricesExpired, PlanGone, and InvalidInput for less than the plan's smallest quantity or term.
    """
    offering = wanted.offering
    if offering.vendor.sanction_in_force or not (offering.is_orderable and offering.live_revision):
        raise NotOrderable(offering)
    version = offering.published_version
    if version.prices_until and version.prices_until < on:
        raise PricesExpired(version)
    return _fields(wanted, offering.live_revision, version, offering.vendor, on)


def pinned_offer(offer: Any) -> dict[str, Any]:
    """The same fields for one offer of a line, from the revision pinned when it was sent, whatever came since."""
    order, revision = offer.order, offer.offering_revision
    wanted = Wanted(offer.offering, offer.plan_code, order.quantity, order.months, order.wanted_from)
    wanted = replace(wanted, levy_percent=order.levy_percent)
    return _fields(wanted, revision, revision.as_object(), offer.vendor, price_day(order.submitted_at))


def _fields(wanted: Wanted, revision: Any, version: Any, vendor: Any, on: datetime.date) -> dict[str, Any]:
    plan = next((plan for plan in plans_on(version, on) if plan.code == wanted.plan_code), None)
    if plan is None:
        raise PlanGone
    _check_minimums(plan, wanted)
    asked = (wanted.quantity, wanted.months, version.delivery_mode, _usage_known(plan, wanted), wanted.levy_percent)
    cost = cost_parts(plan, *asked)
    if cost.total >= MOST_ORDERED:
        raise InvalidInput("No request may cost so much. Nothing was saved. Ask for fewer units, or a shorter term.")
    return {
        "offering": wanted.offering,
        "vendor": vendor,
        "offering_revision": revision,
        "offering_name": version.name,
        "delivery_mode": version.delivery_mode,
        **_plan_fields(plan, wanted.quantity),
        "usage": [charge | {"expected": wanted.usage.get(usage_key(charge))} for charge in plan.usage_charges],
        "quantity": wanted.quantity,
        "months": wanted.months,
        "wanted_from": wanted.wanted_from,
        "price_lines": price_lines(cost),
        "one_off_value": cost.one_off,
        "monthly_fee": monthly_fee(plan, wanted.quantity, wanted.months),
        "levy_percent": wanted.levy_percent,
        "total_value": cost.total,
    }


def _plan_fields(plan: Plan, quantity: int) -> dict[str, Any]:
    return {
        "plan_code": plan.code,
        "plan_name": plan.name,
        "unit": plan.unit,
        "unit_price": tier_price(plan, quantity),
        "interval": plan.interval,
        "minimum_term_months": plan.minimum_term_months,
        "included_quantity": plan.included_quantity,
        "setup_charge": plan.setup_charge,
        "currency": plan.currency,
    }


def wanted_by(order: Any) -> Wanted:
    """What an order asks for, to be priced anew."""
    return Wanted(
        order.offering, order.plan_code, order.quantity, order.months, order.wanted_from, order.usage_expected,
        order.levy_percent,
    )  # fmt: skip


def with_levy(order: Any, percent: Decimal) -> list[str]:
    """Reckons the levy of a draft anew by another percent; returns the fields to save."""
    if percent == order.levy_percent:
        return []
    lines = [line for line in order.price_lines if line["label"] != LEVY]
    base = sum((Decimal(line["amount"]) for line in lines), Decimal("0.00"))
    if len(lines) < len(order.price_lines):
        lines += [_line(CostLine(LEVY, levy_words(percent), round_cents(base * percent / 100)))]
    order.price_lines, order.levy_percent = lines, percent
    order.total_value = sum((Decimal(line["amount"]) for line in lines), Decimal("0.00"))
    return ["price_lines", "levy_percent", "total_value"]


def amounts_of(lines: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Price lines as they are compared."""
    return [(line["label"], line["how"], line["amount"]) for line in lines]


def news_about(order: Any, *, on: datetime.date) -> str:
    """What a draft's requester should know of its price on that day, a sentence; empty where all is as it was."""
    try:
        present = snapshot(wanted_by(order), on=on)
    except DomainError as refusal:
        return str(refusal).replace(" Nothing was saved.", "")
    was, now = (money((value, order.currency)) for value in (order.total_value, present["total_value"]))
    if amounts_of(present["price_lines"]) != amounts_of(order.price_lines):
        return f"The price has changed since it was chosen: {was} then, {now} now. Save the first step to take it over."
    plan = next(plan for plan in plans_on(order.offering, on) if plan.code == order.plan_code)
    if plan.coming is None:
        return ""
    begins, _ = plan.coming
    later = snapshot(wanted_by(order), on=begins)["total_value"]
    return f"From {day(begins)} the same costs {money((later, order.currency))}. Sent before, it keeps {was}."


def _usage_known(plan: Plan, wanted: Wanted) -> Mapping[str, int]:
    """The usage that somebody expects. Raises InvalidInput where the plan meters no such thing."""
    metered = {usage_key(charge) for charge in plan.usage_charges}
    if unknown := sorted(wanted.usage.keys() - metered):
        known = ", ".join(sorted(metered)) or "nothing"
        raise InvalidInput(f"{plan} does not meter {', '.join(unknown)}. Leave it out; it meters {known}.")
    return wanted.usage


def _check_minimums(plan: Plan, wanted: Wanted) -> None:
    if wanted.quantity < plan.included_quantity:
        raise InvalidInput(
            f"{plan} is sold from {plan.included_quantity:,} units on. Ask for at least that many, or for another plan."
        )
    if wanted.months < plan.minimum_term_months:
        raise InvalidInput(
            f"{plan} runs for at least {plan.minimum_term_months} months. Ask for a longer term, or for another plan."
        )


def price_lines(cost: CostParts) -> list[dict[str, Any]]:
    """The lines of a cost as JSON; amounts as text, so that no float ever touches them."""
    return [_line(line) for line in cost.lines]


def _line(line: CostLine) -> dict[str, Any]:
    return {"label": line.label, "how": line.how, "amount": str(line.amount), "once": line.once, "open": line.open}


def monthly_fee(plan: Plan, quantity: int, months: int) -> Decimal:
    """The recurring fees of one month, without one-off charges, usage and the levy."""
    cost = cost_parts(plan, quantity, months)
    return round_cents((cost.total - cost.one_off) / cost.months)
