"""What settles an invoice: money that arrived, or a credit note. Each use of either is a row and an entry."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from marketplace.money import round_cents

from ..levy_lines import share_of_levy
from ..models import Allocation, CreditApplication, CreditNote, Entry, Invoice, InvoiceLine, Payment
from .ledger import Kind, Side, enter
from .levying import levy_sides

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Means:
    """One kind of what settles: its rows, what of an invoice they count for, and the account that they come from."""

    rows: Any
    name: str
    counts: str
    key: str
    kind: str
    account: str
    words: str


MONEY = Means(
    Allocation, "payment", "paid", "allocation", Entry.Kind.ALLOCATION, Kind.PREPAID, "{} for {}"
)  # fmt: skip
CREDIT = Means(
    CreditApplication, "note", "credited", "credit-application", Entry.Kind.CREDIT_APPLIED, Kind.CREDITS_OWED,
    "{} off {}",
)  # fmt: skip


def use(
    source: Payment | CreditNote, invoice: Invoice, amount: Decimal, *, at: datetime.datetime, levy: Decimal = NOTHING
) -> Any:
    """Gives so much of a payment or a credit note to an invoice; of a payment below zero takes it back.

    `levy` goes along with a credit: it is not owed of what is given back. The caller holds both rows and settles.
    """
    means = MONEY if isinstance(source, Payment) else CREDIT
    more = {"levy": levy} if levy else {}
    row = means.rows.objects.create(invoice=invoice, amount=amount + levy, at=at, **{means.name: source}, **more)
    source.applied += amount
    source.save(update_fields=["applied"])
    setattr(invoice, means.counts, getattr(invoice, means.counts) + amount + levy)
    enter(
        key=f"{means.key}:{row.pk}",
        kind=means.kind,
        words=means.words.format(source.reference, invoice.reference),
        sides=[
            Side(invoice.issuer, means.account, amount, invoice.payer),
            Side(invoice.issuer, Kind.RECEIVABLE, -amount - levy, invoice.payer),
            *levy_sides(invoice.issuer, -levy),
        ],
        currency=invoice.currency,
        at=at,
        invoice=invoice,
    )
    return row


def use_payment(payment: Payment, invoice: Invoice, *, at: datetime.datetime) -> Decimal:
    """Uses what is left of a payment for what is open of an invoice. Returns what was used."""
    amount = min(payment.left, invoice.open_amount)
    if amount > 0:
        use(payment, invoice, amount, at=at)
    return max(amount, Decimal(0))


def use_prepaid(invoice: Invoice, *, at: datetime.datetime) -> None:
    """Uses what its payer has paid too much before; the oldest first."""
    rows = Payment.objects.unused().select_for_update(of=["self"]).select_related("payer", "receiver")
    rows = rows.filter(payer=invoice.payer_id, receiver=invoice.issuer_id, currency=invoice.currency)
    for payment in rows.order_by("received_on", "pk"):
        if not use_payment(payment, invoice, at=at):
            return


def credit_and_levy(left: Decimal, invoice: Invoice, line: InvoiceLine | None = None) -> tuple[Decimal, Decimal]:
    """How much of a credit an issued invoice takes, and the levy that is not owed of it; together never above open.

    What is given back of one line takes the levy of that line along, anything else that of the lines together.
    """
    lines, amount = list(invoice.lines.all()), min(left, invoice.open_amount)
    levies = [one.amount for one in lines if one.kind == InvoiceLine.Kind.LEVY]
    if not levies:
        return amount, NOTHING
    lowered = invoice.credit_applications.aggregate(sum=Sum("levy", default=0))["sum"]
    share, rest = share_of_levy(lines, line), sum(levies, NOTHING) - lowered
    if amount + min(round_cents(amount * share), rest) > invoice.open_amount:
        amount = round_cents(invoice.open_amount / (1 + share))
    off = min(round_cents(amount * share), rest, invoice.open_amount - amount)
    return min(left, invoice.open_amount - off), off
