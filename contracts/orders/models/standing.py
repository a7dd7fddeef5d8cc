"""What keeps an order as it was sent: its content changes only by what stands on record for just that change."""

import pgtrigger

# What nothing changes once it is sent.
FIXED = (
    "framework_lot_id", "route", "comparison_id", "award_grounds", "award_words", "policy_id", "approvals_needed",
    "decidable_at", "split", "approval_value", "months", "wanted_from", "justification",
    "similar_agencies", "similar_uses", "similar_answer", "similar_words",
)  # fmt: skip
# What an order by rank takes over with the vendor whose turn it is.
BY_RANK = ("vendor_id", "offering_revision_id", "plan_code", "price_lines", "usage", "monthly_fee", "total_value")

CONTENT_STANDS = """
IF ({old_fixed}) IS DISTINCT FROM ({new_fixed}) OR NEW.quantity <> OLD.quantity THEN
    RAISE EXCEPTION 'what was sent for approval cannot be changed';
END IF;
IF ({old_ranked}) IS DISTINCT FROM ({new_ranked}) AND NOT EXISTS (
    SELECT 1 FROM contracts_cascadeoffer WHERE order_id = NEW.id AND opens_at IS NOT NULL
    AND (vendor_id, offering_revision_id, plan_code, total_value)
        = (NEW.vendor_id, NEW.offering_revision_id, NEW.plan_code, NEW.total_value)
) THEN
    RAISE EXCEPTION 'what was sent for approval cannot be changed';
END IF;
RETURN NEW;
"""


def _columns(row: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{name}" for name in names)


def sent_content_stands() -> pgtrigger.Trigger:
    """A trigger that keeps what was sent, but for the turn of the next vendor in the line."""
    return pgtrigger.Trigger(
        name="approved_content_stands",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.status NOT IN ('draft', 'returned')"),
        func=CONTENT_STANDS.format(
            old_fixed=_columns("OLD", FIXED),
            new_fixed=_columns("NEW", FIXED),
            old_ranked=_columns("OLD", BY_RANK),
            new_ranked=_columns("NEW", BY_RANK),
        ),
    )
