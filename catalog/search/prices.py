"""Which offerings cost at most so much a month, for so many users and so long: one condition for every engine.

It reads the plans as they are published, at today's prices, and reckons like catalog/offerings/pricing.py
(tests/catalog/test_search_prices.py holds the two together). An offering without a plan fits no limit. Metered usage
comes on top of what is compared here.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.offerings.levies import told_levies
from catalog.offerings.pricing import LEVY_PERCENT
from catalog.taxonomy.lots import lot_code_sql

CURRENCY = "USD"
PRICE = "price"
PRICE_NAMES = ("price_to", "users", "months")


@dataclass(frozen=True)
class PriceLimit:
    """At most `upto` a month on average over `months`, everything but usage counted, for `users` units of a plan."""

    upto: Decimal
    users: int
    months: int

    @property
    def words(self) -> str:
        amount = f"{self.upto:,.2f}".removesuffix(".00")
        term = f"{self.months} month{'' if self.months == 1 else 's'}"
        return f"Up to ${amount} a month for {self.users:,} user{'' if self.users == 1 else 's'}, {term}"

    def pairs(self) -> list[tuple[str, str]]:
        """As an address says it."""
        upto = f"{self.upto:f}"
        return list(zip(PRICE_NAMES, (upto, str(self.users), str(self.months)), strict=True))

    def parameters(self, day: datetime.date) -> dict[str, Any]:
        """What `fitting` asks for."""
        return {
            "upto": self.upto,
            "users": self.users,
            "months": self.months,
            "price_day": day.isoformat(),
            "levy_day": day.isoformat(),
            "price_currency": CURRENCY,
        }


# Changes of prices that have begun, one over the other; then the price of a unit, discounts, and all parts.
_CHANGED = """SELECT jsonb_object_agg(part.key, part.value ORDER BY change.place) AS now
    FROM jsonb_array_elements(p.price_changes) WITH ORDINALITY AS change(parts, place), jsonb_each(change.parts) AS part
    WHERE change.parts ->> 'from' <= %(price_day)s"""
_PERCENT = """coalesce((SELECT (d ->> 'percent')::numeric FROM jsonb_array_elements(p.discounts) AS d
    WHERE d ->> 'of' = '{of}' AND (d ->> 'from')::int <= {reached} ORDER BY (d ->> 'from')::int DESC LIMIT 1), 0)"""
_LEVY = f"""CASE WHEN o.delivery_mode = 'brokered'
    THEN round(base * coalesce(levies.percent, {LEVY_PERCENT}) / 100, 2) ELSE 0 END"""
_LOT = lot_code_sql("o.service_models", of_state="v.kind = 'broker'")


def _amount(name: str) -> str:
    return f"coalesce((changed.now ->> '{name}')::numeric, p.{name})"


_FITTING = f"""SELECT p.offering_id
    FROM catalog_plan p JOIN catalog_offering o ON o.id = p.offering_id
    JOIN organisations_organisation v ON v.id = o.vendor_id
    LEFT JOIN ({{levies}}) AS levies ON levies.vendor_id = o.vendor_id AND levies.lot_code = {_LOT}
    CROSS JOIN LATERAL (SELECT greatest(%(users)s, p.included_quantity) AS charged,
        greatest(%(months)s, p.minimum_term_months) AS term) AS least
    LEFT JOIN LATERAL ({_CHANGED}) AS changed ON p.price_changes <> '[]'
    CROSS JOIN LATERAL (SELECT coalesce((
        SELECT (t ->> 'price')::numeric FROM jsonb_array_elements(coalesce(changed.now -> 'tiers', p.tiers)) AS t
        WHERE (t ->> 'from')::int <= charged ORDER BY (t ->> 'from')::int DESC LIMIT 1), {_amount("price")})
        AS each) AS unit
    CROSS JOIN LATERAL (SELECT round(CASE p.interval WHEN 'once' THEN charged * each
        WHEN 'year' THEN charged * each * term / 12 ELSE charged * each * term END, 2) AS licences) AS licensed
    CROSS JOIN LATERAL (SELECT licences
        - round(licences * {_PERCENT.format(of="quantity", reached="charged")} / 100, 2)
        - round(licences * {_PERCENT.format(of="months", reached="term")} / 100, 2)
        + round({_amount("setup_charge")}, 2) + round({_amount("data_move_charge")}, 2)
        + round({_amount("support_per_year")} * term / 12, 2) AS base) AS summed
    WHERE o.live AND p.currency = %(price_currency)s AND base + {_LEVY} <= %(upto)s::numeric * %(months)s"""  # noqa: S608 our own words


def fitting() -> str:
    """The ids of what fits, as SQL; the levy of each is told from above the catalogue, as on the offering's page."""
    return _FITTING.replace("{levies}", told_levies())
