"""Screens that load a monitor's file: check it, read what would be taken, take it in, keep the receipt."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from marketplace.components.attempts import status_of
from marketplace.errors import DomainError
from marketplace.permissions import allowed

from ..actions import LoadReport, check_measurements, load_measurements
from ..arithmetic.timelines import CheckStatus
from ..batches import read_file
from ..forms.measurements import CheckedForm, MeasurementsForm
from ..models import EvidenceBatch
from ..readings import AnyRow, Count, MeasurementsRefused
from .terms import term_of

FAULTS_SHOWN = 100
BATCHES_SHOWN = 10


@login_required
def measurements_upload(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Choose a file; it is checked, and taken in once the reader says so."""
    term = term_of(request, reference, code)
    if not allowed(request.user, term.measuring_action, term):
        raise PermissionDenied(term.measuring_action)
    if term.shape == Shape.CASES:
        return redirect("case_list", reference, code)
    if "checked" in request.POST:
        return _taken_in(request, term)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MeasurementsForm(*sent, term=term)
    if not (sent and form.is_valid()):
        return _choose(request, term, form)
    content = form.content
    try:
        readings = read_file(content, form.cleaned_data["file"].name, term.shape)
        report = check_measurements(term=term, readings=readings, by=request.user)
    except DomainError as refusal:
        return _refused(request, term, form, refusal)
    owner = form.cleaned_data["measured_by"]
    context = {"term": term, "form": form, "owner": owner, **_told(readings, report)}
    context["checked"] = CheckedForm({"checked": form.sealed(content, term)}, term=term)
    return render(request, "contracts/service_levels/measurements_check.html", context)


def _choose(request: HttpRequest, term: ServiceLevelTerm, form: Form, **more: Any) -> HttpResponse:
    batches = term.evidence_batches.select_related("measured_by").order_by("-loaded_at", "-pk")[:BATCHES_SHOWN]
    context = {"term": term, "form": form, "batches": batches, **more}
    return render(request, "contracts/service_levels/measurements_upload.html", context, status=status_of(form))


def _refused(request: HttpRequest, term: ServiceLevelTerm, form: Form, refusal: DomainError) -> HttpResponse:
    """The form again, with the rows at fault one by one where there are any."""
    problems = refusal.problems if isinstance(refusal, MeasurementsRefused) else []
    rows = f"{len(problems):,} row{'s have' if len(problems) > 1 else ' has'} a problem"
    sentence = f"{rows}. Correct the file and choose it again." if problems else str(refusal)
    form.add_error("file", sentence)
    return _choose(request, term, form, problems=problems[:FAULTS_SHOWN], left_out=len(problems[FAULTS_SHOWN:]))


def _told(readings: Sequence[AnyRow], report: LoadReport) -> dict[str, Any]:
    """What a checked file holds."""
    moments = [reading.at for reading in readings]
    return {
        "report": report,
        "source": readings[0].source,
        "first": min(moments),
        "last": max(moments),
        "counts": _found(readings),
    }


def _found(readings: Sequence[AnyRow]) -> list[tuple[str, int]]:
    counted = [one for one in readings if isinstance(one, Count)]
    if counted:
        return [("Good", sum(one.good for one in counted)), ("In all", sum(one.total for one in counted))]
    found = Counter(one.said for one in readings)
    return [(status.capitalize(), found[status]) for status in CheckStatus]


def _taken_in(request: HttpRequest, term: ServiceLevelTerm) -> HttpResponse:
    """The receipt of a checked file; pressed twice, it is kept once."""
    form = CheckedForm(request.POST, term=term)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["checked"])))
        return redirect("measurements_upload", term.contract.reference, term.code)
    file = form.cleaned_data["checked"]
    try:
        readings = read_file(file["content"], file["name"], term.shape)
        report = load_measurements(term=term, readings=readings, by=request.user, measured_by=file["measured_by"])
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("measurements_upload", term.contract.reference, term.code)
    if report.batch is None:
        messages.info(request, f"Nothing new: all {report.known:,} rows were known already. Nothing is kept twice.")
        return redirect("measurements_upload", term.contract.reference, term.code)
    return redirect("measurements_receipt", term.contract.reference, term.code, report.batch.pk)


@login_required
@require_safe
def measurements_receipt(request: HttpRequest, reference: str, code: str, pk: int) -> HttpResponse:
    """What was taken in, when, by whom, with the fingerprint of the evidence."""
    term = term_of(request, reference, code)
    batches = EvidenceBatch.objects.visible_to(request.user).filter(term=term).select_related("measured_by")
    context = {"term": term, "batch": get_object_or_404(batches, pk=pk)}
    context["may_load"] = allowed(request.user, term.measuring_action, term)
    return render(request, "contracts/service_levels/measurements_receipt.html", context)
