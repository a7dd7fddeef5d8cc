"""Whether a vendor may answer a solicitation, told on reading, asking and submitting alike, with the reason."""

import datetime

from catalog.admissions.models import Admission
from marketplace.organisations.models import Organisation

from .models import Solicitation, SolicitationLot

Audience = Solicitation.Audience


def why_not(vendor: Organisation, lot: SolicitationLot, *, at: datetime.datetime) -> str:
    """Why the vendor may not answer this lot, in a sentence; nothing where it may."""
    if vendor.kind != Organisation.Kind.VENDOR:
        return f"{vendor} is no vendor, so it cannot answer."
    if vendor.status != Organisation.Status.VERIFIED:
        return f"{vendor} is not verified yet. The broker office verifies vendors; ask it."
    if sanction := vendor.sanctions.in_force(at=at).first():
        words = sanction.get_kind_display().lower()
        return f"{vendor} is {words} until {sanction.ends_at:%d %b %Y}, so it takes no new work."
    if merger := next((one for one in vendor.mergers.all() if one.is_in_force(at=at)), None):
        return f"{vendor} is part of {merger.successor} now, which may answer."
    return _why_not_in_audience(vendor, lot, at=at)


def _why_not_in_audience(vendor: Organisation, lot: SolicitationLot, *, at: datetime.datetime) -> str:
    solicitation = lot.solicitation
    if solicitation.audience == Audience.INVITED and not solicitation.invitations.filter(vendor=vendor).exists():
        return f"Only invited vendors answer this request, and {vendor} is not among them."
    if solicitation.audience == Audience.CATEGORY and lot.category_id:
        admitted = Admission.objects.in_force(at=at).filter(vendor=vendor, lot_id=lot.category_id)
        if not admitted.exists():
            return f"Lot {lot.number} is open to vendors admitted to “{lot.category}”. Apply for admission first."
    return ""
