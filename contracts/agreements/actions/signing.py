"""Each side signs once, under the digest of what it read; the last signature puts the contract in force."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from contracts.agreements import models
from contracts.agreements.models import Contract, ContractVersion, Signature
from contracts.agreements.underpinning import sides_needed
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment, money
from marketplace.errors import DomainError, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.organisations.models import Membership
from marketplace.permissions import Role, require

from .use import note_use

Side = Signature.Side
BINDING = {
    Side.AGENCY: (Role.APPROVER,),
    Side.VENDOR: (Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO),
    Side.BROKER: (Role.CONTRACT_MANAGER, Role.CIO),
}


@dataclass(frozen=True)
class Approval:
    """The agency's signature, given when its approver approved an order or an amendment."""

    by: User
    at: datetime.datetime


@dataclass(frozen=True)
class Consent:
    """The office's word for what orders bind it to, given when it signed an agreement or put a policy into force."""

    by: User
    at: datetime.datetime
    under: str
    address: str


class NotOpenForSigning(DomainError):
    """The contract is signed by both sides already, or was withdrawn."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            f"This contract is {contract.get_status_display().lower()}, so it cannot be signed. Nothing was changed. "
            "Load its page again."
        )


class NotASide(DomainError):
    sentence = "The office is no side of this contract, so it signs nothing. Nothing was changed."


class SignedAlready(DomainError):
    """Somebody of the same side was quicker."""

    def __init__(self, signature: Signature) -> None:
        super().__init__(
            f"{signature} signed on {moment(signature.signed_at)}, and each side signs once. Nothing was changed."
        )


class AboveYourLimit(DomainError):
    """The contract's value is more than this person may bind the agency to."""

    status = 403

    def __init__(self, contract: Contract, value: Decimal, limit: Decimal | None) -> None:
        may = (
            f"You may sign up to {money((limit, contract.currency))}" if limit is not None else "You have no limit set"
        )
        super().__init__(
            f"{may}, and this contract is worth {money((value, contract.currency))}. Nothing was signed. "
            "Leave it to an approver with a higher limit."
        )


@transaction.atomic
def sign_contract(*, contract: Contract, side: str, digest: str, by: Any, now: Clock = database_now) -> Contract:
    """Signs the version that has `digest` for one side. With the signatures of all sides the contract is in force.

    Raises PermissionDenied (also for whoever drew it up), NotOpenForSigning, SignedAlready, StaleForm for a digest
    that is not that of the contract, AboveYourLimit, PartOfAnother for a vendor that became part of another.
    """
    side = Side(side)
    require(by, f"contracts.sign_for_{side}", contract)
    if side not in sides_needed(contract):
        raise NotASide
    contract = Contract.objects.select_for_update(of=["self"]).with_parties().get(pk=contract.pk)
    if not contract.is_being_signed:
        raise NotOpenForSigning(contract)
    version = contract.versions.last()
    earlier = version.signatures.select_related("signed_by", "organisation").filter(side=side).first()
    if earlier:
        raise SignedAlready(earlier)
    if version.digest != digest:
        raise StaleForm
    if side == Side.AGENCY:
        check_limit(contract, by, value=contract.value)
    at = now()
    refuse_if_merged(contract.vendor, at=at)
    keep_signature(version, side, by=by, at=at)
    missing = set(sides_needed(contract)) - set(version.signatures.values_list("side", flat=True))
    if not missing:
        return put_in_force(contract, by=by, at=at)
    if side != Side.BROKER:
        contract.save(update_fields=[f"signed_by_{side}_at"])
    data = {"side": side, "version": version.number, "digest": digest}
    record(action="contracts.contract.signed_by_one_side", obj=contract, by=by, at=at, data=data)
    tell_side(
        contract,
        other_than=side,
        said=f"{by} signed {contract.reference} for {contract.organisation_of(side)}. It waits for your side.",
        at=at,
    )
    return contract


def keep_signature(version: ContractVersion, side: str, *, by: Any, at: datetime.datetime) -> None:
    """Writes the signature and, where the contract is not in force yet, its time on the contract."""
    contract = version.contract
    Signature.objects.create(
        contract=contract,
        version=version,
        side=side,
        organisation=contract.organisation_of(side),
        signed_by=by,
        signed_at=at,
        digest=version.digest,
    )
    if contract.signed_at is None and side != Side.BROKER:
        setattr(contract, f"signed_by_{side}_at", at)


def keep_consent(version: ContractVersion, consent: Consent) -> None:
    """Writes under what the office consented to a version, in place of its signature."""
    models.Consent.objects.create(
        version=version,
        organisation=version.contract.broker,
        given_by=consent.by,
        given_at=consent.at,
        under=consent.under[:200],
        address=consent.address,
    )


def put_in_force(contract: Contract, *, by: Any, at: datetime.datetime) -> Contract:
    """All sides have signed, or the office has consented; the database checks it too."""
    contract.signed_at = at
    fields = ["signed_by_agency_at", "signed_by_vendor_at", "signed_at"]
    move(contract, Contract.Status.ACTIVE, by=by, at=at, fields=fields)
    note_use(contract, at=at)
    return contract


def check_limit(contract: Contract, by: Any, *, value: Decimal) -> None:
    """Raises AboveYourLimit where an approver of the agency may not bind it to that value."""
    limits = [
        held.delegation_limit
        for held in by.standing
        if held.role == Role.APPROVER
        and held.organisation_id == contract.agency_id
        and held.delegation_limit is not None
    ]
    limit = max(limits, default=None)
    if limit is None or limit < value:
        raise AboveYourLimit(contract, value, limit)


def tell_side(
    contract: Contract, *, other_than: str = "", said: str, at: datetime.datetime, what: str = "To sign"
) -> None:
    """Those who may sign for the sides, but for the side `other_than`."""
    missing = [side for side in sides_needed(contract) if side != other_than]
    own = Q()
    for side in missing:
        own |= Q(organisation=contract.organisation_of(side), role__in=BINDING[side])
    held = Membership.objects.in_force(at=at).filter(own)
    notify(
        recipients=User.objects.filter(pk__in=held.values("user_id")).exclude(pk=contract.drawn_up_by_id),
        key=f"{contract.reference}-{what}-{other_than or 'both'}",
        subject=f"{what}: {contract.title}",
        body=said,
        address=contract.get_absolute_url(),
        at=at,
    )
