"""Questions to a forum: asking, voting, moderating."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for, require

from ..actions import (
    answer_question,
    approve_question,
    ask_question,
    dismiss_question,
    merge_question,
    vote_for_question,
)
from ..forms.questions import AskForm, ModerationForm
from ..models import ForumQuestion
from .pages import show, step, visible_forum


@login_required
def forum_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks a question; nobody but the moderator reads who asked."""
    forum = visible_forum(request, slug)
    if not organisations_for(request.user, "rfp.ask_question"):
        raise PermissionDenied("rfp.ask_question")
    form = AskForm(request.POST or None, reader=request.user)

    def ask() -> ForumQuestion:
        return ask_question(forum=forum, by=request.user, **form.cleaned_data)

    return step(request, forum, form, ask, "forum_ask.html", "Your question is with the moderator.")


@login_required
@require_POST
def forum_vote(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One vote for a question."""
    forum = visible_forum(request, slug)
    question = get_object_or_404(ForumQuestion.objects.visible_to(request.user), forum=forum, pk=pk)
    own = Organisation.objects.visible_to(request.user).filter(
        pk__in=organisations_for(request.user, "rfp.ask_question")
    )
    if not own:
        raise PermissionDenied("rfp.ask_question")
    try:
        vote_for_question(question=question, organisation=own[0], by=request.user)
    except DomainError as refusal:
        return show(request, forum, refusal.status, str(refusal))
    messages.success(request, "Your vote counts.")
    return redirect(f"{forum.get_absolute_url()}#questions")


@login_required
def forum_question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The moderator's page of a question: approve, merge, leave out, answer."""
    forum = visible_forum(request, slug)
    require(request.user, "rfp.moderate_questions")
    question = get_object_or_404(
        ForumQuestion.objects.visible_to(request.user).select_related("forum", "asked_by", "organisation"),
        forum=forum,
        pk=pk,
    )
    form = ModerationForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _moderate(question, form, request.user)):
        messages.success(request, "It is recorded.")
        return redirect(f"{forum.get_absolute_url()}#questions")
    context = {"form": form, "forum": forum, "question": question, "votes": question.votes.count()}
    return render(request, "rfp/forums/forum_question.html", context, status=status_of(form))


def _moderate(question: ForumQuestion, form: ModerationForm, by: Any) -> ForumQuestion:
    told = form.cleaned_data
    acts = {
        "approve": lambda: approve_question(question=question, by=by),
        "merge": lambda: merge_question(question=question, into=told["into"], by=by),
        "dismiss": lambda: dismiss_question(question=question, reason=told["reason"], by=by),
        "answer": lambda: answer_question(question=question, answer=told["answer"], by=by),
    }
    return acts[told["verb"]]()
