"""Question sets on screen: their versions, what a version asks as a vendor sees it, drafting and publishing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.errors import DomainError
from marketplace.permissions import allowed

from .actions import draft_next_version, publish_version
from .answer_forms import AnswersForm
from .asked import asked_rows
from .comparing import changes_between
from .models import QuestionSet, QuestionSetVersion
from .questions import faults_of


def _refuse_others(request: HttpRequest) -> None:
    if not allowed(request.user, "catalog.edit_question_sets"):
        raise PermissionDenied("catalog.edit_question_sets")


def _version(request: HttpRequest, pk: int) -> QuestionSetVersion:
    _refuse_others(request)
    return get_object_or_404(QuestionSetVersion.objects.select_related("question_set__lot"), pk=pk)


@login_required
@require_safe
def question_set_list(request: HttpRequest) -> HttpResponse:
    """Every question set with its versions."""
    _refuse_others(request)
    sets = QuestionSet.objects.select_related("lot").prefetch_related("versions")
    return render(request, "catalog/question_sets/question_set_list.html", {"sets": sets})


@login_required
@require_safe
def question_version_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: what it asks, as a vendor sees it, and what it asks differently from the one before."""
    version = _version(request, pk)
    before = version.published_before()
    context = {
        "version": version,
        "before": before,
        "changes": changes_between(before.sections, version.sections) if before else [],
        "faults": [] if version.published_at else faults_of(version.sections),
        "asked": [
            (part, asked_rows(AnswersForm(version=version, answers={}, section=part))) for part in version.sections
        ],
    }
    return render(request, "catalog/question_sets/question_version_page.html", context)


@login_required
def question_version_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; then puts the version in force for every answer begun from now on."""
    version = _version(request, pk)
    if request.method == "POST":
        publish_version(version=version, by=request.user)
        messages.success(request, f"{version} is in force. Vendors who answered an earlier one are told what is new.")
        return redirect(version)
    if version.published_at:
        return redirect(version)
    before = version.published_before()
    changes = changes_between(before.sections, version.sections) if before else []
    context = {"version": version, "before": before, "changes": changes}
    return render(request, "catalog/question_sets/question_version_publish.html", context)


@login_required
@require_POST
def question_version_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version's draft, begun with this one's questions; pressed twice, it is begun once."""
    version = _version(request, pk)
    try:
        draft = draft_next_version(version=version, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(version)
    return redirect(draft)
