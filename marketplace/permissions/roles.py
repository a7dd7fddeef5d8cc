"""Which roles there are, and what one row of the table says."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody is in an organisation (design: product.md, Roles)."""

    REQUESTER = "requester"
    APPROVER = "approver"
    BUDGET_OWNER = "budget_owner", "Budget owner"
    AGENCY_ADMIN = "agency_admin", "Agency administrator"
    VENDOR_EDITOR = "vendor_editor", "Vendor editor"
    BID_MANAGER = "bid_manager", "Bid manager"
    SIGNATORY = "signatory"
    VENDOR_ADMIN = "vendor_admin", "Vendor administrator"
    PROCUREMENT_OFFICER = "procurement_officer", "Procurement officer"
    EVALUATOR = "evaluator"
    PANEL_CHAIR = "panel_chair", "Panel chair"
    CONTRACT_MANAGER = "contract_manager", "Contract manager"
    RELATIONSHIP_MANAGER = "relationship_manager", "Relationship manager"
    CHIEF_CUSTOMER_OFFICER = "chief_customer_officer", "Chief customer officer"
    PERFORMANCE_OFFICER = "performance_officer", "Performance officer"
    CATALOGUE_EDITOR = "catalogue_editor", "Catalogue editor"
    CIO = "cio", "Chief information officer"
    AUDITOR = "auditor"


AGENCY_ROLES = frozenset({Role.REQUESTER, Role.APPROVER, Role.BUDGET_OWNER, Role.AGENCY_ADMIN})
VENDOR_ROLES = frozenset({Role.VENDOR_EDITOR, Role.BID_MANAGER, Role.SIGNATORY, Role.VENDOR_ADMIN})
BROKER_ROLES = frozenset(Role) - AGENCY_ROLES - VENDOR_ROLES
SECOND_FACTOR_ROLES = BROKER_ROLES | {
    Role.APPROVER,
    Role.AGENCY_ADMIN,
    Role.SIGNATORY,
    Role.VENDOR_ADMIN,
}

# Those who work in Wagtail's own area.
EDITOR_ROLES = frozenset({Role.CATALOGUE_EDITOR, Role.CIO})
# Those who write solicitations there.
WRITER_ROLES = frozenset({Role.PROCUREMENT_OFFICER, Role.CIO})

BROKER = "(broker office)"
SELF = "(self)"


@dataclass(frozen=True)
class Grant:
    """One row: these roles, held in the organisation that `of` names on the object.

    `of` is an attribute path to an organisation id, BROKER (any broker office) or SELF (the object is the actor's
    own). `not_by` names the attribute with the id of a person who may not do it: nobody approves their own.
    `system` lets background jobs act.
    """

    roles: frozenset[Role] | set[Role]
    of: str = BROKER
    not_by: str = ""
    not_of: str = ""
    system: bool = False


class SystemActor:
    """Stands for a background job where an action asks who does it."""

    pk = None
    is_authenticated = True
    is_active = True
    standing: tuple["Standing", ...] = ()

    def __str__(self) -> str:
        return "Stoa"


SYSTEM = SystemActor()


@dataclass(frozen=True)
class Standing:
    """One role that somebody holds today, in one organisation."""

    organisation_id: int
    kind: str
    role: Role
    delegation_limit: Decimal | None = None
    stands_for: int | None = None  # the person whose role this is, where somebody stands in
