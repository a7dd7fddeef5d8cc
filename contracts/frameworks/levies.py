"""The levy of an agreement, and of offerings before anything is ordered: of the newest one in which their vendor is."""

import datetime
from decimal import Decimal
from typing import Any

from catalog.offerings.levies import tell_levies
from catalog.offerings.page_versions import also_shown
from catalog.offerings.pricing import LEVY_PERCENT
from contracts.frameworks.models import Framework, FrameworkLevy, FrameworkLot

AS_SIGNED = "As signed."

also_shown(
    "FROM contracts_lotvendor x JOIN contracts_frameworklot lot ON lot.id = x.lot_id"
    " JOIN contracts_framework y ON y.id = lot.framework_id WHERE x.vendor_id = o.vendor_id"
    " OR x.vendor_id IN (SELECT predecessor_id FROM organisations_merger)"
)
also_shown(
    "FROM contracts_lotsignature x JOIN contracts_frameworklot y ON y.id = x.lot_id WHERE x.vendor_id = o.vendor_id"
    " OR x.vendor_id IN (SELECT predecessor_id FROM organisations_merger)"
)
also_shown(
    "FROM contracts_frameworklevy x JOIN contracts_framework y ON y.id = x.framework_id WHERE x.framework_id IN ("
    " SELECT lot.framework_id FROM contracts_frameworklot lot JOIN contracts_lotvendor place ON place.lot_id = lot.id"
    " WHERE place.vendor_id = o.vendor_id OR place.vendor_id IN (SELECT predecessor_id FROM organisations_merger))"
)


# Of vendors bound in a lot of which orders are taken on that day, and of whoever goes on as one of them.
tell_levies("""
WITH RECURSIVE bound AS (
    SELECT place.vendor_id, lot.lot_id AS lot_code, framework.starts_on, lot.id,
        coalesce((SELECT levy.percent FROM contracts_frameworklevy levy
            WHERE levy.framework_id = framework.id AND levy.holds_from <= %(levy_day)s
            ORDER BY levy.holds_from DESC, levy.id DESC LIMIT 1), framework.levy_percent) AS percent
    FROM contracts_lotvendor place JOIN contracts_frameworklot lot ON lot.id = place.lot_id
    JOIN contracts_framework framework ON framework.id = lot.framework_id
    WHERE framework.signed_at IS NOT NULL AND framework.ended_at IS NULL
    AND %(levy_day)s BETWEEN framework.starts_on AND framework.last_order_on
    AND (NOT framework.vendors_sign OR EXISTS (SELECT FROM contracts_lotsignature signature
        WHERE signature.lot_id = place.lot_id AND signature.vendor_id = place.vendor_id))
    UNION SELECT merger.successor_id, bound.lot_code, bound.starts_on, bound.id, bound.percent
    FROM bound JOIN in_force merger ON merger.predecessor_id = bound.vendor_id),
in_force AS (SELECT predecessor_id, successor_id FROM organisations_merger
    WHERE withdrawn_at IS NULL AND starts_at <= statement_timestamp())
SELECT DISTINCT ON (vendor_id, lot_code) vendor_id, lot_code, percent FROM bound
WHERE vendor_id NOT IN (SELECT predecessor_id FROM in_force) ORDER BY vendor_id, lot_code, starts_on DESC, id DESC
""")


def levy_of_lot(lot: FrameworkLot | None, on: datetime.date) -> Decimal:
    """What is taken of an order under a lot on that day, in per cent; the office's own where there is none.

    One query unless the `levies` of the lot's agreement are prefetched."""
    return lot.framework.levy_on(on) if lot else LEVY_PERCENT


def keep_signed_levy(framework: Framework, *, by: Any, at: datetime.datetime) -> FrameworkLevy:
    """The percent that was signed, from the agreement's first day on. The caller holds the agreement's lock."""
    return FrameworkLevy.objects.create(
        framework=framework, percent=framework.levy_percent, holds_from=framework.starts_on, reason=AS_SIGNED,
        announced_by=by, announced_at=at,
    )  # fmt: skip
