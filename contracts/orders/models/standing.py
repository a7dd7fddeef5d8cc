"""What keeps an order as it was sent: its content changes only by what stands on record for just that change."""

import pgtrigger

# What nothing changes once it is sent.
FIXED = (
    "framework_lot_id", "route", "comparison_id", "award_grounds", "award_words", "policy_id", "approvals_needed",
    "decidable_at", "split", "approval_value", "levy_percent", "months", "wanted_from", "justification",
    "similar_agencies", "similar_uses", "similar_answer", "similar_words",
)  # fmt: skip
# What an order by rank takes over with the vendor whose turn it is, and what a change in force has changed.
MOVING = (
    "vendor_id",
    "offering_revision_id",
    "plan_code",
    "price_lines",
    "usage",
    "monthly_fee",
    "total_value",
    "quantity",
)

CONTENT_STANDS = """
IF ({old_fixed}) IS DISTINCT FROM ({new_fixed}) THEN
    RAISE EXCEPTION 'what was sent for approval cannot be changed';
END IF;
IF ({old_moving}) IS DISTINCT FROM ({new_moving}) AND NOT EXISTS (
    SELECT 1 FROM contracts_cascadeoffer WHERE order_id = NEW.id AND opens_at IS NOT NULL
    AND (vendor_id, offering_revision_id, plan_code, total_value, OLD.quantity)
        = (NEW.vendor_id, NEW.offering_revision_id, NEW.plan_code, NEW.total_value, NEW.quantity)
) AND NOT EXISTS (
    SELECT 1 FROM contracts_orderchange WHERE order_id = NEW.id AND status = 'done'
    AND (quantity_before, total_before, monthly_before) = (OLD.quantity, OLD.total_value, OLD.monthly_fee)
    AND (quantity_after, total_after, monthly_after) = (NEW.quantity, NEW.total_value, NEW.monthly_fee)
    AND (OLD.vendor_id, OLD.offering_revision_id, OLD.plan_code, OLD.usage)
        = (NEW.vendor_id, NEW.offering_revision_id, NEW.plan_code, NEW.usage)
) THEN
    RAISE EXCEPTION 'what was sent for approval cannot be changed';
END IF;
RETURN NEW;
"""


def _columns(row: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{name}" for name in names)


def sent_content_stands() -> pgtrigger.Trigger:
    """A trigger that keeps what was sent, but for the next vendor of a line and for a change in force."""
    return pgtrigger.Trigger(
        name="approved_content_stands",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.status NOT IN ('draft', 'returned')"),
        func=CONTENT_STANDS.format(
            old_fixed=_columns("OLD", FIXED),
            new_fixed=_columns("NEW", FIXED),
            old_moving=_columns("OLD", MOVING),
            new_moving=_columns("NEW", MOVING),
        ),
    )
