"""Granting what is owed: small credits by themselves once final, large ones by two people; claims filed by a person."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment, money
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.actions import notify
from marketplace.permissions import SYSTEM, require

from ..models import ServiceCredit
from ..queries.audience import people_of
from .posting import post_credit


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
    """Grants a computed credit, which leaves a credit note. The debtor may accept it before the dispute days are over.

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
    move(credit, ServiceCredit.Status.GRANTED, by=by, at=at, fields=["granted_at", "granted_by"])
    post_credit(credit, at=at)
    return credit


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
    _tell(claim, "filed", f"{claim.creditor} claims {data['amount']} for {claim.result}.", at=at)
    return claim


class NothingToAnswer(DomainError):
    """The claim was never filed, is answered, or a later result has replaced it."""

    sentence = (
        "This claim cannot be answered: it is not filed, it is answered already, or a later result has replaced it. "
        "Load the page again to see which."
    )


@transaction.atomic
def answer_claim(
    *,
    claim: ServiceCredit,
    accepted: ServiceCredit.Answer,
    by: Any,
    amount: Decimal | None = None,
    reason: str = "",
    now: Clock = database_now,
) -> ServiceCredit:
    """The vendor says how much of a filed claim it accepts, once, and gives a credit note for that.

    The agency's own credit does not hang on it.

    `amount` is asked where it accepts a part. Raises PermissionDenied, InvalidInput without a reason or with an amount
    that is no part, NothingToAnswer.
    """
    require(by, "contracts.answer_claim", claim)
    claim, at = _locked(claim), now()
    if not claim.filed_at or claim.answered_at or claim.status == ServiceCredit.Status.SUPERSEDED:
        raise NothingToAnswer
    if accepted != ServiceCredit.Answer.ACCEPTED and not reason.strip():
        raise InvalidInput("Say why the claim is not accepted in full; the broker office reads it.")
    fits = {"accepted": claim.amount, "partly": amount, "refused": Decimal(0)}[accepted]
    if fits is None or accepted == ServiceCredit.Answer.PARTLY and not 0 < fits < claim.amount:
        raise InvalidInput("Give the part that is accepted: more than nothing, and less than is claimed.")
    claim.answer, claim.accepted_amount, claim.answer_reason = accepted, fits, reason.strip()
    claim.answered_at, claim.answered_by_id = at, by.pk
    claim.save(update_fields=["answer", "accepted_amount", "answer_reason", "answered_at", "answered_by"])
    data = {"answer": accepted, "accepted": money((fits, claim.currency)), "reason": claim.answer_reason}
    record(action="contracts.claim.answered", obj=claim, by=by, at=at, data=data)
    post_credit(claim, at=at)
    _tell(claim, "answered", f"{claim.debtor} answered: {claim.get_answer_display().lower()}.", at=at)
    return claim


def _tell(claim: ServiceCredit, what: str, body: str, *, at: datetime) -> None:
    contract = claim.result.term.contract
    notify(
        recipients=people_of(contract, at=at),
        key=f"claim-{claim.pk}-{what}",
        subject=f"{contract.reference}: claim {claim.reference} {what}",
        body=body,
        address=claim.get_absolute_url(),
        at=at,
    )


def _locked(credit: ServiceCredit) -> ServiceCredit:
    loaded = ServiceCredit.objects.select_for_update(of=["self"]).select_related(
        "result__term__contract", "debtor", "creditor"
    )
    return loaded.get(pk=credit.pk)
