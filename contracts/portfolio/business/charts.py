"""The charts of a vendor's business, each with the table of all rows and the year before."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from marketplace.components.charts import Bar, Chart, Table, bar_chart
from marketplace.components.formats import money

from ..arithmetic import ZERO

BARS = 8


def spend_chart(now: Mapping[str, Decimal], before: Mapping[str, Decimal], *, what: str, caption: str) -> Chart | None:
    """Spend by agency or by kind of work, the greatest first; None where nothing was spent in the later year."""
    ordered = sorted(now, key=lambda name: (-now[name], name))
    paid = [name for name in ordered if now[name] > 0]
    if not paid:
        return None
    bars = [
        Bar(name, now[name], money(now[name], 0), "" if place else "lead") for place, name in enumerate(paid[:BARS])
    ]
    finding = f"{paid[0]} comes first with {money(now[paid[0]], 0)}."
    if len(paid) > BARS:
        finding += f" The first {BARS} of {len(paid)} are drawn; the table has all."
    drawn = bar_chart(
        bars, subject=f"Spend by {what.lower()}", columns=(what, "Spend"), finding=finding, caption=caption
    )
    rows = tuple((name, money(now[name], 0), money(before.get(name, ZERO), 0)) for name in ordered)
    return replace(drawn, table=Table((what, "12 months", "12 before"), rows, frozenset({1, 2})))
