"""An offering with everything its page shows. Rows of which it has none, as most have no plans, are not asked for."""

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.shortcuts import get_object_or_404

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


def load_for_page(offerings: QuerySet[Offering], slug: str) -> Offering:
    """The one of these at an address: a statement, and one more for each kind of row that it has.

    Raises Http404.
    """
    found = with_topics(offerings.filter(slug=slug)).with_admission().select_related(*ONE_EACH)
    held_at_all = RawSQL(f"ARRAY[{_EXIST}]", [])  # noqa: S611  # nosec B611: the statement is ours
    offering = get_object_or_404(found.annotate(rows_held=held_at_all))
    held = {name for name, exists in zip(SEVERAL, offering.rows_held, strict=True) if exists}
    prefetch_related_objects([offering], *(_rows_of(name) for name in SEVERAL if name in held))
    kept = vars(offering).setdefault("_prefetched_objects_cache", {})
    kept |= {name: model._default_manager.none() for name, model in SEVERAL.items() if name not in held}
    return offering


def _rows_of(name: str) -> str | Prefetch:
    if name == "agency_uses":
        return Prefetch(name, queryset=AgencyUse.objects.select_related("agency").order_by("kind", "ato_on", "pk"))
    return Prefetch(name, queryset=OfferingLikeness.objects.to_show()) if name == "likenesses" else name
