"""Contracts come about: concluded by an accepted order, or drawn up by the broker office for both sides to sign."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from catalog.offerings.models import Offering
from contracts.agreements.models import (
    Contract,
    ContractVersion,
    CreditTier,
    ExtensionOption,
    Origin,
    ServiceLevelTerm,
    Signature,
)
from contracts.agreements.objectives import kind_of
from contracts.agreements.templates_of_terms import PromisedLevel, tiers_for, wording_for
from contracts.agreements.underpinning import office_stands_between
from contracts.agreements.versions import keep_version
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import ocid_for, take_reference

from .signing import Approval, Consent, NotOpenForSigning, keep_consent, keep_signature, put_in_force, tell_side


@dataclass(frozen=True)
class Agreed:
    """What both sides have agreed on, before it has a number."""

    title: str
    ocid: str
    agency: Organisation
    vendor: Organisation
    broker: Organisation | None
    offering: Offering | None
    offering_revision: Revision | None
    delivery_mode: str
    time_zone: str
    currency: str
    starts_on: datetime.date
    ends_on: datetime.date
    value: Decimal
    misses_combine: str = "sum"
    change_limit_percent: Decimal = Decimal(25)
    renews_for_months: int | None = None
    refuse_days: int | None = None
    notice_days: int = 30
    cure_days: int = 30


@dataclass(frozen=True)
class Extension:
    """An option to extend: until when, at which price, to be exercised by which day."""

    ends_on: datetime.date
    value_added: Decimal
    exercise_by: datetime.date


@dataclass(frozen=True)
class Before:
    """One record that led to a contract, as the chain shows it."""

    kind: str
    reference: str = ""
    address: str = ""
    happened_at: datetime.datetime | None = None
    is_public: bool = True


class OfficeNotBound(DomainError):
    sentence = (
        "The broker office is a side of this contract, and has neither signed it nor consented beforehand. Nothing was "
        "concluded. Ask the office to draw the contract up."
    )


@transaction.atomic
def conclude_contract(
    *,
    agreed: Agreed,
    approval: Approval,
    levels: Iterable[PromisedLevel],
    consent: Consent | None = None,
    by: Any,
    now: Clock = database_now,
) -> Contract:
    """Makes the contract, writes its service-level terms from their templates, and signs it for the vendor's side.

    The agency signed when it approved; where the office stands between, `consent` is its word, given before. Raises
    PermissionDenied, OfficeNotBound without that, and TermsDoNotFit for an impossible promise.
    """
    at = now()
    contract = Contract(**vars(agreed), created_at=at)
    require(by, "contracts.conclude_contract", contract)
    between = office_stands_between(contract)
    if between and consent is None:
        raise OfficeNotBound
    version = _write(contract, levels, (), at=at)
    move(contract, Contract.Status.SIGNING, by=by, at=at, data={"signed_by_agency_at": approval.at})
    keep_signature(version, Signature.Side.AGENCY, by=approval.by, at=approval.at)
    keep_signature(version, Signature.Side.VENDOR, by=by, at=at)
    if between and consent:
        keep_consent(version, consent)
    return put_in_force(contract, by=by, at=at)


@transaction.atomic
def draw_up_contract(
    *,
    agreed: Agreed,
    levels: Iterable[PromisedLevel],
    extensions: Iterable[Extension] = (),
    origins: Iterable[Before] = (),
    by: Any,
    now: Clock = database_now,
) -> Contract:
    """Writes a contract for both sides to sign. Its content stands from then on; what is wrong is withdrawn.

    Raises PermissionDenied, InvalidInput, TermsDoNotFit, PartOfAnother for a vendor that became part of another.
    """
    require(by, "contracts.draw_up_contract")
    at = now()
    if agreed.ends_on <= agreed.starts_on:
        raise InvalidInput("A contract ends after it begins. Nothing was drawn up. Choose a later last day.")
    if agreed.vendor.status != Organisation.Status.VERIFIED and agreed.vendor != agreed.broker:
        raise InvalidInput(f"{agreed.vendor} is not verified, so it signs nothing. Nothing was drawn up.")
    refuse_if_merged(agreed.vendor, at=at)
    contract = Contract(**vars(agreed), created_at=at, drawn_up_by=by)
    version = _write(contract, levels, extensions, at=at)
    Origin.objects.bulk_create(
        Origin(contract=contract, number=number, **vars(one)) for number, one in enumerate(origins, 1)
    )
    move(contract, Contract.Status.SIGNING, by=by, at=at, data={"digest": version.digest})
    tell_side(
        contract,
        said=f"{by} of the broker office drew {contract.reference} up. It waits for your side’s signature.",
        at=at,
    )
    return contract


@transaction.atomic
def withdraw_contract(*, contract: Contract, reason: str, by: Any, now: Clock = database_now) -> Contract:
    """Takes a contract back that is not in force. Raises PermissionDenied, NotOpenForSigning, InvalidInput."""
    require(by, "contracts.withdraw_contract", contract)
    contract, at = Contract.objects.select_for_update(of=["self"]).with_parties().get(pk=contract.pk), now()
    if not contract.is_being_signed:
        raise NotOpenForSigning(contract)
    if not reason.strip():
        raise InvalidInput("Say why it is withdrawn: both sides read it. Nothing was changed.")
    move(contract, Contract.Status.WITHDRAWN, by=by, at=at, reason=reason.strip())
    tell_side(contract, said=f"{contract.reference} was withdrawn: {reason.strip()}", at=at, what="Withdrawn")
    return contract


def _write(
    contract: Contract,
    levels: Iterable[PromisedLevel],
    extensions: Iterable[Extension],
    *,
    at: datetime.datetime,
) -> ContractVersion:
    contract.reference = take_reference("C", at=at)
    contract.ocid = contract.ocid or ocid_for(contract.reference)
    contract.save()
    for level in levels:
        _promise(contract, level)
    before = contract.ends_on
    for number, extension in enumerate(extensions, 1):
        if not extension.exercise_by < before < extension.ends_on:
            raise InvalidInput(
                "An option is exercised before the contract ends, and lets it run on from there. Nothing was drawn up."
            )
        ExtensionOption.objects.create(contract=contract, number=number, **vars(extension))
        before = extension.ends_on
    return keep_version(contract, at=at)


def _promise(contract: Contract, level: PromisedLevel) -> ServiceLevelTerm:
    """Writes one service-level term with its credit tiers. The signature makes both unchangeable."""
    template, tiers = wording_for(level), tiers_for(level)
    term = ServiceLevelTerm.objects.create(
        contract=contract,
        code=level.code,
        title=level.title,
        target=level.target,
        convention=level.convention,
        within_minutes=level.within_minutes,
        minimum_outage_seconds=level.minimum_outage_minutes * 60,
        degraded_counts_as_down=level.degraded_counts_as_down,
        coverage_required=template.coverage_required,
        credit_cap_percent=template.credit_cap_percent if level.credit_cap is None else level.credit_cap,
        dispute_days=template.dispute_days,
        maintenance_notice_days=template.maintenance_notice_days,
        maintenance_hours=template.maintenance_hours,
        maintenance_cap_minutes=template.maintenance_cap_minutes,
        emergency_cap_minutes=template.emergency_cap_minutes,
        kind=level.kind or kind_of(level.code, level.within_minutes),
        threshold=level.threshold,
        minimum_count=level.minimum_count,
        empty_slice=level.empty_slice,
        service_hours=level.service_hours,
        closed_on_holidays=level.closed_on_holidays,
        measuring_party=level.measuring_party,
        monitor=level.monitor,
    )
    CreditTier.objects.bulk_create(CreditTier(term=term, **vars(tier)) for tier in tiers)
    return term
