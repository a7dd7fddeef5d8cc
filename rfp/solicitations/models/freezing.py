"""What keeps a published solicitation as it was published: rows change with a newer version that names them, or never.

An addendum writes its version first. Each row holds in `since` the version in which it took its shape.
"""

import pgtrigger

FREE = (
    "status", "opened_at", "came_empty", "cancelled_at", "cancel_code", "cancel_reason", "cancelled_by_id",
    "latest_revision_id", "changed_at",
)  # fmt: skip

TERMS_STAND = """
IF OLD.published_at IS NULL THEN RETURN NEW; END IF;
IF (to_jsonb(OLD) - ARRAY[{free}]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{free}]) AND NOT (
    NEW.version = OLD.version + 1 AND NEW.published_at = OLD.published_at AND EXISTS (
        SELECT 1 FROM rfp_solicitationversion WHERE solicitation_id = NEW.id AND number = NEW.version)
) THEN
    RAISE EXCEPTION 'a published solicitation changes by an addendum only';
END IF;
RETURN NEW;
"""

ROW_STANDS = """
SELECT solicitation.version, solicitation.published_at IS NOT NULL INTO current, frozen
FROM rfp_solicitation AS solicitation WHERE solicitation.id = {solicitation};
IF NOT COALESCE(frozen, FALSE) THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END IF;
IF NOT EXISTS (SELECT 1 FROM rfp_solicitationversion AS version
    WHERE version.solicitation_id = {solicitation} AND version.number = current AND version.touched ? {key})
    OR (TG_OP <> 'INSERT' AND OLD.since >= current) OR (TG_OP <> 'DELETE' AND NEW.since <> current)
THEN
    RAISE EXCEPTION 'what is published changes by an addendum only';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""

_ROW = "CASE WHEN TG_OP = 'DELETE' THEN OLD.{0} ELSE NEW.{0} END"
_LOT = "(SELECT {0} FROM rfp_solicitationlot WHERE id = {1})"
_OF_LOT = _LOT.format("solicitation_id", _ROW.format("lot_id"))
_NUMBER = _LOT.format("number", _ROW.format("lot_id"))


def terms_stand() -> list[pgtrigger.Trigger]:
    """For the solicitation itself: its terms change with a newer version, and it is never deleted once published."""
    func = TERMS_STAND.format(free=", ".join(f"'{name}'" for name in FREE))
    return [
        pgtrigger.Trigger(name="published_terms_stand", when=pgtrigger.Before, operation=pgtrigger.Update, func=func),
        pgtrigger.Protect(
            name="published_solicitations_stay",
            operation=pgtrigger.Delete,
            condition=pgtrigger.Q(old__published_at__isnull=False),
        ),
    ]


def row_stands(table: str) -> list[pgtrigger.Trigger]:
    """For rows of a lot, or the lots themselves: `table` is how versions name them."""
    of_lot = table != "lot"
    func = ROW_STANDS.format(
        solicitation=_OF_LOT if of_lot else f"({_ROW.format('solicitation_id')})",
        key=f"('{table}:' || {_NUMBER} || '/' || ({_ROW.format('code')}))"
        if of_lot
        else f"('lot:' || ({_ROW.format('number')}))",
    )
    return [
        pgtrigger.Trigger(
            name="published_rows_stand",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            declare=[("current", "integer"), ("frozen", "boolean")],
            func=func,
        )
    ]


def invitations_stand() -> list[pgtrigger.Trigger]:
    """Who is invited is settled with the publication."""
    published = "SELECT 1 FROM rfp_solicitation WHERE id = {row}.solicitation_id AND published_at IS NOT NULL"
    checks = "".join(
        f"IF TG_OP <> '{without}' AND EXISTS ({published.format(row=row)}) THEN "
        "RAISE EXCEPTION 'who is invited stands once a solicitation is published'; END IF;\n"
        for row, without in (("OLD", "INSERT"), ("NEW", "DELETE"))
    )
    return [
        pgtrigger.Trigger(
            name="invitations_stand",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"{checks}IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
        )
    ]
