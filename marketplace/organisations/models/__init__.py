"""Who takes part: agencies, vendors and the broker office, and who holds which role in them, from when to when."""

from .api_token import ApiAllowance, ApiToken
from .body_registration import BodyRegistration
from .business_hours import BusinessHours
from .company import CompanyDetails
from .invitation import Invitation
from .membership import HandOver, Membership, Substitution
from .merger import Merger, line_of
from .name_change import NameChange
from .organisation import Organisation
from .quiet_period import QuietPeriod
from .sanction import Appeal, Sanction

__all__ = [
    "ApiAllowance",
    "ApiToken",
    "Appeal",
    "BodyRegistration",
    "BusinessHours",
    "CompanyDetails",
    "HandOver",
    "Invitation",
    "Membership",
    "Merger",
    "NameChange",
    "Organisation",
    "QuietPeriod",
    "Sanction",
    "Substitution",
    "line_of",
]
