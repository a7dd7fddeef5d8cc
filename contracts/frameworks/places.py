"""Who stands in the places of a framework agreement's lot: the vendor that signed, or the company it became part of.

The signed rows never change. Like every merger, it is a comparison of times; withdrawn, the vendor stands there again.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from marketplace.organisations.models import Organisation

from .models import FrameworkLot, LotVendor


@dataclass(frozen=True)
class LotPlace:
    """One place of a lot: its rank, the vendor named in it, who stands there now, and whether it is bound."""

    rank: int
    signed: Organisation
    vendor: Organisation
    is_bound: bool = True


def places_in(lot: FrameworkLot) -> list[LotPlace]:
    """The places in their order; who holds two, as signed and by a merger, stands at the better one."""
    named = lot.vendors.select_related("vendor").prefetch_related("vendor__mergers__successor").order_by("rank")
    rows = list(named.annotate(is_bound=Exists(LotVendor.objects.bound().filter(pk=OuterRef("pk")))))
    bound = {row.vendor.goes_on_as.pk for row in rows if row.is_bound}
    held: dict[int, LotPlace] = {}
    for row in rows:
        holder = row.vendor.goes_on_as
        held.setdefault(holder.pk, LotPlace(row.rank, row.vendor, holder, holder.pk in bound))
    return list(held.values())
