"""The broker office verifies vendors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.clock import database_now
from marketplace.permissions import require

from ..actions.vendors import refuse_vendor, verify_vendor
from ..forms import ReasonForm
from ..models import Organisation
from ..queries import administrators_of, vendors_to_verify


@login_required
@require_safe
def vendor_verification_list(request: HttpRequest) -> HttpResponse:
    """Vendors that wait for verification."""
    require(request.user, "organisations.verify_vendor")
    return render(request, "organisations/vendor_verification_list.html", {"vendors": vendors_to_verify()})


@login_required
@require_http_methods(["GET", "POST"])
def vendor_verify(request: HttpRequest, slug: str) -> HttpResponse:
    """What a vendor says of itself; verify it, or refuse it with a reason."""
    require(request.user, "organisations.verify_vendor")
    vendor = get_object_or_404(Organisation.objects.visible_to(request.user).vendors(), slug=slug)
    refusing = request.method == "POST" and request.POST.get("decision") == "refuse"
    form = ReasonForm(request.POST if refusing else None)
    if request.method == "POST" and (not refusing or form.is_valid()):
        if refusing:
            refuse_vendor(vendor=vendor, reason=form.cleaned_data["reason"], by=request.user)
        else:
            verify_vendor(vendor=vendor, by=request.user)
        done = "was not verified; it reads your reason" if refusing else "is verified and was told"
        messages.success(request, f"{vendor} {done}.")
        return redirect("vendor_verification_list")
    people = administrators_of(vendor, at=database_now())
    context = {"vendor": vendor, "form": form, "people": people}
    return render(request, "organisations/vendor_verify.html", context, status=422 if form.errors else 200)
