"""Bids, begun, filled in and submitted the real way."""

import datetime

from marketplace.permissions import Role
from rfp.bids.actions import add_file, confirm_opening, save_part, start_bid, submit_bid, withdraw_bid
from rfp.bids.models import Bid, BidFile, Receipt
from rfp.solicitations.models import Solicitation
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON
from tests.factories.solicitations import published_solicitation

SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
TUESDAY = MONDAY_NOON + DAY
# What a whole bid for the usual solicitation says, by the kind of its answers.
ANSWERS = {"yes_no": "yes", "text": "We call back within two minutes."}
PDF = b"%PDF-1.4\n% Invented.\n%%EOF\n"


def bidder(*, vendor=None, role=Role.BID_MANAGER):
    """Somebody who submits for a vendor."""
    return person(role, of=vendor or OrganisationFactory(vendor=True))


def started_bid(solicitation: Solicitation | None = None, *, by=None, at=TUESDAY, lot=1) -> Bid:
    """A draft with nothing in it yet."""
    solicitation, by = solicitation or published_solicitation(), by or bidder()
    vendor = by.memberships.get().organisation
    return start_bid(lot=solicitation.lots.get(number=lot), vendor=vendor, by=by, now=lambda: at)


def filled_in_bid(
    solicitation: Solicitation | None = None, *, by=None, at=TUESDAY, price="19.50", lot=1, **answers
) -> Bid:
    """A draft that could be submitted. `answers` replace the usual ones by kind."""
    by = by or bidder()
    bid = started_bid(solicitation, by=by, at=at, lot=lot)
    for requirement in bid.lot.requirements.all():
        kind = requirement.answer_kind
        text = str(added_file(bid, by=by, at=at).code) if kind == "file" else (ANSWERS | answers)[kind]
        save(bid, f"answer-{requirement.code}", {kind: text}, by=by, at=at)
    if bid.solicitation.preset.priced:
        save(bid, "prices", {line.code: price for line in bid.lot.price_lines.all()}, by=by, at=at)
    return bid


def save(bid: Bid, key: str, texts: dict[str, str], *, by, at=TUESDAY):
    """Saves one part over the version that stands."""
    stored = bid.parts.filter(key=key).first()
    return save_part(bid=bid, key=key, texts=texts, number=stored.number if stored else 0, by=by, now=lambda: at)


def added_file(bid: Bid, *, by, at=TUESDAY, name="plan.pdf", content=PDF) -> BidFile:
    return add_file(bid=bid, name=name, content=content, by=by, now=lambda: at)


def submitted(bid: Bid, *, by=None, at=TUESDAY) -> Receipt:
    """Submits what stands in the draft."""
    bid = Bid.objects.get(pk=bid.pk)
    return submit_bid(bid=bid, version=bid.version, by=by or bid.started_by, now=lambda: at)


def submitted_bid(solicitation: Solicitation | None = None, *, by=None, at=TUESDAY, **details) -> Bid:
    bid = filled_in_bid(solicitation, by=by, at=at, **details)
    submitted(bid, at=at)
    return Bid.objects.get(pk=bid.pk)


def withdrawn(bid: Bid, *, by=None, at=TUESDAY) -> Receipt:
    bid = Bid.objects.get(pk=bid.pk)
    return withdraw_bid(bid=bid, version=bid.version, by=by or bid.started_by, now=lambda: at)


def opened(solicitation: Solicitation, *officers, at=None) -> Solicitation:
    """Opened at the deadline, by two officers unless told whom."""
    at = at or solicitation.bids_due_at
    chosen = officers or (person(Role.PROCUREMENT_OFFICER), person(Role.CONTRACT_MANAGER))
    for officer in chosen:
        solicitation = confirm_opening(solicitation=solicitation, by=officer, now=lambda: at)
    return solicitation
