"""Credit notes: given once for one cause, taken off the next invoice, or withdrawn as far as nothing took them."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from ..models import CreditApplication, CreditNote, Entry, Invoice, InvoiceLine
from ..withdrawals import key_of_withdrawal
from .drafting import take_credits
from .issuing import locked
from .ledger import Kind, Side, enter
from .settling import settle
from .telling import tell_about
from .using import credit_and_levy, use


class CreditDiffers(DomainError):
    """The cause has its credit note already, of another amount."""

    sentence = "There is a credit note for this already, of another amount. Nothing was changed."


class NothingToCredit(DomainError):
    """The invoice is settled, or the note used up."""

    sentence = "Nothing of this credit note fits this invoice: the one is used up, or the other is settled."


@dataclass(frozen=True)
class Credit:
    """What is given back: by whom, to whom, for which contract, and what for. `key` stands for the cause."""

    key: str
    kind: str
    issuer: Organisation
    payer: Organisation
    contract_reference: str
    ocid: str
    words: str
    amount: Decimal
    currency: str = "USD"
    source_reference: str = ""
    source_address: str = ""


@transaction.atomic
def issue_credit_note(*, credit: Credit, by: Any, now: Clock = database_now) -> CreditNote:
    """Gives a credit note, once for its cause; where a draft of the contract waits it goes on that.

    Raises PermissionDenied, CreditDiffers.
    """
    note = CreditNote(**{**vars(credit), "words": credit.words[:300]})
    require(by, "billing.issue_credit_note", note)
    if before := CreditNote.objects.filter(key=credit.key).first():
        if before.amount != credit.amount:
            raise CreditDiffers
        return before
    at = note.issued_at = now()
    note.reference = take_reference("CN", at=at)
    note.save(force_insert=True)
    _enter(note, credit.amount, Entry.Kind.CREDIT_GIVEN, f"credit:{note.pk}", at=at)
    data = {"amount": note.amount, "contract": note.contract_reference, "source": note.source_reference}
    record(action="billing.credit_note.issued", obj=note, by=by, at=at, data=data)
    drafts = Invoice.objects.filter(
        status=Invoice.Status.DRAFT,
        contract_reference=note.contract_reference,
        issuer=note.issuer_id,
        payer=note.payer_id,
    )
    for draft in drafts.order_by("period").select_for_update(of=["self"]):
        take_credits(draft, at=at)
    note.refresh_from_db(fields=["applied"])
    said = f"{note.issuer} gives {money((note.amount, note.currency))} back: {note.words}. It is on the next invoice."
    tell_about(note, key=f"credit-note-{note.pk}", subject=f"Credit note {note.reference}", body=said, at=at)
    return note


@transaction.atomic
def withdraw_credit_note(*, note: CreditNote, reason: str, by: Any, now: Clock = database_now) -> Decimal:
    """Takes back what no invoice has taken. Returns what could not be taken back. Raises PermissionDenied."""
    require(by, "billing.withdraw_credit_note", note)
    note, at = CreditNote.objects.select_for_update(of=["self"]).get(pk=note.pk), now()
    left = note.left
    if left:
        note.withdrawn += left
        note.save(update_fields=["withdrawn"])
        _enter(note, -left, Entry.Kind.CREDIT_WITHDRAWN, key_of_withdrawal(note), at=at)
        data = {"amount": left, "reason": reason}
        record(action="billing.credit_note.withdrawn", obj=note, by=by, at=at, data=data)
    return note.applied


@transaction.atomic
def apply_credit_note(
    *, note: CreditNote, invoice: Invoice, by: Any, line: InvoiceLine | None = None, now: Clock = database_now
) -> CreditApplication:
    """Takes what is left of a note off an invoice that was issued before, and the levy of it along.

    `line` is the one that it was given for, where it was given for one.
    Raises PermissionDenied, NothingToCredit.
    """
    require(by, "billing.issue_credit_note", note)
    invoice = locked(invoice)
    note, at = CreditNote.objects.select_for_update(of=["self"]).get(pk=note.pk), now()
    same = (note.issuer_id, note.payer_id, note.currency) == (invoice.issuer_id, invoice.payer_id, invoice.currency)
    amount, levy = credit_and_levy(note.left, invoice, line)
    if not same or amount <= 0:
        raise NothingToCredit
    row = use(note, invoice, amount, at=at, levy=levy)
    settle(invoice, by=by, at=at)
    if invoice.online_payments.filter(Q(kind="invoice", status="open") | Q(payment__isnull=False, fee__gt=0)).exists():
        app.configure_task("billing.send_credits").defer(invoice_id=invoice.pk)
    return row


def _enter(note: CreditNote, amount: Decimal, kind: str, key: str, *, at: datetime.datetime) -> None:
    sides = [
        Side(note.issuer, Kind.CREDITS_GIVEN, amount, note.payer),
        Side(note.issuer, Kind.CREDITS_OWED, -amount, note.payer),
    ]
    enter(key=key, kind=kind, words=f"{note.reference} {note.words}", sides=sides, currency=note.currency, at=at)
