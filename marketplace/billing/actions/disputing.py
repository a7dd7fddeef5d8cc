"""Questioning a line: what is disputed waits for an answer, the rest of the invoice stays payable."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import SYSTEM, require

from ..models import CreditNote, Invoice, InvoiceLine, LineDispute
from .crediting import Credit, apply_credit_note, issue_credit_note
from .issuing import locked
from .telling import tell


class NotDisputable(DomainError):
    """The invoice is no longer open, or the line is a credit or disputed already."""

    sentence = (
        "This line cannot be questioned: the invoice is not open any more, or the line is a credit or questioned "
        "already. Load the page again to see which."
    )


@transaction.atomic
def dispute_line(
    *, line: InvoiceLine, reason: str, by: Any, amount: Decimal | None = None, now: Clock = database_now
) -> LineDispute:
    """Holds back a line, or a part of it. Raises PermissionDenied, InvalidInput, NotDisputable."""
    require(by, "billing.dispute_line", line)
    invoice = locked(line.invoice)
    at, held = now(), line.amount if amount is None else amount
    if invoice.status not in Invoice.OPEN or not line.may_be_disputed or line.disputes.open().exists():
        raise NotDisputable
    if not reason.strip():
        raise InvalidInput("Say what is wrong with the line; the other side reads it. Nothing was changed.")
    if not 0 < held <= line.amount:
        raise InvalidInput("No more can be held back than the line comes to. Nothing was changed.")
    dispute = LineDispute.objects.create(
        line=line, amount=held, reason=reason.strip()[:1000], raised_at=at, raised_by_id=by.pk
    )
    data = {"line": line.position, "amount": held, "reason": dispute.reason}
    record(action="billing.invoice.line_disputed", obj=invoice, by=by, at=at, data=data)
    said = f"{invoice.payer} questions line {line.position}, {line.description}: {dispute.reason}"
    tell(invoice, sides=("issuer",), key=f"dispute-{dispute.pk}", subject="A line is questioned", body=said, at=at)
    return dispute


@transaction.atomic
def withdraw_dispute(*, dispute: LineDispute, by: Any, now: Clock = database_now) -> LineDispute:
    """The payer accepts the line after all. Raises PermissionDenied, MoveRefused."""
    require(by, "billing.withdraw_dispute", dispute)
    dispute, at = _locked(dispute), now()
    dispute.decided_at, dispute.decided_by_id = at, by.pk
    return move(dispute, LineDispute.Status.WITHDRAWN, by=by, at=at, fields=["decided_at", "decided_by"])


@transaction.atomic
def decide_dispute(
    *, dispute: LineDispute, upheld: bool, answer: str, by: Any, now: Clock = database_now
) -> LineDispute:
    """Who issued the invoice, or the broker office, answers. Upheld, a credit note takes the amount off.

    Raises PermissionDenied, InvalidInput without an answer, MoveRefused.
    """
    require(by, "billing.decide_dispute", dispute)
    dispute, at = _locked(dispute), now()
    if not answer.strip():
        raise InvalidInput("Say what the answer rests on; the payer reads it. Nothing was changed.")
    dispute.answer, dispute.decided_at, dispute.decided_by_id = answer.strip()[:1000], at, by.pk
    to = LineDispute.Status.UPHELD if upheld else LineDispute.Status.REFUSED
    move(dispute, to, by=by, at=at, fields=["answer", "decided_at", "decided_by"])
    invoice = dispute.line.invoice
    if upheld:
        note = issue_credit_note(credit=_credit_of(dispute), by=SYSTEM, now=lambda: at)
        if note.left and invoice.open_amount:
            apply_credit_note(note=note, invoice=invoice, line=dispute.line, by=SYSTEM, now=lambda: at)
    said = f"Line {dispute.line.position} is {dispute.get_status_display().lower()}: {dispute.answer}"
    tell(invoice, sides=("payer",), key=f"dispute-{dispute.pk}-{to}", subject="Answer on a line", body=said, at=at)
    return dispute


def _credit_of(dispute: LineDispute) -> Credit:
    invoice = dispute.line.invoice
    return Credit(
        key=f"dispute:{dispute.pk}",
        kind=CreditNote.Kind.DISPUTE,
        issuer=invoice.issuer,
        payer=invoice.payer,
        contract_reference=invoice.contract_reference,
        ocid=invoice.ocid,
        words=f"{dispute.line.description}, {invoice.reference}, questioned and taken off",
        amount=dispute.amount,
        currency=invoice.currency,
        source_reference=invoice.reference,
        source_address=invoice.get_absolute_url(),
    )


def _locked(dispute: LineDispute) -> LineDispute:
    """The dispute with its invoice, both rows held, the invoice first as everywhere."""
    invoice = locked(Invoice(pk=InvoiceLine.objects.values_list("invoice_id", flat=True).get(pk=dispute.line_id)))
    held = LineDispute.objects.select_for_update(of=["self"]).select_related("line").get(pk=dispute.pk)
    held.line.invoice = invoice
    return held
