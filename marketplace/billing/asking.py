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
    """The words of a page that asks before something happens. `about` is what it is about, with a reference."""

    title: str
    button: str
    done: str
    consequences: tuple[str, ...]


def ask(
    request: HttpRequest,
    question: Question,
    *,
    about: Any,
    sub: str,
    form: type[forms.Form],
    act: Callable[[forms.Form], Any],
    back: str,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """Shows the question, or does what `act` does with the filled form; `back` is where it leads afterwards."""
    filled = form(request.POST, initial=initial) if request.method == "POST" else form(initial=initial)
    if request.method == "POST" and filled.is_valid() and attempt(filled, lambda: act(filled)):
        messages.success(request, question.done)
        return redirect(back)
    context = {"form": filled, "question": question, "about": about, "sub": sub, "back": back}
    return render(request, "billing/step_ask.html", context, status=status_of(filled))
