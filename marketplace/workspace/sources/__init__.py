"""Where next steps come from: one function a kind of work, gathered here. A new slice adds its sources to SOURCES."""

from ..steps import Source
from .contracts import ENDING_CONTRACTS
from .needs import NEEDS_TO_DECIDE, NEEDS_TO_ORDER
from .offerings import OFFERINGS_TO_REVIEW
from .orders import ORDERS_TO_ACCEPT, ORDERS_TO_APPROVE, OWN_REQUESTS
from .organisations import LAPSING_INVITATIONS, VENDORS_TO_VERIFY
from .service_levels import (
    DISPUTES_TO_DECIDE,
    EXCLUSIONS_ASKED_FOR,
    EXCLUSIONS_TO_DECIDE,
    MISSED_MONTHS,
    UNMEASURED_MONTHS,
)

SOURCES: tuple[Source, ...] = (
    OWN_REQUESTS,
    NEEDS_TO_ORDER,
    ORDERS_TO_APPROVE,
    ORDERS_TO_ACCEPT,
    MISSED_MONTHS,
    UNMEASURED_MONTHS,
    EXCLUSIONS_TO_DECIDE,
    EXCLUSIONS_ASKED_FOR,
    DISPUTES_TO_DECIDE,
    ENDING_CONTRACTS,
    NEEDS_TO_DECIDE,
    VENDORS_TO_VERIFY,
    OFFERINGS_TO_REVIEW,
    LAPSING_INVITATIONS,
)
