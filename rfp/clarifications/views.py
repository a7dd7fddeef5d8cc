"""The page of questions and answers, asking, answering, releasing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, organisations_for, reads_all, require
from rfp.solicitations.models import Solicitation

from .actions import answer_question, ask_question, dismiss_question, release_answers
from .forms import AnswerForm, AskForm, ReleaseForm
from .models import Question
from .queries import questions_of

Status = Question.Status


def _visible(request: HttpRequest, reference: str) -> Solicitation:
    rows = Solicitation.objects.visible_to(request.user).published().select_related("agency")
    return get_object_or_404(rows, reference=reference)


def _may(request: HttpRequest, row: str) -> bool:
    return request.user.is_authenticated and bool(organisations_for(request.user, row))


@require_safe
def clarification_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Questions with their answers for everybody; own ones that wait for their vendor; the office sees all."""
    return _page(request, _visible(request, reference))


def _page(request: HttpRequest, solicitation: Solicitation, status: int = 200, **context: Any) -> HttpResponse:
    at, asks = timezone.now(), _may(request, "rfp.ask_clarification")
    questions = list(questions_of(solicitation, request.user))
    taken = solicitation.is_open(at=at) and at < solicitation.questions_due_at
    context |= {
        "solicitation": solicitation,
        "released": [one for one in questions if one.status == Status.RELEASED],
        "waiting": [one for one in questions if one.status != Status.RELEASED],
        "is_taken": taken,
        "may_ask": asks and taken,
        "may_answer": allowed(request.user, "rfp.answer_clarification") and solicitation.is_open(at=at),
        "office": reads_all(request.user),
    }
    return render(request, "rfp/clarifications/clarification_list.html", context, status=status)


@login_required
def clarification_ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks; nobody learns who."""
    solicitation = _visible(request, reference)
    if not _may(request, "rfp.ask_clarification"):
        raise PermissionDenied("rfp.ask_clarification")
    form = AskForm(request.POST or None, reader=request.user)

    def ask() -> Question:
        return ask_question(solicitation=solicitation, by=request.user, **form.cleaned_data)

    done = "Your question is in. You hear when its answer is out, together with everybody."
    return _step(request, solicitation, form, ask, "clarification_ask.html", done)


@login_required
def clarification_answer(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The officer answers, or leaves it out."""
    solicitation = _visible(request, reference)
    require(request.user, "rfp.answer_clarification")
    question = get_object_or_404(Question.objects.visible_to(request.user), solicitation=solicitation, pk=pk)
    form = AnswerForm(request.POST or None, initial={"answer": question.answer})

    def decide() -> Question:
        told = form.cleaned_data
        if told["verb"] == "dismiss":
            return dismiss_question(question=question, reason=told["reason"], by=request.user)
        return answer_question(question=question, answer=told["answer"], by=request.user)

    done = "It is recorded."
    return _step(request, solicitation, form, decide, "clarification_answer.html", done, question=question)


@login_required
def clarification_release(request: HttpRequest, reference: str) -> HttpResponse:
    """Puts the written answers out, for everybody at once."""
    solicitation = _visible(request, reference)
    require(request.user, "rfp.answer_clarification")
    form = ReleaseForm(request.POST or None)

    def release() -> Any:
        why = form.cleaned_data["stands_because"]
        return release_answers(solicitation=solicitation, extend_to=form.extend_to, stands_because=why, by=request.user)

    answered = solicitation.questions.filter(status=Status.ANSWERED)
    late = timezone.now() > solicitation.answers_due_at
    context = {"answered": answered, "late": late}
    return _step(request, solicitation, form, release, "clarification_release.html", "The answers are out.", **context)


def _step(
    request: HttpRequest, solicitation: Solicitation, form: Any, act: Callable[[], Any], template: str, done: str,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, done)
        return redirect("clarification_list", solicitation.reference)
    context |= {"form": form, "solicitation": solicitation}
    return render(request, f"rfp/clarifications/{template}", context, status=status_of(form))
