"""Vendors to verify, bodies and new names to decide on, and invitations that nobody has answered."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse

from marketplace.components.formats import short_day
from marketplace.organisations.models import BodyRegistration, Invitation, NameChange, Organisation
from marketplace.organisations.queries import bodies_to_decide as waiting_bodies
from marketplace.organisations.queries import vendors_to_verify as waiting_vendors
from marketplace.permissions import Role, organisations_for

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

LAPSES_WITHIN = datetime.timedelta(days=5)


def vendors_to_verify(reader: Reader) -> QuerySet[Organisation]:
    """Registered, the longest wait first."""
    return waiting_vendors().filter(permitted(reader.user, "organisations.verify_vendor")).order_by("created_at", "pk")


def tell_vendor(vendor: Organisation, reader: Reader) -> Step:
    page = reverse("vendor_verify", args=[vendor.slug])
    why = f"It registered on {short_day(vendor.created_at)} and can list nothing until somebody has checked who it is."
    return Step(
        what="Verify",
        reference=vendor.name,
        url=page,
        why=why,
        button="Verify",
        since=vendor.created_at,
    )


def bodies_to_decide(reader: Reader) -> QuerySet[BodyRegistration]:
    """Public bodies that ask to take part, the longest wait first."""
    return waiting_bodies().filter(permitted(reader.user, "organisations.decide_body"))


def tell_body(registration: BodyRegistration, reader: Reader) -> Step:
    return Step(
        what="Confirm or refuse",
        reference=registration.name,
        url=registration.get_absolute_url(),
        about=f"{registration.get_level_display().lower()}, {registration.state}",
        why=f"{registration.asked_by} asks to take part. Until it is on the list, its people cannot buy.",
        button="Decide",
        since=registration.asked_at,
    )


def names_to_decide(reader: Reader) -> QuerySet[NameChange]:
    """Changes of name that wait for the office, the longest wait first."""
    waiting = NameChange.objects.asked().filter(permitted(reader.user, "organisations.decide_new_name"))
    return waiting.select_related("vendor").order_by("asked_at", "pk")


def tell_name(change: NameChange, reader: Reader) -> Step:
    page = reverse("company_name", args=[change.vendor.slug])
    return Step(
        what="Decide on the new name of",
        reference=change.name_before,
        url=page,
        about=f"which says it is called {change.name_after}",
        why="Until then Stoa calls it by the name before.",
        button="Decide",
        since=change.asked_at,
    )


def lapsing_invitations(reader: Reader) -> QuerySet[Invitation]:
    """Open ones of the reader's organisations that lapse within five days."""
    inviting = organisations_for(reader.user, "organisations.invite")
    waiting = Invitation.objects.open(at=reader.at).filter(organisation__in=inviting)
    lapsing = waiting.filter(expires_at__lte=reader.at + LAPSES_WITHIN)
    return lapsing.select_related("organisation").order_by("expires_at", "pk")


def tell_invitation(invitation: Invitation, reader: Reader) -> Step:
    members = reverse("member_list", args=[invitation.organisation.slug])
    return Step(
        what="Remind",
        reference=invitation.email,
        url=members,
        about=f"invited to {invitation.organisation} as {invitation.get_role_display().lower()}",
        why="Nobody has answered. Once it lapses, a new invitation is needed.",
        button="See members",
        mark="Invitation lapses",
        due=invitation.expires_at,
    )


VENDORS_TO_VERIFY = Source(
    "vendors-to-verify",
    "vendor to verify",
    "vendors to verify",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    vendors_to_verify,
    tell_vendor,
)
BODIES_TO_DECIDE = Source(
    "bodies-to-decide",
    "public body to decide on",
    "public bodies to decide on",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    bodies_to_decide,
    tell_body,
)
NAMES_TO_DECIDE = Source(
    "names-to-decide",
    "new name to decide on",
    "new names to decide on",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    names_to_decide,
    tell_name,
)
LAPSING_INVITATIONS = Source(
    "lapsing-invitations",
    "invitation about to lapse",
    "invitations about to lapse",
    frozenset({Role.AGENCY_ADMIN, Role.VENDOR_ADMIN, Role.CIO}),
    lapsing_invitations,
    tell_invitation,
)
