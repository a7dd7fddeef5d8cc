"""How an order is bought: chosen on the draft, judged by the policy of the day on which it is sent, pinned then."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from catalog.offerings.plans import price_day
from contracts.comparisons.models import Comparison
from contracts.comparisons.queries import is_first_place
from contracts.frameworks.levies import levy_of_lot
from contracts.frameworks.models import FrameworkLot
from contracts.orders.consent import check_consent
from contracts.orders.models import OWN_SERVICE, AwardGrounds, Order
from contracts.orders.pricing import with_levy
from contracts.orders.vehicles import LotOption, Ways, is_own_service, ways_for
from contracts.policies.models import Route
from contracts.policies.queries import RouteState, RouteTerms
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from .guards import lock_order, next_version

PINNED = [
    "route",
    "framework_lot",
    "comparison",
    "award_grounds",
    "award_words",
    "policy",
    "approvals_needed",
    "approval_value",
    "decidable_at",
    "split",
]


class RouteClosed(DomainError):
    """The policy does not open this way of buying for the value."""

    def __init__(self, order: Order, state: RouteState, ways: Ways) -> None:
        opened = ", ".join(str(other.route.label).lower() for other in ways.states if other.terms)
        super().__init__(
            f"{state.route.label} is not open for {money((order.total_value, order.currency))}. {state.why} "
            f"Nothing was saved. Open are: {opened}."
        )


class NotUnderThis(DomainError):
    sentence = (
        "Agency and vendor cannot use this agreement today for what is asked for. Nothing was saved. "
        "Choose another way of buying."
    )


class NotTheFirstPlace(DomainError):
    sentence = (
        "The request is not what the comparison put first: the same offer, plan, quantity, term and price. Nothing "
        "was saved. Ask for just that, or compare the offers of today anew."
    )


class AwardNotJustified(DomainError):
    sentence = (
        "No agreement covers this, so it is a direct award, and a direct award says in public why others were not "
        "asked. Nothing was submitted. Choose how it is bought and give the reason, then submit."
    )


@dataclass(frozen=True)
class Award:
    """Why nobody else is asked: a coded reason, and words that the public reads."""

    grounds: str
    words: str


@transaction.atomic
def choose_way(
    *,
    order: Order,
    version: int,
    by: Any,
    lot: FrameworkLot | None = None,
    award: Award | None = None,
    comparison: Comparison | None = None,
    now: Clock = database_now,
) -> Order:
    """Puts a draft under a lot of an agreement, rests it on a signed comparison, or makes it a direct award.

    Raises PermissionDenied, AlreadyMoved, StaleForm, InvalidInput, NotUnderThis, NotTheFirstPlace, ClosedForOrders,
    RunsTooLong, CeilingReached, RouteClosed, LotNotSigned.
    """
    require(by, "contracts.edit_order", order)
    order, at = lock_order(order, *Order.EDITABLE, version=version), now()
    if sum(way is not None for way in (lot, award, comparison)) != 1:
        raise InvalidInput("A request is bought in one way: under an agreement, compared, or as a direct award.")
    reckoned = with_levy(order, levy_of_lot(lot or (comparison.lot if comparison else None), price_day(at)))
    ways = ways_for(order, at=at)
    order.framework_lot, order.comparison, order.award_grounds, order.award_words = None, None, "", ""
    order.line.all().delete()
    if lot is not None:
        order.route, order.framework_lot = Route.DIRECT_ORDER, _fitting(ways, lot)
    elif comparison is not None:
        _rest_on(order, comparison, ways)
    elif award is not None:
        order.route = Route.DIRECT_AWARD
        order.award_grounds, order.award_words = _stated(award)
    check_open(order, ways)
    fields = ["route", "framework_lot", "comparison", "award_grounds", "award_words"]
    order.save(update_fields=[*fields, *reckoned, *next_version(order)])
    data = {"route": order.route, "framework": str(order.framework_lot or ""), "grounds": order.award_grounds}
    data |= {"comparison": str(order.comparison or "")}
    record(action="contracts.order.way_chosen", obj=order, by=by, at=at, data=data)
    return order


def pin_way(
    order: Order, *, at: datetime.datetime, pin_line: Callable[..., None], pin_shares: Callable[..., None]
) -> list[str]:
    """Writes on the order how it is bought and what the policy of the day asks for; returns the fields to save.

    A draft for which nothing was chosen goes under the newest agreement that it fits; `pin_line` pins the line of an
    order by rank, `pin_shares` the shares of a joint one. Raises NotUnderThis,
    ClosedForOrders, RunsTooLong, CeilingReached, RouteClosed, AwardNotJustified, OfficeHasNotConsented.
    """
    order.approval_value = order.total_value
    if is_own_service(order):
        order.route, order.policy, order.approvals_needed, order.decidable_at = OWN_SERVICE, None, 1, None
        order.framework_lot, order.award_grounds, order.award_words, order.split = None, "", "", {}
        pin_shares(order, at=at)
        return PINNED
    ways = ways_for(order, at=at)
    if order.route == Route.COMPARISON and order.comparison:
        _rest_on(order, order.comparison, ways)
    elif order.route == Route.CASCADE:
        pin_line(order, ways, at=at)
    elif order.route != Route.DIRECT_AWARD:
        order.framework_lot = _fitting(ways, order.framework_lot) if order.framework_lot else _newest(ways)
        order.route = Route.DIRECT_ORDER if order.framework_lot else Route.DIRECT_AWARD
    terms = check_open(order, ways)
    if order.route == Route.DIRECT_AWARD and not (order.award_grounds and order.award_words):
        raise AwardNotJustified
    order.policy, order.approvals_needed = ways.policy, terms.approvals
    check_consent(order)
    order.decidable_at = at + datetime.timedelta(days=terms.minimum_days) if terms.minimum_days else None
    order.split = ways.split.as_json() if ways.split else {}
    pin_shares(order, at=at)
    return PINNED


def _rest_on(order: Order, comparison: Comparison, ways: Ways) -> None:
    if not is_first_place(comparison, order):
        raise NotTheFirstPlace
    order.route, order.comparison = Route.COMPARISON, comparison
    order.framework_lot = _fitting(ways, comparison.lot) if comparison.lot else None


def check_open(order: Order, ways: Ways) -> RouteTerms:
    """What the policy asks for this way of buying. Raises RouteClosed where it is closed for the value."""
    state = ways.state(order.route)
    if state.terms is None:
        raise RouteClosed(order, state, ways)
    return state.terms


def _stated(award: Award) -> tuple[str, str]:
    words = award.words.strip()
    if award.grounds not in AwardGrounds.values or not words:
        raise InvalidInput(
            "A direct award says why nobody else is asked. Nothing was saved. Choose the reason, and explain it in "
            "a sentence that the public can read."
        )
    return award.grounds, words


def _fitting(ways: Ways, lot: FrameworkLot) -> FrameworkLot:
    option = next((option for option in ways.lots if option.lot == lot), None)
    if option is None:
        raise NotUnderThis
    return _without_refusal(option)


def _newest(ways: Ways) -> FrameworkLot | None:
    """Of the newest agreement that fits; None where both sides share none. Raises the newest one's refusal."""
    if ways.fitting:
        return ways.fitting[0].lot
    return _without_refusal(ways.lots[0]) if ways.lots else None


def _without_refusal(option: LotOption) -> FrameworkLot:
    if option.refusal:
        raise option.refusal
    return option.lot
