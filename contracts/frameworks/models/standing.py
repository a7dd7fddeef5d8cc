"""What keeps a signed framework agreement as it was signed: triggers that let values change by an amendment only."""

import pgtrigger

# A changed column needs its row in the latest amendment, with what stood there before and what stands there after.
AMENDED = """
FOREACH term IN ARRAY ARRAY[{terms}] LOOP
    IF to_jsonb(OLD) ->> term IS DISTINCT FROM to_jsonb(NEW) ->> term AND NOT EXISTS (
        SELECT 1 FROM contracts_amendedvalue AS changed
        JOIN contracts_frameworkamendment AS amendment ON amendment.id = changed.amendment_id
        WHERE amendment.framework_id = {framework} AND changed.lot_id IS NOT DISTINCT FROM {lot}
        AND amendment.number = (SELECT max(number) FROM contracts_frameworkamendment WHERE framework_id = {framework})
        AND (changed.field, changed.before, changed.after) = (term, to_jsonb(OLD) ->> term, to_jsonb(NEW) ->> term)
    ) THEN
        RAISE EXCEPTION 'the terms of a signed framework agreement change by an amendment only';
    END IF;
END LOOP;
RETURN NEW;
"""
STANDS = """
IF NOT {signed} THEN RETURN NEW; END IF;
IF (to_jsonb(OLD) - ARRAY[{free}]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{free}]) THEN
    RAISE EXCEPTION 'a signed framework agreement cannot be changed; amend it';
END IF;
"""
SIGNED = "SELECT 1 FROM contracts_framework WHERE id = {row}.framework_id AND signed_at IS NOT NULL"
SIGNED_BY_LOT = (
    "SELECT 1 FROM contracts_frameworklot AS lot JOIN contracts_framework AS framework "
    "ON framework.id = lot.framework_id WHERE lot.id = {row}.lot_id AND framework.signed_at IS NOT NULL"
)
WHAT = "framework agreement"


def changed_by_amendment(*, signed: str, terms: str, beside: str = "", framework: str, lot: str) -> pgtrigger.Trigger:
    """A trigger that lets the columns `terms` of a signed agreement change with an amendment, those `beside` freely."""
    free = ", ".join(filter(None, [terms, beside]))
    return pgtrigger.Trigger(
        name="signed_content_stands",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("term", "text")],
        func=STANDS.format(signed=signed, free=free) + AMENDED.format(terms=terms, framework=framework, lot=lot),
    )
