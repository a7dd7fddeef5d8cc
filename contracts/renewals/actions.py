"""Deciding what follows a contract's end."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from contracts.agreements.actions import refuse_renewal
from contracts.agreements.actions.amending import lock_running
from contracts.agreements.actions.extending import today_in
from contracts.agreements.models import Contract
from contracts.agreements.models.signing import digest_of
from contracts.exits.actions.telling import tell_sides
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day, moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from .models import RenewalDecision
from .queries import RUNGS, ladder, pack_of, text_of_pack, undecided


class DecidedAlready(DomainError):
    """Somebody decided about this end before."""

    def __init__(self, decision: RenewalDecision) -> None:
        super().__init__(
            f"{decision.decided_by} decided on {moment(decision.decided_at)}: "
            f"{decision.get_decision_display().lower()}. "
            "Nothing was changed. Where the end moves, it is decided anew."
        )


class TooEarly(DomainError):
    """The first rung of the ladder has not come."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            f"{contract.reference} runs until {day(contract.last_day_on)}. It is decided in its last {RUNGS[0]} days, "
            "with figures that are fresh. Nothing was changed."
        )


@transaction.atomic
def announce_ends(*, by: Any, now: Clock = database_now) -> int:
    """Tells those who decide that an end comes near, once at each rung that is reached, while nobody has decided.

    Reckoned from the end as it stands now: where it moves, the ladder begins anew. Safe to repeat. Raises
    PermissionDenied.
    """
    require(by, "contracts.announce_ends")
    at, told = now(), 0
    near = at.date() + datetime.timedelta(days=RUNGS[0] + 1)
    running = Contract.objects.filter(status=Contract.Status.ACTIVE, ended_at__isnull=True, ends_on__lte=near)
    for contract in undecided(running.with_parties()).order_by("pk"):
        come = [rung for rung in ladder(contract, on=today_in(contract, at)) if rung.come]
        if not come or contract.ends_on <= today_in(contract, at):
            continue
        told += 1
        renews = (
            f" It renews itself unless somebody refuses by {day(contract.refuse_by)}." if contract.refuse_by else ""
        )
        tell_sides(
            contract,
            sides=("agency", "office"),
            key=f"end-{contract.pk}-{contract.ends_on}-{come[-1].days}",
            subject=f"To decide, its last day is {day(contract.last_day_on)}",
            body=f"Renew it, compete again, or let it end: nobody has decided.{renews}",
            address=reverse("renewal_page", args=[contract.reference]),
            at=at,
        )
    return told


@transaction.atomic
def decide_renewal(
    *, contract: Contract, decision: str, reason: str, by: Any, now: Clock = database_now
) -> RenewalDecision:
    """Keeps the decision with the pack as it stands at this moment. To let end, or compete again, refuses a renewal
    by itself.

    Raises PermissionDenied, NotRunning, InvalidInput, DecidedAlready, TooEarly, and TooLateToRefuse where a contract
    renews itself and its last day to refuse has passed.
    """
    require(by, "contracts.decide_renewal", contract)
    contract, at = lock_running(contract), now()
    if decision not in RenewalDecision.Decision.values or not reason.strip():
        raise InvalidInput("Choose what is to follow, and say why. Nothing was decided.")
    made_before = RenewalDecision.objects.filter(contract=contract, ends_on=contract.ends_on)
    earlier = made_before.select_related("decided_by").first()
    if earlier:
        raise DecidedAlready(earlier)
    on = today_in(contract, at)
    if (contract.last_day_on - on).days > RUNGS[0] and contract.refuse_by is None:
        raise TooEarly(contract)
    text = text_of_pack(pack_of(contract, on=on))
    made = RenewalDecision.objects.create(
        contract=contract,
        ends_on=contract.ends_on,
        decision=decision,
        reason=reason.strip(),
        decided_by=by,
        decided_at=at,
        content=text,
        digest=digest_of(text),
    )
    if decision != RenewalDecision.Decision.RENEW and contract.refuse_by is not None:
        refuse_renewal(contract=contract, by=by, now=lambda: at)
    data = {"decision": decision, "reason": made.reason, "ends_on": contract.ends_on, "pack": made.digest}
    record(action="contracts.contract.renewal_decided", obj=contract, by=by, at=at, data=data)
    return made
