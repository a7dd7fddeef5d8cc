"""Reading comparisons: the list, and those that put an order first."""

from typing import Any

from django.db.models import Count, QuerySet

from .models import Comparison


def comparisons_for(reader: Any) -> QuerySet[Comparison]:
    """Those that `reader` sees, newest first, each with the number of its offers."""
    rows = Comparison.objects.visible_to(reader).select_related("agency", "winner", "opened_by")
    return rows.annotate(offers=Count("candidates")).order_by("-opened_at", "-pk")


def is_first_place(comparison: Comparison, order: Any) -> bool:
    """Whether the order asks for just what the comparison put first, at the price that it was compared with."""
    first = comparison.winner
    if comparison.is_draft or first is None:
        return False
    return (comparison.agency_id, comparison.quantity, comparison.months, first.offering_id, first.plan_code) == (
        order.agency_id,
        order.quantity,
        order.months,
        order.offering_id,
        order.plan_code,
    ) and first.cost == order.total_value


def first_places(order: Any) -> list[Comparison]:
    """The signed comparisons of the order's agency that put just this order first, the newest on top."""
    signed = Comparison.objects.filter(agency=order.agency_id, winner__offering=order.offering_id)
    rows = signed.select_related("winner", "lot__framework", "lot__lot").order_by("-signed_at")
    return [comparison for comparison in rows if is_first_place(comparison, order)]
