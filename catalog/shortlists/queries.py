"""Reading shortlists: the list of lists, and one with its offerings as the reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from catalog.offerings.models import Offering

from .models import Shortlist, ShortlistEntry, ShortlistNote


@dataclass(frozen=True)
class ListedEntry:
    """An entry with its offering, where the reader may see that today, and its notes."""

    entry: ShortlistEntry
    offering: Offering | None
    notes: Sequence[ShortlistNote]


def shortlists_for(reader: Any) -> QuerySet[Shortlist]:
    """The lists that `reader` sees, newest first, each with the number of its offerings."""
    lists = Shortlist.objects.visible_to(reader).select_related("agency", "opened_by")
    counted = lists.annotate(entry_count=Count("entries", filter=Q(entries__removed_at__isnull=True)))
    return counted.order_by("-opened_at", "-pk")


def entries_of(shortlist: Shortlist, *, reader: Any) -> list[ListedEntry]:
    """All entries, removed ones too. What left the catalogue keeps the name it was added under, and nothing else."""
    notes = Prefetch("notes", queryset=ShortlistNote.objects.select_related("by"))
    entries = list(shortlist.entries.select_related("added_by", "removed_by").prefetch_related(notes))
    ids = [entry.offering_id for entry in entries]
    shown = Offering.objects.visible_to(reader).listed().filter(pk__in=ids).select_related("vendor").in_bulk()
    return [ListedEntry(entry, shown.get(entry.offering_id), list(entry.notes.all())) for entry in entries]
