"""A milestone comes about: proposed by the office, agreed by who provides; or is dropped, with a reason."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from contracts.agreements.actions import lock_in_force
from contracts.agreements.models import Contract
from contracts.deliveries.models import Milestone
from contracts.exits.actions.telling import tell_sides
from marketplace.business_time import close_of_business, local_midnight
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.calendars import calendar_of
from marketplace.permissions import require

Status = Milestone.Status
A_DAY = datetime.timedelta(days=1)


class MilestoneDecided(DomainError):
    sentence = (
        "This milestone was agreed or dropped, or something was delivered. Nothing was changed. Load the page again."
    )


@dataclass(frozen=True)
class MilestoneTerms:
    """What is to be delivered, by when, what is accepted, what silence says, and what is paid for it once accepted."""

    kind: str
    title: str
    criteria: str
    due_on: datetime.date
    accept_days: int | None = None
    amount: Decimal | None = None


def due_moment(contract: Contract, due_on: datetime.date, *, at: datetime.datetime) -> datetime.datetime:
    """The agency's close of business on that day, or on the next working day where it is closed."""
    the_day_before = local_midnight(due_on - A_DAY, contract.agency.time_zone)
    return close_of_business(the_day_before, 1, calendar_of(contract.agency, at=at))


def promised_for(contract: Contract) -> Decimal:
    """What all its milestones come to that were not dropped."""
    rows = contract.milestones.exclude(status=Status.DROPPED)
    return rows.aggregate(sum=Sum("amount", default=Decimal()))["sum"]


@transaction.atomic
def propose_milestone(*, contract: Contract, terms: MilestoneTerms, by: Any, now: Clock = database_now) -> Milestone:
    """Proposes one; it binds once who provides has agreed. Raises PermissionDenied, NotRunning, InvalidInput."""
    require(by, "contracts.propose_milestone", contract)
    contract, at = lock_in_force(contract), now()
    if terms.kind not in Milestone.Kind.values or not terms.title.strip() or not terms.criteria.strip():
        raise InvalidInput("A milestone has a kind, a title, and says what is accepted. Nothing was proposed.")
    due_at = due_moment(contract, terms.due_on, at=at)
    if due_at <= at or not contract.starts_on <= terms.due_on < contract.end_day:
        raise InvalidInput("It is due in the contract’s term, and not in the past. Nothing was proposed.")
    if terms.amount is not None and terms.amount + promised_for(contract) > contract.value:
        raise InvalidInput("Milestones are not paid more than the contract is worth. Nothing was proposed.")
    milestone = Milestone.objects.create(
        contract=contract,
        number=contract.milestones.count() + 1,
        due_at=due_at,
        proposed_by=by,
        proposed_at=at,
        **vars(terms),
    )
    said = f"{milestone.title} is to be delivered by {moment(due_at)}. It binds once you agree."
    _tell(milestone, ("vendor",), "To agree, a milestone", said, at)
    return milestone


@transaction.atomic
def agree_milestone(*, milestone: Milestone, by: Any, now: Clock = database_now) -> Milestone:
    """Who provides agrees, before it is due. Raises PermissionDenied, NotRunning, MilestoneDecided."""
    require(by, "contracts.agree_milestone", milestone)
    lock_in_force(milestone.contract)
    milestone, at = lock_milestone(milestone), now()
    if milestone.status != Status.PROPOSED or at >= milestone.due_at:
        raise MilestoneDecided
    milestone.agreed_by, milestone.agreed_at = by, at
    move(milestone, Status.AGREED, by=by, at=at, fields=["agreed_by", "agreed_at"])
    _tell(milestone, ("agency", "office"), "A milestone is agreed", f"Due {moment(milestone.due_at)}.", at)
    return milestone


@transaction.atomic
def drop_milestone(*, milestone: Milestone, reason: str, by: Any, now: Clock = database_now) -> Milestone:
    """The office takes it out before its time, while nothing was delivered; who missed it keeps having missed it.

    Raises PermissionDenied, MilestoneDecided, InvalidInput.
    """
    require(by, "contracts.propose_milestone", milestone.contract)
    milestone, at = lock_milestone(milestone), now()
    late = milestone.status == Status.AGREED and at >= milestone.due_at
    if milestone.status == Status.DROPPED or late or milestone.deliveries.exists():
        raise MilestoneDecided
    if not reason.strip():
        raise InvalidInput("Say why it is dropped: both sides read it. Nothing was changed.")
    milestone.dropped_because = reason.strip()
    move(milestone, Status.DROPPED, by=by, at=at, fields=["dropped_because"], reason=milestone.dropped_because)
    _tell(milestone, ("agency", "vendor"), "A milestone is dropped", milestone.dropped_because, at)
    return milestone


def lock_milestone(milestone: Milestone) -> Milestone:
    """The milestone as it stands now, its row locked until the transaction ends."""
    rows = Milestone.objects.select_for_update(of=["self"]).select_related("contract__agency", "contract__vendor")
    return rows.get(pk=milestone.pk)


def _tell(milestone: Milestone, sides: tuple[str, ...], subject: str, body: str, at: datetime.datetime) -> None:
    key = f"milestone-{milestone.pk}-{milestone.status}"
    address = milestone.get_absolute_url()
    tell_sides(milestone.contract, sides=sides, key=key, subject=subject, body=body, address=address, at=at)
