"""Entering what happened: one entry a key, its postings at a sum of zero."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from marketplace.organisations.models import Organisation

from ..models import Account, Entry, Invoice, Posting

Kind = Account.Kind


@dataclass(frozen=True)
class Side:
    """One posting to be: whose account of which kind, towards whom, and how much. Debits are above zero."""

    organisation: Organisation
    kind: str
    amount: Decimal
    towards: Organisation | None = None


def enter(
    *,
    key: str,
    kind: str,
    words: str,
    sides: Iterable[Side],
    currency: str,
    at: datetime.datetime,
    invoice: Invoice | None = None,
) -> Entry:
    """Writes one entry in the caller's transaction. Sides worth nothing are left out.

    Raises ValueError where the sides do not come to zero, IntegrityError where the key was entered before.
    """
    worth = [side for side in sides if side.amount]
    if sum((side.amount for side in worth), Decimal()):
        raise ValueError(f"the postings of {key} do not come to zero")
    entry = Entry.objects.create(key=key, kind=kind, words=words[:300], at=at, invoice=invoice)
    Posting.objects.bulk_create(
        [Posting(entry=entry, account=account_of(side, currency), amount=side.amount) for side in worth]
    )
    return entry


def account_of(side: Side, currency: str) -> Account:
    """The account of a side, made where it was never used."""
    wanted = {
        "organisation": side.organisation,
        "kind": side.kind,
        "counterparty": side.towards,
        "currency": currency,
    }
    if found := Account.objects.filter(**wanted).first():
        return found
    Account.objects.bulk_create([Account(**wanted)], ignore_conflicts=True)
    return Account.objects.get(**wanted)


def reverse(entry: Entry, *, key: str, kind: str, words: str, at: datetime.datetime) -> Entry:
    """Enters the opposite of an entry."""
    opposite = Entry.objects.create(key=key, kind=kind, words=words[:300], at=at, invoice=entry.invoice)
    Posting.objects.bulk_create(
        [Posting(entry=opposite, account_id=one.account_id, amount=-one.amount) for one in entry.postings.all()]
    )
    return opposite
