"""What may be done to needs, forums and solicitations."""

from marketplace.permissions.roles import AGENCY_ROLES, SELF, VENDOR_ROLES, Grant, Role

ROWS: dict[str, tuple[Grant, ...]] = {
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
    "rfp.start_bid": (Grant(VENDOR_ROLES, of="id"),),
    "rfp.prepare_bid": (Grant(VENDOR_ROLES, of="vendor_id"),),
    "rfp.submit_bid": (Grant({Role.BID_MANAGER, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "rfp.split_bid_key": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.open_bids": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER, Role.CIO}),),
    "rfp.open_prices": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER, Role.CIO, Role.PANEL_CHAIR}),),
    "rfp.read_opened_file": (
        Grant(
            {
                Role.PROCUREMENT_OFFICER,
                Role.CONTRACT_MANAGER,
                Role.CIO,
                Role.EVALUATOR,
                Role.PANEL_CHAIR,
                Role.AUDITOR,
            }
        ),
    ),
    "rfp.list_receipts": (Grant(frozenset(), system=True),),
    "rfp.erase_bid_keys": (Grant(frozenset(), system=True),),
    "rfp.request_meeting": (Grant(VENDOR_ROLES, of="id"),),
    "rfp.withdraw_meeting": (Grant(VENDOR_ROLES, of="vendor_id"),),
    "rfp.arrange_meeting": (Grant({Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER}),),
    "rfp.record_meeting": (Grant({Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER}),),
    "rfp.pass_places_on": (Grant(frozenset(), system=True),),
    "rfp.write_solicitation": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.uphold_finding": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.review_solicitation": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.publish_solicitation": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="prepared_by_id"),),
    "rfp.issue_addendum": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.cancel_solicitation": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "rfp.follow_solicitation": (Grant(frozenset(Role), of=SELF),),
}
