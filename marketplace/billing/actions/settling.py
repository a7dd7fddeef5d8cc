"""Where an invoice stands after money or a credit came or went."""

import datetime
from typing import Any

from marketplace.lifecycle import move

from ..models import Invoice


def settle(invoice: Invoice, *, by: Any, at: datetime.datetime) -> Invoice:
    """Moves an issued invoice to what its sums say, and saves them. The caller holds the row and wrote its rows."""
    settled = invoice.paid + invoice.credited
    if settled == invoice.total:
        to = Invoice.Status.PAID
    else:
        to = Invoice.Status.PARTLY_PAID if settled else Invoice.Status.ISSUED
    if to == invoice.status:
        invoice.save(update_fields=["paid", "credited"])
        return invoice
    data = {"paid": invoice.paid, "credited": invoice.credited, "total": invoice.total}
    return move(invoice, to, by=by, at=at, fields=["paid", "credited"], data=data)
