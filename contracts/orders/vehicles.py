"""The ways in which an order can be bought: agreements that both sides may use, with what is left of them, and none."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from catalog.offerings.plans import price_day
from contracts.frameworks.actions import check_order, check_signed
from contracts.frameworks.levies import levy_of_lot
from contracts.frameworks.models import FrameworkLot
from contracts.frameworks.queries import lots_for, room_in
from contracts.policies.models import BuyingPolicy
from contracts.policies.queries import RouteState, policy_on, route_states
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation

from .models import Order
from .pricing import Wanted, snapshot
from .splitting import Split, split_of
from .terms import months_after


@dataclass(frozen=True)
class LotOption:
    """A lot that both sides may use: what is left of it, and the refusal where the order does not fit."""

    lot: FrameworkLot
    room: Decimal
    refusal: DomainError | None


@dataclass(frozen=True)
class Ways:
    """Everything that decides how an order can be bought on a day."""

    policy: BuyingPolicy | None
    states: Sequence[RouteState]
    lots: Sequence[LotOption]
    split: Split | None

    def state(self, route: str) -> RouteState:
        return next(state for state in self.states if state.route == route)

    @property
    def fitting(self) -> list[LotOption]:
        """Lots that the order fits; the newest agreement first."""
        return [option for option in self.lots if option.refusal is None]


def priced(wanted: Wanted, agency: Organisation, *, on: datetime.date) -> dict[str, Any]:
    """The fields of a draft, reckoned with the levy of the newest agreement that both sides may use on that day.

    Raises what `snapshot` raises.
    """
    fields = snapshot(wanted, on=on)
    offering, currency = wanted.offering, fields["currency"]
    said = {"vendor": fields["vendor"], "lot_code": offering.lot_code, "currency": currency, "on": on}
    lots = lots_for(agency=agency, **said)
    percent = levy_of_lot(lots[0] if lots else None, on)
    return fields if percent == fields["levy_percent"] else snapshot(replace(wanted, levy_percent=percent), on=on)


def is_own_service(order: Order) -> bool:
    """Whether the state provides it itself: nothing is bought from the market."""
    return order.vendor.kind == Organisation.Kind.BROKER


def lot_options(order: Order, *, at: datetime.datetime) -> list[LotOption]:
    """The lots of all agreements open to agency and vendor on that day; the newest agreement first."""
    on = price_day(at)
    ends_on = months_after(max(order.wanted_from, on), order.months)
    lots = lots_for(
        agency=order.agency,
        vendor=order.vendor,
        lot_code=order.offering.lot_code,
        currency=order.currency,
        on=on,
        bound=False,
    )
    options = []
    for lot in lots:
        room, refusal = room_in(lot), None
        try:
            check_signed(lot, order.vendor)
            check_order(lot, amount=order.total_value, ends_on=ends_on, room=room, on=on)
        except DomainError as refused:
            refusal = refused
        options.append(LotOption(lot, room, refusal))
    return options


def ways_for(order: Order, *, at: datetime.datetime) -> Ways:
    """What is open to the order at that moment, by the policy of the day and the agreements of both sides."""
    policy = policy_on(price_day(at))
    states = route_states(policy, order.total_value)
    return Ways(policy, states, lot_options(order, at=at), split_of(order, policy, at=at))
