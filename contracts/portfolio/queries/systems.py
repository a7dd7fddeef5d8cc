"""Which systems somebody reads, and what may stand beside one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed

from ..models import System
from .sheets import agencies_written_by


def systems_listed(user: Any) -> QuerySet[System]:
    """All that somebody may read, with names, by agency and name. Two statements."""
    found = System.objects.visible_to(user).with_names()
    return found.order_by("agency__sort_name", "name", "pk")


def system_with_others(user: Any) -> QuerySet[System]:
    """For the page of one: with its contract, and how many share it."""
    return systems_listed(user).select_related("contract").annotate(sharers=Count("shared_by", distinct=True))


def may_keep(user: Any, agency: Organisation) -> bool:
    """Whether somebody keeps the systems of this agency."""
    return allowed(user, "contracts.keep_systems", agency)


def may_keep_some(user: Any) -> bool:
    """Whether somebody keeps the systems of any agency. One statement at most."""
    return agencies_written_by(user).exists()


def candidates_to_share(user: Any, *, agencies: Iterable[int]) -> QuerySet[System]:
    """What other agencies offer."""
    return System.objects.visible_to(user).filter(offered=True).exclude(agency__in=agencies).select_related("agency")


def candidates_to_succeed(user: Any, *, agencies: Iterable[int], system: System | None) -> QuerySet[System]:
    """What may take a system's place: the agency's own, and what is offered to all."""
    found = System.objects.visible_to(user).filter(ended_on__isnull=True)
    if system:
        found = found.exclude(pk=system.pk)
    return (found.filter(agency__in=agencies) | found.filter(offered=True)).select_related("agency")
