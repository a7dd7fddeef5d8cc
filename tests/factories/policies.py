"""Buying policies, made by the real actions."""

import datetime
from decimal import Decimal

from contracts.policies.actions import BandTerms, PolicyTerms, draft_policy, enact_policy
from contracts.policies.models import BuyingPolicy, Route
from contracts.policies.queries import RouteTerms
from marketplace.permissions import Role
from tests.factories.contracts import MONDAY_NOON
from tests.factories.marketplace import person

BEFORE_MONDAY = MONDAY_NOON - datetime.timedelta(days=20)
SMALL = {route: RouteTerms() for route in Route}
MIDDLE = {Route.DIRECT_ORDER: RouteTerms(), Route.COMPARISON: RouteTerms(1, 0), Route.DIRECT_AWARD: RouteTerms(2, 5)}
LARGE = {Route.COMPARISON: RouteTerms(2), Route.COMPETITION: RouteTerms(2, 30)}


def policy_terms(**changes) -> PolicyTerms:
    """Up to $10,000 all is open; up to $100,000 a direct award needs two and five days; above nothing is direct."""
    details = {
        "summary": "Small purchases stay simple.",
        "holds_from": datetime.date(2026, 11, 10),
        "bands": [
            BandTerms(Decimal("10000.00"), SMALL),
            BandTerms(Decimal("100000.00"), MIDDLE),
            BandTerms(None, LARGE),
        ],
    }
    return PolicyTerms(**(details | changes))


def drafted_policy(*, at=BEFORE_MONDAY, by=None, **changes) -> BuyingPolicy:
    by = by or person(Role.PROCUREMENT_OFFICER)
    return draft_policy(terms=policy_terms(**changes), by=by, now=lambda: at)


def enacted_policy(*, at=BEFORE_MONDAY, **changes) -> BuyingPolicy:
    """In force from 10 November 2026 on, put there by somebody who did not draft it."""
    draft = drafted_policy(at=at, **changes)
    return enact_policy(policy=draft, version=draft.version, by=person(Role.CIO), now=lambda: at)
