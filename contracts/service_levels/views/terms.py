"""The service level that an address names."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from contracts.agreements.models import ServiceLevelTerm


def term_of(request: HttpRequest, reference: str, code: str) -> ServiceLevelTerm:
    """The service level with its contract. Raises Http404 where the reader does not see it."""
    seen = ServiceLevelTerm.objects.visible_to(request.user).select_related("contract__agency", "contract__vendor")
    return get_object_or_404(seen, contract__reference=reference, code=code)
