"""Reviews: what waits, one version beside the public one, approval and return."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import TaskState

from catalog.offerings.newly_asked import newly_asked_of
from catalog.offerings.remarks import Section
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed

from .actions import approve_review, return_review
from .forms import DecisionForm
from .queries import lines_of, review_of, reviews_for, waiting_for


def _refuse_others(request: HttpRequest) -> None:
    if not allowed(request.user, "catalog.publish_offering"):
        raise PermissionDenied("catalog.publish_offering")


@login_required
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a decision, the first due first."""
    _refuse_others(request)
    page = page_of(waiting_for(request.user), request.GET.get("page"))
    context = {"page": page, "lines": lines_of(page.object_list, at=timezone.now())}
    return render(request, "catalog/reviewing/review_list.html", context)


@login_required
def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The version under review beside the public one; approves it, or sends it back with remarks."""
    _refuse_others(request)
    state = get_object_or_404(reviews_for(request.user), pk=pk)
    form = DecisionForm(request.POST or None, initial={"revision": state.revision_id})
    if request.method == "POST" and form.is_valid():
        approves = "approve" in request.POST
        if attempt(form, lambda: _decide(state, form, approves, request.user)):
            done = "approved and published" if approves else "sent back with your remarks; its vendor has been told"
            messages.success(request, f"{state.revision.object_str} was {done}.")
            return redirect("review_list")
        state = get_object_or_404(reviews_for(request.user), pk=pk)
    review = review_of(state, at=timezone.now(), on=timezone.localdate())
    sections = [(part, form.field_of(part.section)) for part in review.parts]
    context = {"review": review, "form": form, "sections": sections, "whole": form.field_of(Section.WHOLE)}
    if review.is_open:
        context["asking_version"], context["newly_asked"] = newly_asked_of(review.version)
    context["everything"] = request.GET.get("all") == "1" or review.is_first
    return render(request, "catalog/reviewing/review_page.html", context, status=status_of(form))


def _decide(state: TaskState, form: DecisionForm, approves: bool, by) -> bool:
    revision = form.cleaned_data["revision"]
    if approves:
        approve_review(state=state, revision_id=revision, by=by)
    else:
        return_review(state=state, revision_id=revision, remarks=form.remarks, by=by)
    return True
