"""What the page offers when nothing waits: why it is empty, and the one thing to do instead."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from marketplace.permissions import AGENCY_ROLES, EDITOR_ROLES, VENDOR_ROLES, Role, holds, organisations_for

from .sources import SOURCES


@dataclass(frozen=True)
class Offer:
    """A reason and one action."""

    why: str
    button: str
    url: str


def start_of(user: Any) -> Offer | None:
    """What somebody may begin at any time, for the head of the page."""
    if holds(user, AGENCY_ROLES):
        return Offer("", "State a need", reverse("need_state"))
    if organisations_for(user, "catalog.upload_offerings"):
        return Offer("", "Send a list of offerings", reverse("upload_list"))
    return None


def offer_to(user: Any) -> Offer:
    """Words for a list without steps, by what the reader does here."""
    if not user.standing:
        why = "You belong to no organisation yet, so nothing can wait for you. Join one, or open your invitation."
        return Offer(why, "Find your organisation", reverse("membership_list"))
    if not any(source.serves(user) for source in SOURCES):
        return _without_work(user)
    why = "Everything that was yours to decide or finish is done. New work appears here, and you get a notice."
    return Offer(why, *_elsewhere(user))


def _without_work(user: Any) -> Offer:
    if holds(user, {Role.AUDITOR}):
        why = "Auditors read everything and change nothing, so nothing waits for you."
        return Offer(why, *_elsewhere(user))
    why = "Your role has no steps of its own at the moment. You get a notice once something needs you."
    return Offer(why, *_elsewhere(user))


def _elsewhere(user: Any) -> tuple[str, str]:
    """The page that this reader most likely wants next."""
    places = (
        ({Role.REQUESTER}, "Find a service", "catalogue"),
        (AGENCY_ROLES | VENDOR_ROLES, "See your orders", "order_list"),
        ({Role.AUDITOR}, "Open the audit trail", "audit_event_list"),
        ({Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER}, "See all needs", "need_list"),
        (EDITOR_ROLES - {Role.CIO}, "See the catalogue", "catalogue"),
        (frozenset(Role), "See the contracts", "contract_register"),
    )
    return next((button, reverse(name)) for roles, button, name in places if holds(user, roles))
