"""The own profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .actions import change_profile
from .forms import ProfileForm
from .queries import verified_addresses


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, title and time zone; the ways to everything else about the account."""
    user = request.user
    initial = {"name": user.name, "title": user.title, "time_zone": user.time_zone}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_profile(user=user, by=user, **form.cleaned_data)
        messages.success(request, "Your profile is saved.")
        return redirect("account_profile")
    context = {"form": form, "addresses": verified_addresses(user)}
    return render(request, "account/profile.html", context, status=422 if form.errors else 200)
