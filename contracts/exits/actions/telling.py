"""Word to those who bind either side of a contract, and to those who manage it."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from contracts.agreements.models import Contract
from marketplace.accounts.models import User
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership
from marketplace.permissions import Role

FOR_AGENCY = (Role.APPROVER, Role.AGENCY_ADMIN)
FOR_VENDOR = (Role.SIGNATORY, Role.VENDOR_ADMIN)
FOR_OFFICE = (Role.CONTRACT_MANAGER,)
EVERYBODY = ("agency", "vendor", "office")


def tell_sides(
    contract: Contract,
    *,
    sides: Iterable[str] = EVERYBODY,
    key: str,
    subject: str,
    body: str,
    address: str = "",
    at: datetime.datetime,
) -> None:
    """Tells the people of these sides once for each key."""
    held = Q(pk__in=[])
    for side in sides:
        if side == "agency":
            held |= Q(organisation=contract.agency_id, role__in=FOR_AGENCY)
        elif side == "vendor":
            held |= Q(organisation=contract.vendor_id, role__in=FOR_VENDOR)
        else:
            held |= Q(organisation__kind="broker", role__in=FOR_OFFICE)
    people = Membership.objects.in_force(at=at).filter(held)
    notify(
        recipients=User.objects.filter(pk__in=people.values("user_id")),
        key=key,
        subject=f"{subject}: {contract.reference}, {contract.title}",
        body=body,
        address=address or contract.get_absolute_url(),
        at=at,
    )
