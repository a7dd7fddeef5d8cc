"""In whose name somebody acts in the library."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, organisations_for


def acting_for(user: Any, row: str) -> set[int]:
    """Ids of the organisations in whose name the table lets somebody act; none for a visitor."""
    return organisations_for(user, row) if user.is_authenticated else set()


def writing_for(user: Any) -> set[int]:
    """Ids of the organisations for which somebody may begin a document: own agencies, an editor's own office."""
    if not user.is_authenticated:
        return set()
    offices = {held.organisation_id for held in user.standing if held.kind == "broker"}
    return acting_for(user, "cms.write_document") | (offices if allowed(user, "cms.write_document") else set())


def named(ids: Iterable[int], *, but: int | None = None) -> QuerySet[Organisation]:
    """Organisations of these ids without one, by name."""
    return Organisation.objects.filter(pk__in=set(ids) - {but}).order_by("sort_name", "pk")


def partners() -> QuerySet[Organisation]:
    """Agencies and the broker office, which share data with each other, by name."""
    return Organisation.objects.exclude(kind=Organisation.Kind.VENDOR).order_by("sort_name", "pk")
