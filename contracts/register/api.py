"""The register for programs: signed contracts for everybody, drafts for their parties."""

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from contracts.agreements.models import (
    Amendment,
    Contract,
    ContractVersion,
    ExtensionOption,
    ServiceLevelTerm,
    Signature,
)
from marketplace.schemas import Paged, PageOf, Schema, paged

from .queries import in_register, with_record, with_signatures

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


class ContractAmendmentOut(Schema):
    """What an amendment changed; `vendor_after` only where another company took the vendor's place."""

    number: int
    grounds: str
    rationale: str
    made_at: datetime.datetime
    value_before: Decimal
    value_after: Decimal
    ends_on_before: datetime.date
    ends_on_after: datetime.date
    vendor_before: str | None
    vendor_after: str | None

    @staticmethod
    def resolve_vendor_before(amendment: Amendment) -> str | None:
        return amendment.vendor_before and amendment.vendor_before.slug

    @staticmethod
    def resolve_vendor_after(amendment: Amendment) -> str | None:
        return amendment.vendor_after and amendment.vendor_after.slug


class OptionOut(Schema):
    """An option to extend; `ends_on` is the first day that is no longer covered once it is exercised."""

    number: int
    ends_on: datetime.date
    value_added: Decimal
    exercise_by: datetime.date
    exercised_at: datetime.datetime | None


class ContractVersionOut(Schema):
    """A version and the SHA-256 of its text, which stands at /contracts/{reference}/versions/{number}/."""

    number: int
    made_at: datetime.datetime
    digest: str


class ContractSignatureOut(Schema):
    """One side under one version. Who held the pen is told to the parties and the broker office, nobody else."""

    side: str
    signed_for: str
    signed_by: str | None
    signed_at: datetime.datetime
    version: int

    @staticmethod
    def resolve_signed_for(signature: Signature) -> str:
        return signature.organisation.name

    @staticmethod
    def resolve_signed_by(signature: Any) -> str | None:
        return str(signature.signed_by) if signature.names_signer else None

    @staticmethod
    def resolve_version(signature: Signature) -> int:
        return signature.version.number


class EarlyEndOut(Schema):
    """A notice that is in force: its coded cause, and the last day that it leaves."""

    cause: str
    last_day: datetime.date


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
    change_limit_percent: Decimal
    renews_for_months: int | None
    refuse_by: datetime.date | None
    ends_early: EarlyEndOut | None
    service_levels: list[TermOut]
    amendments: list[ContractAmendmentOut]
    options: list[OptionOut]
    versions: list[ContractVersionOut]
    signatures: list[ContractSignatureOut]

    @staticmethod
    def resolve_agency(contract: Contract) -> str:
        return contract.agency.name

    @staticmethod
    def resolve_vendor(contract: Contract) -> str:
        return contract.vendor.name

    @staticmethod
    def resolve_ends_early(contract: Contract) -> dict[str, Any] | None:
        # Prefetched by with_record; one at most is in force.
        return next(({"cause": one.cause, "last_day": one.last_day_on} for one in contract.notices), None)

    @staticmethod
    def resolve_amendments(contract: Contract) -> list[Amendment]:
        return list(contract.amendments.all())

    @staticmethod
    def resolve_options(contract: Contract) -> list[ExtensionOption]:
        return list(contract.options.all())

    @staticmethod
    def resolve_versions(contract: Contract) -> list[ContractVersion]:
        return list(contract.versions.all())

    @staticmethod
    def resolve_signatures(contract: Contract) -> list[Signature]:
        return list(contract.signatures.all())

    @staticmethod
    def resolve_service_levels(contract: Contract) -> list[ServiceLevelTerm]:
        return list(contract.service_level_terms.all())


def _register(request: HttpRequest) -> QuerySet[Contract]:
    return with_signatures(with_record(in_register(request.user)), request.user)


@router.get("", response=Paged[ContractOut], url_name="contracts")
def list_contracts(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Contracts in the register, newest first."""
    return paged(request, _register(request), asked)


@router.get("/{reference}", response=ContractOut, url_name="contract")
def get_contract(request: HttpRequest, reference: str) -> Contract:
    """One contract with its promised service levels."""
    return get_object_or_404(_register(request), reference=reference)
