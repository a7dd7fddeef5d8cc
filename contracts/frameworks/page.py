"""What the page of a framework agreement shows: its state today, its lots with their vendors, its versions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from catalog.offerings.plans import price_day
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, reads_all

from .forecast import Forecast, forecast
from .models import DrawDown, Framework, FrameworkAmendment, FrameworkLot
from .queries import Drawn, drawn_by_lot, total


@dataclass(frozen=True)
class State:
    """Where an agreement stands on a day: words for the tag and its tone."""

    words: str
    tone: str = ""


@dataclass(frozen=True)
class LotRow:
    """One lot with its vendors, best ranked first, each called as on the day of the signature."""

    lot: FrameworkLot
    vendors: Sequence[tuple[Any, str]]
    drawn: Drawn

    @property
    def left(self) -> Decimal:
        return self.lot.ceiling - self.drawn.amount


@dataclass(frozen=True)
class Purchase:
    """What one agency ordered from one vendor under the agreement; for the broker office."""

    agency: str
    vendor: str
    drawn: Drawn


@dataclass(frozen=True)
class FrameworkPage:
    """Everything derived that templates/contracts/frameworks/framework_page.html shows."""

    framework: Framework
    state: State
    sentence: str
    buyers: Sequence[str]
    lots: Sequence[LotRow]
    amendments: Sequence[FrameworkAmendment]
    actions: frozenset[str]
    drawn: Drawn
    forecast: Forecast | None
    purchases: Sequence[Purchase]

    @property
    def left(self) -> Decimal:
        return self.framework.ceiling - self.drawn.amount


def state_of(framework: Framework, *, on: datetime.date) -> State:
    """Being prepared, not begun, open for orders, closed while orders run on, or over: a comparison of days."""
    if framework.is_draft:
        return State("Being prepared", "info")
    if on < framework.starts_on:
        return State("Not begun")
    if framework.takes_orders(on=on):
        return State("Open for orders", "ok")
    return State("Closed for orders", "warn") if on < framework.ends_on else State("Over")


def possible_actions(framework: Framework, reader: Any) -> frozenset[str]:
    """The verbs that this reader may use on the agreement as it stands."""
    open_to = (
        {"edit": "draft_framework", "sign": "sign_framework"} if framework.is_draft else {"amend": "amend_framework"}
    )
    return frozenset(verb for verb, row in open_to.items() if allowed(reader, f"contracts.{row}", framework))


def framework_page(framework: Framework, *, reader: Any, at: datetime.datetime) -> FrameworkPage:
    """The page of one agreement, loaded with `with_terms()`, for one reader. Three statements."""
    on, by_lot = price_day(at), drawn_by_lot(framework)
    lots = [
        LotRow(
            lot,
            [(row.vendor, row.vendor.called_at(framework.signed_at)) for row in lot.vendors.all()],
            by_lot.get(lot.pk, Drawn()),
        )
        for lot in framework.lots.all()
    ]
    return FrameworkPage(
        framework=framework,
        state=state_of(framework, on=on),
        sentence=_sentence(framework, lots),
        buyers=[Organisation.Level(level).label for level in framework.levels],
        lots=lots,
        amendments=list(framework.amendments.all())[::-1],
        actions=possible_actions(framework, reader),
        drawn=total(by_lot.values()),
        forecast=_forecast(framework, on=on),
        purchases=_purchases(framework) if reads_all(reader) else [],
    )


def _forecast(framework: Framework, *, on: datetime.date) -> Forecast | None:
    standing = DrawDown.objects.standing().filter(lot__framework=framework)
    return forecast(
        [(price_day(drawn_at), amount) for drawn_at, amount in standing.values_list("drawn_at", "amount")],
        ceiling=framework.ceiling,
        starts_on=framework.starts_on,
        last_order_on=framework.last_order_on,
        on=on,
    )


def _purchases(framework: Framework) -> list[Purchase]:
    standing = DrawDown.objects.standing().filter(lot__framework=framework)
    pairs = standing.order_by("agency__sort_name", "vendor__sort_name").values("agency__name", "vendor__name")
    rows = pairs.annotate(sum=Sum("amount"), orders=Count("pk"))
    return [Purchase(row["agency__name"], row["vendor__name"], Drawn(row["sum"], row["orders"])) for row in rows]


def _sentence(framework: Framework, lots: Sequence[LotRow]) -> str:
    vendors = {vendor.pk for row in lots for vendor, _ in row.vendors}
    many = f"{len(vendors)} vendor{'' if len(vendors) == 1 else 's'} in {len(lots)} lot{'' if len(lots) == 1 else 's'}"
    return f"{many}, for orders from {framework.starts_on:%-d %B %Y} to {framework.last_order_on:%-d %B %Y}."
