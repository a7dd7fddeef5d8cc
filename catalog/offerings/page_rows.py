"""An offering with everything its page shows. Rows of which it has none, as most have no plans, are not asked for."""

import datetime
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils import timezone

from marketplace.prepared import PreparedQuery

from .facts import AgencyUse
from .likeness import OfferingLikeness
from .models import Offering
from .plans import OfferedServiceLevel, Plan
from .topics_shown import with_topics

ONE_EACH = ("vendor", "assessor", "facts", "question_set_version__question_set")
SEVERAL: dict[str, type[Model]] = {
    "plans": Plan,
    "service_levels": OfferedServiceLevel,
    "agency_uses": AgencyUse,
    "likenesses": OfferingLikeness,
}
_EXIST = ", ".join(
    f"EXISTS (SELECT FROM {model._meta.db_table} x WHERE x.offering_id = catalog_offering.id)"
    for model in SEVERAL.values()
)


def load_for_page(reader: Any, slug: str) -> Offering:
    """The one at an address that this reader may see: a statement, and one more for each kind of row that it has.

    Raises Http404.
    """
    now = timezone.now()
    found: Iterable[Offering] = (
        _with_one_each(Offering.objects.visible_to(reader), slug, now)
        if reader.is_authenticated
        else _seen_by_all().fetch(slug=slug, at=now)
    )
    offering: Any = next(iter(found), None)
    if offering is None:
        raise Http404
    held = {name for name, exists in zip(SEVERAL, offering.rows_held, strict=True) if exists}
    prefetch_related_objects([offering], *(_rows_of(name) for name in SEVERAL if name in held))
    kept = vars(offering).setdefault("_prefetched_objects_cache", {})
    kept |= {name: _none(model) for name, model in SEVERAL.items() if name not in held}
    return offering


@cache
def _seen_by_all() -> PreparedQuery[Offering]:
    """For whoever is not signed in, the same statement each time: the ORM takes longer to make it than it takes."""
    at, slug = datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC), "slug-of-the-offering"
    return PreparedQuery(_with_one_each(Offering.objects.visible_to(AnonymousUser()), slug, at), slug=slug, at=at)


def _with_one_each(offerings: QuerySet[Offering], slug: str, at: datetime.datetime) -> QuerySet[Offering]:
    """The one at an address, what there is one of, and whether there are any of the rest."""
    found = with_topics(offerings.filter(slug=slug)).with_admission(at=at).select_related(*ONE_EACH)
    return found.annotate(rows_held=RawSQL(f"ARRAY[{_EXIST}]", []))  # noqa: S611  # nosec B611: the statement is ours


def _none(model: type[Model]) -> QuerySet:
    """No rows, known to be none: even a query for nothing is put into SQL before it is left out."""
    rows = model._default_manager.none()
    rows._result_cache = []
    return rows


def _rows_of(name: str) -> str | Prefetch:
    if name == "agency_uses":
        return Prefetch(name, queryset=AgencyUse.objects.select_related("agency").order_by("kind", "ato_on", "pk"))
    return Prefetch(name, queryset=OfferingLikeness.objects.to_show()) if name == "likenesses" else name
