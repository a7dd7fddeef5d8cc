"""Desktop comparisons, made by the real actions."""

from contracts.comparisons.actions import Judged, judge_offers, sign_comparison, start_comparison, weigh_criteria
from contracts.comparisons.models import Comparison
from contracts.comparisons.offers import Source
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.contracts import MONDAY_NOON, Trade

WEIGHTS = {"price": 60, "quality": 40}
AT_NOON = {"now": lambda: MONDAY_NOON}


def dearer_offer(**fields):
    """Like the one of `trade()`, for $24.00 instead of $19.50."""
    plans = {"plans": [PlanFactory.build(offering=None, price=24)]}
    return OfferingFactory(orderable=True, **(plans | fields))


def started_comparison(parties: Trade, *others, source: Source | None = None, **changes) -> Comparison:
    """The offering of the trade and others side by side, for 100 users and 12 months."""
    others = others or (dearer_offer(),)
    source = source or Source("Three that we know", [parties.offering.pk, *(other.pk for other in others)])
    asked = {"title": "Service desks", "agency": parties.agency, "quantity": 100, "months": 12} | changes
    return start_comparison(source=source, by=parties.requester, **asked, **AT_NOON)


def weighed_comparison(parties: Trade, *others, weights=WEIGHTS, **changes) -> Comparison:
    """Price 60, quality 40; the cheap one has 3 points and the other 5."""
    comparison = started_comparison(parties, *others, **changes)
    act = {"comparison": comparison, "by": parties.requester, **AT_NOON}
    comparison = weigh_criteria(weights=weights, version=comparison.version, **act)
    points = [3, 5, 4, 2]
    judged = [
        Judged(row.pk, "quality", points[row.place - 1], f"{row.name} was tried for a week.")
        for row in comparison.candidates.all()
        if "quality" in weights
    ]
    return judge_offers(judged=judged, version=comparison.version, **act)


def signed_comparison(parties: Trade, *others, **changes) -> Comparison:
    comparison = weighed_comparison(parties, *others, **changes)
    reason = "It costs least and is good enough."
    return sign_comparison(
        comparison=comparison, reason=reason, version=comparison.version, by=parties.requester, **AT_NOON
    )
