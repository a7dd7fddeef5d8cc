"""Systems for programs of agencies and the broker office."""

import datetime
from decimal import Decimal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import System
from .queries.systems import systems_listed

router = Router(tags=["portfolio"])


class SystemOut(Schema):
    """`delivery` is saas, paas, iaas, state or own. Costs are of a year; days are null where nobody said."""

    id: int
    agency: str
    code: str
    name: str
    purpose: str
    capabilities: list[str]
    product: str
    delivery: str
    supplier: str
    live_on: datetime.date | None
    ended_on: datetime.date | None
    yearly_cost: Decimal | None
    currency: str
    users: int | None
    funding: str
    offered: bool
    retire_on: datetime.date | None
    successor: str

    @staticmethod
    def resolve_agency(system: System) -> str:
        return system.agency.slug

    @staticmethod
    def resolve_capabilities(system: System) -> list[str]:
        return [topic.slug for topic in system.capabilities.all()]

    @staticmethod
    def resolve_supplier(system: System) -> str:
        return system.provided_by

    @staticmethod
    def resolve_successor(system: System) -> str:
        return system.takes_its_place


@router.get("", response=Paged[SystemOut], auth=READ, url_name="systems")
def list_systems(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Systems of your agencies and those that others offer; the broker office reads all."""
    return paged(request, systems_listed(request.user), asked)


@router.get("/{pk}", response=SystemOut, auth=READ, url_name="system")
def get_system(request: HttpRequest, pk: int) -> System:
    """One system."""
    return get_object_or_404(systems_listed(request.user), pk=pk)
