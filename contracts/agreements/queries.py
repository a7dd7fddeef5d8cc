"""Who has signed what, and what a reader may do with a contract now."""

import datetime
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from marketplace.components.formats import day, money
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed

from .models import AmendmentProposal, Consent, Contract, ContractVersion, Signature
from .underpinning import sides_needed, widened_by_change

A_DAY = datetime.timedelta(days=1)
BROKER = Signature.Side.BROKER


@dataclass(frozen=True)
class SideRow:
    """One side under the version to be signed; no signature where it has not signed, or has consented beforehand."""

    side: str
    organisation: Organisation | None
    signature: Signature | None
    consent: Consent | None = None


def sides_of(contract: Contract, version: ContractVersion | None) -> list[SideRow]:
    """Every side with its signature under that version. One statement; nothing where no version was kept."""
    if version is None:
        return []
    signed = {row.side: row for row in version.signatures.select_related("organisation", "signed_by")}
    said: dict[str, Consent | None] = {BROKER: getattr(version, "consent", None)}
    # Before the office signed or consented for itself, two signatures made a contract of it.
    sides = [
        side
        for side in sides_needed(contract)
        if contract.is_being_signed or side in signed or side != BROKER or said[BROKER]
    ]
    return [SideRow(side, contract.organisation_of(side), signed.get(side), said.get(side)) for side in sides]


def sides_to_sign(contract: Contract, reader: Any, sides: list[SideRow]) -> list[str]:
    """The sides for which this reader may sign now."""
    if not contract.is_being_signed:
        return []
    return [
        row.side
        for row in sides
        if row.signature is None and allowed(reader, f"contracts.sign_for_{row.side}", contract)
    ]


def signing_context(contract: Contract, reader: Any) -> dict[str, Any]:
    """What the contract page shows of versions and signatures. Two statements."""
    versions = list(contract.versions.defer("content").select_related("consent__given_by"))
    first = versions[0] if versions else None
    sides = sides_of(contract, first)
    return {
        "versions": versions,
        "sides": sides,
        "to_sign": sides_to_sign(contract, reader, sides),
        "may_withdraw": contract.is_being_signed and allowed(reader, "contracts.withdraw_contract", contract),
    }


def life_context(contract: Contract, reader: Any, *, party: bool, on: datetime.date) -> dict[str, Any]:
    """What the contract page shows of amendments, options and a renewal by itself. Three statements."""
    running = contract.status == Contract.Status.ACTIVE and contract.ended_at is None
    options = list(contract.options.all())
    refuse_by = contract.refuse_by
    return {
        "amendments": list(contract.amendments.select_related("vendor_before", "vendor_after").order_by("-number")),
        "proposal": contract.proposals.waiting().select_related("contract").first() if party else None,
        "options": options,
        "open_option": next((each for each in options if running and each.is_open(on=on)), None),
        "may_exercise": allowed(reader, "contracts.exercise_option", SimpleNamespace(contract=contract)),
        "refuse_by": refuse_by,
        "may_refuse": bool(refuse_by and running and on <= refuse_by)
        and allowed(reader, "contracts.refuse_renewal", contract),
        "may_amend": running and allowed(reader, "contracts.propose_amendment", contract),
    }


def verbs_of(proposal: AmendmentProposal, reader: Any) -> list[str]:
    """What this reader may do with a proposed amendment as it stands, the most important first."""
    if not proposal.is_open:
        return []
    turn = "approve" if proposal.status == AmendmentProposal.Status.PROPOSED else "agree"
    verbs = [turn, "refuse"] if allowed(reader, f"contracts.{turn}_amendment", proposal) else []
    return [*verbs, "withdraw"] if allowed(reader, "contracts.propose_amendment", proposal.contract) else verbs


def amendment_context(proposal: AmendmentProposal, reader: Any) -> dict[str, Any]:
    """What the page of a proposed amendment shows: each value before and after, and who has decided."""
    contract = proposal.contract
    return {
        "proposal": proposal,
        "contract": contract,
        "rows": changed_rows(proposal, contract.currency),
        "verbs": verbs_of(proposal, reader),
        "widened": widened_by_change(contract, proposal.vendor_after) if proposal.is_open else [],
    }


def changed_rows(change: Any, currency: str) -> list[tuple[str, str, str]]:
    """Label, before and after of whatever an amendment changes; an end is shown as the last day that is covered."""
    rows = []
    if change.value_before != change.value_after:
        rows.append(("Value", money((change.value_before, currency)), money((change.value_after, currency))))
    if change.ends_on_before != change.ends_on_after:
        rows.append(("Last day", day(change.ends_on_before - A_DAY), day(change.ends_on_after - A_DAY)))
    if change.vendor_after:
        rows.append(("Provided by", str(change.vendor_before), str(change.vendor_after)))
    return rows
