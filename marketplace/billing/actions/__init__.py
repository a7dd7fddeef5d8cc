"""Changes of invoices, credit notes, payments and what payers state, one function a verb."""

from .crediting import (
    Credit,
    CreditDiffers,
    NothingToCredit,
    apply_credit_note,
    issue_credit_note,
    withdraw_credit_note,
)
from .disputing import NotDisputable, decide_dispute, dispute_line, withdraw_dispute
from .drafting import Bill, BillLine, NothingToBill, draft_invoice
from .issuing import MoneyArrived, PurchaseOrderMissing, issue_invoice, void_invoice
from .ledger import Side, enter
from .levying import settle_levy
from .paying import KeyTaken, RefundTooLarge, record_payment, refund_payment
from .stating import state_purchase_order, state_tax_exemption

__all__ = [
    "Bill",
    "BillLine",
    "Credit",
    "CreditDiffers",
    "KeyTaken",
    "MoneyArrived",
    "NotDisputable",
    "NothingToBill",
    "NothingToCredit",
    "PurchaseOrderMissing",
    "RefundTooLarge",
    "Side",
    "apply_credit_note",
    "decide_dispute",
    "dispute_line",
    "draft_invoice",
    "enter",
    "issue_credit_note",
    "issue_invoice",
    "record_payment",
    "refund_payment",
    "settle_levy",
    "state_purchase_order",
    "state_tax_exemption",
    "void_invoice",
    "withdraw_credit_note",
    "withdraw_dispute",
]
