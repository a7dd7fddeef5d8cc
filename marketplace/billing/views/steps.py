"""What is done to an invoice: issue it, take it back, record and pay back money, state a purchase order."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from marketplace.components.formats import money
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..actions import (
    issue_invoice,
    record_payment,
    refund_payment,
    state_purchase_order,
    state_tax_exemption,
    void_invoice,
)
from ..actions.refunding import refund_online_payment
from ..asking import Question, ask
from ..forms import PaymentForm, PurchaseOrderForm, RefundForm, TaxExemptionForm, VoidForm
from ..models import Invoice, Payment
from ..stripe_gateway import gateway


def seen_invoice(request: HttpRequest, reference: str) -> Invoice:
    """The invoice for those who read it; for everybody else there is none here."""
    return get_object_or_404(Invoice.objects.visible_to(request.user).with_parties(), reference=reference)


def sub_of(invoice: Invoice) -> str:
    return f"{invoice.title}, {invoice.period:%B %Y}: {invoice.issuer} to {invoice.payer}."


@login_required
def invoice_issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before a draft is owed."""
    invoice = seen_invoice(request, reference)
    require(request.user, "billing.issue_invoice", invoice)
    lines = (
        f"{invoice.payer} owes {money((invoice.total, invoice.currency))}, and its people are told.",
        f"It is due {invoice.terms_days} days later, by the end of the day there.",
        "Nothing of it can be changed afterwards. What is wrong then is credited, or the whole is taken back.",
    )
    question = Question("Issue this invoice?", "Issue the invoice", f"{invoice.reference} is issued.", lines)
    back = invoice.get_absolute_url()
    return ask(request, question, about=invoice, sub=sub_of(invoice), form=Form, back=back,
               act=lambda form: issue_invoice(invoice=invoice, by=request.user))  # fmt: skip


@login_required
def invoice_void(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before an invoice is taken back."""
    invoice = seen_invoice(request, reference)
    require(request.user, "billing.void_invoice", invoice)
    lines = ("It is not owed any more.", "Its month can be billed anew; credits on it wait for the next invoice.")
    question = Question("Take this invoice back?", "Take it back", f"{invoice.reference} is taken back.", lines)
    back = invoice.get_absolute_url()
    return ask(request, question, about=invoice, sub=sub_of(invoice), form=VoidForm, back=back,
               act=lambda form: void_invoice(invoice=invoice, by=request.user, **form.cleaned_data))  # fmt: skip


@login_required
def invoice_pay(request: HttpRequest, reference: str) -> HttpResponse:
    """Records what arrived for an invoice."""
    invoice = seen_invoice(request, reference)
    require(request.user, "billing.record_payment", Payment(receiver_id=invoice.issuer_id))
    lines = ("The payment is on record, and the payer is told.", "Sent twice, the form records it once.")
    question = Question("Record a payment", "Record the payment", "The payment is on record.", lines)

    def act(form):
        given = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        sides = {"payer": invoice.payer, "receiver": invoice.issuer, "currency": invoice.currency}
        return record_payment(**given, **sides, invoice=invoice, key=form.key("form"), by=request.user)

    initial = {"amount": invoice.open_amount, "received_on": timezone.localdate(), "method": "transfer"}
    back = invoice.get_absolute_url()
    return ask(request, question, about=invoice, sub=sub_of(invoice), form=PaymentForm, act=act, back=back,
               initial=initial)  # fmt: skip


@login_required
def payment_refund(request: HttpRequest, reference: str) -> HttpResponse:
    """Pays back what was paid too much or in error."""
    payments = Payment.objects.visible_to(request.user).select_related("payer", "receiver")
    payment = get_object_or_404(payments, reference=reference)
    require(request.user, "billing.refund_payment", payment)
    invoice = Invoice.objects.visible_to(request.user).filter(allocations__payment=payment).first()
    back = invoice.get_absolute_url() if invoice else "/invoices/"
    lines = (
        f"{payment.payer} gets back what no invoice holds; what is more opens the newest invoices again.",
        "What came by transfer you pay back at your bank; what came online goes back through Stripe at once.",
        "Sent twice, the form pays back once.",
    )
    question = Question("Pay back?", "Record the refund", "The refund is on record.", lines)

    def act(form):
        given = {name: form.cleaned_data[name] for name in ("amount", "reason")}
        if payment.method == Payment.Method.ONLINE:
            said = {"payment": payment, "key": form.key("refund"), "by": request.user, **given}
            return refund_online_payment(**said, through=gateway())
        return refund_payment(payment=payment, key=form.key("form"), by=request.user, **given)

    sub = f"{money((payment.amount, payment.currency))} from {payment.payer}."
    return ask(request, question, about=payment, sub=sub, form=RefundForm, act=act, back=back)


@login_required
def invoice_purchase_order(request: HttpRequest, reference: str) -> HttpResponse:
    """The payer's own number for this contract."""
    invoice = seen_invoice(request, reference)
    require(request.user, "billing.state_purchase_order", invoice)
    lines = ("Invoices of this contract that are drafted from now on carry it.", "What is issued keeps its number.")
    question = Question("State your purchase order", "Keep the number", "The number is on record.", lines)

    def act(form):
        about = {"payer": invoice.payer, "contract_reference": invoice.contract_reference}
        return state_purchase_order(**about, **form.cleaned_data, by=request.user)

    back = invoice.get_absolute_url()
    initial = {"number": invoice.purchase_order, "cost_centre": invoice.cost_centre}
    return ask(request, question, about=invoice, sub=sub_of(invoice), form=PurchaseOrderForm, act=act, back=back,
               initial=initial)  # fmt: skip


@login_required
def tax_exemption_new(request: HttpRequest, slug: str) -> HttpResponse:
    """The certificate that invoices to an agency name."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    require(request.user, "billing.state_tax_exemption", organisation)
    lines = ("Invoices issued while it holds name it.", "It stays on record; another one takes its place.")
    question = Question("State an exemption from tax", "Keep the certificate", "The certificate is on record.", lines)

    def act(form):
        return state_tax_exemption(organisation=organisation, by=request.user, **form.cleaned_data)

    sub = str(organisation)
    return ask(request, question, about=None, sub=sub, form=TaxExemptionForm, back="/invoices/", act=act)
