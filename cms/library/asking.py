"""One page for every step: what it does, what is asked, and the way back. A refusal stands on the form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from marketplace.components.attempts import attempt, status_of


@dataclass(frozen=True)
class Question:
    """The words of a page that asks before something happens. `about` names the record, `crumb` its list."""

    title: str
    button: str
    done: str
    consequences: tuple[str, ...] = ()
    about: str = ""
    crumb: tuple[str, str] = ("Library", "library")


def sent(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, even where that is nothing."""
    return request.POST if request.method == "POST" else None


def ask(
    request: HttpRequest,
    question: Question,
    form: forms.Form,
    act: Callable[..., Any],
    *,
    back: str,
    leads: Callable[[Any], Any] | None = None,
) -> HttpResponse:
    """Shows the question, or does what `act` says with the answers. `back` is the way out and, unless `leads` says
    otherwise of what was made, where it leads."""
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: act(**form.cleaned_data) or True)
        if made:
            messages.success(request, question.done)
            return redirect(leads(made) if leads else back)
    context = {"form": form, "question": question, "back": back}
    return render(request, "cms/library/step.html", context, status=status_of(form))
