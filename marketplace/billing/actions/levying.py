"""The levy that a vendor has taken with its invoices, handed on to the broker office."""

import datetime
from decimal import Decimal

from marketplace.organisations.models import Organisation

from ..models import Entry, Invoice
from .ledger import Kind, Side, enter


def levy_sides(vendor: Organisation, levy: Decimal) -> list[Side]:
    """A levy that a vendor owes the office from now on; below zero what it does not owe any more. Nothing for none."""
    office = Organisation.objects.broker_offices().order_by("pk").first() if levy else None
    if office is None:
        return [Side(vendor, Kind.LEVY_OWED, -levy)] if levy else []
    return [
        Side(vendor, Kind.LEVY_OWED, -levy, office),
        Side(office, Kind.LEVY_DUE, levy, vendor),
        Side(office, Kind.LEVY_INCOME, -levy),
    ]


def settle_levy(
    *,
    vendor: Organisation,
    office: Organisation,
    amount: Decimal,
    key: str,
    words: str,
    at: datetime.datetime,
    currency: str = "USD",
    invoice: Invoice | None = None,
) -> Entry:
    """Enters that a vendor's levy has reached the office: withheld from a payment, or paid after a return.

    Below zero it went back to the vendor with a refund.

    The caller guards and audits. Raises IntegrityError where the key was entered before.
    """
    sides = [
        Side(vendor, Kind.LEVY_OWED, amount, office),
        Side(vendor, Kind.CASH, -amount),
        Side(office, Kind.CASH, amount),
        Side(office, Kind.LEVY_DUE, -amount, vendor),
    ]
    return enter(key=key, kind=Entry.Kind.LEVY, words=words, sides=sides, currency=currency, at=at, invoice=invoice)
