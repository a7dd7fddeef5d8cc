"""Answers that came on paper or by telephone, typed in by the office: many at once, all or none."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import record_answers
from ..answer_forms import AnswersForm
from ..models import Survey

ROWS_SHOWN = 25


@login_required
def survey_answers_record(request: HttpRequest) -> HttpResponse:
    """Open surveys, of one organisation where the address names it, those that end first on top."""
    require(request.user, "contracts.record_answers")
    words = request.GET.get("q", "")[:200].replace("\x00", "")
    waiting = Survey.objects.visible_to(request.user).open(at=database_now()).select_related("person", "organisation")
    if words:
        waiting = waiting.filter(organisation__name__icontains=words)
    shown = list(waiting.order_by("expires_at", "organisation_id", "pk")[:ROWS_SHOWN])
    form = AnswersForm(request.POST or None, surveys=shown)
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, lambda: record_answers(given=form.cleaned_data["found"], by=request.user))
        if kept:
            low = sum(answer.is_low for answer in kept)
            messages.success(request, f"{len(kept)} answers are kept; {low} of them under four open a follow-up.")
            return redirect(request.get_full_path())
    context = {"form": form, "rows": form.rows(), "words": words, "total": waiting.count()}
    return render(request, "contracts/relationships/survey_answers_record.html", context, status=status_of(form))
