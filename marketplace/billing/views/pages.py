"""What is read: the list, one invoice, a statement."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.paging import page_of
from marketplace.files.tables import csv_lines
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from ..filters import InvoiceFilter
from ..models import Invoice
from ..queries import doors_of, figures_of, invoice_context, may_read_statement, statement_of, table_of

MOST_LINES = 10_000


@login_required
@require_safe
def invoice_list(request: HttpRequest) -> HttpResponse:
    """The invoices that the reader may see, the newest month first; the same as a table for a spreadsheet."""
    seen = Invoice.objects.visible_to(request.user).with_parties()
    found = InvoiceFilter(request.GET, queryset=seen)
    if request.GET.get("format") == "csv":
        return _table("invoices", table_of(found.qs[:MOST_LINES]))
    now, page = timezone.now(), page_of(found.qs.with_disputed(), request.GET.get("page"))
    for invoice in page:
        invoice.late = invoice.is_overdue(at=now)
    context = {
        "filter": found,
        "page": page,
        "figures": figures_of(found.qs, at=now),
        "may_draft": bool(organisations_for(request.user, "billing.draft_invoice")),
        "organisations": _own(request),
        "doors": doors_of(request.user),
    }
    return render(request, "billing/invoice_list.html", context)


def _table(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    answer = HttpResponse("".join(csv_lines(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _own(request: HttpRequest) -> list[Organisation]:
    held = {one.organisation_id for one in request.user.standing}
    return list(Organisation.objects.visible_to(request.user).filter(pk__in=held))


@login_required
@require_safe
def invoice_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One invoice: what is to pay, each line with its why, credits, payments, what happened."""
    invoice = get_object_or_404(Invoice.objects.visible_to(request.user).with_parties(), reference=reference)
    context = invoice_context(invoice, request.user, at=timezone.now())
    return render(request, "billing/invoice_page.html", context)


@login_required
@require_safe
def invoice_statement(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation owes and is owed, row by row; as a table for a spreadsheet too."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    if not may_read_statement(organisation, request.user):
        raise Http404
    parts = [(owes, statement_of(organisation, owes=owes)) for owes in (True, False)]
    if request.GET.get("format") == "csv":
        rows = [["side", "at", "what", "reference", "other_side", "charge", "relief", "balance"]]
        for owes, part in parts:
            side = "owes" if owes else "is owed"
            for row in part:
                amounts = (row.charge, row.relief, row.balance)
                rows.append([side, row.at.isoformat(), row.what, row.reference, row.other, *amounts])
        return _table(f"statement-{organisation.slug}", rows)
    context = {"organisation": organisation, "parts": [part for part in parts if part[1]]}
    return render(request, "billing/invoice_statement.html", context)
