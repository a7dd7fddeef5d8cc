"""What the page of a framework agreement shows: its state today, its lots with their vendors, its versions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from catalog.offerings.plans import price_day
from marketplace.components.formats import date, money
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, reads_all

from .actions import terms_of
from .forecast import Forecast, forecast
from .models import (
    DrawDown,
    Framework,
    FrameworkAmendment,
    FrameworkLevy,
    FrameworkLot,
    FrameworkProposal,
    FrameworkVersion,
    LotSignature,
    LotVendor,
)
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
    vendors: Sequence[tuple[Any, str, LotSignature | None]]
    drawn: Drawn
    to_sign: bool = False

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
    levy: Decimal
    levies: Sequence[FrameworkLevy]
    versions: Sequence[FrameworkVersion] = ()
    proposal: FrameworkProposal | None = None
    changes: Sequence[tuple[str, str, str]] = ()
    verbs: Sequence[str] = ()

    @property
    def left(self) -> Decimal:
        return self.framework.ceiling - self.drawn.amount


def state_of(framework: Framework, *, on: datetime.date) -> State:
    """Being prepared, not begun, open for orders, closed while orders run on, or over: a comparison of days."""
    if framework.is_draft:
        return State("Being prepared", "info")
    if framework.ended_at is not None:
        return State("Ended, orders run on", "warn") if on < framework.ends_on else State("Over")
    if on < framework.starts_on:
        return State("Not begun")
    if framework.takes_orders(on=on):
        return State("Open for orders", "ok")
    return State("Closed for orders", "warn") if on < framework.ends_on else State("Over")


def possible_actions(framework: Framework, reader: Any) -> frozenset[str]:
    """The verbs that this reader may use on the agreement as it stands."""
    open_to = {"amend": "amend_framework", "end": "amend_framework", "levy": "announce_levy"}
    if framework.is_draft:
        open_to = {"edit": "draft_framework", "sign": "sign_framework"}
    elif framework.ended_at is not None:
        open_to = {}
    return frozenset(verb for verb, row in open_to.items() if allowed(reader, f"contracts.{row}", framework))


def framework_page(framework: Framework, *, reader: Any, at: datetime.datetime) -> FrameworkPage:
    """The page of one agreement, loaded with `with_terms()`, for one reader. Four statements."""
    on, by_lot = price_day(at), drawn_by_lot(framework)
    inside = reads_all(reader)
    proposal = proposal_of(framework) if inside else None
    versions = list(framework.versions.all())
    signed = signatures_of(framework)
    lots = [
        LotRow(
            lot,
            [
                (row.vendor, row.vendor.called_at(framework.signed_at), signed.get((lot.pk, row.vendor_id)))
                for row in lot.vendors.all()
            ],
            by_lot.get(lot.pk, Drawn()),
            _waits_for(lot, reader, versions[-1:], signed) if framework.ended_at is None else False,
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
        purchases=_purchases(framework) if inside else [],
        levy=framework.levy_on(on),
        levies=list(framework.levies.all())[::-1],
        versions=versions,
        proposal=proposal,
        changes=changes_of(proposal) if proposal else [],
        verbs=verbs_on(proposal, reader) if proposal else [],
    )


def signatures_of(framework: Framework) -> dict[tuple[int, int], LotSignature]:
    """The latest signature of each vendor on each lot. One statement."""
    rows = LotSignature.objects.filter(lot__framework=framework).select_related("version").order_by("version__number")
    return {(row.lot_id, row.vendor_id): row for row in rows}


def _waits_for(
    lot: FrameworkLot,
    reader: Any,
    last: Sequence[FrameworkVersion],
    signed: dict[tuple[int, int], LotSignature],
) -> bool:
    """Whether this reader may sign the lot and its vendor has not signed the version that stands."""
    return any(
        allowed(reader, "contracts.sign_framework_lot", row)
        and ((held := signed.get((lot.pk, row.vendor_id))) is None or held.version_id != version.pk)
        for version in last
        for row in lot.vendors.all()
    )


def place_of(lot: FrameworkLot, reader: Any) -> LotVendor:
    """The place in a lot for which this reader signs; the first of the lot for those who sign for none."""
    places = list(lot.vendors.select_related("vendor", "lot__lot"))
    mine = [place for place in places if allowed(reader, "contracts.sign_framework_lot", place)]
    return (mine or places)[0]


def proposal_of(framework: Framework) -> FrameworkProposal | None:
    """The one that waits for a decision."""
    waiting = framework.proposals.select_related("framework", "proposed_by")
    return waiting.filter(status=FrameworkProposal.Status.PROPOSED).first()


def verbs_on(proposal: FrameworkProposal, reader: Any) -> list[str]:
    """What this reader may do with a proposal that is open."""
    decides = allowed(reader, "contracts.approve_framework_proposal", proposal)
    own = not decides and allowed(reader, "contracts.amend_framework")
    return ["approve", "refuse"] if decides else ["withdraw"] if own else []


def changes_of(proposal: FrameworkProposal) -> list[tuple[str, str, str]]:
    """What an amendment changes: what, before, after; an end changes no term."""
    if proposal.is_ending:
        return []
    framework, terms, last = proposal.framework, terms_of(proposal), datetime.timedelta(days=1)
    rows = [("Ceiling", money(framework.ceiling), money(terms.ceiling))]
    for lot in framework.lots.select_related("lot"):
        rows.append((f"Ceiling of {lot.lot}", money(lot.ceiling), money(terms.lot_ceilings.get(lot.pk, lot.ceiling))))
    rows.append(("Last day for orders", date(framework.last_order_on), date(terms.last_order_on)))
    rows.append(("Orders run until", date(framework.last_day_on), date(terms.ends_on - last)))
    return [row for row in rows if row[1] != row[2]]


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
    vendors = {vendor.pk for row in lots for vendor, _, _ in row.vendors}
    many = f"{len(vendors)} vendor{'' if len(vendors) == 1 else 's'} in {len(lots)} lot{'' if len(lots) == 1 else 's'}"
    return f"{many}, for orders from {framework.starts_on:%-d %B %Y} to {framework.last_order_on:%-d %B %Y}."
