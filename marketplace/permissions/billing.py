"""What may be done to invoices, payments and credit notes."""

from marketplace.permissions.roles import Grant, Role

# Who bills and takes money: a vendor's signatories, or the broker office for what it provides itself.
_BILLER = frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO})
_PAYER = frozenset({Role.BUDGET_OWNER, Role.APPROVER, Role.AGENCY_ADMIN})

ROWS: dict[str, tuple[Grant, ...]] = {
    "billing.draft_invoice": (Grant(_BILLER, of="issuer_id", system=True),),
    "billing.issue_invoice": (Grant(_BILLER, of="issuer_id"),),
    "billing.void_invoice": (Grant(_BILLER, of="issuer_id"),),
    "billing.record_payment": (Grant(_BILLER, of="receiver_id", system=True),),
    "billing.refund_payment": (Grant(_BILLER, of="receiver_id", system=True),),
    "billing.pay_online": (Grant(_PAYER, of="payer_id", system=True),),
    "billing.onboard_vendor": (Grant({Role.SIGNATORY, Role.VENDOR_ADMIN}, of="id"),),
    "billing.issue_credit_note": (Grant(_BILLER, of="issuer_id", system=True),),
    "billing.withdraw_credit_note": (Grant(frozenset(), system=True),),
    "billing.dispute_line": (Grant(_PAYER, of="invoice.payer_id"),),
    "billing.withdraw_dispute": (Grant(_PAYER, of="line.invoice.payer_id"),),
    "billing.decide_dispute": (
        Grant(_BILLER, of="line.invoice.issuer_id", not_by="raised_by_id"),
        Grant({Role.CONTRACT_MANAGER, Role.CIO}, not_by="raised_by_id"),
    ),
    "billing.state_purchase_order": (Grant(_PAYER, of="payer_id"),),
    "billing.state_tax_exemption": (Grant({Role.BUDGET_OWNER, Role.AGENCY_ADMIN}, of="id"),),
}
