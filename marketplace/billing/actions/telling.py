"""Who hears of an invoice: those of each side who bill or pay."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership
from marketplace.permissions import Role

from ..models import CreditNote, Invoice

PAYERS = (Role.BUDGET_OWNER, Role.AGENCY_ADMIN)
BILLERS = (Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER)


def people_of(organisation_id: int, *, roles: Iterable[str], at: datetime.datetime) -> Any:
    """Those who hold one of these roles there now."""
    held = Membership.objects.in_force(at=at).filter(Q(organisation=organisation_id, role__in=roles))
    return User.objects.filter(pk__in=held.values("user_id"))


def tell(invoice: Invoice, *, sides: Iterable[str], key: str, subject: str, body: str, at: datetime.datetime) -> None:
    """Tells the people of these sides once for each key."""
    for side in sides:
        organisation, roles = (invoice.payer_id, PAYERS) if side == "payer" else (invoice.issuer_id, BILLERS)
        notify(
            recipients=people_of(organisation, roles=roles, at=at),
            key=f"invoice-{invoice.pk}-{key}",
            subject=f"{subject}: {invoice.reference}, {invoice.title}",
            body=body,
            address=invoice.get_absolute_url(),
            at=at,
        )


def tell_about(note: CreditNote, *, key: str, subject: str, body: str, at: datetime.datetime) -> None:
    """Tells those who pay that something is given back."""
    people = people_of(note.payer_id, roles=PAYERS, at=at)
    notify(recipients=people, key=key, subject=subject, body=body, address=note.source_address, at=at)
