"""Granting what is owed: small credits by themselves once final, large ones by two people; claims filed by a person."""

from datetime import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment, money
from marketplace.errors import DomainError
from marketplace.lifecycle import MoveRefused, move
from marketplace.permissions import SYSTEM, require

from ..models import ServiceCredit


class CreditStillOpen(DomainError):
    """The result is disputed, or can still be."""

    sentence = (
        "The result behind this credit is not final yet, so the credit is not granted by itself. Wait for the end."
    )


class TwoPeopleNeeded(DomainError):
    """The credit is so large that one person releases it and another grants it."""

    sentence = (
        "A credit of this size needs two people: one releases it, another one grants it. "
        "Ask a colleague to do the other half."
    )


class ClaimSettled(DomainError):
    """There is no claim to file: it is filed, or a later result has replaced it."""

    sentence = "This claim is filed already, or a later result has replaced it. Load the page again to see which."


class ClaimTooLate(DomainError):
    """The time in which the vendor takes a claim has passed."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__(f"A claim had to be filed before {moment(due_at)}. Settle it with the vendor by agreement.")


@transaction.atomic
def release_credit(*, credit: ServiceCredit, by: Any, now: Clock = database_now) -> ServiceCredit:
    """The first of two people says that a large credit is right. Releasing again changes nothing.

    Raises PermissionDenied, MoveRefused once it is granted or replaced.
    """
    require(by, "contracts.grant_credit", credit)
    credit, at = _locked(credit), now()
    if credit.status != ServiceCredit.Status.PROPOSED:
        raise MoveRefused(credit, ServiceCredit.Status.GRANTED)
    if credit.released_by_id is None:
        credit.released_at, credit.released_by_id = at, by.pk
        credit.save(update_fields=["released_at", "released_by"])
        data = {"amount": credit.amount, "debtor": str(credit.debtor)}
        record(action="contracts.service_credit.released", obj=credit, by=by, at=at, data=data)
    return credit


@transaction.atomic
def grant_credit(*, credit: ServiceCredit, by: Any, now: Clock = database_now) -> ServiceCredit:
    """Grants a computed credit. The debtor may accept it before the dispute days are over.

    Raises PermissionDenied, CreditStillOpen (nobody but the debtor, before the result is final), TwoPeopleNeeded,
    MoveRefused.
    """
    require(by, "contracts.grant_credit", credit)
    credit, at = _locked(credit), now()
    if credit.needs_two and credit.status == ServiceCredit.Status.PROPOSED:
        if by is SYSTEM or credit.released_by_id in {None, by.pk}:
            raise TwoPeopleNeeded
    if by is SYSTEM and not credit.result.is_final(at=at):
        raise CreditStillOpen
    credit.granted_at, credit.granted_by_id = at, by.pk
    return move(credit, ServiceCredit.Status.GRANTED, by=by, at=at, fields=["granted_at", "granted_by"])


@transaction.atomic
def file_claim(*, claim: ServiceCredit, by: Any, now: Clock = database_now) -> ServiceCredit:
    """Sends the office's claim to the vendor, before its deadline. The draft is made when the month is computed.

    Raises PermissionDenied, ClaimTooLate, ClaimSettled.
    """
    require(by, "contracts.file_claim", claim)
    claim, at = _locked(claim), now()
    if claim.kind != ServiceCredit.Kind.CLAIM or claim.filed_at or claim.status == ServiceCredit.Status.SUPERSEDED:
        raise ClaimSettled
    if claim.claim_due_at is None or at >= claim.claim_due_at:
        raise ClaimTooLate(claim.claim_due_at or claim.computed_at)
    claim.filed_at, claim.filed_by_id = at, by.pk
    claim.save(update_fields=["filed_at", "filed_by"])
    data = {
        "amount": money((claim.amount, claim.currency)),
        "debtor": str(claim.debtor),
        "inputs_sha256": claim.result.inputs_sha256,
        "due_at": claim.claim_due_at,
    }
    record(action="contracts.claim.filed", obj=claim, by=by, at=at, data=data)
    return claim


def _locked(credit: ServiceCredit) -> ServiceCredit:
    loaded = ServiceCredit.objects.select_for_update(of=["self"]).select_related("result", "debtor")
    return loaded.get(pk=credit.pk)
