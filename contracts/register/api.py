"""The register for programs: signed contracts for everybody, drafts for their parties."""

import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from contracts.agreements.models import Contract, ServiceLevelTerm
from marketplace.schemas import Paged, PageOf, Schema, paged

from .queries import in_register

router = Router(tags=["contracts"])


class TermOut(Schema):
    """One promised service level. Percentages are out of 100."""

    code: str
    title: str
    target: Decimal
    convention: str
    minimum_outage_seconds: int
    credit_cap_percent: Decimal
    dispute_days: int


class ContractOut(Schema):
    """`ends_on` is the first day that is no longer covered."""

    reference: str
    ocid: str
    title: str
    status: str
    agency: str
    vendor: str
    delivery_mode: str
    time_zone: str
    starts_on: datetime.date
    ends_on: datetime.date
    value: Decimal
    currency: str
    service_levels: list[TermOut]

    @staticmethod
    def resolve_agency(contract: Contract) -> str:
        return contract.agency.name

    @staticmethod
    def resolve_vendor(contract: Contract) -> str:
        return contract.vendor.name

    @staticmethod
    def resolve_service_levels(contract: Contract) -> list[ServiceLevelTerm]:
        return list(contract.service_level_terms.all())


def _register(request: HttpRequest) -> QuerySet[Contract]:
    return in_register(request.user).prefetch_related("service_level_terms")


@router.get("", response=Paged[ContractOut], url_name="contracts")
def list_contracts(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Contracts in the register, newest first."""
    return paged(request, _register(request), asked)


@router.get("/{reference}", response=ContractOut, url_name="contract")
def get_contract(request: HttpRequest, reference: str) -> Contract:
    """One contract with its promised service levels."""
    return get_object_or_404(_register(request), reference=reference)
