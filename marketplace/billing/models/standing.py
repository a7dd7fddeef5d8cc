"""What the database keeps of a record of money: its content as it was written, its rows for good."""

import pgtrigger


def content_stands(*changing: str, what: str, once: str = "true") -> list[pgtrigger.Trigger]:
    """Triggers that refuse a deletion and, where `once` holds of OLD, a change of any column but `changing`."""
    columns = ", ".join(f"'{name}'" for name in changing)
    differs = f"(to_jsonb(OLD) - ARRAY[{columns}]::text[]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{columns}]::text[])"
    return [
        pgtrigger.Trigger(
            name="content_stands",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=f"IF ({once}) AND {differs} THEN RAISE EXCEPTION '{what} cannot be changed'; END IF; RETURN NEW;",
        ),
        pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="no_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=f"RAISE EXCEPTION '{what} cannot be emptied';",
        ),
    ]


def at_the_end(name: str, *, operation: pgtrigger.Operation, func: str) -> pgtrigger.Trigger:
    """A check of the whole that the database makes when the transaction ends, however its rows were written."""
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.After, timing=pgtrigger.Deferred, operation=operation, func=f"{func}\nRETURN NULL;"
    )
