"""Orders by rank, made by the real actions: a lot with vendors one after the other, and who answers for each."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from catalog.models import Offering
from contracts.frameworks.models import FrameworkLot
from contracts.orders.actions import Place, approve_order, draw_line, submit_order
from contracts.orders.models import CascadeOffer, Order
from marketplace.accounts.models import User
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.contracts import MONDAY_NOON, Trade, drafted_order, funded, trade
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import person


@dataclass(frozen=True)
class Ranks:
    """An agency and the vendors of one lot, the first rank first, with somebody who binds each."""

    parties: Trade
    lot: FrameworkLot
    offerings: list[Offering]
    signatories: list[User]


def ranks(*prices: str, limit=Decimal(500_000), parties: Trade | None = None, **framework) -> Ranks:
    """As many vendors after the first as there are prices a user and month; the first one's is $19.50."""
    parties = parties or trade(limit=limit)
    others = [
        OfferingFactory(orderable=True, plans=[PlanFactory.build(offering=None, price=Decimal(price))])
        for price in prices
    ]
    lot = signed_framework(parties.vendor, *(one.vendor for one in others), **framework).lots.get()
    return Ranks(
        parties,
        lot,
        [parties.offering, *others],
        [parties.signatory, *(person(Role.SIGNATORY, of=one.vendor) for one in others)],
    )


def lined_up(world: Ranks, *, at=MONDAY_NOON, left_out: dict[int, str] | None = None, **changes) -> Order:
    """A funded draft with its line; `left_out` passes ranks over."""
    order = funded(drafted_order(world.parties, at=at, **changes), world.parties, at=at)
    places = [
        Place(one.vendor_id, left_out=left_out[rank])
        if left_out and rank in left_out
        else Place(one.vendor_id, one, one.plans.all()[0].code)
        for rank, one in enumerate(world.offerings, start=1)
    ]
    act = {"order": order, "lot": world.lot, "places": places, "version": order.version}
    return draw_line(**act, by=world.parties.requester, now=lambda: at)


def offered_by_rank(world: Ranks, *, at=MONDAY_NOON, **changes) -> Order:
    """Approved: it is the first one's turn."""
    order = lined_up(world, at=at, **changes)
    order = submit_order(order=order, version=order.version, by=world.parties.requester, now=lambda: at)
    return approve_order(order=order, version=order.version, by=world.parties.approver, now=lambda: at)


def offer_to(order: Order, rank: int) -> CascadeOffer:
    """As it stands in the database now."""
    return CascadeOffer.objects.with_order().get(order=order, rank=rank)


def at_another_price(offering: Offering, price: str) -> None:
    """Published again with its one plan at this price."""
    plan = offering.plans.all()[0]
    plan.price = Decimal(price)
    offering.plans = [plan]
    offering.save()
    offering.live_revision = offering.save_revision(clean=False)
    offering.save(update_fields=["live_revision"])


def a_second_before(moment: datetime.datetime) -> datetime.datetime:
    return moment - datetime.timedelta(seconds=1)
