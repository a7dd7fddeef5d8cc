"""Surveys on screens: the one click of the notice, the same for whoever is signed in, and how content all are."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require

from ..actions import SurveyOver, answer_survey
from ..forms import AnswerForm
from ..links import survey_of_token
from ..models import FollowUp, Survey, SurveyAnswer, Thread
from ..queries import satisfaction
from ..queries.answering import first_answers

VOICES_SHOWN = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The five answers for whoever holds the notice; opening the page alone answers nothing."""
    survey = survey_of_token(token)
    if survey is None:
        raise Http404("This link is not valid. Open the newest notice, or sign in and look at your work.")
    return _answer(request, survey, by=survey.person, by_link=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One survey for whoever was asked; the broker office reads it."""
    seen = Survey.objects.visible_to(request.user).select_related("organisation", "person", "answer")
    survey = get_object_or_404(seen, pk=pk)
    if request.method == "POST":
        require(request.user, "contracts.answer_survey", survey)
    return _answer(request, survey, by=request.user, by_link=False)


def _answer(request: HttpRequest, survey: Survey, *, by: Any, by_link: bool) -> HttpResponse:
    form, at = AnswerForm(request.POST or None), database_now()
    if request.method == "POST" and form.is_valid():
        given = {"survey": survey, "by": by, "by_link": by_link, **form.cleaned_data}
        if attempt(form, lambda: answer_survey(**given)):
            messages.success(request, "Thank you. Your answer is kept.")
            return redirect(request.path)
    answer = getattr(survey, "answer", None)
    over = answer is None and at >= survey.expires_at
    context = {
        "survey": survey,
        "form": form,
        "answer": answer,
        "over": over,
        "asked": answer is None and not over and (by_link or by.pk == survey.person_id),
        "ratings": list(zip(range(1, 6), AnswerForm.WORDS, strict=True)),
    }
    status = SurveyOver.status if over else status_of(form)
    return render(request, "contracts/relationships/survey_page.html", context, status=status)


@login_required
@require_safe
def satisfaction_page(request: HttpRequest) -> HttpResponse:
    """How content agencies and vendors are, by quarter, by moment and by organisation."""
    require(request.user, "contracts.read_satisfaction")
    surveys, at = Survey.objects.visible_to(request.user), database_now()
    quarters = satisfaction.by_quarter(surveys)
    voices = SurveyAnswer.objects.visible_to(request.user).exclude(comment="")
    context = {
        "all": satisfaction.overall(surveys),
        "may_record": allowed(request.user, "contracts.record_answers"),
        "quarters": quarters,
        "chart": satisfaction.quarter_chart(quarters, with_table=False),  # the page has one with the intervals
        "groups": [
            ("By moment", satisfaction.by_moment(surveys)),
            ("By organisation", satisfaction.by_organisation(surveys)),
        ],
        "loop": satisfaction.loop_of(FollowUp.objects.visible_to(request.user), at=at),
        "answered": first_answers(Thread.objects.visible_to(request.user), at=at),
        "voices": voices.select_related("survey__organisation", "follow_up")[:VOICES_SHOWN],
    }
    return render(request, "contracts/relationships/satisfaction_page.html", context)
