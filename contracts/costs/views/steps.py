"""One step of money: asked on one page, a refusal stands on the form, and nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from marketplace.components.attempts import attempt, status_of


def show_step(
    request: HttpRequest, form: Any, act: Callable[[], Any], *, done: str, to: Callable[[Any], Any], **context: str
) -> HttpResponse:
    """Shows or takes one step; `to` says where what was done leads, `context` holds title, submit and back."""
    if request.method == "POST" and form.is_valid() and (made := attempt(form, act)):
        messages.success(request, done)
        return redirect(to(made))
    return render(request, "contracts/costs/money_form.html", {"form": form, **context}, status=status_of(form))
