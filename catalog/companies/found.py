"""How the screens find a company: its own people and the broker office do, 404 for the rest."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all


def company_of(request: HttpRequest, slug: str) -> Organisation:
    """The company of an address, with its details. Raises Http404."""
    vendors = Organisation.objects.visible_to(request.user).vendors().select_related("company")
    vendor = get_object_or_404(vendors, slug=slug)
    if vendor.pk not in own_organisations(request.user) and not reads_all(request.user):
        raise Http404
    return vendor
