"""The screen on which a vendor signs its lot of a framework agreement."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import NoVersionKept, sign_lot
from ..forms import LotSignForm
from ..page import place_of
from .preparing import show_framework, visible_framework


@login_required
def framework_lot_sign(request: HttpRequest, reference: str, lot: int) -> HttpResponse:
    """Asks before a vendor's signature on its lot."""
    framework = visible_framework(request, reference)
    part = get_object_or_404(framework.lots.select_related("lot", "framework"), pk=lot)
    place = place_of(part, request.user)
    require(request.user, "contracts.sign_framework_lot", place)
    version = framework.versions.last()
    if version is None:
        return show_framework(request, framework, refusal=str(NoVersionKept()))
    form = LotSignForm(request.POST or None, initial={"digest": version.digest})
    if request.method == "POST" and form.is_valid():
        digest = form.cleaned_data["digest"]
        if attempt(form, lambda: sign_lot(place=place, digest=digest, by=request.user)):
            messages.success(request, f"You signed {part.lot} of {framework.reference} for {place.vendor}.")
            return redirect(framework)
    context = {
        "form": form,
        "framework": framework,
        "place": place,
        "version": version,
    }
    return render(request, "contracts/frameworks/framework_lot_sign.html", context, status=status_of(form))
