"""Spreadsheets of the portfolio on screens: sent, read row by row, taken in, taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.files.sheet_rows import faulty_rows
from marketplace.files.spreadsheets import Spreadsheet
from marketplace.files.tables import XLSX
from marketplace.permissions import allowed, require

from ..actions import receive_sheet, take_payments_back, take_sheet_in
from ..actions.sheets import rows_of
from ..forms import SheetForm, TakeBackForm, TakeInForm
from ..models import PortfolioSheet
from ..queries.sheets import may_be_taken_back, payments_of, sheets_for
from ..queries.systems import may_keep_some
from ..templates_of_sheets import template

FAULTS_A_PAGE = 50


@login_required
def sheet_list(request: HttpRequest) -> HttpResponse:
    """The files sent, and the form that sends another one. It is read, and nothing is changed yet."""
    if not may_keep_some(request.user):
        require(request.user, "contracts.keep_systems")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*sent, reader=request.user)
    if sent and form.is_valid():
        file, said = form.cleaned_data["file"], {name: form.cleaned_data[name] for name in ("kind", "agency")}
        if kept := attempt(form, lambda: receive_sheet(name=file.name, content=form.content, by=request.user, **said)):
            return redirect(kept)
    page = page_of(sheets_for(request.user), request.GET.get("page"))
    return render(request, "contracts/portfolio/sheet_list.html", {"form": form, "page": page}, status=status_of(form))


@login_required
@require_safe
def sheet_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty spreadsheet, with an example and what goes into each column."""
    if kind not in PortfolioSheet.Kind.values:
        raise Http404("There is no such template.")
    return _workbook(template(kind), f"stoa-{kind}.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    kept_as = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=XLSX, headers=kept_as)


def _sheet(request: HttpRequest, pk: int) -> PortfolioSheet:
    seen = PortfolioSheet.objects.visible_to(request.user).select_related(
        "agency", "sent_by", "taken_by", "reversal__taken_back_by"
    )
    return get_object_or_404(seen, pk=pk)


@login_required
def sheet_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file would do, what is wrong row by row; a button takes the rest in."""
    sheet = _sheet(request, pk)
    form = TakeInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, "contracts.keep_systems", sheet.agency)
        if form.is_valid() and attempt(form, lambda: take_sheet_in(sheet=sheet, by=request.user)):
            messages.success(request, "The good rows are taken in.")
            return redirect(sheet)
    context = {
        "sheet": sheet,
        "form": form,
        "page": page_of(sheet.faults, request.GET.get("page"), size=FAULTS_A_PAGE),
        "may_take_back": may_be_taken_back(sheet) and allowed(request.user, "contracts.keep_systems", sheet.agency),
        "may_take": sheet.taken_at is None and allowed(request.user, "contracts.keep_systems", sheet.agency),
    }
    return render(request, "contracts/portfolio/sheet_page.html", context, status=status_of(form))


@login_required
def sheet_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before the payments of a wrong file are taken back."""
    sheet = _sheet(request, pk)
    require(request.user, "contracts.keep_systems", sheet.agency)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: take_payments_back(sheet=sheet, by=request.user, **form.cleaned_data)):
            messages.success(request, "The payments are taken back. Figures no longer count them.")
            return redirect(sheet)
    context = {"sheet": sheet, "form": form, "sums": payments_of(sheet)}
    return render(request, "contracts/portfolio/sheet_take_back.html", context, status=status_of(form))


@login_required
@require_safe
def sheet_left_out(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that are not taken, as they were sent, with the reasons beside them."""
    sheet = _sheet(request, pk)
    if not sheet.faults:
        raise Http404("No row of this file was left out. Go back to its report.")
    return _workbook(faulty_rows(Spreadsheet(sheet.heads, rows_of(sheet)), sheet.faults), f"left-out-{sheet.pk}.xlsx")
