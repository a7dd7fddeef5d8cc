"""The levy of an agreement, and of offerings before anything is ordered: of the newest one in which their vendor is."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from catalog.offerings.levies import tell_levies
from catalog.offerings.page_versions import also_shown
from catalog.offerings.pricing import LEVY_PERCENT
from contracts.frameworks.models import Framework, FrameworkLot, LotVendor
from marketplace.organisations.models.merger import line_of

also_shown(
    "FROM contracts_lotvendor x JOIN contracts_frameworklot lot ON lot.id = x.lot_id"
    " JOIN contracts_framework y ON y.id = lot.framework_id WHERE x.vendor_id = o.vendor_id"
    " OR x.vendor_id IN (SELECT predecessor_id FROM organisations_merger)"
)
also_shown(
    "FROM contracts_lotsignature x JOIN contracts_frameworklot y ON y.id = x.lot_id WHERE x.vendor_id = o.vendor_id"
    " OR x.vendor_id IN (SELECT predecessor_id FROM organisations_merger)"
)


def levy_of_lot(lot: FrameworkLot | None) -> Decimal:
    """What is taken of an order under a lot, in per cent; the office's own where there is none."""
    return lot.framework.levy_percent if lot else LEVY_PERCENT


@tell_levies
def percents_of(offerings: Sequence[Any], on: datetime.date) -> dict[int, Decimal]:
    """Those of which an agreement takes orders on that day, signed by their vendor or a company that became part of it.

    One statement where there is none, three at most.
    """
    rows = LotVendor.objects.bound().filter(
        vendor__in=line_of({offering.vendor_id for offering in offerings}),
        lot__framework__in=Framework.objects.open_for_orders(on=on),
    )
    newest_last = rows.order_by("lot__framework__starts_on", "lot_id")
    stands = newest_last.select_related("vendor", "lot__framework").prefetch_related("vendor__mergers__successor")
    percents = {(row.vendor.goes_on_as.pk, row.lot.lot_id): row.lot.framework.levy_percent for row in stands}
    keys = {offering.pk: (offering.vendor_id, offering.lot_code) for offering in offerings if offering.pk}
    return {pk: percents[key] for pk, key in keys.items() if key in percents}
