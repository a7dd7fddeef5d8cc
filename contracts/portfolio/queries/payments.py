"""Payments outside Stoa, one by one."""

from django.db.models import Q, QuerySet

from ..models import OutsidePayment
from .scope import Scope


def payments_listed(scope: Scope, words: str = "") -> QuerySet[OutsidePayment]:
    """Those that count, the latest first, with whose they are; `words` are looked for in each line."""
    found = OutsidePayment.objects.standing().filter(scope.of()).select_related("agency", "sheet")
    if words:
        found = found.filter(Q(supplier__icontains=words) | Q(category__icontains=words) | Q(reference__iexact=words))
    return found
