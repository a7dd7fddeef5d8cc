"""Credit steps: which percentage an unrounded uptime reaches, and what that is in money."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.agreements.templates_of_terms import Tier, check_tiers
from marketplace.money import round_cents

HUNDRED = Decimal(100)


def checked_tiers(tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    """The steps from the highest uptime down to 0; none where no credit is promised.

    Raises TermsDoNotFit for a gap, an overlap, or a credit that shrinks as uptime falls.
    """
    ordered = tuple(sorted(tiers, key=lambda tier: tier.upper_exclusive, reverse=True))
    if ordered:
        check_tiers(ordered)
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
