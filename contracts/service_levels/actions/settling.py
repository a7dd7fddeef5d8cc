"""What a month owes over all its service levels: each result's share, and who owes it to whom."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from contracts.agreements.models import Contract
from contracts.agreements.parties import Party, parties_of
from marketplace.audit.actions import record
from marketplace.business_time import local_midnight
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.references.actions import take_reference

from ..arithmetic.settlement import Combine, shares
from ..models import PeriodResult, ServiceCredit
from .posting import withdraw_posted

CLAIM_MONTHS = 2


def settle_month(result: PeriodResult, *, by: Any, at: datetime) -> None:
    """Credits of all service levels of the month, by the contract's rule; one that changes is replaced.

    The contract's row is locked: two service levels of one month are not settled at once.
    """
    contract = (
        Contract.objects.select_for_update(of=["self"])
        .select_related("agency", "vendor", "broker")
        .get(pk=result.term.contract_id)
    )
    before = ServiceCredit.objects.standing().filter(result__superseded_by__isnull=False)
    for credit in before.filter(result__term=result.term_id, result__period=result.period).select_for_update():
        move(credit, ServiceCredit.Status.SUPERSEDED, by=by, at=at, reason=f"revision {result.revision}")
        withdraw_posted(credit, reason=f"revision {result.revision}", at=at)
    latest = PeriodResult.objects.latest_revisions().filter(term__contract=contract, period=result.period)
    missed = list(latest.filter(credit__gt=0).order_by("term_id").defer("inputs", "outages"))
    cap = max((one.fee for one in missed), default=Decimal())
    parts = shares([one.credit for one in missed], Combine(contract.misses_combine), cap)
    for one, amount in zip(missed, parts, strict=True):
        _owe(contract, one, amount, by=by, at=at)


def _owe(contract: Contract, result: PeriodResult, amount: Decimal, *, by: Any, at: datetime) -> None:
    standing = list(result.service_credits.standing().select_for_update())
    if standing and all(credit.amount == amount for credit in standing):
        return
    for credit in standing:
        move(credit, ServiceCredit.Status.SUPERSEDED, by=by, at=at, reason="another miss of the month")
        withdraw_posted(credit, reason="another miss of the month", at=at)
    if not amount:
        return
    parties = parties_of(contract.delivery_mode, line_mode=_measured_line(contract))
    for debt, kind in zip(parties.credits, ServiceCredit.Kind, strict=False):
        credit = ServiceCredit.objects.create(
            reference=take_reference("SC", at=at),
            result=result,
            kind=kind,
            debtor=_organisation(contract, debt.debtor),
            creditor=_organisation(contract, debt.creditor),
            amount=amount,
            currency=result.currency,
            computed_at=at,
            claim_due_at=claim_deadline(contract, at) if kind == ServiceCredit.Kind.CLAIM else None,
        )
        data = {"amount": credit.amount, "debtor": str(credit.debtor), "creditor": str(credit.creditor)}
        record(action="contracts.service_credit.proposed", obj=credit, by=by, at=at, data=data)


def claim_deadline(contract: Contract, at: datetime) -> datetime:
    """The end of the second month after the one in which the claim is drafted, in the contract's zone."""
    day: date = at.astimezone(ZoneInfo(contract.time_zone)).date().replace(day=1)
    for _ in range(CLAIM_MONTHS + 1):
        day = (day + timedelta(days=31)).replace(day=1)
    return local_midnight(day, contract.time_zone)


def _measured_line(contract: Contract) -> str:
    """Under a hybrid contract the office answers for the measured whole; a vendor other than itself owes it a claim."""
    return "internal" if contract.vendor_id == contract.broker_id else "managed"


def _organisation(contract: Contract, party: Party) -> Organisation:
    found = contract.organisation_of(party)
    if found is None:
        raise LookupError(f"{contract} names no {party}")
    return found
