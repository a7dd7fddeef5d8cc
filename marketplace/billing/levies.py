"""What the books say of a vendor's levy of one month: billed with its invoices, handed on with payments."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from marketplace.organisations.models import Organisation

from .models import Account, Entry, OnlinePayment, Posting


@dataclass(frozen=True)
class LevyInBooks:
    """`billed` is on the vendor's invoices of the month, less what credits lowered; `collected` reached the office.

    `withheld` is what Stripe kept back of payments of these invoices, less what went back with refunds and credits.
    """

    billed: Decimal
    collected: Decimal
    withheld: Decimal

    @property
    def agrees(self) -> bool:
        """Whether what Stripe kept back is what the ledger says was collected."""
        return self.collected == self.withheld


def levy_in_books(vendor: Organisation, month: datetime.date) -> LevyInBooks:
    """Of the vendor's invoices of that month. Three statements."""
    due = Posting.objects.filter(account__kind=Account.Kind.LEVY_DUE, account__counterparty=vendor)
    rows = due.filter(entry__invoice__period=month).order_by().values("entry__kind").annotate(sum=Sum("amount"))
    sums = {row["entry__kind"]: row["sum"] for row in rows}
    collected = -sums.pop(Entry.Kind.LEVY, Decimal("0.00"))
    paid = OnlinePayment.objects.filter(invoice__issuer=vendor, invoice__period=month, payment__isnull=False)
    kept = (one.fee_kept for one in paid.select_related("payment").prefetch_related("lowerings"))
    withheld = sum(kept, Decimal("0.00"))
    return LevyInBooks(sum(sums.values(), Decimal("0.00")), collected, withheld)
