"""Lines that are questioned, and the answers."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from marketplace.components.formats import money
from marketplace.permissions import require

from ..actions import decide_dispute, dispute_line, withdraw_dispute
from ..asking import Question, ask
from ..forms import AnswerForm, QuestionForm
from ..models import LineDispute
from .steps import seen_invoice, sub_of


@login_required
def line_question(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Holds a line back, or a part of it."""
    invoice = seen_invoice(request, reference)
    line = get_object_or_404(invoice.lines, position=position)
    line.invoice = invoice
    require(request.user, "billing.dispute_line", line)
    lines = (
        f"What you question waits for an answer of {invoice.issuer}; the rest stays due.",
        "Upheld, a credit note takes it off. Refused, it is owed, with the reason on record.",
    )
    question = Question(f"Question line {position}?", "Question the line", "The line is questioned.", lines)
    sub = f"{line.description}, {money((line.amount, invoice.currency))}. {sub_of(invoice)}"
    back = invoice.get_absolute_url()
    return ask(request, question, about=invoice, sub=sub, form=QuestionForm, back=back, initial={"amount": line.amount},
               act=lambda form: dispute_line(line=line, by=request.user, **form.cleaned_data))  # fmt: skip


def _dispute(request: HttpRequest, pk: int) -> LineDispute:
    rows = LineDispute.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("line__invoice__issuer", "line__invoice__payer"), pk=pk)


@login_required
def dispute_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of who issued the invoice, or of the broker office."""
    dispute = _dispute(request, pk)
    require(request.user, "billing.decide_dispute", dispute)
    invoice = dispute.line.invoice
    held = money((dispute.amount, invoice.currency))
    lines = (f"{held} of line {dispute.line.position} is questioned: {dispute.reason}", "The payer reads your answer.")
    question = Question("Answer the question", "Send the answer", "The answer is on record.", lines)
    back = invoice.get_absolute_url()
    return ask(request, question, about=invoice, sub=sub_of(invoice), form=AnswerForm, back=back,
               act=lambda form: decide_dispute(dispute=dispute, by=request.user, **form.cleaned_data))  # fmt: skip


@login_required
def dispute_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The payer accepts the line after all."""
    dispute = _dispute(request, pk)
    require(request.user, "billing.withdraw_dispute", dispute)
    invoice = dispute.line.invoice
    lines = ("The line is to be paid like the others.",)
    question = Question("Accept the line after all?", "Accept the line", "The line is accepted.", lines)
    back = invoice.get_absolute_url()
    return ask(request, question, about=invoice, sub=sub_of(invoice), form=Form, back=back,
               act=lambda form: withdraw_dispute(dispute=dispute, by=request.user))  # fmt: skip
