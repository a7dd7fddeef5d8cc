"""What the page of a bid shows to one reader."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from marketplace.permissions import allowed, own_organisations

from .contents import Contents
from .models import Bid, OpenedEnvelope, Receipt
from .queries import Task, is_stale, tasks_of
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

    @property
    def left(self) -> int:
        """How many parts still lack something."""
        return sum(bool(task.faults) for task in self.tasks)


def bid_page(bid: Bid, *, reader: Any, at: datetime.datetime) -> BidPage:
    """The page of one bid. A constant number of statements."""
    own = bid.vendor_id in own_organisations(reader)
    is_open = bid.solicitation.is_open(at=at)
    contents = open_draft(bid) if own else None
    state, tone = state_of(bid, at=at)
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
        contents=contents,
        opened=[] if own else list(OpenedEnvelope.objects.filter(version__bid=bid, version__number=bid.version)),
    )


def state_of(bid: Bid, *, at: datetime.datetime) -> tuple[str, str]:
    """Words for the tag, and its tone: the status, and from the deadline on what became of it."""
    solicitation, status = bid.solicitation, Bid.Status
    if solicitation.status == solicitation.Status.CANCELLED:
        return "Solicitation cancelled", "bad"
    if bid.status == status.SUBMITTED:
        return ("Opened", "ok") if solicitation.opened_at else ("Submitted and sealed", "ok")
    if not solicitation.is_open(at=at):
        return "Not submitted", ""
    return ("Withdrawn", "warn") if bid.status == status.WITHDRAWN else ("Being prepared", "info")
