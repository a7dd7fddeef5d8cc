"""A company's change of name: its own people ask for it, the broker office decides."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.organisations.actions.naming import ask_new_name
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, require

from .actions import decide_name
from .forms import NameDecisionForm, NameForm
from .found import company_of


@login_required
@require_http_methods(["GET", "POST"])
def company_name(request: HttpRequest, slug: str) -> HttpResponse:
    """The names of a company, and the form for a new one."""
    vendor = company_of(request, slug)
    if request.method != "POST":
        return _page(request, vendor)
    require(request.user, "organisations.ask_new_name", vendor)
    form = NameForm(request.POST)
    if form.is_valid():
        asked = attempt(form, lambda: ask_new_name(vendor=vendor, by=request.user, **form.cleaned_data))
        if asked:
            messages.success(request, "The broker office was told. It compares with the register and answers you.")
            return redirect("company_name", slug)
    return _page(request, vendor, form=form)


@login_required
@require_POST
def company_name_decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirms or refuses the name that waits."""
    vendor = company_of(request, slug)
    change = get_object_or_404(vendor.name_changes.order_by("-asked_at", "-pk").select_related("vendor")[:1])
    require(request.user, "organisations.decide_new_name", change)
    form, confirm = NameDecisionForm(request.POST), request.POST.get("decision") == "confirm"
    if form.is_valid():
        said = form.cleaned_data["reason"]
        if attempt(form, lambda: decide_name(change=change, confirm=confirm, reason=said, by=request.user)):
            done = f"It is called {change.name_after} from now on" if confirm else "The name was not confirmed"
            messages.success(request, f"{done}. The vendor was told.")
            return redirect("company_name", slug)
    return _page(request, vendor, decision=form)


def _page(request: HttpRequest, vendor: Organisation, **sent: Any) -> HttpResponse:
    changes = list(vendor.name_changes.visible_to(request.user).select_related("asked_by", "decided_by"))
    waiting = next((change for change in changes if change.status == change.Status.ASKED), None)
    initial = {"legal_name": getattr(getattr(vendor, "company", None), "legal_name", "")}
    may_ask = not waiting and allowed(request.user, "organisations.ask_new_name", vendor)
    may_decide = waiting and allowed(request.user, "organisations.decide_new_name", waiting)
    context = {
        "vendor": vendor,
        "changes": [change for change in changes if change is not waiting],
        "waiting": waiting,
        "form": NameForm(initial=initial) if may_ask else None,
        "decision": NameDecisionForm() if may_decide else None,
    } | sent
    form = next(iter(sent.values()), None)
    return render(request, "catalog/companies/company_name.html", context, status=status_of(form) if form else 200)
