"""Invoices for programs: what is billed, line by line, for both sides and the broker office."""

import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import CreditNote, Invoice

router = Router(tags=["invoices"])
credit_notes = Router(tags=["invoices"])


class InvoiceLineOut(Schema):
    """`ends_on` is the first day that is no longer covered; credits are below zero. `levy` is a line's part of it."""

    position: int
    kind: str
    description: str
    why: str
    order_reference: str
    delivery_reference: str
    credit_note: str | None
    quantity: Decimal | None
    unit: str
    unit_price: Decimal | None
    amount: Decimal
    levy_percent: Decimal | None
    levy: Decimal | None
    starts_on: datetime.date
    ends_on: datetime.date

    @staticmethod
    def resolve_credit_note(line) -> str | None:
        return line.credit_note.reference if line.credit_note else None


class InvoiceOut(Schema):
    """Organisations by their slug. `due_at` is the first moment that is too late; `open` what is not settled."""

    reference: str
    ocid: str
    contract_reference: str
    title: str
    issuer: str
    payer: str
    delivery_mode: str
    period: datetime.date
    currency: str
    purchase_order: str
    tax_certificate: str
    status: str
    total: Decimal
    paid: Decimal
    credited: Decimal
    open: Decimal
    issued_at: datetime.datetime | None
    due_at: datetime.datetime | None

    @staticmethod
    def resolve_issuer(invoice: Invoice) -> str:
        return invoice.issuer.slug

    @staticmethod
    def resolve_payer(invoice: Invoice) -> str:
        return invoice.payer.slug

    @staticmethod
    def resolve_open(invoice: Invoice) -> Decimal:
        return invoice.open_amount


class InvoiceWithLines(InvoiceOut):
    """One invoice with its lines in order."""

    lines: list[InvoiceLineOut]

    @staticmethod
    def resolve_lines(invoice: Invoice) -> list:
        return list(invoice.lines.all())


class CreditNoteOut(Schema):
    """`source_reference` names the cause: a service credit, or the invoice of a questioned line."""

    reference: str
    kind: str
    ocid: str
    contract_reference: str
    source_reference: str
    words: str
    issuer: str
    payer: str
    amount: Decimal
    applied: Decimal
    withdrawn: Decimal
    currency: str
    issued_at: datetime.datetime

    @staticmethod
    def resolve_issuer(note: CreditNote) -> str:
        return note.issuer.slug

    @staticmethod
    def resolve_payer(note: CreditNote) -> str:
        return note.payer.slug


def _seen_by(request: HttpRequest) -> QuerySet[Invoice]:
    return Invoice.objects.visible_to(request.user).with_parties()


@router.get("", response=Paged[InvoiceOut], auth=READ, url_name="invoices")
def list_invoices(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Invoices of the caller's organisation, the newest month first."""
    return paged(request, _seen_by(request), asked)


@router.get("/{reference}", response=InvoiceWithLines, auth=READ, url_name="invoice")
def get_invoice(request: HttpRequest, reference: str) -> Invoice:
    """One invoice with its lines."""
    return get_object_or_404(_seen_by(request).prefetch_related("lines__credit_note"), reference=reference)


@credit_notes.get("", response=Paged[CreditNoteOut], auth=READ, url_name="credit_notes")
def list_credit_notes(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Credit notes given by and to the caller's organisation, in order of issue."""
    return paged(request, CreditNote.objects.visible_to(request.user).select_related("issuer", "payer"), asked)
