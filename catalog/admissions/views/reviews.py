"""The broker office looks at declarations that need a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import require

from ..actions.declarations import AlreadyDecided, decide_declaration
from ..forms import DecisionForm
from ..models import Declaration
from ..page import answers_by_section, explanations_of
from ..queries import declarations_to_review
from .found import declaration_of


@login_required
@require_safe
def declaration_list(request: HttpRequest) -> HttpResponse:
    """Declarations that wait for a person, the longest wait first."""
    require(request.user, "catalog.review_declaration")
    page = page_of(declarations_to_review(), request.GET.get("page"))
    return render(request, "catalog/admissions/declaration_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def declaration_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The flagged answers first, then all; accept it, or do not, with a reason."""
    declaration = declaration_of(request, pk)
    require(request.user, "catalog.review_declaration", declaration)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passed, reason = request.POST.get("decision") == "accept", form.cleaned_data["reason"]
        decided = attempt(
            form,
            lambda: decide_declaration(declaration=declaration, passed=passed, reason=reason, by=request.user),
        )
        if decided:
            done = "accepted" if passed else "not accepted"
            messages.success(request, f"The declaration of {decided.vendor} is {done}. Its signatories were told.")
            return redirect("declaration_list")
    elif declaration.status != Declaration.Status.IN_REVIEW:
        raise AlreadyDecided
    context = {
        "declaration": declaration,
        "form": form,
        "findings": declaration.findings,
        "explanations": explanations_of(declaration),
        "answers": answers_by_section(declaration),
    }
    return render(request, "catalog/admissions/declaration_review.html", context, status=status_of(form))
