"""What may be done in the catalogue."""

from marketplace.permissions.roles import AGENCY_ROLES, BROKER_ROLES, SELF, Grant, Role

_OFFERING = (
    Grant({Role.VENDOR_EDITOR, Role.VENDOR_ADMIN}, of="vendor_id"),
    Grant({Role.CATALOGUE_EDITOR, Role.CIO}),
)

ROWS: dict[str, tuple[Grant, ...]] = {
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
        Grant({Role.CATALOGUE_EDITOR, Role.CIO, Role.CONTRACT_MANAGER}, of="organisation_id"),
        Grant({Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}, of="organisation_id"),
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
}
