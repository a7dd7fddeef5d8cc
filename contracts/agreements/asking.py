"""One page for every step: what it does, what is asked, and the way back. A refusal stands on the form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from contracts.agreements.models import Contract
from marketplace.components.attempts import attempt, status_of


@dataclass(frozen=True)
class Question:
    """The words of a page that asks before something happens."""

    title: str
    button: str
    done: str
    consequences: tuple[str, ...]
    note: str = ""


def visible_contract(request: HttpRequest, reference: str) -> Contract:
    """The contract for its parties and the office; for everybody else there is none here."""
    return get_object_or_404(Contract.objects.visible_to(request.user).with_parties(), reference=reference)


def ask(
    request: HttpRequest,
    question: Question,
    *,
    contract: Contract,
    form: type[forms.Form],
    act: Callable[..., Any],
    back: str = "",
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """Shows the question, or does what `act` says with the answers; `back` is where it leads afterwards."""
    if request.method == "POST":
        filled = form(request.POST, request.FILES, initial=initial)
    else:
        filled = form(initial=initial)
    back = back or contract.get_absolute_url()
    if request.method == "POST" and filled.is_valid() and attempt(filled, lambda: act(**filled.cleaned_data)):
        messages.success(request, question.done)
        return redirect(back)
    context = {"form": filled, "question": question, "contract": contract, "back": back}
    return render(request, "contracts/agreements/step_ask.html", context, status=status_of(filled))
