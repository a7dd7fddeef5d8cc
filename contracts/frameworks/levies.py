"""The levy of an agreement, and of offerings before anything is ordered: of the newest one in which their vendor is."""

from decimal import Decimal

from catalog.offerings.levies import tell_levies
from catalog.offerings.page_versions import also_shown
from catalog.offerings.pricing import LEVY_PERCENT
from contracts.frameworks.models import FrameworkLot

also_shown(
    "FROM contracts_lotvendor x JOIN contracts_frameworklot lot ON lot.id = x.lot_id"
    " JOIN contracts_framework y ON y.id = lot.framework_id WHERE x.vendor_id = o.vendor_id"
    " OR x.vendor_id IN (SELECT predecessor_id FROM organisations_merger)"
)
also_shown(
    "FROM contracts_lotsignature x JOIN contracts_frameworklot y ON y.id = x.lot_id WHERE x.vendor_id = o.vendor_id"
    " OR x.vendor_id IN (SELECT predecessor_id FROM organisations_merger)"
)


# Of vendors bound in a lot of which orders are taken on that day, and of whoever goes on as one of them.
tell_levies("""
WITH RECURSIVE bound AS (
    SELECT place.vendor_id, lot.lot_id AS lot_code, framework.levy_percent, framework.starts_on, lot.id
    FROM contracts_lotvendor place JOIN contracts_frameworklot lot ON lot.id = place.lot_id
    JOIN contracts_framework framework ON framework.id = lot.framework_id
    WHERE framework.signed_at IS NOT NULL AND framework.ended_at IS NULL
    AND %(levy_day)s BETWEEN framework.starts_on AND framework.last_order_on
    AND (NOT framework.vendors_sign OR EXISTS (SELECT FROM contracts_lotsignature signature
        WHERE signature.lot_id = place.lot_id AND signature.vendor_id = place.vendor_id))
    UNION SELECT merger.successor_id, bound.lot_code, bound.levy_percent, bound.starts_on, bound.id
    FROM bound JOIN in_force merger ON merger.predecessor_id = bound.vendor_id),
in_force AS (SELECT predecessor_id, successor_id FROM organisations_merger
    WHERE withdrawn_at IS NULL AND starts_at <= statement_timestamp())
SELECT DISTINCT ON (vendor_id, lot_code) vendor_id, lot_code, levy_percent AS percent FROM bound
WHERE vendor_id NOT IN (SELECT predecessor_id FROM in_force) ORDER BY vendor_id, lot_code, starts_on DESC, id DESC
""")


def levy_of_lot(lot: FrameworkLot | None) -> Decimal:
    """What is taken of an order under a lot, in per cent; the office's own where there is none."""
    return lot.framework.levy_percent if lot else LEVY_PERCENT
