"""How a contract in force changes: the amendment with its values before and after, the next version, the signatures."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts.agreements.models import Amendment, Contract, Grounds, Signature
from contracts.agreements.underpinning import office_stands_between, widened_by_change
from contracts.agreements.versions import keep_version
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.errors import DomainError, InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require

from .signing import Approval, Consent, keep_consent, keep_signature


class NotRunning(DomainError):
    """The contract is not in force, so it can be neither amended nor ended."""

    sentence = (
        "This contract is not in force, so it cannot be changed or ended any more. Load the page again to see why."
    )


class Suspended(NotRunning):
    """The contract is suspended: no order comes under it, and nothing of it changes until that is lifted."""

    sentence = (
        "This contract is suspended, so nothing can be ordered under it and nothing of it be changed. Nothing was "
        "changed. Lift the suspension first."
    )


class NoticeGiven(NotRunning):
    """The contract ends on a day that a notice names."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            f"Notice has been given on {contract.reference}: it ends with "
            f"{day(contract.end_day - datetime.timedelta(days=1))}, so nothing can be ordered under it and nothing of "
            "it be changed. Nothing was changed. While the notice runs, the office can withdraw it."
        )


@dataclass(frozen=True)
class Amended:
    """What stands after an amendment; a vendor only where another one takes the place of the present one."""

    value: Decimal
    ends_on: datetime.date
    vendor: Organisation | None = None


def lock_running(contract: Contract) -> Contract:
    """The contract as it stands now, its row locked until the transaction ends. Raises NotRunning, Suspended,
    NoticeGiven.
    """
    contract = lock_in_force(contract)
    if contract.status == Contract.Status.SUSPENDED:
        raise Suspended
    if contract.ended_at is not None:
        raise NoticeGiven(contract)
    return contract


def lock_in_force(contract: Contract) -> Contract:
    """The same for a contract that may be suspended, or about to end by a notice. Raises NotRunning."""
    contract = Contract.objects.select_for_update(of=["self"]).with_parties().get(pk=contract.pk)
    if not contract.is_in_force:
        raise NotRunning
    return contract


@transaction.atomic
def amend_contract(
    *,
    contract: Contract,
    value: Decimal,
    ends_on: datetime.date,
    rationale: str,
    approval: Approval | None = None,
    consent: Consent | None = None,
    by: Any,
    now: Clock = database_now,
) -> Contract:
    """An accepted order comes under the contract: the agency's approver and the vendor have bound both sides, and the
    office, where it stands between, by what it consented to before.

    Raises PermissionDenied, NotRunning, InvalidInput for a change that changes nothing or ends before it begins.
    """
    require(by, "contracts.amend_contract", contract)
    contract, at = lock_running(contract), now()
    terms = Amended(value, ends_on)
    check_terms(contract, terms)
    make_amendment(contract, terms, grounds=Grounds.ORDER, rationale=rationale, approval=approval, by=by, at=at)
    if consent and office_stands_between(contract):
        keep_consent(contract.versions.last(), consent)
    return contract


def check_terms(contract: Contract, terms: Amended) -> None:
    """Raises InvalidInput for a change that changes nothing, or one that ends before it begins."""
    vendor = terms.vendor or contract.vendor
    if (contract.value, contract.ends_on, contract.vendor) == (terms.value, terms.ends_on, vendor):
        raise InvalidInput("An amendment has to change the value, the end or the vendor. Nothing was changed.")
    if terms.ends_on <= contract.starts_on:
        raise InvalidInput("A contract cannot end before it begins. Choose a later end.")


def make_amendment(
    contract: Contract,
    terms: Amended,
    *,
    grounds: str,
    rationale: str,
    approval: Approval | None,
    by: Any,
    at: datetime.datetime,
) -> Amendment:
    """Puts checked terms in force. The caller holds the contract's lock."""
    widened = widened_by_change(contract, terms.vendor)
    amendment = Amendment.objects.create(
        contract=contract,
        number=contract.amendments.count() + 1,
        grounds=grounds,
        rationale=rationale,
        made_at=at,
        made_by=str(by),
        value_before=contract.value,
        value_after=terms.value,
        ends_on_before=contract.ends_on,
        ends_on_after=terms.ends_on,
        vendor_before=terms.vendor and contract.vendor,
        vendor_after=terms.vendor,
    )
    contract.value, contract.ends_on, contract.vendor = terms.value, terms.ends_on, terms.vendor or contract.vendor
    contract.save(update_fields=["value", "ends_on", "vendor"])
    version = keep_version(contract, at=at)
    if approval:
        keep_signature(version, Signature.Side.AGENCY, by=approval.by, at=approval.at)
    if by is not SYSTEM and grounds != Grounds.OPTION:
        keep_signature(version, Signature.Side.VENDOR, by=by, at=at)
    changes = ("value_before", "value_after", "ends_on_before", "ends_on_after")
    data = {"amendment": amendment.number, "grounds": grounds, "reason": rationale}
    data |= {name: getattr(amendment, name) for name in changes}
    data |= {"vendor_before": str(amendment.vendor_before), "vendor_after": str(terms.vendor)} if terms.vendor else {}
    data |= {"gaps_widened": widened} if widened else {}
    record(action="contracts.contract.amended", obj=contract, by=by, at=at, data=data)
    return amendment
