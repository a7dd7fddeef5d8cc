"""The library for officers, and taking parts of it into a draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require
from rfp.solicitations.models import Solicitation

from .actions import retire_clause, take_clauses
from .forms import TakeForm
from .models import Clause
from .queries import library, taken_by, words_of


@login_required
@require_safe
def clause_list(request: HttpRequest) -> HttpResponse:
    """Every part of the library, with how often it was taken."""
    require(request.user, "rfp.read_clauses")
    page = page_of(library(request.user), request.GET.get("page"))
    context = {"page": page, "may_keep": allowed(request.user, "rfp.keep_clause")}
    return render(request, "rfp/clauses/clause_list.html", context)


@login_required
@require_safe
def clause_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says, each version of it, and where it went."""
    require(request.user, "rfp.read_clauses")
    clause = get_object_or_404(Clause.objects.visible_to(request.user), pk=pk)
    versions = list(clause.versions.select_related("made_by").prefetch_related("taken__solicitation"))
    context = {
        "clause": clause,
        "versions": [(one, words_of(one), list(one.taken.all())) for one in versions],
        "may_keep": allowed(request.user, "rfp.keep_clause"),
    }
    return render(request, "rfp/clauses/clause_page.html", context)


@login_required
@require_POST
def clause_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offers it no more, or again."""
    clause = get_object_or_404(Clause.objects.visible_to(request.user), pk=pk)
    retired = retire_clause(clause=clause, by=request.user)
    messages.success(request, "It is not offered any more." if retired.retired_at else "It is offered again.")
    return redirect(clause)


@login_required
def clause_take(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes parts into the text; which version it was stays on record."""
    rows = Solicitation.objects.visible_to(request.user).select_related("agency")
    solicitation = get_object_or_404(rows, reference=reference)
    require(request.user, "rfp.write_solicitation")
    offered = Clause.objects.visible_to(request.user).in_use()
    form = TakeForm(request.POST or None, offered=offered, initial={"revision": solicitation.latest_revision_id})

    def take() -> Solicitation:
        told = {"clauses": list(form.cleaned_data["clauses"]), "latest_revision_id": form.cleaned_data["revision"]}
        return take_clauses(solicitation=solicitation, by=request.user, **told)

    if request.method == "POST" and form.is_valid() and attempt(form, take):
        messages.success(request, "The parts stand in the text. Fit them to what you ask for.")
        return redirect(solicitation)
    context = {
        "form": form,
        "solicitation": solicitation,
        "offered": [(one, words_of(one)) for one in offered],
        "taken": list(taken_by(solicitation)),
        "written": solicitation.is_written(at=timezone.now()),
    }
    return render(request, "rfp/clauses/clause_take.html", context, status=status_of(form))
