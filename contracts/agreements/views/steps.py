"""One step of a contract: found by who may see it, asked before it happens, refused on its own form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from marketplace.components.attempts import attempt, status_of

from ..models import Contract


def visible_contract(request: HttpRequest, reference: str) -> Contract:
    """The contract for its parties and the office; for everybody else there is none here."""
    return get_object_or_404(Contract.objects.visible_to(request.user).with_parties(), reference=reference)


def show_step(
    request: HttpRequest,
    contract: Contract,
    form: Any,
    act: Callable[[], Any],
    template: str,
    done: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Shows or takes one step; a refusal stands on the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, done)
        return redirect(contract)
    context = {"form": form, "contract": contract, **context}
    return render(request, f"contracts/agreements/{template}", context, status=status_of(form))
