"""Who may do what, in whose name: one table. When it may be done is the action's business, never this module's."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
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


_ADMINS = frozenset({Role.AGENCY_ADMIN, Role.VENDOR_ADMIN})
# Who binds the side that provides: a vendor's signatories, or the broker office where the service is its own.
_BINDING = frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO})
_PROVIDER = (Grant(_BINDING, of="vendor_id"),)
_RENEWAL = (Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="agency_id"), Grant({Role.CONTRACT_MANAGER}))
_OFFERING = (
    Grant({Role.VENDOR_EDITOR, Role.VENDOR_ADMIN}, of="vendor_id"),
    Grant({Role.CATALOGUE_EDITOR, Role.CIO}),
)
# Who decides on an agency's request; how much they may decide is the action's business.
_DECIDER = (Grant({Role.APPROVER}, of="agency_id", not_by="requester_id"),)

# action -> rows; one matching row is enough. docs/permissions.md is generated from this table.
PERMISSIONS: dict[str, tuple[Grant, ...]] = {
    # organisations
    "organisations.verify_vendor": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "organisations.impose_sanction": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "organisations.lift_sanction": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "organisations.appeal_sanction": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "organisations.decide_appeal": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="sanction.imposed_by_id"),),
    "organisations.state_size": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="id"),),
    "organisations.ask_new_name": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="id"),),
    "organisations.decide_new_name": (
        Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="asked_by_id", not_of="vendor_id"),
    ),
    "organisations.record_merger": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "organisations.suspend": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "organisations.invite": (Grant(_ADMINS, of="id"), Grant({Role.CIO}, of="id")),
    "organisations.invite_administrator": (Grant({Role.CIO, Role.PROCUREMENT_OFFICER}),),
    "organisations.change_member": (
        Grant(_ADMINS, of="organisation_id", not_by="user_id"),
        Grant({Role.CIO}, of="organisation_id", not_by="user_id"),
    ),
    "organisations.appoint_substitute": (
        Grant(frozenset(Role), of=SELF),
        Grant(_ADMINS, of="organisation_id"),
        Grant({Role.CIO}, of="organisation_id"),
    ),
    "organisations.end_membership": (
        Grant(_ADMINS, of="organisation_id", not_by="user_id"),
        Grant({Role.CIO}, not_by="user_id"),
    ),
    "organisations.register_vendor": (Grant(frozenset(Role), of=SELF),),
    "organisations.join": (Grant(frozenset(Role), of=SELF),),
    "organisations.withdraw_invitation": (Grant(_ADMINS, of="organisation_id"), Grant({Role.CIO})),
    "organisations.revoke_token": (
        Grant(_ADMINS, of="organisation_id"),
        Grant({Role.CIO, Role.CONTRACT_MANAGER}, of="organisation_id"),
    ),
    "organisations.issue_token": (Grant(_ADMINS, of="id"), Grant({Role.CIO, Role.CONTRACT_MANAGER}, of="id")),
    # accounts
    "accounts.change_profile": (Grant(frozenset(Role), of=SELF),),
    "organisations.import_agencies": (Grant({Role.CIO}, system=True),),
    # audit
    "audit.read": (Grant({Role.AUDITOR, Role.CIO}),),
    # contracts
    "contracts.conclude_contract": _PROVIDER,
    "contracts.draw_up_contract": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER}),),
    "contracts.withdraw_contract": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER}),),
    "contracts.sign_for_agency": (Grant({Role.APPROVER}, of="agency_id", not_by="drawn_up_by_id"),),
    "contracts.sign_for_vendor": (Grant(_BINDING, of="vendor_id", not_by="drawn_up_by_id"),),
    "contracts.amend_contract": _PROVIDER,
    "contracts.propose_amendment": (Grant({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER}),),
    "contracts.approve_amendment": (Grant({Role.APPROVER}, of="contract.agency_id", not_by="proposed_by_id"),),
    "contracts.agree_amendment": (Grant(_BINDING, of="agreed_for_id", not_by="proposed_by_id"),),
    "contracts.exercise_option": (Grant({Role.APPROVER}, of="contract.agency_id"),),
    "contracts.refuse_renewal": _RENEWAL,
    "contracts.decide_renewal": _RENEWAL,
    "contracts.end_contract": (Grant({Role.CONTRACT_MANAGER}, system=True),),
    "contracts.terminate_contract": (Grant({Role.CONTRACT_MANAGER}),),
    "contracts.draft_framework": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "contracts.sign_framework": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="prepared_by_id"),),
    "contracts.amend_framework": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER, Role.CIO}),),
    "contracts.draft_policy": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "contracts.enact_policy": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="drafted_by_id"),),
    "contracts.draw_down": (Grant({Role.APPROVER}, of="agency_id"),),
    "contracts.release_draw_down": (Grant({Role.REQUESTER}, of="agency_id"), *_PROVIDER),
    "contracts.start_comparison": (Grant({Role.REQUESTER}, of="id"),),
    "contracts.change_comparison": (Grant({Role.REQUESTER}, of="agency_id"),),
    "contracts.draft_order": (Grant({Role.REQUESTER}, of="id"),),
    "contracts.edit_order": (Grant({Role.REQUESTER}, of="agency_id"),),
    "contracts.submit_order": (Grant({Role.REQUESTER}, of="agency_id"),),
    "contracts.cancel_order": (Grant({Role.REQUESTER}, of="agency_id"),),
    "contracts.approve_order": _DECIDER,
    "contracts.return_order": _DECIDER,
    "contracts.reject_order": _DECIDER,
    "contracts.accept_order": _PROVIDER,
    "contracts.decline_order": _PROVIDER,
    "contracts.run_order": (Grant(frozenset(), system=True),),
    "contracts.hand_orders_over": (Grant(frozenset(), system=True),),
    "contracts.load_measurements": (Grant({Role.PERFORMANCE_OFFICER, Role.CONTRACT_MANAGER}, system=True),),
    "contracts.load_own_measurements": (
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="measuring_organisation_id"),
        Grant({Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}, of="measuring_organisation_id"),
        Grant(frozenset(), system=True),
    ),
    "contracts.close_period": (Grant({Role.PERFORMANCE_OFFICER, Role.CONTRACT_MANAGER}, system=True),),
    "contracts.request_exclusion": (
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="term.contract.vendor_id"),
        Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}),
    ),
    "contracts.decide_exclusion": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="term.contract.agency_id", not_by="requested_by_id"),
        Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}, not_by="requested_by_id"),
    ),
    "contracts.dispute_result": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="result.term.contract.agency_id"),
        Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="result.term.contract.vendor_id"),
    ),
    "contracts.withdraw_dispute": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="organisation_id"),
    ),
    "contracts.decide_dispute": (Grant({Role.PERFORMANCE_OFFICER, Role.CIO}, not_by="raised_by_id"),),
    "contracts.file_claim": (Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}, of="creditor_id"),),
    "contracts.grant_credit": (
        Grant({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER}, of="debtor_id"),
        Grant(frozenset(), system=True),
    ),
    # catalog
    "catalog.create_offering": _OFFERING,
    "catalog.edit_offering": _OFFERING,
    "catalog.submit_offering": _OFFERING,
    "catalog.publish_offering": (Grant({Role.CATALOGUE_EDITOR, Role.CIO}, system=True),),
    "catalog.unpublish_offering": (Grant({Role.CATALOGUE_EDITOR, Role.CIO}, system=True),),
    "catalog.lock_offering": (Grant({Role.CATALOGUE_EDITOR, Role.CIO}),),
    "catalog.delete_offering": _OFFERING,
    "catalog.hand_over_offering": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "catalog.import_offerings": (Grant({Role.CATALOGUE_EDITOR, Role.CIO}, system=True),),
    "catalog.upload_offerings": (
        Grant({Role.VENDOR_EDITOR, Role.VENDOR_ADMIN, Role.CATALOGUE_EDITOR}, of="vendor_id"),
    ),
    "catalog.record_standing": (Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}, system=True),),
    "catalog.edit_question_sets": (Grant({Role.CATALOGUE_EDITOR, Role.CIO}, system=True),),
    "catalog.keep_wordings": (Grant({Role.CATALOGUE_EDITOR, Role.CIO}, system=True),),
    "catalog.keep_evidence": (
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="organisation_id"),
        Grant({Role.CATALOGUE_EDITOR, Role.CIO}, of="organisation_id"),
    ),
    "catalog.verify_evidence": (Grant({Role.CATALOGUE_EDITOR, Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "catalog.save_search": (Grant(frozenset(Role), of=SELF),),
    "catalog.change_saved_search": (Grant(frozenset(Role), of=SELF),),
    "catalog.end_alerts": (Grant(frozenset(), system=True),),
    "catalog.read_register": (Grant(BROKER_ROLES),),
    "catalog.declare": (Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "catalog.sign_declaration": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "catalog.review_declaration": (
        Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="signed_by_id", not_of="vendor_id"),
    ),
    "catalog.ask_admission": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "catalog.decide_admission": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_of="vendor_id"),),
    "catalog.announce_declarations": (Grant(frozenset(), system=True),),
    "catalog.start_longlist": (
        Grant({Role.REQUESTER, Role.AGENCY_ADMIN}, of="id"),
        Grant({Role.PROCUREMENT_OFFICER}, of="id"),
    ),
    "catalog.narrow_longlist": (
        Grant({Role.REQUESTER, Role.AGENCY_ADMIN}, of="organisation_id"),
        Grant({Role.PROCUREMENT_OFFICER}, of="organisation_id"),
    ),
    "catalog.open_shortlist": (Grant(AGENCY_ROLES, of="id"),),
    "catalog.change_shortlist": (Grant(AGENCY_ROLES, of="agency_id"),),
    # rfp
    "rfp.state_need": (Grant(AGENCY_ROLES, of="id"),),
    "rfp.triage_need": (Grant({Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER}, not_by="stated_by_id"),),
    "rfp.answer_join": (Grant(AGENCY_ROLES, of="agency_id"),),
    "rfp.withdraw_need": (Grant(AGENCY_ROLES, of="agency_id"),),
    "rfp.plan_forum": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.record_attendance": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.register_for_forum": (Grant(AGENCY_ROLES | VENDOR_ROLES, of="id"),),
    "rfp.keep_registration": (Grant(frozenset(Role), of=SELF),),
    "rfp.ask_question": (Grant(AGENCY_ROLES | VENDOR_ROLES, of="id"),),
    "rfp.moderate_questions": (Grant({Role.PROCUREMENT_OFFICER}),),
    "rfp.write_minutes": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.release_minutes": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.record_lesson": (Grant(AGENCY_ROLES, of="agency_id"),),
    "rfp.pass_places_on": (Grant(frozenset(), system=True),),
}


def _named_by(obj: Any, path: str) -> Any:
    """Follows an attribute path such as "contract.agency_id"; None where it breaks off."""
    for name in path.split("."):
        obj = getattr(obj, name, None)
    return obj


def _excluded_by(path: str, obj: Any) -> Any:
    """The id of the person or organisation whom the row shuts out. Raises AttributeError for a path that the object
    does not have: a slip in the table must not open a door."""
    for name in path.split(".") if path else ():
        if obj is None:
            return None
        obj = getattr(obj, name)
    return obj if path else None


def _matches(row: Grant, user: Any, obj: Any) -> bool:
    excluded = _excluded_by(row.not_by, obj)
    if excluded is not None and excluded == user.pk:
        return False
    if _excluded_by(row.not_of, obj) in own_organisations(user):
        return False
    if row.of == SELF:
        return obj is not None and (obj == user or getattr(obj, "user_id", None) == user.pk)
    # Who stands in for the person excluded acts for that person, hence is excluded in that role too.
    standing = [held for held in user.standing if excluded is None or held.stands_for != excluded]
    if row.of == BROKER:
        return any(held.kind == "broker" and held.role in row.roles for held in standing)
    organisation_id = _named_by(obj, row.of)
    return organisation_id is not None and any(
        held.organisation_id == organisation_id and held.role in row.roles for held in standing
    )


def allowed(user: Any, action: str, obj: Any = None) -> bool:
    """Whether the table lets `user` do `action` to `obj`. Raises KeyError for an action without a row."""
    rows = PERMISSIONS[action]
    if user is SYSTEM:
        return any(row.system for row in rows)
    if not (user.is_authenticated and user.is_active):
        return False
    return any(_matches(row, user, obj) for row in rows)


def require(user: Any, action: str, obj: Any = None) -> None:
    """Raises PermissionDenied unless the table lets `user` do `action` to `obj`."""
    if not allowed(user, action, obj):
        raise PermissionDenied(action)


def organisations_for(user: Any, action: str) -> set[int]:
    """Ids of the organisations in whose name `user` may do `action`; for forms and for lists."""
    rows = [row for row in PERMISSIONS[action] if row.of not in {BROKER, SELF}]
    return {held.organisation_id for held in user.standing for row in rows if held.role in row.roles}


def holds(user: Any, roles: Iterable[Role]) -> bool:
    """Whether somebody holds one of these roles anywhere."""
    wanted = frozenset(roles)
    return any(held.role in wanted for held in getattr(user, "standing", ()))


def reads_all(user: Any) -> bool:
    """The broker office, the auditor with it, reads every record that is not sealed."""
    return user is SYSTEM or any(held.kind == "broker" for held in getattr(user, "standing", ()))


def own_organisations(user: Any) -> set[int]:
    """Ids of the organisations somebody belongs to or stands in for today."""
    return {held.organisation_id for held in getattr(user, "standing", ())}
