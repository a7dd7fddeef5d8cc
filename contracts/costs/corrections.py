"""What was charged and does not stand any more: rows that take it off again, in the month in which it was taken back.

The first row stays as it was written; the one that sets it off names it. Of an earlier month that is a correction, in
the words of FOCUS.
"""

import copy
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from contracts.service_levels.queries.overpaid import reference_of
from marketplace.billing.models import BilledCause
from marketplace.billing.withdrawals import Withdrawal, withdrawals_between
from marketplace.components.formats import money
from marketplace.money import round_cents, split_cents

from .charge_rows import month_bounds
from .models import Charge

COSTS = ("billed_cost", "effective_cost", "contracted_cost", "list_cost")
QUANTITIES = ("pricing_quantity", "consumed_quantity")


@dataclass(frozen=True)
class Correction:
    """When something was taken back, in which month that counts, and why, in words."""

    month: datetime.date
    at: datetime.datetime
    words: str
    key: str


def corrections_between(start: datetime.datetime, end: datetime.datetime, *, at: datetime.datetime) -> list[Charge]:
    """The rows for all that was taken back in that time. Six statements at most."""
    return [*_of_voided(start, end, at), *_of_withdrawn(start, end, at)]


def _of_voided(start: datetime.datetime, end: datetime.datetime, at: datetime.datetime) -> Iterator[Charge]:
    """What was charged for lines of invoices that were taken back, whole."""
    causes = BilledCause.objects.filter(released_at__gte=start, released_at__lt=end).select_related("line__invoice")
    lines = {f"billed:{one.line_id}:": one.line for one in causes}
    if not lines:
        return
    charged = reduce(or_, (Q(key__startswith=begins) for begins in lines))
    for charge in _charges(charged):
        line = next(line for begins, line in lines.items() if charge.key.startswith(begins))
        words = f"{line.invoice.reference} taken back: {line.invoice.void_reason}"
        yield set_off(charge, charge.effective_cost, Correction(start.date(), at, words, "void"))


def _of_withdrawn(start: datetime.datetime, end: datetime.datetime, at: datetime.datetime) -> Iterator[Charge]:
    """Of credits that were taken back, in whole or in part: what no invoice had taken, and its part of the levy."""
    found = {one: reference_of(one.note.key) for one in withdrawals_between(start, end)}
    charges = _charges(Q(credit__reference__in=[reference for reference in found.values() if reference]))
    for one, reference in found.items():
        own = [charge for charge in charges if charge.credit is not None and charge.credit.reference == reference]
        words = f"{one.note.reference} taken back, as far as no invoice had taken it"
        said = Correction(start.date(), at, words, f"withdrawn:{one.note.amount - one.left}")
        for origin in (Charge.Origin.CREDIT, Charge.Origin.LEVY):
            yield from _lowered([charge for charge in own if charge.origin == origin], one, said)


def _lowered(charges: Sequence[Charge], one: Withdrawal, said: Correction) -> Iterator[Charge]:
    """Each account's row, lowered from its part of what stood before to its part of what stands since."""
    if not charges:
        return
    weights = [-charge.effective_cost for charge in charges]
    whole = round_cents(sum(weights, Decimal()))
    before, since = (
        split_cents(round_cents(whole * stands / one.note.amount), weights) for stands in (one.before, one.left)
    )
    for charge, was, stands in zip(charges, before, since, strict=True):
        if was != stands:
            yield set_off(charge, stands - was, said)


def _charges(which: Q) -> list[Charge]:
    return list(Charge.objects.filter(which, corrects__isnull=True).select_related("credit").order_by("pk"))


def set_off(charge: Charge, amount: Decimal, said: Correction) -> Charge:
    """A row that takes so much of a charge off again: the whole, or a part of one that has no quantity."""
    row, part = copy.copy(charge), amount / charge.effective_cost
    row.pk, row._state = None, copy.copy(charge._state)
    row._state.adding = True
    for name in COSTS:
        changed = (
            amount if getattr(charge, name) == charge.effective_cost else round_cents(getattr(charge, name) * part)
        )
        setattr(row, name, -changed)
    for name in QUANTITIES:
        if (quantity := getattr(charge, name)) is not None:
            setattr(row, name, -quantity * part)
    changes: dict[str, Any] = {
        "key": f"{charge.key}:{said.key}",
        "corrects": charge,
        "month": said.month,
        "written_at": said.at,
        "charge_class": "Correction" if charge.month < said.month else "",
        "charge_description": f"Taken back: {charge.charge_description}"[:500],
        "why": _why(charge, amount, said),
    }
    changes["billing_period_start"], changes["billing_period_end"] = month_bounds(said.month)
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def _why(charge: Charge, amount: Decimal, said: Correction) -> list[list[str]]:
    charged, off = (money((value, charge.billing_currency)) for value in (charge.effective_cost, -amount))
    return [["Charged", f"in {charge.month:%B %Y}", charged], ["Taken back", said.words, off]]
