"""The persons of the demonstration, and one button each to become them. No password: the settings decide."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import User

from .persons import PERSONS, Person, person

BACKEND = "django.contrib.auth.backends.ModelBackend"


def _check_settings() -> None:
    """Raises Http404 outside the demonstration, should its addresses ever be composed there."""
    if not settings.DEMO:
        raise Http404("only the demonstration signs people in like this")


def _person(slug: str) -> Person:
    try:
        return person(slug)
    except LookupError as error:
        raise Http404("the demonstration has no such person") from error


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, with what each can try."""
    _check_settings()
    return render(request, "demo/person_list.html", {"persons": PERSONS})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks, POST signs in and goes to `next`, or to the person's work."""
    _check_settings()
    chosen = _person(slug)
    user = get_object_or_404(User, email=chosen.email, is_active=True)
    target = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = ""
    if request.method == "POST":
        login(request, user, backend=BACKEND)
        messages.success(request, f"You are {chosen.name}, {chosen.title}.")
        return redirect(target or resolve_url(settings.LOGIN_REDIRECT_URL))
    return render(request, "demo/person_sign_in.html", {"person": chosen, "next": target})
