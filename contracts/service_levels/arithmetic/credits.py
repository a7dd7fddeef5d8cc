"""Credit steps: which percentage an unrounded uptime reaches, and what that is in money."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from marketplace.money import round_cents

HUNDRED = Decimal(100)


class TiersContradict(ValueError):
    """Credit steps with a gap, an overlap or a credit that shrinks as uptime falls. The message is a sentence."""


@dataclass(frozen=True)
class Tier:
    """A step: from `lower_inclusive` up to but not including `upper_exclusive`, `percent` of the fee comes back."""

    upper_exclusive: Decimal
    lower_inclusive: Decimal
    percent: Decimal


def checked_tiers(tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    """The steps from the highest uptime down to 0. Raises TiersContradict."""
    ordered = tuple(sorted(tiers, key=lambda tier: tier.upper_exclusive, reverse=True))
    for tier in ordered:
        if not 0 <= tier.lower_inclusive < tier.upper_exclusive <= HUNDRED:
            raise TiersContradict(
                f"The step from {tier.lower_inclusive}% to {tier.upper_exclusive}% is empty or leaves 0 to 100%."
            )
        if not 0 <= tier.percent <= HUNDRED:
            raise TiersContradict(f"A credit of {tier.percent}% is not between 0 and 100%.")
    for higher, lower in pairwise(ordered):
        if higher.lower_inclusive > lower.upper_exclusive:
            raise TiersContradict(
                f"There is no step between {lower.upper_exclusive}% and {higher.lower_inclusive}%. Close the gap."
            )
        if higher.lower_inclusive < lower.upper_exclusive:
            raise TiersContradict(f"Two steps overlap below {lower.upper_exclusive}%. Keep one of them there.")
        if lower.percent < higher.percent:
            raise TiersContradict(
                f"Below {lower.upper_exclusive}% the credit falls from {higher.percent}% to {lower.percent}%. "
                "A worse month cannot earn less."
            )
    if ordered and ordered[-1].lower_inclusive != 0:
        raise TiersContradict(f"The lowest step ends at {ordered[-1].lower_inclusive}%. Let it reach down to 0%.")
    return ordered


def tier_reached(uptime: Decimal, tiers: Sequence[Tier]) -> Tier | None:
    """The step that an unrounded uptime falls into; None at and above the highest."""
    return next((tier for tier in tiers if tier.lower_inclusive <= uptime < tier.upper_exclusive), None)


def credit_cap(fee: Decimal, cap_percent: Decimal | None) -> Decimal:
    """The most that can come back for one month: the contract's cap, and never more than the fee."""
    return min(fee, round_cents(fee * cap_percent / HUNDRED)) if cap_percent is not None else fee


def credit_amount(fee: Decimal, percent: Decimal, cap_percent: Decimal | None = None) -> Decimal:
    """The credit in money, half up to the cent: 98.2 % of a 12,400.00 month on a 25 % step is 3,100.00."""
    return min(round_cents(fee * percent / HUNDRED), credit_cap(fee, cap_percent))
