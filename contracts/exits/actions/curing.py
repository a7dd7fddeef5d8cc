"""Before a termination for breach: the notice to cure, the answer, and the finding that the breach is put right."""

import datetime
from typing import Any

from django.db import transaction

from contracts.agreements.actions import lock_in_force
from contracts.agreements.actions.extending import today_in
from contracts.agreements.models import Contract
from contracts.exits.models import CureNotice
from marketplace.audit.actions import record
from marketplace.business_time import local_midnight
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import require

from .telling import tell_sides


class CureClosed(DomainError):
    """Somebody was quicker, or it was answered before."""

    sentence = "This was answered or closed meanwhile. Nothing was changed. Load the page again to see how it stands."


@transaction.atomic
def give_cure_notice(*, contract: Contract, breach: str, by: Any, now: Clock = database_now) -> CureNotice:
    """Names a breach; who provides has the contract's days to put it right, to the end of the last of them.

    Raises PermissionDenied, NotRunning, InvalidInput.
    """
    require(by, "contracts.give_cure_notice", contract)
    contract, at = lock_in_force(contract), now()
    if not breach.strip():
        raise InvalidInput("Say what is in breach, and what would put it right. Nothing was sent.")
    last = today_in(contract, at) + datetime.timedelta(days=contract.cure_days)
    notice = CureNotice.objects.create(
        contract=contract,
        breach=breach.strip(),
        cure_by=local_midnight(last + datetime.timedelta(days=1), contract.time_zone),
        given_at=at,
        given_by=by,
    )
    data = {"cure_by": notice.cure_by, "breach": notice.breach}
    record(action="contracts.contract.cure_notice_given", obj=contract, by=by, at=at, data=data)
    said = f"{notice.breach} Put it right and answer by {moment(notice.cure_until)}."
    _tell(notice, ("agency", "vendor"), "Notice to cure a breach", said, at)
    return notice


@transaction.atomic
def answer_cure_notice(*, notice: CureNotice, answer: str, by: Any, now: Clock = database_now) -> CureNotice:
    """Who provides says what it has done. Raises PermissionDenied, CureClosed, InvalidInput."""
    require(by, "contracts.answer_cure_notice", notice)
    notice, at = _lock(notice), now()
    if notice.answered_at is not None:
        raise CureClosed
    if not answer.strip():
        raise InvalidInput("Say what you have done about it. Nothing was sent.")
    notice.answer, notice.answered_by, notice.answered_at = answer.strip(), by, at
    notice.save(update_fields=["answer", "answered_by", "answered_at"])
    data = {"answer": notice.answer}
    record(action="contracts.contract.cure_notice_answered", obj=notice.contract, by=by, at=at, data=data)
    _tell(notice, ("agency", "office"), "Answer to the notice to cure", notice.answer, at)
    return notice


@transaction.atomic
def close_cure_notice(*, notice: CureNotice, finding: str, by: Any, now: Clock = database_now) -> CureNotice:
    """The breach counts as put right, in time or late. Raises PermissionDenied, CureClosed, InvalidInput."""
    require(by, "contracts.close_cure_notice", notice)
    notice, at = _lock(notice), now()
    if not finding.strip():
        raise InvalidInput("Say how it was put right: who provides reads it. Nothing was changed.")
    notice.finding, notice.closed_by, notice.closed_at = finding.strip(), by, at
    fields = ["finding", "closed_by", "closed_at"]
    move(notice, CureNotice.Status.CURED, by=by, at=at, fields=fields, reason=notice.finding)
    _tell(notice, ("vendor", "office"), "The breach is put right", notice.finding, at)
    return notice


def _lock(notice: CureNotice) -> CureNotice:
    rows = CureNotice.objects.select_for_update(of=["self"]).select_related("contract__agency", "contract__vendor")
    notice = rows.get(pk=notice.pk)
    if notice.status != CureNotice.Status.GIVEN:
        raise CureClosed
    return notice


def _tell(notice: CureNotice, sides: tuple[str, ...], subject: str, body: str, at: datetime.datetime) -> None:
    key = f"cure-{notice.pk}-{subject}"[:80]
    address = notice.get_absolute_url()
    tell_sides(notice.contract, sides=sides, key=key, subject=subject, body=body, address=address, at=at)
