"""Tokens for programs."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.clock import database_now
from marketplace.permissions import require

from ..actions.tokens import issue_token, revoke_token
from ..forms import TokenForm, start_of
from ..models import ApiToken
from ..queries import tokens_of
from .found import own_organisation


@login_required
@require_safe
def token_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The tokens of an organisation, without their secrets."""
    organisation = own_organisation(request, slug, "organisations.issue_token")
    require(request.user, "organisations.issue_token", organisation)
    context = {"organisation": organisation, "tokens": tokens_of(organisation), "now": database_now()}
    return render(request, "organisations/token_list.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def token_issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes a token and shows its secret, this once."""
    organisation = own_organisation(request, slug, "organisations.issue_token")
    require(request.user, "organisations.issue_token", organisation)
    form = TokenForm(request.POST if request.method == "POST" else None)
    context = {"organisation": organisation, "form": form}
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data
        ends_at = start_of(new["ends_on"] + datetime.timedelta(days=1))
        token, secret = issue_token(
            organisation=organisation, name=new["name"], scopes=new["scopes"], expires_at=ends_at, by=request.user
        )
        context |= {"token": token, "secret": secret}
        return render(request, "organisations/token_issued.html", context, status=201)
    return render(request, "organisations/token_issue.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def token_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ends a token at once."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk, organisation__slug=slug)
    revoke_token(token=token, by=request.user)
    messages.success(request, f"The token “{token.name}” does not work any more.")
    return redirect("token_list", slug)
