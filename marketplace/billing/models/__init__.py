"""Invoices, credit notes, payments, and the ledger in which each of them stands twice."""

from .credit import CreditApplication, CreditNote
from .dispute import LineDispute
from .invoice import Invoice
from .ledger import Account, Entry, Posting
from .line import BilledCause, InvoiceLine
from .online import ConnectedAccount, LoweredFee, OnlinePayment, SentCredit, StripeEvent
from .payer import PurchaseOrder, TaxExemption
from .payment import Allocation, Payment, Refund

__all__ = [
    "Account",
    "Allocation",
    "BilledCause",
    "ConnectedAccount",
    "CreditApplication",
    "CreditNote",
    "Entry",
    "Invoice",
    "InvoiceLine",
    "LineDispute",
    "LoweredFee",
    "OnlinePayment",
    "Payment",
    "Posting",
    "PurchaseOrder",
    "Refund",
    "SentCredit",
    "StripeEvent",
    "TaxExemption",
]
