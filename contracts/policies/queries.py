"""Which policy holds, which ways of buying it opens for a value, and why it closes the others."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from marketplace.components.formats import money

from .models import BuyingPolicy, PolicyBand, Route


@dataclass(frozen=True)
class RouteTerms:
    """What a way of buying asks for: so many approvals, so many days before the decision."""

    approvals: int = 1
    minimum_days: int = 0


@dataclass(frozen=True)
class RouteState:
    """One way of buying for one value: its terms where it is open, `why` where it is closed."""

    route: Route
    terms: RouteTerms | None
    why: str = ""

    @property
    def words(self) -> str:
        """2 approvals, 5 days before the decision."""
        if self.terms is None:
            return self.why
        many, days = self.terms.approvals, self.terms.minimum_days
        approvals = f"{many} approval{'' if many == 1 else 's'}"
        return f"{approvals}, {days} day{'' if days == 1 else 's'} before the decision" if days else approvals


def policy_on(day: datetime.date) -> BuyingPolicy | None:
    """The policy that holds on a day: the one with the latest first day that has come. Three statements."""
    return BuyingPolicy.objects.begun(on=day).with_bands().order_by("-holds_from").first()


def range_words(policy: BuyingPolicy, band: PolicyBand) -> str:
    """Up to $25,000; above $25,000 up to $250,000; above $250,000; any value."""
    before = next((other for other in policy.bands.all() if other.number == band.number - 1), None)
    above = f"above {_whole(before.up_to)}" if before and before.up_to is not None else ""
    up_to = f"up to {_whole(band.up_to)}" if band.up_to is not None else ""
    return " ".join(filter(None, [above, up_to])) or "any value"


def _whole(amount: Decimal) -> str:
    return money(amount).removesuffix(".00")


def route_states(policy: BuyingPolicy | None, value: Decimal) -> list[RouteState]:
    """Each way of buying for a value. Without a policy all are open with one approval. No statement."""
    if policy is None:
        return [RouteState(route, RouteTerms()) for route in Route]
    return [_state(policy, policy.band_of(value), route) for route in Route]


def _state(policy: BuyingPolicy, band: PolicyBand, route: Route) -> RouteState:
    rule = band.rule_for(route)
    if rule:
        return RouteState(route, RouteTerms(rule.approvals, rule.minimum_days))
    open_in = [range_words(policy, other) for other in policy.bands.all() if other.rule_for(route)]
    elsewhere = f"It is open {' and '.join(open_in)}." if open_in else "It is open for no value."
    return RouteState(route, None, f"Closed {range_words(policy, band)}. {elsewhere}")


def state_of_route(policy: BuyingPolicy | None, value: Decimal, route: str) -> RouteState:
    """One of `route_states`."""
    return next(state for state in route_states(policy, value) if state.route == route)
