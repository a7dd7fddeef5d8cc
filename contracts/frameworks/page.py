"""What the page of a framework agreement shows: its state today, its lots with their vendors, its versions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from catalog.offerings.plans import price_day
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed

from .models import Framework, FrameworkAmendment, FrameworkLot


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
    """The page of one agreement, loaded with `with_terms()`, for one reader. No statement of its own."""
    lots = [
        LotRow(lot, [(row.vendor, row.vendor.called_at(framework.signed_at)) for row in lot.vendors.all()])
        for lot in framework.lots.all()
    ]
    return FrameworkPage(
        framework=framework,
        state=state_of(framework, on=price_day(at)),
        sentence=_sentence(framework, lots),
        buyers=[Organisation.Level(level).label for level in framework.levels],
        lots=lots,
        amendments=list(framework.amendments.all())[::-1],
        actions=possible_actions(framework, reader),
    )


def _sentence(framework: Framework, lots: Sequence[LotRow]) -> str:
    vendors = {vendor.pk for row in lots for vendor, _ in row.vendors}
    many = f"{len(vendors)} vendor{'' if len(vendors) == 1 else 's'} in {len(lots)} lot{'' if len(lots) == 1 else 's'}"
    return f"{many}, for orders from {framework.starts_on:%-d %B %Y} to {framework.last_order_on:%-d %B %Y}."
