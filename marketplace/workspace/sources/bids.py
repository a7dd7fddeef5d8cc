"""Bids: drafts to submit before their deadline, addenda to read, and for officers bids to open."""

from django.db.models import F, QuerySet
from django.urls import reverse

from marketplace.components.formats import moment
from marketplace.permissions import Role
from rfp.bids.models import Bid
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import PRESETS

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

SENDERS = frozenset({Role.BID_MANAGER, Role.SIGNATORY, Role.VENDOR_ADMIN})
OPENERS = frozenset({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER, Role.CIO})
SEALED = [kind for kind, preset in PRESETS.items() if preset.sealed]


def _own_open(reader: Reader) -> QuerySet[Bid]:
    still = Solicitation.objects.open_at(reader.at)
    mine = Bid.objects.filter(permitted(reader.user, "rfp.submit_bid"), lot__solicitation__in=still)
    return mine.select_related("lot__solicitation").order_by("lot__solicitation__bids_due_at", "pk")


def bids_to_submit(reader: Reader) -> QuerySet[Bid]:
    """Drafts, and bids that were withdrawn, while they are taken; the nearest deadline on top."""
    return _own_open(reader).exclude(status=Bid.Status.SUBMITTED)


def tell_bid(bid: Bid, reader: Reader) -> Step:
    solicitation = bid.solicitation
    return Step(
        what="Finish and submit your bid for",
        reference=solicitation.reference,
        url=bid.get_absolute_url(),
        about=solicitation.title,
        why=f"It is taken until {moment(solicitation.bids_due_at, 'second')}; at that second it is late.",
        button="Open the bid",
        mark="Bids are due",
        due=solicitation.bids_due_at,
    )


def addenda_to_read(reader: Reader) -> QuerySet[Bid]:
    """Submitted bids whose solicitation has changed since somebody said that it was read."""
    submitted = _own_open(reader).filter(status=Bid.Status.SUBMITTED)
    return submitted.filter(acknowledged__lt=F("lot__solicitation__version"))


def tell_addendum(bid: Bid, reader: Reader) -> Step:
    solicitation = bid.solicitation
    return Step(
        what="Read what has changed in",
        reference=solicitation.reference,
        url=bid.get_absolute_url(),
        about=solicitation.title,
        why="An addendum came out after you submitted. Confirm that you read it, or replace your bid.",
        button="Read",
        target=reverse("bid_addenda", args=[bid.code]),
        mark="Bids are due",
        due=solicitation.bids_due_at,
    )


def bids_to_open(reader: Reader) -> QuerySet[Solicitation]:
    """Solicitations that have closed and that this officer has not confirmed; the oldest first."""
    if not permitted(reader.user, "rfp.open_bids"):
        return Solicitation.objects.none()
    closed = Solicitation.objects.closed_at(reader.at).filter(kind__in=SEALED, status=Solicitation.Status.PUBLISHED)
    waiting = closed.exclude(bid_openings__officer_id=reader.user.pk)
    return waiting.order_by("bids_due_at", "pk")


def tell_opening(solicitation: Solicitation, reader: Reader) -> Step:
    return Step(
        what="Confirm the opening of",
        reference=solicitation.reference,
        url=solicitation.get_absolute_url(),
        about=solicitation.title,
        why="The deadline has passed. Two different officers open; whoever opens never scores.",
        button="Open",
        target=reverse("opening_page", args=[solicitation.reference]),
        since=solicitation.bids_due_at,
    )


BIDS_TO_SUBMIT = Source("bids-to-submit", "bid to submit", "bids to submit", SENDERS, bids_to_submit, tell_bid)
ADDENDA_TO_READ = Source(
    "addenda-to-read", "addendum to read", "addenda to read", SENDERS, addenda_to_read, tell_addendum
)
BIDS_TO_OPEN = Source(
    "bids-to-open", "opening of bids to confirm", "openings of bids to confirm", OPENERS, bids_to_open, tell_opening
)
