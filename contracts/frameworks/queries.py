"""Under which lots somebody may order, and what is left of their ceilings."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum, Value

from marketplace.organisations.models import Organisation
from marketplace.organisations.models.merger import line_of
from marketplace.permissions import reads_all

from .models import DrawDown, Framework, FrameworkLot, LotSignature, LotVendor


def with_signatures(frameworks: QuerySet[Framework], reader: Any) -> QuerySet[Framework]:
    """Each lot's signatures with them, and whether the reader is told who signed for the office. One statement."""
    lots = Prefetch("lots__signatures", LotSignature.objects.as_read_by(reader))
    return frameworks.annotate(names_signer=Value(reads_all(reader))).prefetch_related(lots)


@dataclass(frozen=True)
class Drawn:
    """What orders have taken of a ceiling, and how many orders it were."""

    amount: Decimal = Decimal("0.00")
    orders: int = 0


def drawn_by_lot(framework: Framework) -> dict[int, Drawn]:
    """By the lots' ids; a lot without orders is not in it. One statement."""
    rows = DrawDown.objects.standing().filter(lot__framework=framework).order_by()
    sums = rows.values("lot_id").annotate(amount=Sum("amount"), orders=Count("pk"))
    return {row["lot_id"]: Drawn(row["amount"], row["orders"]) for row in sums}


def total(drawn: Iterable[Drawn]) -> Drawn:
    """Of several lots together."""
    each = list(drawn)
    return Drawn(sum((one.amount for one in each), Decimal("0.00")), sum(one.orders for one in each))


def room_in(lot: FrameworkLot) -> Decimal:
    """What may still be ordered under a lot: the smaller of what is left there and of the whole agreement."""
    by_lot = drawn_by_lot(lot.framework)
    of_lot = lot.ceiling - by_lot.get(lot.pk, Drawn()).amount
    return min(of_lot, lot.framework.ceiling - total(by_lot.values()).amount)


def lots_for(
    *,
    agency: Organisation,
    vendor: Organisation,
    lot_code: str,
    currency: str,
    on: datetime.date,
    bound: bool = True,
) -> list[FrameworkLot]:
    """Lots that the vendor has signed, or a company that became part of it, and under which the agency may order on
    that day; the newest agreement first. Not only `bound`: also those in which the vendor is and has not signed."""
    places = LotVendor.objects.filter(vendor__in=line_of([vendor.pk]))
    may_buy = Q(framework__levels__contains=[agency.level]) | Q(framework__members__organisation=agency)
    return list(
        FrameworkLot.objects.filter(
            may_buy,
            framework__in=Framework.objects.open_for_orders(on=on).filter(currency=currency),
            lot=lot_code,
            vendors__in=places.bound() if bound else places,
        )
        .select_related("framework", "lot")
        .distinct()
        .order_by("-framework__starts_on", "-pk")
    )


def is_bound(vendor: Organisation, lot: FrameworkLot) -> bool:
    """Whether the vendor, or a company that became part of it, signed the lot, or never had to. One statement."""
    return LotVendor.objects.bound().filter(lot=lot, vendor__in=line_of([vendor.pk])).exists()
