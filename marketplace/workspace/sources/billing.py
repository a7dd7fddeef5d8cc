"""Invoices to issue and to pay, and lines that somebody questions."""

from django.db.models import QuerySet
from django.urls import reverse

from marketplace.billing.models import Invoice, LineDispute
from marketplace.components.formats import money
from marketplace.permissions import Role, own_organisations

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

BILLERS = frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO})
PAYERS = frozenset({Role.BUDGET_OWNER, Role.AGENCY_ADMIN})


def invoices_to_issue(reader: Reader) -> QuerySet[Invoice]:
    """Drafts of the reader's organisation, the oldest month first."""
    mine = Invoice.objects.filter(permitted(reader.user, "billing.issue_invoice"))
    return mine.filter(status=Invoice.Status.DRAFT).with_parties().order_by("period", "pk")


def tell_draft(invoice: Invoice, reader: Reader) -> Step:
    return Step(
        what="Issue",
        reference=invoice.reference,
        url=invoice.get_absolute_url(),
        about=invoice.title,
        why=f"{money((invoice.total, invoice.currency))} for {invoice.period:%B %Y}, to {invoice.payer}.",
        button="Look at it",
        since=invoice.created_at,
    )


def invoices_to_pay(reader: Reader) -> QuerySet[Invoice]:
    """Open ones that the reader's agency owes, the first to fall due first."""
    mine = Invoice.objects.open().filter(permitted(reader.user, "billing.state_purchase_order"))
    return mine.with_parties().order_by("due_at", "pk")


def tell_invoice(invoice: Invoice, reader: Reader) -> Step:
    return Step(
        what="Pay",
        reference=invoice.reference,
        url=invoice.get_absolute_url(),
        about=invoice.title,
        why=f"{money((invoice.open_amount, invoice.currency))} for {invoice.period:%B %Y}, to {invoice.issuer}.",
        button="Look at it",
        mark="Invoice due",
        due=invoice.due_at,
    )


def questions_on_lines(reader: Reader) -> QuerySet[LineDispute]:
    """Questioned lines of invoices that the reader's organisation issued, the longest wait first."""
    own = own_organisations(reader.user)
    mine = LineDispute.objects.open().filter(line__invoice__issuer_id__in=own)
    return mine.select_related("line__invoice__payer").order_by("raised_at", "pk")


def tell_question(dispute: LineDispute, reader: Reader) -> Step:
    invoice = dispute.line.invoice
    return Step(
        what="Answer a question on",
        reference=invoice.reference,
        url=invoice.get_absolute_url(),
        about=dispute.line.description,
        why=f"{invoice.payer}: {dispute.reason}"[:200],
        button="Answer",
        target=reverse("line_question_answer", args=[dispute.pk]),
        since=dispute.raised_at,
    )


INVOICES_TO_ISSUE = Source(
    "invoices-to-issue", "invoice to issue", "invoices to issue", BILLERS, invoices_to_issue, tell_draft
)
INVOICES_TO_PAY = Source("invoices-to-pay", "invoice to pay", "invoices to pay", PAYERS, invoices_to_pay, tell_invoice)
QUESTIONS_ON_LINES = Source(
    "questions-on-lines", "questioned line", "questioned lines", BILLERS, questions_on_lines, tell_question
)
