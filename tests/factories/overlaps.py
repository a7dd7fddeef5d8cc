"""Offerings that say the same, found by the real detection, and a verdict on two of them."""

from contracts.portfolio.overlap.actions import detect_overlaps, judge_overlap
from contracts.portfolio.overlap.models import OverlapItem, OverlapVerdict
from marketplace.accounts.models import User
from marketplace.permissions import SYSTEM
from tests.factories.catalog import OfferingFactory

DOES = {
    "contact": "Contact center as a service: agents answer calls and chats, with voice response and queues.",
    "learning": "A learning management system: courses, quizzes and certificates for employees of public bodies.",
    "backup": "Backup and recovery of servers and mailboxes, kept apart and immutable against ransomware.",
    "fleet": "Fleet management: vehicles are booked, fuelled, tracked and serviced.",
    "grants": "Grants management from notice to close-out: applications, reviews, awards and payments to grantees.",
    "signing": "Electronic signature of contracts and forms, with seals and a trail of who signed when.",
}


def described(name: str, does: str, **details):
    """A listed offering of a maker of its own."""
    return OfferingFactory(name=name, slug=name.lower().replace(" ", "-"), description=DOES[does], **details)


def catalogue():
    """Two that answer calls, two that teach, and some that stand alone: words are rare only beside others."""
    pairs = [
        ("Heron Calls", "contact"),
        ("Plover Desk", "contact"),
        ("Wren Courses", "learning"),
        ("Tern Study", "learning"),
    ]
    alone = [("Stork Vault", "backup"), ("Egret Motor", "fleet"), ("Ibis Awards", "grants"), ("Crane Seal", "signing")]
    return {name: described(name, does) for name, does in pairs + alone}


def item_of(offering) -> OverlapItem:
    return OverlapItem.objects.get(offering=offering)


def judged_pair(offering, *, by: User) -> OverlapVerdict:
    """That offering and another one, called the same."""
    other = described("Heron Calls", "contact")
    detect_overlaps(by=SYSTEM)
    first, second = item_of(offering), item_of(other)
    verdict = judge_overlap(first=first, second=second, says="overlap", reason="Both answer calls.", by=by)
    return OverlapVerdict.objects.select_related("first").get(pk=verdict.pk)
