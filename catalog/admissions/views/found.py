"""How the screens find a vendor or a declaration: through what the reader may see, 404 for the rest."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from ..models import Declaration


def company_of(request: HttpRequest, slug: str) -> Organisation:
    """A vendor that the reader belongs to, or any vendor for the broker office. Raises Http404."""
    vendor = get_object_or_404(Organisation.objects.visible_to(request.user).vendors(), slug=slug)
    if vendor.pk not in own_organisations(request.user) and not reads_all(request.user):
        raise Http404
    return vendor


def declaration_of(request: HttpRequest, pk: int) -> Declaration:
    """A declaration that the reader may see, with its questions. Raises Http404."""
    rows = Declaration.objects.visible_to(request.user)
    related = rows.select_related("vendor", "question_set_version__question_set", "signed_by", "decided_by")
    return get_object_or_404(related, pk=pk)
