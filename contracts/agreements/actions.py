"""Concluding, amending and ending contracts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from catalog.offerings.actions import record_use
from catalog.offerings.models import Offering
from marketplace.audit.actions import record
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require
from marketplace.references.actions import take_reference

from .models import Amendment, Contract, CreditTier, ServiceLevelTerm
from .objectives import kind_of
from .templates_of_terms import PromisedLevel, tiers_for, wording_for


class NotRunning(DomainError):
    """The contract is not in force, so it can be neither amended nor ended."""

    sentence = (
        "This contract is not in force, so it cannot be changed or ended any more. Load the page again to see why."
    )


class StillRunning(DomainError):
    """The last day of the contract has not passed."""

    sentence = "This contract still runs. It ends by itself after its last day; to end it before, terminate it."


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
    signed_by_agency_at: datetime.datetime
    misses_combine: str = "sum"


@transaction.atomic
def conclude_contract(
    *, agreed: Agreed, levels: Iterable[PromisedLevel], by: Any, now: Clock = database_now
) -> Contract:
    """Makes the contract, writes its service-level terms from their templates, and signs it for the vendor's side.

    The agency signed when it approved. Raises PermissionDenied, and TermsDoNotFit for an impossible promise.
    """
    at = now()
    contract = Contract(**vars(agreed), created_at=at)
    require(by, "contracts.conclude_contract", contract)
    contract.reference = take_reference("C", at=at)
    contract.save()
    for level in levels:
        _promise(contract, level)
    move(contract, Contract.Status.SIGNING, by=by, at=at, data={"signed_by_agency_at": agreed.signed_by_agency_at})
    contract.signed_by_vendor_at = contract.signed_at = at
    move(contract, Contract.Status.ACTIVE, by=by, at=at, fields=["signed_by_vendor_at", "signed_at"])
    _note_use(contract, at=at)
    return contract


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


def _locked_running(contract: Contract) -> Contract:
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    if contract.status != Contract.Status.ACTIVE:
        raise NotRunning
    return contract


@transaction.atomic
def amend_contract(
    *, contract: Contract, value: Decimal, ends_on: datetime.date, rationale: str, by: Any, now: Clock = database_now
) -> Contract:
    """Changes value and end of a signed contract and keeps what stood there before.

    Raises PermissionDenied, NotRunning, InvalidInput for a change that changes nothing or ends before it begins.
    """
    require(by, "contracts.amend_contract", contract)
    contract, at = _locked_running(contract), now()
    if (contract.value, contract.ends_on) == (value, ends_on):
        raise InvalidInput("An amendment has to change the value or the end of the contract. Nothing was changed.")
    if ends_on <= contract.starts_on:
        raise InvalidInput("A contract cannot end before it begins. Choose a later end.")
    amendment = Amendment.objects.create(
        contract=contract,
        number=contract.amendments.count() + 1,
        rationale=rationale,
        made_at=at,
        made_by=str(by),
        value_before=contract.value,
        value_after=value,
        ends_on_before=contract.ends_on,
        ends_on_after=ends_on,
    )
    contract.value, contract.ends_on = value, ends_on
    contract.save(update_fields=["value", "ends_on"])
    changes = ("value_before", "value_after", "ends_on_before", "ends_on_after")
    data = {"amendment": amendment.number, "reason": rationale, **{name: getattr(amendment, name) for name in changes}}
    record(action="contracts.contract.amended", obj=contract, by=by, at=at, data=data)
    return contract


@transaction.atomic
def end_contract(*, contract: Contract, by: Any, now: Clock = database_now) -> Contract:
    """Records that the last day has passed. Raises PermissionDenied, NotRunning, StillRunning."""
    require(by, "contracts.end_contract", contract)
    contract, at = _locked_running(contract), now()
    if at < local_midnight(contract.ends_on, contract.time_zone):
        raise StillRunning
    contract.ended_at = at
    move(contract, Contract.Status.ENDED, by=by, at=at, fields=["ended_at"])
    _note_use(contract, at=at)
    return contract


@transaction.atomic
def terminate_contract(*, contract: Contract, reason: str, by: Any, now: Clock = database_now) -> Contract:
    """Ends a contract before its last day. Raises PermissionDenied, NotRunning, InvalidInput without a reason."""
    require(by, "contracts.terminate_contract", contract)
    contract, at = _locked_running(contract), now()
    if not reason.strip():
        raise InvalidInput("A termination needs a reason. Say what it is terminated for.")
    contract.ended_at = at
    move(contract, Contract.Status.TERMINATED, by=by, at=at, fields=["ended_at"], reason=reason)
    _note_use(contract, at=at)
    return contract


def _note_use(contract: Contract, *, at: datetime.datetime) -> None:
    """The catalogue shows how many agencies hold a contract on an offering; a fact, whoever signs or ends one."""
    if contract.offering is None:
        return
    held = Contract.objects.filter(offering=contract.offering, status=Contract.Status.ACTIVE)
    record_use(offering=contract.offering, agencies=held.values("agency").distinct().count(), by=SYSTEM, at=at)
