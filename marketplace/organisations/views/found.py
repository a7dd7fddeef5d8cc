"""How the screens find a record: through what the reader may see, 404 for the rest."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from marketplace.permissions import allowed, own_organisations

from ..models import Membership, Organisation


def own_organisation(request: HttpRequest, slug: str, action: str, obj: Any = None) -> Organisation:
    """An organisation that the reader belongs to, or may do `action` to. Raises Http404."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    if organisation.pk not in own_organisations(request.user) and not allowed(request.user, action, organisation):
        raise Http404
    return organisation


def member_of(request: HttpRequest, slug: str, pk: int) -> Membership:
    """A membership among those that the reader may see. Raises Http404."""
    rows = Membership.objects.visible_to(request.user).select_related("user", "organisation")
    return get_object_or_404(rows, pk=pk, organisation__slug=slug)
