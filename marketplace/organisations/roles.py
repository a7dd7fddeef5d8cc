"""Which roles each kind of organisation has, and which of them administers it."""

from marketplace.permissions import AGENCY_ROLES, BROKER_ROLES, VENDOR_ROLES, Role

ROLES_OF = {"agency": AGENCY_ROLES, "vendor": VENDOR_ROLES, "broker": BROKER_ROLES}
ADMIN_OF = {"agency": Role.AGENCY_ADMIN, "vendor": Role.VENDOR_ADMIN, "broker": Role.CIO}
