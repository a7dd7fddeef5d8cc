"""The broker office verifies vendors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.clock import database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from ..actions.vendors import refuse_vendor, verify_vendor
from ..duplicates import findings_about
from ..forms import VerificationForm
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
    """What a vendor says of itself and who looks like it; verify it, or refuse it, with a reason."""
    require(request.user, "organisations.verify_vendor")
    vendors = Organisation.objects.visible_to(request.user).vendors().select_related("company")
    vendor = get_object_or_404(vendors, slug=slug)
    form = VerificationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        decide, done = (
            (refuse_vendor, "was not verified; it reads your reason")
            if request.POST.get("decision") == "refuse"
            else (verify_vendor, "is verified and was told")
        )
        try:
            decide(vendor=vendor, reason=form.cleaned_data["reason"], by=request.user)
        except InvalidInput as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"{vendor} {done}.")
            return redirect("vendor_verification_list")
    context = {
        "vendor": vendor,
        "company": getattr(vendor, "company", None),
        "form": form,
        "people": administrators_of(vendor, at=database_now()),
        "findings": findings_about(vendor),
    }
    return render(request, "organisations/vendor_verify.html", context, status=422 if form.errors else 200)
