"""After the standstill: the contract, drawn up with its service levels for both sides to sign."""

import datetime
from typing import Any

from django.db import transaction

from contracts.agreements.actions import Agreed, Before, draw_up_contract
from contracts.agreements.models import Contract
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.permissions import require
from rfp.awards.models import Award
from rfp.awards.queries import open_challenges
from rfp.evaluation.actions import chain_of

from .trail import BidLapsed, lock_running, reloaded


class StandsStill(DomainError):
    """The standstill is not over."""

    def __init__(self, award: Award) -> None:
        super().__init__(
            f"Nothing is signed before {moment(award.standstill_ends_at, 'second')}: until then every bidder may "
            "challenge the award. No contract was drawn up. Come back after that."
        )


class Challenged(DomainError):
    sentence = (
        "A challenge of this award is open, so nothing is signed. No contract was drawn up. It is decided on first, by "
        "somebody uninvolved."
    )


@transaction.atomic
def conclude_award(
    *, award: Award, starts_on: datetime.date, ends_on: datetime.date, by: Any, now: Clock = database_now
) -> Contract:
    """Draws the contract up from what was bid, with the service levels that were asked for.

    Raises PermissionDenied, CalledOff, AwardMoved, StandsStill, Challenged, BidLapsed, and what drawing up refuses.
    """
    require(by, "rfp.conclude_award")
    solicitation = lock_running(award)
    award = reloaded(award, Award.Status.APPROVED)
    at = now()
    if award.stands_still(at=at):
        raise StandsStill(award)
    if open_challenges(award.lot).exists():
        raise Challenged
    if at >= award.valid_until:
        raise BidLapsed(award)
    lot, agency = award.lot, solicitation.agency
    agreed = Agreed(
        title=lot.title or solicitation.title,
        ocid=solicitation.ocid,
        agency=agency,
        vendor=award.vendor,
        broker=None,
        offering=None,
        offering_revision=None,
        delivery_mode="brokered",
        time_zone=agency.time_zone,
        currency=award.currency,
        starts_on=starts_on,
        ends_on=ends_on,
        value=award.value,
    )
    levels = [row.promised for row in lot.levels.all()]
    award.contract = draw_up_contract(agreed=agreed, levels=levels, origins=origins_of(award), by=by, now=lambda: at)
    award.ended_at = at
    data = {"contract": award.contract.reference}
    chain = chain_of(solicitation)
    move(award, Award.Status.CONCLUDED, by=by, at=at, fields=["contract", "ended_at"], data=data, chain=chain)
    return award.contract


def origins_of(award: Award) -> list[Before]:
    """What led to this award: the need, the market's answers that were asked for first, the competition, the award."""
    solicitation = award.lot.solicitation
    need, first = solicitation.need, solicitation.follows
    origins = []
    if need is not None:
        origins.append(Before("Need", need.reference, need.get_absolute_url(), need.stated_at, is_public=False))
    for one in (first, solicitation) if first is not None else (solicitation,):
        address = one.get_absolute_url()
        origins.append(Before(one.preset.prefix, one.reference, address, one.published_at))
    lot = f"{solicitation.reference}/{award.lot.number}"
    return [*origins, Before("Award", lot, award.get_absolute_url(), award.approved_at)]
