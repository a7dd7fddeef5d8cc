"""What may be seen at this moment, as conditions of SQL: entries can lag, these cannot."""

# Nothing withdrawn is found, even before its entry is gone: unpublished or deleted, or of a vendor no longer shown.
HIDDEN_VENDORS = (
    "SELECT id FROM organisations_organisation WHERE kind = 'vendor' AND status NOT IN ('listed', 'verified')"
)
# A sanction begins and ends at its second. Its vendor's offerings stay to be seen; they cannot be ordered.
BARRED_VENDORS = """SELECT vendor_id FROM organisations_sanction
    WHERE lifted_at IS NULL AND starts_at <= statement_timestamp() AND ends_at > statement_timestamp()"""
# Withdrawn since their entries were made.
HIDDEN_OFFERINGS = """SELECT c.offering_id FROM catalog_offeringchange c
    LEFT JOIN catalog_offering o ON o.id = c.offering_id WHERE c.drained_at IS NULL AND o.live IS NOT TRUE"""
SHOWN = f"""
    NOT e.offering_id = ANY (ARRAY({HIDDEN_OFFERINGS})) AND NOT e.vendor_id = ANY (ARRAY({HIDDEN_VENDORS}))
"""
# The same where a statement asks it in several places: what is hidden is read once, and planned once.
UNSEEN = f"unseen AS MATERIALIZED (SELECT ARRAY({HIDDEN_OFFERINGS}) AS offerings, ARRAY({HIDDEN_VENDORS}) AS vendors)"
SEEN = """NOT e.offering_id = ANY ((SELECT offerings FROM unseen)::bigint[])
    AND NOT e.vendor_id = ANY ((SELECT vendors FROM unseen)::bigint[])"""
