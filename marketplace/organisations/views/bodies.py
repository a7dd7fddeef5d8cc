"""A public body asks to be put on the list; the broker office decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions.bodies import decide_body, register_body
from ..body_forms import BodyDecisionForm, BodyForm
from ..duplicates import PUBLIC_MAIL, findings_about_body
from ..models import BodyRegistration
from ..queries import bodies_to_decide, mail_domains_of


@login_required
@require_http_methods(["GET", "POST"])
def body_register(request: HttpRequest) -> HttpResponse:
    """Asks for a public body that is not on the list yet."""
    domains = mail_domains_of(request.user) - PUBLIC_MAIL
    form = BodyForm(request.POST if request.method == "POST" else None, domains=domains)
    if request.method == "POST" and form.is_valid():
        asked = attempt(form, lambda: register_body(by=request.user, **form.cleaned_data))
        if asked:
            messages.success(request, f"The broker office was told of {asked}. You hear once it has decided.")
            return redirect("membership_list")
    context = {"form": form, "domains": domains}
    return render(request, "organisations/body_register.html", context, status=status_of(form))


@login_required
@require_safe
def body_registration_list(request: HttpRequest) -> HttpResponse:
    """Public bodies that wait for the office."""
    require(request.user, "organisations.decide_body")
    return render(request, "organisations/body_registration_list.html", {"waiting": bodies_to_decide()})


@login_required
@require_http_methods(["GET", "POST"])
def body_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of a body and which bodies look like it; put it on the list, or refuse it with a reason."""
    seen = BodyRegistration.objects.visible_to(request.user).select_related("asked_by", "parent", "body", "decided_by")
    registration = get_object_or_404(seen, pk=pk)
    require(request.user, "organisations.decide_body", registration)
    form, confirm = BodyDecisionForm(request.POST or None), request.POST.get("decision") == "confirm"
    if request.method == "POST" and form.is_valid():
        given = {"registration": registration, "confirm": confirm, "by": request.user, **form.cleaned_data}
        if attempt(form, lambda: decide_body(**given)):
            done = "is on the list" if confirm else "was not put on the list"
            messages.success(request, f"{registration} {done}. {registration.asked_by} was told.")
            return redirect("body_registration_list")
    context = {"registration": registration, "form": form, "findings": findings_about_body(registration)}
    return render(request, "organisations/body_decide.html", context, status=status_of(form))
