"""Who stands in the places of a framework agreement's lot: the vendor that signed, or the company it became part of.

The signed rows never change. Like every merger, it is a comparison of times; withdrawn, the vendor stands there again.
"""

from dataclasses import dataclass

from marketplace.organisations.models import Organisation

from .models import FrameworkLot


@dataclass(frozen=True)
class LotPlace:
    """One place of a lot: its rank, the vendor that signed, and who stands there now."""

    rank: int
    signed: Organisation
    vendor: Organisation


def places_in(lot: FrameworkLot) -> list[LotPlace]:
    """The places in their order; who holds two, as signed and by a merger, stands at the better one."""
    held: dict[int, LotPlace] = {}
    for row in lot.vendors.select_related("vendor").prefetch_related("vendor__mergers__successor").order_by("rank"):
        holder = row.vendor.goes_on_as
        held.setdefault(holder.pk, LotPlace(row.rank, row.vendor, holder))
    return list(held.values())
