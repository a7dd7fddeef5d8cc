"""What the database refuses about rows that both sides rely on: they stay, and only what is still to come is added."""

import pgtrigger


def only_once(*fields: str, name: str) -> list[pgtrigger.Protect]:
    """A row stays; nothing of it changes but these columns, and each of them only while it is empty."""
    listed = ", ".join(f"'{field}'" for field in fields)
    filled = " OR ".join(
        f"(OLD.{field} IS NOT NULL AND OLD.{field}::text <> '' AND OLD.{field} IS DISTINCT FROM NEW.{field})"
        for field in fields
        if field != "status"
    )
    content = f"(to_jsonb(OLD) - ARRAY[{listed}]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{listed}])"
    return [
        pgtrigger.Protect(name=f"{name}_stay", operation=pgtrigger.Delete),
        pgtrigger.Protect(
            name=f"{name}_stand",
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(f"(({content}) OR ({filled}))"),
        ),
    ]
