"""A contract is ended early: proposed by the office, approved by the agency, and where both agree, by who provides."""

import datetime
from typing import Any

from django.db import transaction

from contracts.agreements.actions import NotRunning, lock_in_force
from contracts.agreements.actions.extending import today_in
from contracts.agreements.models import Contract
from contracts.exits.models import Cause, CureNotice, Termination
from contracts.exits.models.termination import WITH_NOTICE
from marketplace.audit.actions import record
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day, moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require

from .telling import tell_sides

Status = Termination.Status
A_DAY = datetime.timedelta(days=1)


class TerminationOpen(DomainError):
    sentence = (
        "A termination of this contract waits or is in force. Nothing was proposed. See it on the contract’s page."
    )


class TerminationDecided(DomainError):
    """Somebody was quicker."""

    def __init__(self, termination: Termination) -> None:
        super().__init__(
            f"This termination is: {termination.get_status_display().lower()}. Nothing was changed. Load the page "
            "again to see who decided."
        )


class NoticeTooShort(DomainError):
    """The end lies nearer than the contract allows for that cause."""

    def __init__(self, contract: Contract, cause: str, earliest: datetime.date) -> None:
        why = f"{contract.notice_days} days of notice" if cause in WITH_NOTICE else "the end of today"
        super().__init__(
            f"For this cause the contract asks for {why}, so its last day is {day(earliest - A_DAY)} at the earliest. "
            "Nothing was changed. Choose that day or a later one."
        )


class CureStillRuns(DomainError):
    """No breach has been left without a cure."""

    def __init__(self, running: CureNotice | None) -> None:
        until = (
            f"The time to cure runs until {moment(running.cure_until)}."
            if running
            else "No notice to cure has run out on this contract."
        )
        super().__init__(
            f"{until} Nothing was proposed. A contract is ended for a breach once the time to put it right has passed."
        )


def earliest_end(contract: Contract, cause: str, *, at: datetime.datetime) -> datetime.date:
    """The first day that need no longer be covered, where notice is given at that moment."""
    days = contract.notice_days if cause in WITH_NOTICE else 0
    return today_in(contract, at) + datetime.timedelta(days=days) + A_DAY


@transaction.atomic
def propose_termination(
    *, contract: Contract, cause: str, reason: str, last_day_on: datetime.date, by: Any, now: Clock = database_now
) -> Termination:
    """Proposes to end the contract after `last_day_on`. Nothing ends before the agency has approved it.

    Raises PermissionDenied, NotRunning, InvalidInput, TerminationOpen, NoticeTooShort, CureStillRuns.
    """
    require(by, "contracts.terminate_contract", contract)
    contract, at = lock_in_force(contract), now()
    if cause not in Cause.values or not reason.strip():
        raise InvalidInput("A termination names its cause and says why. Nothing was proposed.")
    if contract.terminations.filter(status__in=[Status.PROPOSED, Status.APPROVED, Status.IN_FORCE]).exists():
        raise TerminationOpen
    effective_on = last_day_on + A_DAY
    _check_day(contract, cause, effective_on, at=at)
    termination = Termination.objects.create(
        contract=contract,
        cause=cause,
        reason=reason.strip(),
        effective_on=effective_on,
        effective_at=local_midnight(effective_on, contract.time_zone),
        cure_notice=_lapsed_notice(contract, at=at) if cause == Cause.BREACH else None,
        proposed_by=by,
        proposed_at=at,
    )
    data = {"cause": cause, "reason": termination.reason, "last_day": last_day_on}
    record(action="contracts.contract.termination_proposed", obj=contract, by=by, at=at, data=data)
    said = f"{by} proposes to end it with {day(last_day_on)}. {termination.get_cause_display()}: {termination.reason}"
    _tell(termination, ("agency",), "To decide, an early end", said, at)
    return termination


def _check_day(contract: Contract, cause: str, effective_on: datetime.date, *, at: datetime.datetime) -> None:
    if effective_on >= contract.ends_on or effective_on <= contract.starts_on:
        raise InvalidInput(
            f"An early end lies between the first day and {day(contract.last_day_on)}, the last day as agreed. "
            "Nothing was changed. Choose a day between."
        )
    earliest = earliest_end(contract, cause, at=at)
    if effective_on < earliest:
        raise NoticeTooShort(contract, cause, earliest)


def _lapsed_notice(contract: Contract, *, at: datetime.datetime) -> CureNotice:
    """The notice to cure whose time has passed. Raises CureStillRuns where there is none."""
    lapsed = contract.cure_notices.lapsed(at=at).order_by("cure_by").first()
    if lapsed is None:
        raise CureStillRuns(contract.cure_notices.filter(status=CureNotice.Status.GIVEN).order_by("cure_by").first())
    return lapsed


@transaction.atomic
def approve_termination(*, termination: Termination, by: Any, now: Clock = database_now) -> Termination:
    """A second person, of the agency. Notice is given with it, or who provides is asked where both are to agree.

    Raises PermissionDenied (also for whoever proposed it), NotRunning, TerminationDecided, NoticeTooShort,
    CureStillRuns where the breach was put right meanwhile.
    """
    require(by, "contracts.approve_termination", termination)
    contract = lock_in_force(termination.contract)
    termination, at = _lock(termination, Status.PROPOSED), now()
    _check_day(contract, termination.cause, termination.effective_on, at=at)
    if termination.cause == Cause.BREACH:
        _lapsed_notice(contract, at=at)
    termination.approved_by, termination.approved_at = by, at
    fields = ["approved_by", "approved_at"]
    if termination.cause == Cause.AGREEMENT:
        move(termination, Status.APPROVED, by=by, at=at, fields=fields)
        said = f"{contract.agency} and the broker office want to end it with {day(termination.last_day_on)}."
        _tell(termination, ("vendor",), "To agree, an early end", f"{said} {termination.reason}", at)
        return termination
    return _give_notice(termination, contract, fields=fields, by=by, at=at)


@transaction.atomic
def agree_termination(*, termination: Termination, by: Any, now: Clock = database_now) -> Termination:
    """Who provides agrees, and notice is given. Raises PermissionDenied, NotRunning, TerminationDecided,
    NoticeTooShort.
    """
    require(by, "contracts.agree_termination", termination)
    contract = lock_in_force(termination.contract)
    termination, at = _lock(termination, Status.APPROVED), now()
    _check_day(contract, termination.cause, termination.effective_on, at=at)
    termination.agreed_by = by
    return _give_notice(termination, contract, fields=["agreed_by"], by=by, at=at)


def _give_notice(
    termination: Termination, contract: Contract, *, fields: list[str], by: Any, at: datetime.datetime
) -> Termination:
    """From here on the end is a comparison of times: the contract is over at `effective_at`, whatever job runs."""
    contract.ended_at = termination.effective_at
    contract.save(update_fields=["ended_at"])
    termination.given_at, termination.contract = at, contract
    data = {"cause": termination.cause, "ended_at": termination.effective_at}
    move(termination, Status.IN_FORCE, by=by, at=at, fields=[*fields, "given_at"], data=data)
    record(
        action="contracts.contract.notice_given", obj=contract, by=by, at=at,
        data=data | {"reason": termination.reason},
    )  # fmt: skip
    said = f"Its last day is {day(termination.last_day_on)}. {termination.get_cause_display()}: {termination.reason}"
    _tell(termination, ("agency", "vendor", "office"), "Notice given", said, at)
    return termination


@transaction.atomic
def refuse_termination(*, termination: Termination, reason: str, by: Any, now: Clock = database_now) -> Termination:
    """The one whose turn it is says no. Raises PermissionDenied, TerminationDecided, InvalidInput."""
    waits = Status(termination.status)
    verb = "agree" if waits == Status.APPROVED else "approve"
    require(by, f"contracts.{verb}_termination", termination)
    return _close(_lock(termination, waits), Status.REFUSED, reason, by=by, at=now())


@transaction.atomic
def withdraw_termination(*, termination: Termination, reason: str, by: Any, now: Clock = database_now) -> Termination:
    """The office takes it back: a proposal, or a notice that has not brought the end yet.

    Raises PermissionDenied, NotRunning once the end has come, TerminationDecided, InvalidInput.
    """
    require(by, "contracts.terminate_contract", termination.contract)
    contract = lock_in_force(termination.contract)
    termination, at = _lock(termination, *Status), now()
    if contract.is_over(at=at):
        raise NotRunning
    if termination.status == Status.IN_FORCE:
        contract.ended_at = None
        contract.save(update_fields=["ended_at"])
        record(
            action="contracts.contract.notice_withdrawn", obj=contract, by=by, at=at, data={"reason": reason.strip()}
        )
    return _close(termination, Status.WITHDRAWN, reason, by=by, at=at)


def _close(termination: Termination, to: str, reason: str, *, by: Any, at: datetime.datetime) -> Termination:
    if to not in termination.TRANSITIONS.get(Status(termination.status), set()):
        raise TerminationDecided(termination)
    if not reason.strip():
        raise InvalidInput("Say why: the others read it. Nothing was changed.")
    termination.closed_because, termination.closed_at = reason.strip(), at
    fields = ["closed_because", "closed_at"]
    move(termination, to, by=by, at=at, fields=fields, reason=termination.closed_because)
    _tell(
        termination, ("agency", "vendor", "office") if termination.given_at else ("agency", "office"),
        f"The early end is {termination.get_status_display().lower()}", termination.closed_because, at,
    )  # fmt: skip
    return termination


def _lock(termination: Termination, *states: str) -> Termination:
    rows = Termination.objects.select_for_update(of=["self"]).select_related("contract__agency", "contract__vendor")
    termination = rows.get(pk=termination.pk)
    if termination.status not in states:
        raise TerminationDecided(termination)
    return termination


def _tell(termination: Termination, sides: tuple[str, ...], subject: str, body: str, at: datetime.datetime) -> None:
    key = f"termination-{termination.pk}-{termination.status}"
    address = termination.get_absolute_url()
    tell_sides(termination.contract, sides=sides, key=key, subject=subject, body=body, address=address, at=at)
