"""Needs for programs: the reader's own."""

import datetime

from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Need

router = Router(tags=["needs"])


class NeedOut(Schema):
    reference: str
    ocid: str
    title: str
    outcome: str
    users: int
    status: str
    route: str
    stated_at: datetime.datetime
    decision_due_at: datetime.datetime
    agency: str

    @staticmethod
    def resolve_agency(need: Need) -> str:
        return need.agency.name


@router.get("", response=Paged[NeedOut], auth=READ, url_name="needs")
def list_needs(request, asked: Query[PageOf]):
    """Needs that the caller may see, newest first."""
    return paged(request, Need.objects.visible_to(request.user).select_related("agency"), asked)


@router.get("/{reference}", response=NeedOut, auth=READ, url_name="need")
def get_need(request, reference: str):
    """One need."""
    return get_object_or_404(Need.objects.visible_to(request.user).select_related("agency"), reference=reference)
