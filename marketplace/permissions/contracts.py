"""What may be done to contracts, orders and service levels."""

from marketplace.permissions.roles import Grant, Role

# Who binds the side that provides: a vendor's signatories, or the broker office where the service is its own.
_BINDING = frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO})
# Who runs the service day by day.
_DESK = frozenset({Role.VENDOR_EDITOR, Role.PERFORMANCE_OFFICER}) | _BINDING
_PROVIDER = (Grant(_BINDING, of="vendor_id"),)
_RENEWAL = (Grant({Role.APPROVER, Role.AGENCY_ADMIN}, of="agency_id"), Grant({Role.CONTRACT_MANAGER}))
# Who decides on an agency's request; how much they may decide is the action's business.
_DECIDER = (Grant({Role.APPROVER}, of="agency_id", not_by="requester_id"),)

ROWS: dict[str, tuple[Grant, ...]] = {
    "contracts.conclude_contract": _PROVIDER,
    "contracts.draw_up_contract": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER}),),
    "contracts.withdraw_contract": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER}),),
    "contracts.sign_for_agency": (Grant({Role.APPROVER}, of="agency_id", not_by="drawn_up_by_id"),),
    "contracts.sign_for_vendor": (Grant(_BINDING, of="vendor_id", not_by="drawn_up_by_id"),),
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
    "contracts.amend_framework": (Grant({Role.PROCUREMENT_OFFICER, Role.CONTRACT_MANAGER, Role.CIO}),),
    "contracts.draft_policy": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}),),
    "contracts.enact_policy": (Grant({Role.PROCUREMENT_OFFICER, Role.CIO}, not_by="drafted_by_id"),),
    "contracts.draw_down": (Grant({Role.APPROVER}, of="agency_id", system=True),),
    "contracts.release_draw_down": (Grant({Role.REQUESTER}, of="agency_id", system=True), *_PROVIDER),
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
    "contracts.provision_order": (Grant({Role.VENDOR_EDITOR, *_BINDING}, of="vendor_id"),),
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
    "contracts.draw_up_scorecard": (Grant({Role.PERFORMANCE_OFFICER, Role.CIO}),),
    "contracts.reply_to_scorecard": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="vendor_id"),),
    "contracts.weigh_scorecards": (Grant({Role.CIO}),),
    "contracts.grant_credit": (
        Grant({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER}, of="debtor_id"),
        Grant(frozenset(), system=True),
    ),
}
