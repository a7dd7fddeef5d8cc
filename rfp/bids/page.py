"""What the page of a bid shows to one reader."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from marketplace.permissions import allowed, organisations_for, own_organisations
from rfp.solicitations.models import Solicitation, SolicitationLot

from .contents import Contents
from .models import Bid, OpenedEnvelope, Part, Receipt, destroyed_words
from .queries import Task, is_stale, limit_of_lots, tasks_of
from .reading import open_draft


@dataclass(frozen=True)
class BidPage:
    """Everything derived that templates/rfp/bids/bid_page.html and bid_opened.html show."""

    own: bool
    open: bool
    stale: bool
    may_submit: bool
    strict: bool
    state: str
    tone: str
    receipts: list[Receipt]
    tasks: list[Task] = field(default_factory=list)
    contents: Contents | None = None
    opened: list[OpenedEnvelope] = field(default_factory=list)
    fault: str = ""
    limit: str = ""
    destroyed: str = ""

    @property
    def left(self) -> int:
        """How many parts still lack something."""
        return sum(bool(task.faults) for task in self.tasks)


def bid_page(bid: Bid, *, reader: Any, at: datetime.datetime) -> BidPage:
    """The page of one bid. A constant number of statements."""
    own = bid.vendor_id in own_organisations(reader)
    is_open = bid.solicitation.is_open(at=at)
    contents = open_draft(bid) if own and not bid.destroyed_at else None
    opened = list(OpenedEnvelope.objects.filter(version__bid=bid, version__number=bid.version))
    fault = next((one.fault for one in opened if one.part == Part.TECHNICAL), "")
    state, tone = ("Not readable", "bad") if fault else state_of(bid, at=at)
    return BidPage(
        own=own,
        open=is_open,
        stale=is_open and is_stale(bid),
        may_submit=own and is_open and allowed(reader, "rfp.submit_bid", bid),
        strict=hasattr(bid.solicitation, "strict_sealing"),
        state=state,
        tone=tone,
        receipts=list(bid.receipts.all()) if own else [],
        tasks=tasks_of(bid, contents) if contents else [],
        destroyed=destroyed_words(bid.destroyed_at) if bid.destroyed_at else "",
        contents=contents,
        opened=[] if own else opened,
        fault=fault,
        limit=limit_of_lots(bid.vendor, bid.lot) if own and is_open else "",
    )


def state_of(bid: Bid, *, at: datetime.datetime) -> tuple[str, str]:
    """Words for the tag, and its tone: the status, and from the deadline on what became of it."""
    solicitation, status = bid.solicitation, Bid.Status
    if bid.destroyed_at:
        return "Destroyed", ""
    if solicitation.status == solicitation.Status.CANCELLED:
        return "Solicitation cancelled", "bad"
    if bid.status == status.SUBMITTED:
        return ("Opened", "ok") if solicitation.opened_at else ("Submitted and sealed", "ok")
    if not solicitation.is_open(at=at):
        return "Not submitted", ""
    return ("Withdrawn", "warn") if bid.status == status.WITHDRAWN else ("Being prepared", "info")


@dataclass(frozen=True)
class OpportunityLinks:
    """What the page of an opportunity says of bids to one reader. `lots` are empty for whoever is no vendor."""

    lots: list[tuple[SolicitationLot, Bid | None]]
    several: bool
    is_open: bool
    is_closed: bool
    called_off: bool
    may_open: bool
    may_split: bool


def opportunity_links(solicitation: Solicitation, *, reader: Any, at: datetime.datetime) -> OpportunityLinks:
    """Two statements for a vendor's people, none for others."""
    own = organisations_for(reader, "rfp.start_bid") if reader.is_authenticated else set()
    is_open, lots = solicitation.is_open(at=at), []
    if own and solicitation.published_at:
        rows = Bid.objects.filter(lot__solicitation=solicitation, vendor_id__in=own).select_related("lot__solicitation")
        bids = {bid.lot_id: bid for bid in rows}
        lots = [(lot, bids.get(lot.pk)) for lot in solicitation.lots.all()]
    sealed = solicitation.preset.sealed
    return OpportunityLinks(
        lots=[(lot, bid) for lot, bid in lots if bid or is_open],
        several=len(lots) > 1,
        is_open=is_open,
        is_closed=solicitation.is_closed(at=at),
        called_off=solicitation.status == solicitation.Status.CANCELLED and solicitation.opened_at is None,
        may_open=sealed and allowed(reader, "rfp.open_bids"),
        may_split=sealed and solicitation.published_at is None and allowed(reader, "rfp.split_bid_key"),
    )
