"""Shortlists for programs: those of the caller's agency."""

import datetime

from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Shortlist
from .queries import entries_of, shortlists_for

router = Router(tags=["shortlists"])


class ShortlistOut(Schema):
    reference: str
    title: str
    agency: str
    opened_at: datetime.datetime

    @staticmethod
    def resolve_agency(shortlist: Shortlist) -> str:
        return shortlist.agency.name


class EntryOut(Schema):
    name: str
    slug: str | None
    added_at: datetime.datetime
    notes: list[str]


class ShortlistDetailOut(ShortlistOut):
    offerings: list[EntryOut]


@router.get("", response=Paged[ShortlistOut], auth=READ, url_name="shortlists")
def list_shortlists(request, asked: Query[PageOf]):
    """Shortlists that the caller may see, newest first."""
    return paged(request, shortlists_for(request.user), asked)


@router.get("/{reference}", response=ShortlistDetailOut, auth=READ, url_name="shortlist")
def get_shortlist(request, reference: str):
    """One shortlist with its offerings; `slug` is empty for what has left the catalogue."""
    lists = Shortlist.objects.visible_to(request.user).select_related("agency")
    shortlist = get_object_or_404(lists, reference=reference)
    shortlist.offerings = [
        {
            "name": row.offering.name if row.offering else row.entry.offering_name,
            "slug": row.offering.slug if row.offering else None,
            "added_at": row.entry.added_at,
            "notes": [note.text for note in row.notes],
        }
        for row in entries_of(shortlist, reader=request.user)
        if row.entry.removed_at is None
    ]
    return shortlist
