"""What was taken back of credit notes, as the ledger tells it: each time, in order."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from .models import CreditNote, Entry

WITHDRAWN = ":withdrawn:"


@dataclass(frozen=True)
class Withdrawal:
    """One time that something of a note was taken back: what stood of it before, and what stands since."""

    note: CreditNote
    before: Decimal
    left: Decimal


def key_of_withdrawal(note: CreditNote) -> str:
    """Under which what is taken back of a note by now is entered."""
    return f"credit:{note.pk}{WITHDRAWN}{note.withdrawn}"


def withdrawals_between(start: datetime.datetime, end: datetime.datetime) -> list[Withdrawal]:
    """Those entered from `start` on and before `end`. Three statements."""
    entries = Entry.objects.filter(kind=Entry.Kind.CREDIT_WITHDRAWN, at__gte=start, at__lt=end)
    told = []
    for entry in entries.prefetch_related("postings").order_by("pk"):
        about, by_now = entry.key.split(WITHDRAWN)
        amount = sum(one.amount for one in entry.postings.all() if one.amount > 0)
        told.append((int(about.removeprefix("credit:")), Decimal(by_now), Decimal(amount)))
    notes = CreditNote.objects.in_bulk({pk for pk, _, _ in told})
    return [
        Withdrawal(notes[pk], notes[pk].amount - by_now + amount, notes[pk].amount - by_now)
        for pk, by_now, amount in told
    ]
