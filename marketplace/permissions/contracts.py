"""What may be done to contracts, orders and service levels."""

from marketplace.permissions.roles import AGENCY_ROLES, BROKER_ROLES, SELF, VENDOR_ROLES, Grant, Role

# Who binds the side that provides: a vendor's signatories, or the broker office where the service is its own.
_BINDING = frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO})
# Who runs the service day by day.
_DESK = frozenset({Role.VENDOR_EDITOR, Role.PERFORMANCE_OFFICER}) | _BINDING
_PROVIDER = (Grant(_BINDING, of="vendor_id"),)
# Who answers for an agency's money.
_MONEY = frozenset({Role.BUDGET_OWNER, Role.APPROVER, Role.AGENCY_ADMIN})
_RENEWAL = (Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="agency_id"), Grant({Role.CONTRACT_MANAGER}))
# Who keeps and judges promises between an agency and the office, each for their side.
_PROMISING = AGENCY_ROLES | BROKER_ROLES - {Role.AUDITOR}
# Who decides on an agency's request; how much they may decide is the action's business.
_DECIDER = (Grant({Role.APPROVER}, of="agency_id", not_by="requester_id"),)

ROWS: dict[str, tuple[Grant, ...]] = {
    "contracts.conclude_contract": _PROVIDER,
    "contracts.draw_up_contract": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER}),),
    "contracts.withdraw_contract": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER}),),
    "contracts.sign_for_agency": (Grant({Role.APPROVER}, of="agency_id", not_by="drawn_up_by_id"),),
    "contracts.sign_for_vendor": (Grant(_BINDING, of="vendor_id", not_by="drawn_up_by_id"),),
    "contracts.sign_for_broker": (Grant({Role.CONTRACT_MANAGER, Role.CIO}, of="broker_id", not_by="drawn_up_by_id"),),
    "contracts.amend_contract": (*_PROVIDER, Grant(frozenset(), system=True)),
    "contracts.propose_amendment": (Grant({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER}),),
    "contracts.approve_amendment": (Grant({Role.APPROVER}, of="contract.agency_id", not_by="proposed_by_id"),),
    "contracts.agree_amendment": (Grant(_BINDING, of="agreed_for_id", not_by="proposed_by_id"),),
    "contracts.exercise_option": (Grant({Role.APPROVER}, of="contract.agency_id"),),
    "contracts.refuse_renewal": _RENEWAL,
    "contracts.decide_renewal": _RENEWAL,
    "contracts.announce_ends": (Grant(frozenset(), system=True),),
    "contracts.end_contract": (Grant({Role.CONTRACT_MANAGER}, system=True),),
    "contracts.suspend_contract": (Grant({Role.CONTRACT_MANAGER, Role.CIO}),),
    "contracts.give_cure_notice": (Grant({Role.CONTRACT_MANAGER}),),
    "contracts.answer_cure_notice": (Grant(_BINDING, of="contract.vendor_id", not_by="given_by_id"),),
    "contracts.close_cure_notice": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="contract.agency_id"),
        Grant({Role.CONTRACT_MANAGER}),
    ),
    "contracts.terminate_contract": (Grant({Role.CONTRACT_MANAGER}),),
    "contracts.approve_termination": (Grant({Role.APPROVER}, of="contract.agency_id", not_by="proposed_by_id"),),
    "contracts.agree_termination": (Grant(_BINDING, of="contract.vendor_id", not_by="proposed_by_id"),),
    "contracts.record_termination": (Grant(frozenset(), system=True),),
    "contracts.propose_exit_plan": (Grant({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER}),),
    "contracts.agree_exit_plan_for_agency": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="contract.agency_id", not_by="proposed_by_id"),
    ),
    "contracts.agree_exit_plan_for_vendor": (Grant(_BINDING, of="contract.vendor_id", not_by="proposed_by_id"),),
    "contracts.do_exit_step": (
        Grant(_BINDING | {Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}, of="owner_organisation_id"),
    ),
    "contracts.propose_milestone": (Grant({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER}),),
    "contracts.agree_milestone": (Grant(_BINDING, of="contract.vendor_id", not_by="proposed_by_id"),),
    "contracts.deliver_milestone": (Grant(_BINDING | {Role.VENDOR_EDITOR}, of="contract.vendor_id"),),
    "contracts.decide_delivery": (
        Grant(
            {Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN},
            of="milestone.contract.agency_id",
            not_by="delivered_by_id",
        ),
    ),
    "contracts.record_silence": (Grant(frozenset(), system=True),),
    "contracts.require_certificate": (Grant({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER}),),
    "contracts.announce_certificates": (Grant(frozenset(), system=True),),
    "contracts.add_document": (
        Grant(_BINDING | {Role.VENDOR_EDITOR}, of="vendor_id"),
        Grant({Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}, of="agency_id"),
        Grant({Role.CONTRACT_MANAGER, Role.CIO}),
    ),
    "contracts.draft_framework": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "contracts.sign_framework": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="prepared_by_id"),),
    "contracts.sign_framework_lot": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "contracts.keep_framework_version": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, system=True),),
    "contracts.amend_framework": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER, Role.CIO}),),
    "contracts.announce_levy": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "contracts.approve_framework_proposal": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="proposed_by_id"),),
    "contracts.draft_policy": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "contracts.enact_policy": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="drafted_by_id"),),
    "contracts.draw_down": (Grant({Role.APPROVER}, of="agency_id", system=True),),
    "contracts.release_draw_down": (Grant({Role.REQUESTER}, of="agency_id", system=True), *_PROVIDER),
    "contracts.settle_draw_down": (Grant(frozenset(), system=True),),
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
    "contracts.answer_offer": _PROVIDER,
    "contracts.pass_order_on": (Grant(frozenset(), system=True),),
    "contracts.change_order": (Grant({Role.REQUESTER}, of="agency_id"),),
    "contracts.withdraw_change": (Grant({Role.REQUESTER}, of="order.agency_id"),),
    "contracts.approve_change": (Grant({Role.APPROVER}, of="order.agency_id", not_by="requested_by_id"),),
    "contracts.decide_share": (Grant({Role.APPROVER}, of="agency_id", not_by="order.requester_id"),),
    "contracts.provision_order": (Grant({Role.VENDOR_EDITOR, *_BINDING}, of="contract.vendor_id"),),
    "contracts.confirm_provisioning": (Grant({Role.REQUESTER, Role.APPROVER}, of="agency_id"),),
    "contracts.agree_to_change": (Grant(_BINDING, of="order.contract.vendor_id"),),
    "contracts.run_order": (Grant(frozenset(), system=True),),
    "contracts.hand_orders_over": (Grant(frozenset(), system=True),),
    "contracts.load_measurements": (Grant({Role.PERFORMANCE_OFFICER, Role.CONTRACT_MANAGER}, system=True),),
    "contracts.load_own_measurements": (
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="measuring_organisation_id"),
        Grant({Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}, of="measuring_organisation_id"),
        Grant(frozenset(), system=True),
    ),
    "contracts.close_period": (Grant({Role.PERFORMANCE_OFFICER, Role.CONTRACT_MANAGER}, system=True),),
    "contracts.compact_evidence": (Grant({Role.PERFORMANCE_OFFICER, Role.CONTRACT_MANAGER}, system=True),),
    "contracts.request_exclusion": (
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="term.contract.vendor_id"),
        Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}),
    ),
    "contracts.decide_exclusion": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="term.contract.agency_id", not_by="requested_by_id"),
        Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}, not_by="requested_by_id"),
    ),
    "contracts.add_exclusion_evidence": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="term.contract.agency_id"),
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="term.contract.vendor_id"),
        Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}),
    ),
    "contracts.record_maintenance": (
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN}, of="term.contract.vendor_id"),
        Grant({Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER}),
    ),
    "contracts.propose_incident": (
        Grant({Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}, of="contract.agency_id"),
        Grant(_DESK, of="contract.vendor_id"),
    ),
    "contracts.revise_incident": (
        Grant({Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN} | _DESK, of="proposed_for_id"),
    ),
    "contracts.answer_incident": (
        Grant({Role.APPROVER, Role.AGENCY_ADMIN} | _BINDING, of="to_answer_id", not_by="proposed_by_id"),
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
    "contracts.answer_claim": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="debtor_id"),),
    "contracts.draft_rate_card": (Grant({Role.CONTRACT_MANAGER, Role.CIO}),),
    "contracts.publish_rate_card": (Grant({Role.CONTRACT_MANAGER, Role.CIO}, not_by="drafted_by_id"),),
    "contracts.declare_former_cost": (Grant(_MONEY, of="id"),),
    "contracts.write_charges": (Grant({Role.CONTRACT_MANAGER}, system=True),),
    "contracts.set_charging_start": (Grant({Role.CONTRACT_MANAGER, Role.CIO}),),
    "contracts.import_costs": (
        Grant(_BINDING | {Role.VENDOR_EDITOR}, of="vendor_id"),
        Grant({Role.CONTRACT_MANAGER}),
    ),
    "contracts.set_budget": (Grant(_MONEY, of="id"),),
    "contracts.tell_seats": (
        Grant(_BINDING | {Role.VENDOR_EDITOR}, of="vendor_id"),
        Grant(_MONEY | {Role.REQUESTER}, of="agency_id"),
    ),
    "contracts.tell_use": (
        Grant(_BINDING | {Role.VENDOR_EDITOR}, of="contract.vendor_id"),
        Grant({Role.CONTRACT_MANAGER}, of="contract.broker_id"),
    ),
    "contracts.open_levy_returns": (Grant({Role.CONTRACT_MANAGER}, system=True),),
    "contracts.file_levy_return": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "contracts.settle_levy_gap": (Grant({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER}),),
    "contracts.draw_up_scorecard": (Grant({Role.PERFORMANCE_OFFICER, Role.CIO}),),
    "contracts.reply_to_scorecard": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "contracts.weigh_scorecards": (Grant({Role.CIO}),),
    "contracts.assign_relationship": (Grant({Role.CHIEF_CUSTOMER_OFFICER, Role.CIO}),),
    "contracts.raise_complaint": (Grant(AGENCY_ROLES | VENDOR_ROLES, of="id"),),
    "contracts.answer_complaint": (Grant(AGENCY_ROLES | VENDOR_ROLES, of="organisation_id"),),
    "contracts.handle_complaint": (
        Grant(
            {Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}, not_by="raised_by_id", not_of="organisation_id"
        ),
    ),
    "contracts.decide_complaint": (
        Grant({Role.CHIEF_CUSTOMER_OFFICER}, not_by="raised_by_id", not_of="organisation_id"),
    ),
    "contracts.ask_survey": (Grant({Role.CHIEF_CUSTOMER_OFFICER}, system=True),),
    "contracts.answer_survey": (Grant(frozenset(), of=SELF),),
    "contracts.record_answers": (Grant({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),),
    "contracts.read_satisfaction": (Grant(BROKER_ROLES),),
    "contracts.review_offering": (Grant(AGENCY_ROLES, of="agency_id"),),
    "contracts.reply_to_review": (
        Grant({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER}, of="offering.vendor_id"),
    ),
    "contracts.moderate_review": (Grant({Role.CATALOGUE_EDITOR, Role.CHIEF_CUSTOMER_OFFICER}),),
    "contracts.write_in_thread": (
        Grant(AGENCY_ROLES, of="agency_id"),
        Grant(VENDOR_ROLES, of="vendor_id"),
        Grant(BROKER_ROLES - {Role.AUDITOR}),
    ),
    "contracts.write_digest": (Grant({Role.CHIEF_CUSTOMER_OFFICER}, system=True),),
    "contracts.want_digest": (Grant(AGENCY_ROLES, of="id"),),
    "contracts.hold_meeting": (Grant({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),),
    "contracts.add_agenda_point": (
        Grant(AGENCY_ROLES, of="agency_id"),
        Grant({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),
    ),
    "contracts.tell_headcount": (
        Grant({Role.AGENCY_ADMIN, Role.BUDGET_OWNER, Role.APPROVER}, of="id"),
        Grant({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),
    ),
    "contracts.make_commitment": (
        Grant(AGENCY_ROLES, of="id"),
        Grant({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),
    ),
    "contracts.keep_commitment": (Grant(_PROMISING, of="owed_by_id"),),
    "contracts.judge_commitment": (Grant(_PROMISING, of="owed_to_id"),),
    "contracts.follow_up": (Grant({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),),
    "contracts.judge_outcome": (Grant(frozenset(), of=SELF),),
    "contracts.read_portfolio": (Grant(BROKER_ROLES), Grant(AGENCY_ROLES, of="id")),
    "contracts.read_business": (Grant(VENDOR_ROLES, of="id"),),
    "contracts.keep_systems": (Grant(_MONEY, of="id"), Grant({Role.RELATIONSHIP_MANAGER, Role.CIO})),
    "contracts.detect_overlaps": (Grant({Role.CIO}, system=True),),
    "contracts.read_overlaps": (Grant(BROKER_ROLES),),
    "contracts.judge_overlap": (Grant({Role.RELATIONSHIP_MANAGER, Role.CONTRACT_MANAGER, Role.CIO}),),
    "contracts.set_priority": (Grant({Role.PERFORMANCE_OFFICER, Role.CIO}),),
    "contracts.set_goal": (
        Grant({Role.BUDGET_OWNER, Role.AGENCY_ADMIN}, of="id"),
        Grant({Role.PERFORMANCE_OFFICER, Role.CIO}),
    ),
    "contracts.name_goal": (
        Grant(AGENCY_ROLES, of="agency_id"),
        Grant({Role.PERFORMANCE_OFFICER, Role.CONTRACT_MANAGER, Role.CIO}),
    ),
    "contracts.freeze_quarter": (Grant({Role.PERFORMANCE_OFFICER, Role.CIO}),),
    "contracts.plan_improvement": (Grant(_MONEY, of="id"), Grant({Role.PERFORMANCE_OFFICER})),
    "contracts.check_improvement": (Grant({Role.PERFORMANCE_OFFICER, Role.CIO}, not_by="planned_by_id"),),
    "contracts.grant_credit": (
        Grant({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER}, of="debtor_id"),
        Grant(frozenset(), system=True),
    ),
}
