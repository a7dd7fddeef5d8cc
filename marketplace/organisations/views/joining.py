"""Where somebody belongs, and the ways in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import verified_addresses
from marketplace.clock import database_now
from marketplace.errors import InvalidInput

from ..actions.joining import accept_invitation, hash_of_secret, join_by_mail_domain
from ..actions.vendors import DuplicateVendor, register_vendor
from ..forms import VendorForm
from ..models import Invitation, Organisation
from ..queries import belonging_of


@login_required
@require_safe
def membership_list(request: HttpRequest) -> HttpResponse:
    """The reader's own roles, and what else can be joined."""
    context = {"belonging": belonging_of(request.user, at=database_now())}
    return render(request, "organisations/membership_list.html", context)


@login_required
@require_POST
def organisation_join(request: HttpRequest, slug: str) -> HttpResponse:
    """Joins an agency whose mail domain is the reader's."""
    agency = get_object_or_404(Organisation.objects.visible_to(request.user).agencies(), slug=slug)
    join_by_mail_domain(organisation=agency, by=request.user)
    messages.success(request, f"You belong to {agency} now, as requester. Its administrators were told.")
    return redirect("membership_list")


@login_required
@require_http_methods(["GET", "POST"])
def vendor_register(request: HttpRequest) -> HttpResponse:
    """Registers a company; the broker office verifies it."""
    form = VendorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            vendor = register_vendor(by=request.user, **form.facts())
        except (DuplicateVendor, InvalidInput) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{vendor} is registered. You hear from the broker office once it is verified.")
            return redirect("membership_list")
    context = {"form": form, "addresses": verified_addresses(request.user)}
    return render(request, "organisations/vendor_register.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows what an invitation is for; a signed-in person takes it up."""
    rows = Invitation.objects.known_by(hash_of_secret(secret)).select_related("organisation", "invited_by")
    invitation = get_object_or_404(rows)
    if request.method == "POST" and request.user.is_authenticated:
        membership = accept_invitation(secret=secret, by=request.user)
        role = membership.get_role_display().lower()
        messages.success(request, f"You belong to {membership.organisation} now, as {role}.")
        return redirect("membership_list")
    is_open = Invitation.objects.open(at=database_now()).filter(pk=invitation.pk).exists()
    fits = request.user.is_authenticated and invitation.email.lower() in verified_addresses(request.user)
    context = {"invitation": invitation, "is_open": is_open, "fits": fits}
    response = render(request, "organisations/invitation_accept.html", context, status=200 if is_open else 409)
    response["Referrer-Policy"] = "no-referrer"
    return response
