"""Needs for programs: the reader's own."""

import datetime

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Need
from .queries import planned_competitions

router = Router(tags=["needs"])


class NeedOut(Schema):
    reference: str
    ocid: str
    title: str
    outcome: str
    users: int
    data_class: str
    constraints: str
    priority: str
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


class PlannedOut(Schema):
    """What the public reads of a planned competition."""

    reference: str
    ocid: str
    title: str = Field(validation_alias="planned_title")
    way: str = Field(validation_alias="route")
    about_how_much: str = Field(validation_alias="value_band")
    to_begin: datetime.date = Field(validation_alias="planned_on")
    buyer: str = Field(validation_alias="agency.name")


pipeline = Router(tags=["pipeline"])


@pipeline.get("", response=Paged[PlannedOut], url_name="pipeline")
def list_planned(request, asked: Query[PageOf]):
    """Competitions that are planned, the soonest first; public."""
    return paged(request, planned_competitions(), asked)
