"""Framework agreements on screens: the list, a page each, preparing and signing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from catalog.offerings.plans import price_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.permissions import allowed, require

from ..actions import AlreadySigned, draft_framework, edit_framework, sign_framework
from ..filters import FrameworkFilter
from ..forms import FrameworkForm, SignForm, as_answers
from ..models import Framework
from ..page import framework_page as page_of_framework
from ..page import state_of


def framework_register(request: HttpRequest) -> HttpResponse:
    """Every signed agreement; the broker office sees what it prepares too."""
    rows = Framework.objects.visible_to(request.user).prefetch_related("lots__lot")
    listed = FrameworkFilter(request.GET, queryset=rows)
    if not listed.form.is_valid():
        raise InvalidInput("Agreements cannot be filtered like this. Choose one of the values offered.")
    page, on = page_of(listed.qs, request.GET.get("page")), price_day(timezone.now())
    context = {
        "filter": listed,
        "page": page,
        "rows": [(framework, state_of(framework, on=on)) for framework in page],
        "may_draft": allowed(request.user, "contracts.draft_framework"),
    }
    return render(request, "contracts/frameworks/framework_register.html", context)


def framework_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What was agreed with whom, who may buy until when, and every version before."""
    return show_framework(request, visible_framework(request, reference))


@login_required
def framework_new(request: HttpRequest) -> HttpResponse:
    """Begins an agreement."""
    require(request.user, "contracts.draft_framework")
    form = FrameworkForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        framework = attempt(form, lambda: draft_framework(terms=form.terms, by=request.user))
        if framework:
            messages.success(
                request, f"{framework.reference} is kept as a draft. Somebody else of the office signs it."
            )
            return redirect(framework)
    return render(request, "contracts/frameworks/framework_form.html", {"form": form}, status=status_of(form))


@login_required
def framework_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Changes a draft; what is signed is amended."""
    framework = visible_framework(request, reference)
    require(request.user, "contracts.draft_framework")
    form = FrameworkForm(request.POST or None, reader=request.user, initial=as_answers(framework))

    def save() -> Framework:
        version = form.cleaned_data["version"] or 0
        return edit_framework(framework=framework, terms=form.terms, version=version, by=request.user)

    if not framework.is_draft:
        return show_framework(request, framework, refusal=str(AlreadySigned()))
    return take_step(request, framework, form, save, "framework_form.html", "The draft is saved.")


@login_required
def framework_sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before the signature of the office."""
    framework = visible_framework(request, reference)
    if not framework.is_draft:
        require(request.user, "contracts.draft_framework")
        return show_framework(request, framework, refusal=str(AlreadySigned()))
    require(request.user, "contracts.sign_framework", framework)
    form = SignForm(request.POST or None, initial={"version": framework.version})

    def sign() -> Framework:
        return sign_framework(framework=framework, version=form.cleaned_data["version"], by=request.user)

    said = f"{framework.reference} is signed and public. Orders may be placed under it."
    return take_step(request, framework, form, sign, "framework_sign.html", said)


def visible_framework(request: HttpRequest, reference: str) -> Framework:
    return get_object_or_404(Framework.objects.visible_to(request.user).with_terms(), reference=reference)


def show_framework(request: HttpRequest, framework: Framework, refusal: str = "") -> HttpResponse:
    page = page_of_framework(framework, reader=request.user, at=timezone.now())
    context = {"framework": framework, "page": page, "refusal": refusal}
    return render(request, "contracts/frameworks/framework_page.html", context, status=409 if refusal else 200)


def take_step(
    request: HttpRequest, framework: Framework, form: Any, act: Any, template: str, done: str
) -> HttpResponse:
    """Shows or takes one step; a refusal stands on the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, done)
        return redirect(framework)
    context = {"form": form, "framework": framework}
    if template == "framework_sign.html":
        context["page"] = page_of_framework(framework, reader=request.user, at=timezone.now())
    return render(request, f"contracts/frameworks/{template}", context, status=status_of(form))
