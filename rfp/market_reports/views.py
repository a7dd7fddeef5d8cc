"""The market report of a request for information: read by all, written by one officer, released by another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require
from rfp.solicitations.models import Solicitation

from .actions import release_market_report, write_market_report
from .forms import ReleaseForm, ReportForm
from .models import MarketReport
from .queries import gathered_from


def _report(request: HttpRequest, reference: str) -> MarketReport:
    """The report of an address. Raises Http404 for one that the reader may not see yet."""
    rows = MarketReport.objects.visible_to(request.user).select_related("solicitation__agency", "written_by")
    return get_object_or_404(rows, solicitation__reference=reference)


@require_safe
def market_report(request: HttpRequest, reference: str) -> HttpResponse:
    """What the market said, without names."""
    report = _report(request, reference)
    draft = report.status == MarketReport.Status.DRAFT
    context = {
        "report": report,
        "entries": list(report.entries.all()),
        "followers": list(report.solicitation.followed_by.published()),
        "may_write": draft and allowed(request.user, "rfp.write_market_report"),
        "may_release": draft and allowed(request.user, "rfp.release_market_report", report),
    }
    return render(request, "rfp/market_reports/market_report.html", context)


@login_required
def market_report_write(request: HttpRequest, reference: str) -> HttpResponse:
    """The answers by question, and beside them the words that bring them together."""
    visible = Solicitation.objects.visible_to(request.user).published().select_related("agency")
    solicitation = get_object_or_404(visible, reference=reference)
    require(request.user, "rfp.write_market_report")
    report = MarketReport.objects.visible_to(request.user).filter(solicitation=solicitation).first()
    form = ReportForm(request.POST or None, gathered=gathered_from(solicitation), report=report)
    told = {"solicitation": solicitation, "by": request.user}

    def write() -> MarketReport:
        sent = form.cleaned_data
        return write_market_report(summary=sent["summary"], words=form.words, number=sent["number"], **told)

    if request.method == "POST" and form.is_valid() and (written := attempt(form, write)):
        messages.success(request, "The report is saved. Somebody else releases it to everybody.")
        return redirect(written)
    context = {"form": form, "solicitation": solicitation}
    return render(request, "rfp/market_reports/market_report_write.html", context, status=status_of(form))


@login_required
def market_report_release(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before everybody reads it."""
    report = _report(request, reference)
    require(request.user, "rfp.release_market_report", report)
    form = ReleaseForm(request.POST or None, initial={"number": report.number})

    def release() -> MarketReport:
        return release_market_report(report=report, number=form.cleaned_data["number"], by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, release):
        messages.success(request, "Everybody reads the report from now on.")
        return redirect(report)
    context = {"form": form, "report": report, "solicitation": report.solicitation}
    return render(request, "rfp/market_reports/market_report_release.html", context, status=status_of(form))
