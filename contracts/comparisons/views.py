"""Desktop comparisons on screens: freezing offers, weighing, judging, signing, the record and its replay."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import organisations_for, require

from .actions import AlreadySigned, judge_offers, sign_comparison, start_comparison, weigh_criteria
from .forms import JudgeForm, SignForm, StartForm, WeighForm
from .models import Comparison
from .page import comparison_page as page_of_comparison
from .queries import comparisons_for
from .record import first_difference, record_file


@login_required
def comparison_list(request: HttpRequest) -> HttpResponse:
    """The comparisons of the reader's organisations, newest first."""
    page = page_of(comparisons_for(request.user), request.GET.get("page"))
    may_start = bool(organisations_for(request.user, "contracts.start_comparison"))
    return render(request, "contracts/comparisons/comparison_list.html", {"page": page, "may_start": may_start})


@login_required
def comparison_start(request: HttpRequest) -> HttpResponse:
    """Freezes the offers of a lot or a list."""
    if not organisations_for(request.user, "contracts.start_comparison"):
        raise PermissionDenied("contracts.start_comparison")
    form = StartForm(request.POST or None, reader=request.user, initial=request.GET.dict())

    def start() -> Comparison:
        asked = {name: form.cleaned_data[name] for name in ("title", "agency", "quantity", "months")}
        return start_comparison(source=form.chosen, by=request.user, **asked)

    if request.method == "POST" and form.is_valid() and (comparison := attempt(form, start)):
        return redirect("comparison_weigh", comparison.reference)
    return render(request, "contracts/comparisons/comparison_start.html", {"form": form}, status=status_of(form))


@login_required
def comparison_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Offers by place, weights, reasons, and what would move the first place."""
    return _show(request, _visible(request, reference))


@login_required
def comparison_weigh(request: HttpRequest, reference: str) -> HttpResponse:
    """How much each criterion counts."""

    def act(comparison: Comparison, form: Any) -> Comparison:
        version = form.cleaned_data["version"]
        return weigh_criteria(comparison=comparison, weights=form.weights, version=version, by=request.user)

    return _step(request, reference, WeighForm, act, "comparison_weigh.html", "The weights are saved.")


@login_required
def comparison_judge(request: HttpRequest, reference: str) -> HttpResponse:
    """Points and reasons for what no figure says."""

    def act(comparison: Comparison, form: Any) -> Comparison:
        version = form.cleaned_data["version"]
        return judge_offers(comparison=comparison, judged=form.judged, version=version, by=request.user)

    return _step(request, reference, JudgeForm, act, "comparison_judge.html", "The points are saved.")


@login_required
def comparison_sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before it is closed for good."""

    def act(comparison: Comparison, form: Any) -> Comparison:
        return sign_comparison(comparison=comparison, by=request.user, **form.cleaned_data)

    done = "The comparison is signed. It can be ordered from now on."
    return _step(request, reference, SignForm, act, "comparison_sign.html", done)


@login_required
def comparison_replay(request: HttpRequest, reference: str) -> HttpResponse:
    """Prices and scores everything again from the pinned versions, and says what is not as it was."""
    comparison = _visible(request, reference)
    context = {"comparison": comparison, "difference": first_difference(comparison)}
    return render(request, "contracts/comparisons/comparison_replay.html", context)


@login_required
def comparison_record(request: HttpRequest, reference: str) -> HttpResponse:
    """The record as a file that proves itself by its digest."""
    comparison = _visible(request, reference)
    response = HttpResponse(record_file(comparison), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{comparison.reference}.zip") or ""
    return response


def _visible(request: HttpRequest, reference: str) -> Comparison:
    return get_object_or_404(Comparison.objects.visible_to(request.user).with_parts(), reference=reference)


def _show(request: HttpRequest, comparison: Comparison, refusal: str = "") -> HttpResponse:
    page = page_of_comparison(comparison, reader=request.user)
    context = {"comparison": comparison, "page": page, "refusal": refusal}
    return render(request, "contracts/comparisons/comparison_page.html", context, status=409 if refusal else 200)


def _step(
    request: HttpRequest, reference: str, form_of: Any, act: Callable[..., Comparison], template: str, done: str
) -> HttpResponse:
    """Shows or takes one step of a draft; a refusal stands on the form, and what was typed stays."""
    comparison = _visible(request, reference)
    require(request.user, "contracts.change_comparison", comparison)
    if not comparison.is_draft:
        return _show(request, comparison, refusal=str(AlreadySigned()))
    named = {} if form_of is SignForm else {"comparison": comparison}
    form = form_of(request.POST or None, initial={"version": comparison.version}, **named)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act(comparison, form)):
        messages.success(request, done)
        return redirect(comparison)
    page = page_of_comparison(comparison, reader=request.user)
    context = {"form": form, "comparison": comparison, "page": page}
    return render(request, f"contracts/comparisons/{template}", context, status=status_of(form))
