"""What the pages of invoices show: one invoice with its story, lists, and statements that run a balance."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from marketplace.components.chain import ChainStep, Stage
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, organisations_for, own_organisations, reads_all

from .models import (
    BilledCause,
    ConnectedAccount,
    CreditApplication,
    CreditNote,
    Invoice,
    InvoiceLine,
    LineDispute,
    OnlinePayment,
    Payment,
    Refund,
)
from .stripe_gateway import is_configured

HEAD = (
    "Reference", "Procurement id", "Contract", "Month", "Billed by", "To pay by", "Purchase order", "Total", "Paid",
    "Credited", "Open", "Currency", "Issued", "Last day", "Status",
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """What happened to an invoice, or is to come."""

    at: datetime.datetime
    what: str
    detail: str = ""
    tone: str = ""
    address: str = ""


def table_of(invoices: Iterable[Invoice]) -> Iterator[Iterable[object]]:
    """Head and a row an invoice, for a spreadsheet; days as ISO dates, amounts without a sign of currency."""
    yield HEAD
    for one in invoices:
        yield (
            one.reference, one.ocid, one.contract_reference, f"{one.period:%Y-%m}", one.issuer.name, one.payer.name,
            one.purchase_order, f"{one.total:f}", f"{one.paid:f}", f"{one.credited:f}", f"{one.open_amount:f}",
            one.currency, one.issued_at.date().isoformat() if one.issued_at else "",
            one.last_day_on.isoformat() if one.last_day_on else "", one.get_status_display(),
        )  # fmt: skip


def figures_of(invoices: QuerySet[Invoice], *, at: datetime.datetime) -> dict[str, Any]:
    """How many are open and overdue, and what is open of them. One statement."""
    zero = Value(Decimal(0), output_field=DecimalField(max_digits=14, decimal_places=2))
    unpaid, late = Q(status__in=Invoice.OPEN), Q(status__in=Invoice.OPEN, due_at__lte=at)
    left = F("total") - F("paid") - F("credited")
    return invoices.order_by().aggregate(
        open=Count("pk", filter=unpaid),
        overdue=Count("pk", filter=late),
        to_pay=Coalesce(Sum(left, filter=unpaid), zero),
        late=Coalesce(Sum(left, filter=late), zero),
    )


def invoice_context(invoice: Invoice, reader: Any, *, at: datetime.datetime) -> dict[str, Any]:
    """Everything that the page of one invoice shows to this reader. Nine statements at most."""
    lines = list(invoice.lines.select_related("credit_note").prefetch_related("disputes__raised_by"))
    for line in lines:
        line.invoice = invoice
    disputes = [dispute for line in lines for dispute in line.disputes.all()]
    held = sum((one.amount for one in disputes if one.status == LineDispute.Status.OPEN), Decimal())
    allocations = list(invoice.allocations.select_related("payment"))
    applications = list(invoice.credit_applications.select_related("note", "sent"))
    attempts = list(invoice.online_payments.prefetch_related("lowerings"))
    before = _before(invoice)
    notes = [line.credit_note for line in lines if line.credit_note] + [row.note for row in applications]
    return {
        "invoice": invoice,
        "lines": lines,
        "disputes": disputes,
        "disputed": held,
        "payable": max(invoice.open_amount - held, Decimal()),
        "overdue": invoice.is_overdue(at=at),
        "allocations": allocations,
        "applications": applications,
        "attempts": attempts,
        "reads_costs": may_read_statement(invoice.payer, reader),
        "before": before,
        "difference": invoice.total - before.total if before else None,
        "changes": _changes(before, lines) if before else [],
        "credits": invoice.credited - sum((line.amount for line in lines if line.credit_note), Decimal()),
        "notes": notes,
        "chain": _chain(invoice, lines, notes),
        "events": _events(invoice, notes, allocations, disputes, attempts),
        **may(invoice, reader, allocations),
    }


def may(invoice: Invoice, reader: Any, allocations: list) -> dict[str, bool]:
    """What this reader may do with the invoice as it stands."""
    draft, unpaid = invoice.status == Invoice.Status.DRAFT, invoice.status in Invoice.OPEN
    payment = Payment(receiver_id=invoice.issuer_id)
    nothing_came = not invoice.paid and not invoice.credited
    return {
        "may_issue": draft and allowed(reader, "billing.issue_invoice", invoice),
        "may_pay_online": unpaid and is_configured() and allowed(reader, "billing.pay_online", invoice),
        "may_void": (draft or unpaid and nothing_came) and allowed(reader, "billing.void_invoice", invoice),
        "may_record": unpaid and allowed(reader, "billing.record_payment", payment),
        "may_refund": bool(allocations) and allowed(reader, "billing.refund_payment", payment),
        "may_question": unpaid and allowed(reader, "billing.dispute_line", InvoiceLine(invoice=invoice)),
        "may_state": allowed(reader, "billing.state_purchase_order", invoice),
        "may_answer": allowed(reader, "billing.decide_dispute", LineDispute(line=InvoiceLine(invoice=invoice))),
    }


def _before(invoice: Invoice) -> Invoice | None:
    """The invoice of the month before, between the same two sides."""
    first = (invoice.period - datetime.timedelta(days=1)).replace(day=1)
    rows = Invoice.objects.filter(contract_reference=invoice.contract_reference, period=first)
    return rows.filter(issuer=invoice.issuer_id, payer=invoice.payer_id, issued_at__isnull=False).standing().first()


@dataclass(frozen=True)
class Change:
    """What one thing costs more, or less, than the month before."""

    label: str
    amount: Decimal


def _changes(before: Invoice, lines: list[InvoiceLine]) -> list[Change]:
    """The differences by what is billed, in the order of the lines; credits are one. One statement."""
    sums: dict[str, Decimal] = {}
    for line, sign in [*((line, 1) for line in lines), *((line, -1) for line in before.lines.all())]:
        label = "Credits" if line.credit_note_id else line.description
        sums[label] = sums.get(label, Decimal()) + sign * line.amount
    return [Change(label, amount) for label, amount in sums.items() if amount]


def _chain(invoice: Invoice, lines: list[InvoiceLine], notes: list[CreditNote]) -> list[ChainStep]:
    steps = [ChainStep("Contract", invoice.contract_reference, f"/contracts/{invoice.contract_reference}/")]
    orders = {line.order_reference: line.order_address for line in lines if line.order_reference}
    steps += [ChainStep("Order", reference, address) for reference, address in list(orders.items())[:2]]
    for note in notes[:3]:
        if note.source_reference:
            steps.append(ChainStep("Credit", note.source_reference, note.source_address, note.issued_at.date()))
    return [*steps, ChainStep("Invoice", invoice.reference, stage=Stage.NOW)]


def _events(
    invoice: Invoice, notes: list[CreditNote], allocations: list, disputes: list[LineDispute], attempts: list
) -> list[Event]:
    found = [Event(invoice.created_at, "Drafted")]
    for note in notes:
        found.append(Event(note.issued_at, "Credit given", note.reference, "ok", note.source_address))
    if invoice.issued_at:
        found.append(Event(invoice.issued_at, "Issued", f"to {invoice.payer}"))
    for row in allocations:
        paid = row.amount > 0
        found.append(Event(row.at, "Paid" if paid else "Paid back", row.payment.reference, "ok" if paid else ""))
    for one in disputes:
        found.append(Event(one.raised_at, f"Line {one.line.position} questioned", f"by {one.raised_by}", "bad"))
        if one.decided_at:
            found.append(Event(one.decided_at, f"Line {one.line.position}: {one.get_status_display().lower()}"))
    for attempt in attempts:
        if attempt.disputed_at:
            found.append(Event(attempt.disputed_at, "Its payer’s bank disputes the payment", attempt.external, "bad"))
    if invoice.voided_at:
        found.append(Event(invoice.voided_at, "Taken back", invoice.void_reason))
    if invoice.status in Invoice.OPEN and invoice.due_at:
        found.append(Event(invoice.due_at, "Last moment to pay in time", tone="next"))
    return sorted(found, key=lambda event: event.at)


@dataclass
class StatementRow:
    """One line of a statement; `charge` adds to what is owed, `relief` takes off it."""

    at: datetime.datetime
    what: str
    reference: str
    address: str
    other: str
    charge: Decimal = Decimal(0)
    relief: Decimal = Decimal(0)
    balance: Decimal = Decimal(0)


def statement_of(organisation: Organisation, *, owes: bool, currency: str = "USD") -> list[StatementRow]:
    """What an organisation owes, or is owed, row by row with the balance after each. Four statements.

    Credits count when an invoice takes them: as its line, or off its open amount.
    """
    side, other = ("payer", "issuer") if owes else ("issuer", "payer")
    same = {"currency": currency, side: organisation}
    billed = Invoice.objects.standing().filter(issued_at__isnull=False, **same).with_parties()
    rows = [
        StatementRow(
            one.issued_at, one.title, one.reference, one.get_absolute_url(), str(getattr(one, other)), one.total
        )
        for one in billed
    ]
    applied = CreditApplication.objects.filter(**{f"invoice__{name}": value for name, value in same.items()})
    for taken in applied.select_related("invoice__payer", "invoice__issuer", "note"):
        about, address = f"Credit off {taken.invoice.reference}", taken.invoice.get_absolute_url()
        party = str(getattr(taken.invoice, other))
        rows.append(StatementRow(taken.at, about, taken.note.reference, address, party, relief=taken.amount))
    payer, receiver = ("payer", "receiver") if owes else ("receiver", "payer")
    payments = Payment.objects.filter(currency=currency, **{payer: organisation}).select_related("payer", "receiver")
    for one in payments:
        party = str(getattr(one, receiver))
        rows.append(StatementRow(one.recorded_at, "Payment", one.reference, "", party, relief=one.amount))
    refunds = Refund.objects.filter(payment__currency=currency, **{f"payment__{payer}": organisation})
    for back in refunds.select_related("payment__payer", "payment__receiver"):
        party = str(getattr(back.payment, receiver))
        rows.append(StatementRow(back.at, "Paid back", back.payment.reference, "", party, charge=back.amount))
    rows.sort(key=lambda row: row.at)
    balance = Decimal(0)
    for row in rows:
        balance += row.charge - row.relief
        row.balance = balance
    return rows


def invoices_with(source_reference: str) -> list[Invoice]:
    """Issued invoices that took off the credit notes of one cause, as a line or afterwards. One statement."""
    as_line = Q(lines__credit_note__source_reference=source_reference)
    afterwards = Q(credit_applications__note__source_reference=source_reference)
    found = Invoice.objects.standing().filter(as_line | afterwards, issued_at__isnull=False)
    return list(found.order_by("issued_at").distinct())


def may_read_statement(organisation: Organisation, reader: Any) -> bool:
    """Its own people and the broker office."""
    return reads_all(reader) or organisation.pk in own_organisations(reader)


def billed_causes(causes: Iterable[str]) -> set[str]:
    """Those of these causes that stand on an invoice already. One statement."""
    return set(BilledCause.objects.standing().filter(key__in=list(causes)).values_list("key", flat=True))


@dataclass(frozen=True)
class Door:
    """A way on from the list of invoices, for one of the reader's organisations."""

    words: str
    name: str
    organisation: Organisation


def doors_of(reader: Any) -> list[Door]:
    """An agency’s exemption from tax; a vendor’s account and payouts, where payments online are possible."""
    asked = [("State an exemption from tax", "tax_exemption_new", "billing.state_tax_exemption")]
    if is_configured():
        asked += [
            ("Take payments online", "invoice_vendor_account", "billing.onboard_vendor"),
            ("Payouts", "invoice_payouts", "billing.onboard_vendor"),
        ]
    found = []
    for words, name, action in asked:
        own = Organisation.objects.visible_to(reader).filter(pk__in=organisations_for(reader, action))
        found += [Door(words, name, one) for one in own.order_by("sort_name")]
    return found


def account_of(vendor: Organisation) -> ConnectedAccount | None:
    """Its account with Stripe, once it has begun to open one."""
    return ConnectedAccount.objects.filter(organisation=vendor).first()


def disputed_payments(vendor: Organisation) -> list[OnlinePayment]:
    """What the banks of its payers dispute, the latest first."""
    found = OnlinePayment.objects.filter(invoice__issuer=vendor, disputed_at__isnull=False)
    return list(found.select_related("invoice__payer").order_by("-disputed_at"))
