"""Reading longlists: who is left, what each step did, the pinned versions in memory."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from wagtail.models import Revision

from marketplace.permissions import own_organisations

from .models import Longlist, LonglistEntry, LonglistExclusion, LonglistStep
from .pinned import Pinned

DRAFTS_SHOWN = 4


def longlists_for(reader: Any) -> QuerySet[Longlist]:
    """The lists that `reader` sees, newest first, each with `left`, the number of its offerings that stand."""
    rows = Longlist.objects.visible_to(reader).select_related("organisation", "opened_by")
    gone = Count("entries__exclusion", distinct=True)
    return rows.annotate(left=F("found") - gone, step_count=Count("steps", distinct=True)).order_by("-opened_at", "-pk")


def drafts_of(reader: Any) -> list[Longlist]:
    """What the reader's own organisations are still narrowing, newest first. One query."""
    rows = longlists_for(reader).filter(organisation__in=own_organisations(reader), status=Longlist.Status.DRAFT)
    return list(rows[:DRAFTS_SHOWN])


def standing_entries(longlist: Longlist) -> list[LonglistEntry]:
    """What no step has left out, in the order of the results."""
    return list(longlist.entries.filter(exclusion__isnull=True).order_by("place"))


def steps_of(longlist: Longlist) -> list[LonglistStep]:
    """The steps in their order, each with whom it left out."""
    gone = LonglistExclusion.objects.select_related("entry").order_by("entry__place")
    return list(longlist.steps.select_related("by").prefetch_related(Prefetch("exclusions", queryset=gone)))


def contents_of(entries: Sequence[LonglistEntry]) -> dict[int, Any]:
    """Entry id → the content of its pinned version, as it is stored today. One query."""
    ids = {entry.revision_id for entry in entries if entry.revision_id}
    stored = dict(Revision.objects.filter(pk__in=ids).values_list("pk", "content"))
    return {entry.pk: stored[entry.revision_id] if entry.revision_id else entry.content for entry in entries}


def pinned_of(entries: Sequence[LonglistEntry]) -> dict[int, Pinned]:
    """Entry id → its version with what stood beside it. One query."""
    contents = contents_of(entries)
    return {entry.pk: Pinned(contents[entry.pk], entry.beside) for entry in entries}


def replaceable_by(reader: Any, organisation_ids: set[int]) -> QuerySet[Longlist]:
    """Frozen lists that a new one may take the place of."""
    frozen = Q(status=Longlist.Status.FROZEN, organisation__in=organisation_ids)
    return Longlist.objects.visible_to(reader).filter(frozen)
