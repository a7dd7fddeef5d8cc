"""What may be done to organisations, to one's own profile, and who reads the trail."""

from marketplace.permissions.roles import SELF, Grant, Role

_ADMINS = frozenset({Role.AGENCY_ADMIN, Role.VENDOR_ADMIN})

ROWS: dict[str, tuple[Grant, ...]] = {
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
    "organisations.register_body": (Grant(frozenset(Role), of=SELF),),
    "organisations.decide_body": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="asked_by_id"),),
    "organisations.join": (Grant(frozenset(Role), of=SELF),),
    "organisations.withdraw_invitation": (Grant(_ADMINS, of="organisation_id"), Grant({Role.CIO})),
    "organisations.revoke_token": (
        Grant(_ADMINS, of="organisation_id"),
        Grant({Role.CIO, Role.CONTRACT_MANAGER}, of="organisation_id"),
    ),
    "organisations.issue_token": (Grant(_ADMINS, of="id"), Grant({Role.CIO, Role.CONTRACT_MANAGER}, of="id")),
    "accounts.change_profile": (Grant(frozenset(Role), of=SELF),),
    "organisations.import_agencies": (Grant({Role.CIO}, system=True),),
    "audit.read": (Grant({Role.AUDITOR, Role.CIO}),),
}
