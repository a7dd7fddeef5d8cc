"""Reading bids: a vendor's own with what is left to do, and, from the opening on, what they say."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from marketplace.accounts.models import User
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import PERMISSIONS, own_organisations
from rfp.solicitations.models import PriceLine, Solicitation, SolicitationLot

from .contents import BidPart, Contents, Fault, faults_in, parts_of
from .models import Bid, ClosingList, OfficerKey, OpenedEnvelope, Opening, Part


def people_of(vendor: Organisation, *, at: datetime.datetime) -> QuerySet[User]:
    """Those of a vendor who submit bids: they hear of receipts."""
    roles = {role for row in PERMISSIONS["rfp.submit_bid"] for role in row.roles}
    held = Membership.objects.in_force(at=at).filter(organisation=vendor, role__in=roles)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True)


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    part: BidPart
    faults: list[Fault]
    begun: bool
    changed: bool
    confidential: bool

    @property
    def words(self) -> str:
        if self.changed:
            return "Changed by an addendum"
        if self.faults:
            return "To be corrected" if self.begun else "To do"
        return "Done" if self.begun else "Not needed"

    @property
    def tone(self) -> str:
        return "warn" if self.changed or (self.faults and self.begun) else "ok" if self.begun else "info"


def tasks_of(bid: Bid, contents: Contents) -> list[Task]:
    """The forms of a bid with what each still lacks; those that an unread addendum touched stand out."""
    lines = list(bid.lot.price_lines.all())
    return [
        Task(
            part=part,
            faults=faults_in(part, contents, lines=lines),
            begun=any(contents.parts.get(part.key, {}).values()),
            changed=part.since > bid.acknowledged,
            confidential=contents.text(part.key, "confidential") == "yes",
        )
        for part in parts_of(bid.lot)
    ]


def is_stale(bid: Bid) -> bool:
    """Whether an addendum came out that the vendor's people have not said they read: computed, never stored."""
    return bid.acknowledged < bid.solicitation.version


def limit_of_lots(vendor: Organisation, lot: SolicitationLot) -> str:
    """Says that the vendor answers more lots than it can win; empty otherwise. One statement where there is a limit."""
    most = lot.solicitation.max_lots_per_vendor
    if (
        most is None
        or Bid.objects.filter(vendor=vendor, lot__solicitation=lot.solicitation).exclude(lot=lot).count() < most
    ):
        return ""
    return (
        f"One vendor wins at most {most} lot{'' if most == 1 else 's'} of this request, and you answer more. Lots are "
        "awarded one by one: once you hold that many, the next place of the ranking is awarded."
    )


@dataclass(frozen=True)
class Proposal:
    """An opened bid as evaluators read it: answers by the requirement's code. `fault` says why there are none."""

    bid: Bid
    version: int
    received_at: datetime.datetime
    answers_version: int
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    fault: str = ""

    @property
    def vendor(self) -> Organisation:
        return self.bid.vendor


@dataclass(frozen=True)
class Prices:
    """The opened price envelope of a bid: a unit price a line, and their total for the quantities asked for."""

    bid: Bid
    currency: str
    lines: dict[str, Decimal]
    total: Decimal | None
    fault: str = ""


def _opened(lot: SolicitationLot, part: str, *, at: datetime.datetime | None) -> list[OpenedEnvelope]:
    rows = OpenedEnvelope.objects.filter(part=part, version__bid__lot=lot)
    if at is not None:
        rows = rows.filter(opened_at__lte=at)
    found = rows.select_related("version__bid__vendor").order_by("version__bid_id", "-version__number")
    # Answers that are not sealed are on record version by version: the last one of a bid that stands counts.
    return [
        one
        for one in found
        if one.version.number == one.version.bid.version and one.version.bid.status == Bid.Status.SUBMITTED
    ]


def proposals_of(lot: SolicitationLot, *, at: datetime.datetime | None = None) -> list[Proposal]:
    """What the bids of a lot say, by the order in which they were begun; nothing before the opening. One statement.

    A bid that did not open is among them, with its fault.
    """
    return [
        Proposal(
            bid=one.version.bid,
            version=one.version.number,
            received_at=one.version.received_at,
            answers_version=one.version.based_on,
            answers=(one.content or {}).get("answers", {}),
            files=(one.content or {}).get("files", {}),
            fault=one.why_empty,
        )
        for one in _opened(lot, Part.TECHNICAL, at=at)
    ]


def prices_of(lot: SolicitationLot, *, at: datetime.datetime | None = None) -> list[Prices]:
    """The prices of those bids whose price envelope `open_prices` opened: of those past the gate. Two statements."""
    lines = list(lot.price_lines.all())
    return [_prices(one, lines) for one in _opened(lot, Part.PRICE, at=at)]


def _prices(one: OpenedEnvelope, lines: Iterable[PriceLine]) -> Prices:
    content = one.content or {}
    prices = {code: Decimal(price) for code, price in content.get("lines", {}).items()}
    total = sum((prices[line.code] * line.quantity for line in lines if line.code in prices), Decimal())
    bid = one.version.bid
    return Prices(bid, content.get("currency", ""), prices, None if one.why_empty else round(total, 2), one.why_empty)


@dataclass(frozen=True)
class OpeningState:
    """What the page of an opening shows. `bids` is None before the opening: nobody knows how many there are."""

    confirmations: list[Opening]
    needed: int
    opened: bool
    bids: int | None
    not_readable: int
    listed: ClosingList | None


def opening_of(solicitation: Solicitation) -> OpeningState:
    """Where the opening stands. Four statements."""
    strict = getattr(solicitation, "strict_sealing", None)
    opened = solicitation.opened_at is not None
    rows = OpenedEnvelope.objects.filter(part=Part.TECHNICAL, version__bid__lot__solicitation=solicitation)
    return OpeningState(
        confirmations=list(Opening.objects.filter(solicitation=solicitation).select_related("officer")),
        needed=strict.needed if strict else 2,
        opened=opened,
        bids=rows.count() if opened else None,
        not_readable=rows.exclude(fault="").count() if opened else 0,
        listed=closing_list_of(solicitation),
    )


def closing_list_of(solicitation: Solicitation) -> ClosingList | None:
    """The published list of receipts; none before the deadline has passed."""
    return ClosingList.objects.filter(solicitation=solicitation).first()


def has_officer_key(user: Any) -> bool:
    """Whether an officer has chosen a passphrase."""
    return OfficerKey.objects.filter(officer_id=user.pk).exists()


def own_bids(user: Any) -> QuerySet[Bid]:
    """The bids of the organisations that somebody belongs to, the newest first."""
    own = Bid.objects.visible_to(user).filter(vendor_id__in=own_organisations(user))
    return own.select_related("lot__solicitation", "vendor")
