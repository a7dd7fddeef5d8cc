"""Who hears of a contract's service levels."""

from datetime import datetime

from django.db.models import Q, QuerySet

from contracts.agreements.models import Contract
from marketplace.accounts.models import User
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role

PARTIES = {Role.APPROVER, Role.AGENCY_ADMIN, Role.BUDGET_OWNER, Role.SIGNATORY, Role.VENDOR_ADMIN}
OFFICE = {Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}


def people_of(contract: Contract, *, at: datetime) -> QuerySet[User]:
    """Those who answer for the contract on both sides, and its managers in the broker office."""
    ours = Q(organisation__in=[contract.agency_id, contract.vendor_id], role__in=PARTIES)
    office = Q(organisation__kind=Organisation.Kind.BROKER, role__in=OFFICE)
    members = Membership.objects.in_force(at=at).filter(ours | office)
    return User.objects.filter(pk__in=members.values("user_id"), is_active=True)
