"""Who may do what, in whose name: one table, a module a package. When it may be done is the action's business,
never this module's."""

from marketplace.permissions.checks import allowed, holds, organisations_for, own_organisations, reads_all, require
from marketplace.permissions.roles import (
    AGENCY_ROLES,
    BROKER,
    BROKER_ROLES,
    EDITOR_ROLES,
    SECOND_FACTOR_ROLES,
    SELF,
    SYSTEM,
    VENDOR_ROLES,
    WRITER_ROLES,
    Grant,
    Role,
    Standing,
    SystemActor,
)
from marketplace.permissions.table import PERMISSIONS

__all__ = [
    "AGENCY_ROLES",
    "BROKER",
    "BROKER_ROLES",
    "EDITOR_ROLES",
    "Grant",
    "PERMISSIONS",
    "Role",
    "SECOND_FACTOR_ROLES",
    "SELF",
    "SYSTEM",
    "Standing",
    "SystemActor",
    "VENDOR_ROLES",
    "WRITER_ROLES",
    "allowed",
    "holds",
    "organisations_for",
    "own_organisations",
    "reads_all",
    "require",
]
